import type { Environment } from '../../lint/check.ts';
import { MINUTES_PER_DAY, type Moment } from '../../syntax/moment.ts';
import { dueAfter, type Limit } from '../time/limit.ts';
import type { Thing } from './thing.ts';

/**
 * Whether something may lie where the rule wants it, seen from the trigger: for some choice of what is masked or given
 * by its day alone. Where either has no time nothing can be told, and it may.
 */
export function mayLie(
  at: Moment | undefined,
  trigger: Moment | undefined,
  { side, within, slack }: Pick<Thing, 'side' | 'within' | 'slack'>,
  calendar: Pick<Environment, 'isWorkday'>,
): boolean {
  if (!at || !trigger) return true;
  const forth = side === 'before' ? (slack ?? NONE) : within;
  const back = side === 'after' ? (slack ?? NONE) : within;
  if (forth && at.earliest > dueAfter(trigger.latest, forth, calendar).minute) return false;
  return !back || at.latest >= trigger.earliest - lengthOf(back);
}

const NONE: Limit = { unit: 'minute', count: 0 };

/** A period counted backwards: calendar days reach to the beginning of their first day. */
function lengthOf({ unit, count }: Limit): number {
  return unit === 'minute' ? count : (count + 1) * (unit === 'month' ? 31 : 1) * MINUTES_PER_DAY;
}
