import { z } from 'zod';
import type { ChartDocument, ChartEvent, DocumentFacts } from '../../chart/model.ts';
import { placeOf, stampIn } from '../../chart/read.ts';
import { rowsWith } from '../../chart/timeline/orders.ts';
import { type ChartView, defineCheck, type Hit } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import { readSmall } from '../../syntax/inline/numerals.ts';
import { formatMinutes, MINUTES_PER_DAY, type Moment } from '../../syntax/moment.ts';
import type { Span } from '../../syntax/span.ts';
import { memoByDocument } from '../memo.ts';

const params = z.strictObject({
  /** What the days are counted from. */
  since: z.enum(['operation', 'admission']),
  /** Kinds of notes that say which day it is. */
  documents: z.array(z.string()).min(1),
  /** Column of 体温单 with the same count. */
  column: z.string().optional(),
});
type Params = z.output<typeof params>;

const SINCE = {
  operation: { zh: '手术', en: 'Operation' },
  admission: { zh: '入院', en: 'Admission' },
} as const;

/**
 * A note that counts its day (术后第3天, 入院第5天) otherwise than the dates. The day itself may count as the first or as
 * none; of several operations any may be meant, and one before the stay where the count reaches back so far.
 */
export const dayCount = defineCheck<Params>({
  kind: 'day-count',
  scope: 'chart',
  params: params as unknown as z.ZodType<Params>,
  messages: ['count'],
  run(view, given, report) {
    const begins = beginsOf(view, given);
    if (!begins) return;
    for (const document of view.chart.documents) {
      const counts = given.documents.includes(document.facts.kind) ? countsIn(document.facts, WORDS[given.since]) : [];
      const day = certainDay(document.facts.dated?.moment);
      const isEarly = isEarlyMorning(document.facts.dated?.moment);
      for (const count of counts) {
        if (day !== undefined) judge({ view, given, document, begins, report }, count, day, isEarly);
      }
      for (const { count, day: ofRow } of rowsOf(document, given))
        judge({ view, given, document, begins, report }, count, ofRow, false);
    }
  },
});

interface Count extends Span {
  readonly number: number;
  /** What stands before the words names an operation: 胃癌根治术后, 全麻术后. */
  readonly named: string;
}

interface Context {
  readonly view: ChartView;
  readonly given: Params;
  readonly document: ChartDocument;
  readonly begins: readonly Begin[];
  readonly report: (hit: Hit<Place>) => void;
}

interface Begin {
  readonly event: ChartEvent;
  readonly first: number;
  readonly last: number;
}

function judge(context: Context, count: Count, day: number, isEarly: boolean): void {
  const { view, given, document, begins, report } = context;
  const before = begins.filter(({ first }) => first <= day);
  const nearest = before.at(-1);
  if (!nearest || before.some((begin) => fits(begin, count.number, day, isEarly))) return;
  if (given.since === 'operation' && mayBeAnother(view, count, day)) return;
  report({
    at: placeOf(document, count),
    message: 'count',
    data: {
      document: document.facts.kind,
      stated: count.number,
      counted: day - nearest.first,
      since: formatMinutes(nearest.first * MINUTES_PER_DAY).slice(0, 10),
    },
    related: [{ ...nearest.event.source, label: SINCE[given.since] }],
    subject: { document, event: nearest.event },
  });
}

/** The day counts as the first or as none; before the morning round a note may still belong to the day before. */
function fits({ first, last }: Begin, number: number, day: number, isEarly: boolean): boolean {
  const most = day - first + 1;
  const least = day - last - (isEarly ? 1 : 0);
  return number >= least && number <= most;
}

/** Days of operations or of admission in order; undefined where one of them is unknown and may be the one that is meant. */
function beginsOf({ chart }: ChartView, { since }: Params): readonly Begin[] | undefined {
  const { admission } = chart.encounter;
  const events =
    since === 'admission'
      ? admission
        ? [admission]
        : []
      : chart.events.filter(({ kind }) => kind === 'operation' || kind === 'procedure');
  const begins = events.flatMap((event): Begin[] => {
    const first = certainDay(event.start?.value);
    if (first === undefined) return [];
    return [{ event, first, last: Math.max(first, certainDay(event.end?.value) ?? first) }];
  });
  if (begins.length < events.length) return undefined;
  return begins.some(({ event }) => event.kind !== 'procedure') ? begins : undefined;
}

const ELSEWHERE = /外院|院外|当地|门诊|介入|造影|穿刺|镜|置管|活检|化疗|放疗|消融|栓塞|支架|PCI|ESD|EMR|ERCP|TACE/i;

/** Words that stand before 术后 and name no operation: after one in this stay, that one is meant. */
const BARE = /患者|病人|产妇|该|今日|今天|今|现|目前|[为系是\s\u3000]/g;

/** An operation before the stay, in another hospital or of a kind that leaves no 手术记录. */
function mayBeAnother({ chart }: ChartView, { number, named }: Count, day: number): boolean {
  if (named.replace(BARE, '') === '') return false;
  if (ELSEWHERE.test(named)) return true;
  const admitted = certainDay(chart.encounter.admission?.start?.value);
  return admitted === undefined || day - number < admitted;
}

function certainDay(moment: Moment | undefined): number | undefined {
  if (!moment) return undefined;
  const day = Math.floor(moment.earliest / MINUTES_PER_DAY);
  return day === Math.floor(moment.latest / MINUTES_PER_DAY) ? day : undefined;
}

function isEarlyMorning(moment: Moment | undefined): boolean {
  return moment !== undefined && moment.earliest === moment.latest && moment.earliest % MINUTES_PER_DAY < 8 * 60;
}

interface Words {
  readonly pattern: RegExp;
}

const WORDS: Readonly<Record<Params['since'], Words>> = {
  operation: { pattern: /(?:手术|术)后第?(?=[\d一二三四五六七八九十])/g },
  admission: { pattern: /(?:入院|住院)后?第(?=[\d一二三四五六七八九十])/g },
};

/** Only where a note says which day it is: at its beginning, or behind 今日. What was or will be on another day is none of it. */
const OPENING = 60;
const NOT_TODAY = /昨|明|次日|翌|前|至|于|因|曾|拟|待|如|若|术后第?[^，。；]{1,4}[、及和至\-～~]$/;
const FOLLOWED = /^(?:[，,。；;：:）)\s\u3000]|患者|病人|查房|病程|$)/;

const countsIn = memoByDocument((facts: DocumentFacts, { pattern }: Words): readonly Count[] => {
  const { text, heading } = facts.node;
  const body = heading?.end ?? 0;
  const opening = body + OPENING;
  return [...text.slice(0, SCANNED).matchAll(pattern)].flatMap(({ index, 0: words }): Count[] => {
    const clause = clauseBefore(text, index);
    const isToday = index < opening || /今[日天]?[为系是]?[^，。；]{0,12}$/.test(clause);
    if (!isToday || NOT_TODAY.test(clause)) return [];
    const at = index + words.length;
    const numeral = readSmall(text, at, text.length);
    if (!numeral || numeral.masked || !/[天日]/.test(text.charAt(numeral.end))) return [];
    if (!FOLLOWED.test(text.slice(numeral.end + 1, numeral.end + 3))) return [];
    return [{ start: index, end: numeral.end + 1, number: numeral.low, named: clause }];
  });
});

/** Notes say which day it is at their beginning. */
const SCANNED = 2000;

function clauseBefore(text: string, end: number): string {
  const before = text.slice(Math.max(0, end - 30), end);
  return before.slice(Math.max(...[...'，,。；;：:\n“"'].map((mark) => before.lastIndexOf(mark))) + 1);
}

/** Rows of 体温单: the count beside its date. `1/3`, `II-1` tell of two operations and are left alone. */
function rowsOf(document: ChartDocument, { column, since }: Params): { count: Count; day: number }[] {
  if (column === undefined || document.facts.kind !== 'vital-signs-chart') return [];
  return rowsWith(document, column).flatMap((row) => {
    const cell = row.row.cells[row.column(column)];
    const date = row.row.cells[row.column('time')];
    const written = cell ? document.facts.node.text.slice(cell.start, cell.end).trim() : '';
    const day = certainDay(date && stampIn(document.facts.node, date)?.moment);
    if (!cell || day === undefined || !/^\d{1,3}$/.test(written)) return [];
    if (since === 'operation' && written === '0') return [];
    return [{ count: { start: cell.start, end: cell.end, number: Number(written), named: '' }, day }];
  });
}
