import { z } from 'zod';
import type { ChartEvent, SourceRange } from '../../chart/model.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import { formatMinutes, isCertainlyAfter, MINUTES_PER_DAY, type Moment } from '../../syntax/moment.ts';
import { leavingOf } from '../time/anchor.ts';
import { timeValue } from '../time/judge.ts';
import { anchorPlace } from '../time/places.ts';
import { exported } from './time-order.ts';
import { toleranceSchema } from './tolerance.ts';

const params = z.strictObject({
  what: z.enum(['order-start', 'order-stop', 'operation', 'note']),
  /** Kinds of notes, for `note`. */
  documents: z.array(z.string()).default([]),
  /** Allowed after discharge or death: orders are closed and entered while the patient packs. */
  tolerance: toleranceSchema.default(0),
  /** A discharge of the same calendar day is never exceeded: 出院时间 is often that of the discharge order. */
  sameDay: z.enum(['allowed', 'warning', 'reported']).default('reported'),
  /** Words that name what rightly comes after: 出院带药, 尸体料理, 病理回报. */
  except: z.array(z.string()).default([]),
});
type Params = z.output<typeof params>;

/** Something done for a patient who had left or died. */
export const afterLeaving = defineCheck<Params>({
  kind: 'after-leaving',
  scope: 'chart',
  params: params as unknown as z.ZodType<Params>,
  messages: ['after-discharge', 'after-death'],
  run(view, given, report) {
    const leaving = leavingOf(view);
    if (!leaving?.start || isBeforeAdmission(view, leaving)) return;
    const end = exported(leaving.start.value);
    const late = thingsOf(view, given).filter(
      ({ moment, words }) => isAfter(moment, end, leaving, given) && !given.except.some((word) => words.includes(word)),
    );
    for (const [first, ...same] of inGroups(late, given)) {
      if (!first) continue;
      const isSameDay = dayOf(first.moment.earliest) <= dayOf(end.latest);
      report({
        at: first.source,
        message: leaving.kind === 'death' ? 'after-death' : 'after-discharge',
        ...(isSameDay && given.sameDay === 'warning' && { severity: 'warning' as const }),
        data: {
          ...first.data,
          at: timeValue(first.moment) ?? formatMinutes(first.moment.earliest).slice(0, 7),
          left: timeValue(leaving.start.value) ?? formatMinutes(end.latest).slice(0, 7),
          count: same.length + 1,
        },
        related: [{ ...leaving.start.source, label: LEFT }],
        subject: { event: leaving },
      });
    }
  },
});

/** The date of leaving itself is wrong: everything would seem to come after it. */
function isBeforeAdmission({ chart }: ChartView, leaving: ChartEvent): boolean {
  const admitted = chart.encounter.admission?.start?.value;
  return admitted !== undefined && leaving.start !== undefined && isCertainlyAfter(admitted, leaving.start.value);
}

const LEFT = { zh: '出院或死亡时间', en: 'Discharge or death' };

interface Thing {
  readonly moment: Moment;
  readonly source: SourceRange;
  /** What exceptions are looked for in. */
  readonly words: string;
  readonly data: Readonly<Record<string, string>>;
}

function thingsOf({ chart }: ChartView, { what, documents }: Params): Thing[] {
  if (what === 'note') {
    return chart.documents.flatMap((document) => {
      const { facts } = document;
      const moment = facts.node.heading?.stamp?.moment ?? facts.dated?.moment;
      if (!documents.includes(facts.kind) || !moment || facts.writtenLate) return [];
      return [{ moment, source: anchorPlace(document), words: facts.node.text, data: { document: facts.kind } }];
    });
  }
  return chart.events.flatMap((event) => {
    if (event.kind !== (what === 'operation' ? 'operation' : 'order') || event.attributes.cancelled) return [];
    const told = what === 'order-stop' ? event.end : event.start;
    if (!told) return [];
    const name = event.attributes.name ?? '';
    return [{ moment: exported(told.value), source: told.source, words: name, data: { name } }];
  });
}

function isAfter(moment: Moment, end: Moment, leaving: ChartEvent, { tolerance, sameDay }: Params): boolean {
  if (moment.earliest - end.latest <= tolerance) return false;
  return leaving.kind === 'death' || sameDay !== 'allowed' || dayOf(moment.earliest) > dayOf(end.latest);
}

/** So many of them, and the time of leaving is as likely to be the wrong one: then the first speaks for all. */
const MANY = 4;

/** Orders begun or stopped at one minute were entered in one go: one finding for all of them. */
function inGroups(things: readonly Thing[], { what }: Params): Thing[][] {
  const isOrder = what === 'order-start' || what === 'order-stop';
  const groups = new Map<number, Thing[]>();
  things.forEach((thing, i) => {
    const key = isOrder ? thing.moment.earliest : i;
    groups.set(key, [...(groups.get(key) ?? []), thing]);
  });
  return groups.size < MANY ? [...groups.values()] : [[...groups.values()].flat()];
}

function dayOf(minutes: number): number {
  return Math.floor(minutes / MINUTES_PER_DAY);
}
