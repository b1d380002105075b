import { z } from 'zod';
import type { ChartDocument, DocumentFacts, EventKind } from '../../chart/model.ts';
import { placeOf, stampIn, stampRangeOf } from '../../chart/read.ts';
import { type ChartView, defineCheck, type Hit } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import { formatMinutes, isCertainlyAfter, type Moment } from '../../syntax/moment.ts';
import type { Span } from '../../syntax/span.ts';
import { onceByDocument } from '../memo.ts';
import { timeValue } from '../time/judge.ts';
import { documentsOfPatient } from './statements.ts';
import { toleranceSchema } from './tolerance.ts';

const params = z.strictObject({
  /** Fields of one document (vocabulary ids), of which the first may not be later than the other. */
  pairs: z
    .array(
      z.strictObject({
        first: z.string(),
        second: z.string(),
        /** The first may stand in another document of the chart: 入院时间 in the header, 出院时间 in the 出院记录. */
        across: z.boolean().default(false),
        tolerance: toleranceSchema.default(0),
      }),
    )
    .default([]),
  /** Fields that give a begin and an end: `手术起止时间：2024-03-02 09:00 至 11:30`. */
  ranges: z.array(z.string()).default([]),
  /** Events of the chart of which no end may lie before the begin. */
  events: z.array(z.enum(['order'])).default([]),
});
type Params = z.output<typeof params>;
type Pair = Params['pairs'][number];

/** Two times of one thing in the wrong order. */
export const timeOrder = defineCheck<Params>({
  kind: 'time-order',
  scope: 'chart',
  params: params as unknown as z.ZodType<Params>,
  messages: ['reversed', 'order-reversed'],
  run(view, given, report) {
    const documents = documentsOfPatient(view.chart);
    for (const pair of given.pairs) reportPair(documents, pair, report);
    for (const document of documents) for (const id of given.ranges) reportRange(document, id, report);
    for (const kind of given.events) reportEvents(view, kind, report);
  },
});

type Report = (hit: Hit<Place>) => void;

interface Timed {
  readonly document: ChartDocument;
  readonly span: Span;
  readonly moment: Moment;
}

function reportPair(documents: readonly ChartDocument[], pair: Pair, report: Report): void {
  const seen = new Set<string>();
  const elsewhere = pair.across ? documents.flatMap((document) => timesOf(document, pair.first))[0] : undefined;
  for (const document of documents) {
    if (!document.facts.entries.has(pair.second)) continue;
    const firsts = timesOf(document, pair.first);
    const seconds = timesOf(document, pair.second);
    if (pair.across && firsts.length === 0 && elsewhere) firsts.push(elsewhere);
    // Several sets of times in one document (two specimens) are told apart by their order, as long as none is missing.
    if (!pair.across && firsts.length !== seconds.length) continue;
    seconds.forEach((second, i) => {
      const first = pair.across ? firsts[0] : firsts[i];
      if (!first || first.moment.earliest - second.moment.latest <= pair.tolerance) return;
      const key = `${first.moment.earliest}/${second.moment.earliest}`;
      if (pair.across && seen.has(key)) return;
      seen.add(key);
      reportReversed(first, second, pair, report);
    });
  }
}

function timesOf(document: ChartDocument, id: string): Timed[] {
  const known = timesById(document.facts);
  const times = known.get(id) ?? readTimes(document.facts, id);
  known.set(id, times);
  return times.map((time) => ({ document, ...time }));
}

const timesById = onceByDocument(() => new Map<string, readonly Omit<Timed, 'document'>[]>());

function readTimes({ node, entries }: DocumentFacts, id: string): Omit<Timed, 'document'>[] {
  return (entries.get(id) ?? []).flatMap(({ content }) => {
    const stamp = stampIn(node, content);
    return stamp?.moment ? [{ span: stamp, moment: stamp.moment }] : [];
  });
}

function reportRange(document: ChartDocument, id: string, report: Report): void {
  const range = rangeOf(document.facts, id);
  if (!range || !isCertainlyAfter(range.start.moment, range.end.moment)) return;
  const timed = ({ start, end, moment }: Span & { moment: Moment }) => ({ document, span: { start, end }, moment });
  reportReversed(timed(range.start), timed(range.end), { first: id, second: id }, report);
}

function rangeOf(facts: DocumentFacts, id: string) {
  const range = stampRangeOf(facts, id);
  if (!range?.start.moment || !range.end?.moment) return undefined;
  return { start: { ...range.start, moment: range.start.moment }, end: { ...range.end, moment: range.end.moment } };
}

function reportReversed(first: Timed, second: Timed, names: { first: string; second: string }, report: Report): void {
  report({
    at: placeOf(second.document, second.span),
    message: 'reversed',
    data: {
      document: second.document.facts.kind,
      first: names.first,
      second: names.second,
      firstTime: show(first.moment),
      secondTime: show(second.moment),
    },
    related: [{ ...placeOf(first.document, first.span), label: { zh: '在先的时间', en: 'What comes first' } }],
    subject: { document: second.document },
  });
}

function reportEvents({ chart }: ChartView, kind: EventKind, report: Report): void {
  for (const event of chart.events) {
    const { start, end, attributes } = event;
    if (event.kind !== kind || attributes.cancelled || !start || !end) continue;
    if (!isCertainlyAfter(exported(start.value), exported(end.value))) continue;
    report({
      at: end.source,
      message: 'order-reversed',
      data: { order: attributes.name ?? '', begun: show(start.value), stopped: show(end.value) },
      related: [{ ...start.source, label: { zh: '开始时间', en: 'Begun' } }],
      subject: { event },
    });
  }
}

/** An export writes a day without its hour as midnight: `2024-03-09 00:00` may be any time of that day. */
export function exported(moment: Moment): Moment {
  if (moment.precision !== 'minute' || moment.earliest % 1440 !== 0) return moment;
  return { ...moment, latest: Math.max(moment.latest, moment.earliest + 1439), precision: 'day' };
}

function show(moment: Moment): string {
  return timeValue(moment) ?? formatMinutes(moment.earliest).slice(0, 7);
}
