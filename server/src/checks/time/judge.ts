import type { Environment } from '../../lint/check.ts';
import { formatMinutes, type Moment } from '../../syntax/moment.ts';
import type { Bounds } from './anchor.ts';
import { type Due, dueAfter, type Limit } from './limit.ts';

/**
 * What becomes of an obligation.
 *
 * `met`, `late` and `missing` hold for every choice of what the chart leaves open. `open` is an obligation of which
 * nothing is certain and none is ahead: it may have been met, or what would tell is unreadable.
 */
export type Verdict =
  | { readonly state: 'met' | 'open' }
  | { readonly state: 'late'; readonly due: number; readonly at: number; readonly by: number }
  | { readonly state: 'missing'; readonly due: number }
  | { readonly state: 'due'; readonly due: number; readonly remaining: number }
  | { readonly state: 'unverifiable'; readonly lacks: 'event' | 'calendar' };

export interface Obligation {
  readonly from: Bounds;
  /** False when the moment only follows from other times of the chart. */
  readonly stated: boolean;
  readonly limit: Limit;
  /** When what is owed was done, once for each thing that answers; an unreadable time is undefined. */
  readonly done: readonly (Moment | undefined)[];
}

/** Judges an obligation at `now` (minutes); a limit is met when elapsed ≤ limit (民法典 第一千二百五十九条). */
export function judge(obligation: Obligation, now: number, calendar: Pick<Environment, 'isWorkday'>): Verdict {
  const { from, limit, done } = obligation;
  const first = earliest(done.filter((moment) => moment !== undefined));
  if (first && isWithin(obligation, first.latest, calendar)) return { state: 'met' };
  if (done.includes(undefined)) return { state: 'open' };
  if (!obligation.stated && isWithin(obligation, first?.latest ?? now, calendar)) return { state: 'open' };
  if (from.latest === Infinity) return { state: 'unverifiable', lacks: 'event' };
  const due = dueAfter(from.latest, limit, calendar);
  if (first ? first.earliest > due.minute : now > due.minute) return breach(due, first);
  if (!obligation.stated) return { state: 'unverifiable', lacks: 'event' };
  if (first) return { state: 'open' };
  // An event that has not certainly happened yet owes nothing yet.
  if (from.latest > now) return { state: 'open' };
  return { state: 'due', due: due.minute, remaining: due.minute - now };
}

/** Within the limit even of the soonest moment that the event may have had. */
function isWithin({ from, limit }: Obligation, minute: number, calendar: Pick<Environment, 'isWorkday'>): boolean {
  return from.earliest > -Infinity && minute <= dueAfter(from.earliest, limit, calendar).minute;
}

function breach(due: Due, first: Moment | undefined): Verdict {
  if (!due.decided) return { state: 'unverifiable', lacks: 'calendar' };
  if (!first) return { state: 'missing', due: due.minute };
  return { state: 'late', due: due.minute, at: first.earliest, by: first.earliest - due.minute };
}

function earliest(moments: readonly Moment[]): Moment | undefined {
  return moments.reduce<Moment | undefined>((a, b) => (a && a.earliest <= b.earliest ? a : b), undefined);
}

/** A moment as finding data: to the minute, else what of the date is certain; null when nothing is. */
export function timeValue(moment: Moment | undefined): string | null {
  if (!moment) return null;
  const first = formatMinutes(moment.earliest);
  if (moment.earliest === moment.latest) return first;
  const last = formatMinutes(moment.latest);
  return first.slice(0, 10) === last.slice(0, 10) ? first.slice(0, 10) : null;
}
