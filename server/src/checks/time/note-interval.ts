import { z } from 'zod';
import type { ChartDocument, ChartEvent } from '../../chart/model.ts';
import { type ChartView, defineCheck, type Hit } from '../../lint/check.ts';
import type { Place, Related } from '../../lint/finding.ts';
import { formatMinutes, type Moment } from '../../syntax/moment.ts';
import { timeValue } from './judge.ts';
import { dayOf, endOfDay } from './limit.ts';
import { anchorPlace, datedMoment, isProgressNote, noteMoment } from './places.ts';
import { isExcerpt, type Stay, stayOf } from './stay.ts';

const days = z.number().int().min(1).max(31);
const params = z.strictObject({
  /** Most days from one note to the next by the condition in force; the day of the note itself is not counted. */
  days: z.strictObject({ critical: days, serious: days, stable: days }),
});
type Params = z.output<typeof params>;
type Condition = keyof Params['days'];

/**
 * Notes of the course follow each other within the days that the patient's condition allows (BW2010 第二十二条(二)).
 * A rhythm, not a period: it does not pause on days of rest.
 */
export const noteInterval = defineCheck<Params>({
  kind: 'note-interval',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: [
    'missing',
    'missing-serious',
    'missing-critical',
    'late',
    'late-serious',
    'late-critical',
    'due',
    'minute',
  ],
  run(view, rule, report) {
    const stay = stayOf(view);
    if (!stay || isExcerpt(view)) return;
    const notes = view.chart.documents.filter((document) => isProgressNote(document, view.environment.vocabulary));
    const periods = periodsOf(view, stay);
    for (const hit of impreciseNotes(notes, periods)) report(hit);
    const dated = datedNotes(view, notes);
    if (!dated) return;
    for (const gap of gapsOf(view, stay, dated, periods, rule)) report(hitOf(view, gap, dated, rule));
  },
});

interface Note {
  readonly document: ChartDocument;
  readonly moment: Moment;
}

/** A time in which 病危 or 病重 was certainly in force: `from` at the latest to `to` at the soonest. */
interface Period {
  readonly event: ChartEvent;
  readonly condition: Condition;
  readonly from: number;
  readonly to: number;
}

interface Gap {
  readonly after: Note | undefined;
  /** The note that ends the gap, if there is one. */
  readonly next: Note | undefined;
  readonly due: number;
  readonly condition: Condition;
  readonly period: Period | undefined;
}

/** Undefined when a note's time cannot be read: it may stand in any gap. */
function datedNotes(view: ChartView, notes: readonly ChartDocument[]): readonly Note[] | undefined {
  const dated = notes.map((document) => ({ document, moment: noteMoment(view, document) }));
  return dated.every((note): note is Note => note.moment !== undefined) ? dated : undefined;
}

function periodsOf({ chart }: ChartView, stay: Stay): readonly Period[] {
  const conditions = chart.events.filter(({ kind }) => kind === 'condition');
  // An order whose time cannot be read may have ended any of the others.
  const isTold = conditions.every(({ start }) => start !== undefined);
  return conditions.flatMap((event) => {
    const { condition } = event.attributes;
    if (!condition || !event.start) return [];
    // A notice tells when the condition began and nothing of its end; a standing order is in force until it is stopped.
    const isOrder = event.attributes.orderType !== undefined || event.recordedBy.every(isOrderSheet);
    const end = event.end?.value.earliest ?? (isOrder && isTold ? stay.until : undefined);
    return end === undefined ? [] : [{ event, condition, from: event.start.value.latest, to: end }];
  });
}

function isOrderSheet({ facts }: ChartDocument): boolean {
  return facts.kind === 'order-sheet';
}

/** 病危: the time of the note is given to the minute. */
function impreciseNotes(notes: readonly ChartDocument[], periods: readonly Period[]): readonly Hit<Place>[] {
  return notes.flatMap((document): Hit<Place>[] => {
    const { dated, recorded, completed } = document.facts;
    const stamps = [dated, recorded, completed].filter((stamp) => stamp?.moment !== undefined);
    if (stamps.length === 0 || stamps.some((stamp) => stamp?.moment?.precision === 'minute')) return [];
    const moment = datedMoment(document.facts);
    const period = periods.find(
      ({ condition, from, to }) => condition === 'critical' && moment && moment.earliest >= from && moment.latest <= to,
    );
    if (!period) return [];
    const data = { document: document.facts.kind, noted: timeValue(moment) };
    const related = [conditionRelated(period)];
    return [{ at: anchorPlace(document), message: 'minute', data, related, subject: { document } }];
  });
}

/** Every stretch from a note (from admission, where there is none) in which no note can stand and one was due. */
function gapsOf(
  view: ChartView,
  stay: Stay,
  notes: readonly Note[],
  periods: readonly Period[],
  rule: Params,
): readonly Gap[] {
  // A note whose time only follows from its event may fill a gap, and opens none.
  const timed = notes.filter(({ document }) => datedMoment(document.facts) !== undefined);
  const starts: (Note | undefined)[] = notes.length > 0 ? timed : [undefined];
  const gaps = new Map<number, Gap>();
  const soonestAfter = soonestOf(notes);
  for (const after of starts) {
    const from = (after?.moment ?? stay.from).latest;
    if (from > stay.until) continue;
    const duty = firstDuty(from, stay.until, periods, rule);
    const following = soonestAfter(from);
    const next = following && following.moment.earliest <= stay.until ? following : undefined;
    if (next && next.moment.earliest <= duty.due) continue;
    const isOver = duty.due < stay.until;
    if (isOver || isLastDay(view, duty.due)) gaps.set(from, { after, next, ...duty });
  }
  return [...gaps.values()];
}

/** The next note is due by the end of today: worth a reminder while the patient is there. */
function isLastDay(view: ChartView, due: number): boolean {
  return view.running && dayOf(due) === dayOf(view.judgedAt);
}

/** The note that may stand soonest behind a minute. */
function soonestOf(notes: readonly Note[]): (from: number) => Note | undefined {
  const byEnd = [...notes].sort((a, b) => a.moment.latest - b.moment.latest);
  const places = new Map(notes.map((note, place) => [note, place]));
  const soonest = [...byEnd];
  for (let i = soonest.length - 2; i >= 0; i--) {
    const [a, b] = [soonest[i], soonest[i + 1]];
    const isSooner = (x: Note, y: Note) =>
      x.moment.earliest - y.moment.earliest || (places.get(x) ?? 0) - (places.get(y) ?? 0);
    if (a && b && isSooner(b, a) < 0) soonest[i] = b;
  }
  return (from) => {
    let low = 0;
    let high = byEnd.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((byEnd[middle]?.moment.latest ?? 0) <= from) low = middle + 1;
      else high = middle;
    }
    return soonest[low];
  };
}

/** Until when a note is due after one at `from`: by the stable rhythm, or sooner where 病危 or 病重 is in force at that time. */
function firstDuty(from: number, until: number, periods: readonly Period[], { days: allowed }: Params) {
  const stable = {
    due: endOfDay(dayOf(from) + allowed.stable),
    condition: 'stable' as Condition,
    period: undefined as Period | undefined,
  };
  return periods.reduce((first, period) => {
    if (period.to <= from || period.from >= until) return first;
    const due = endOfDay(dayOf(Math.max(from, period.from)) + allowed[period.condition]);
    return due < period.to && due < first.due ? { due, condition: period.condition, period } : first;
  }, stable);
}

function hitOf(view: ChartView, gap: Gap, notes: readonly Note[], rule: Params): Hit<Place> {
  const { after, next, due, condition, period } = gap;
  const admission = view.chart.encounter.admission;
  const from = after ? anchorPlace(after.document) : (admission?.source ?? anchorPlace((notes[0] as Note).document));
  const data = {
    document: 'progress-note',
    condition,
    previous: timeValue(after?.moment ?? admission?.start?.value),
    due: formatMinutes(due),
    days: rule.days[condition],
  };
  const related: Related[] = period ? [conditionRelated(period)] : [];
  if (due >= view.judgedAt) {
    return { at: from, message: 'due', state: 'due', data: { ...data, remaining: due - view.judgedAt }, related };
  }
  const subject = { event: period?.event ?? admission, wanted: 'progress-note' };
  const suffix = condition === 'stable' ? '' : `-${condition}`;
  if (!next) return { at: from, message: `missing${suffix}`, state: 'missing', data, related, subject };
  const noted = timeValue(next.moment) ?? formatMinutes(next.moment.earliest);
  const previous = {
    ...from,
    label: after ? { zh: '上一次病程记录', en: 'previous note' } : { zh: '入院', en: 'admission' },
  };
  return {
    at: anchorPlace(next.document),
    message: `late${suffix}`,
    state: 'late',
    data: { ...data, noted, late: next.moment.earliest - due },
    related: [previous, ...related],
    subject: { ...subject, document: next.document },
  };
}

function conditionRelated({ event, condition }: Period): Related {
  const label =
    condition === 'critical' ? { zh: '病危', en: 'critical condition' } : { zh: '病重', en: 'serious condition' };
  return { ...event.source, label };
}
