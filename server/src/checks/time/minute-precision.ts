import { z } from 'zod';
import type { Chart, ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { placeOf, stampIn, textOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import { basisSchema } from '../../lint/pack.ts';
import type { Row, Stamp, Table } from '../../syntax/tree.ts';
import { memoByDocument } from '../memo.ts';
import { timeValue } from './judge.ts';

const params = z.strictObject({
  document: z.array(z.string()).min(1),
  /** Times that are to be given to the minute: fields by vocabulary id; `written` is the time the note was recorded. */
  times: z.array(z.string()).default([]),
  /** Columns of times in its tables, by vocabulary id. */
  columns: z.array(z.string()).default([]),
  /** The chart header, or the document's heading, may give the same time to the minute. */
  elsewhere: z.boolean().default(false),
  /** The clause that asks for it, where the rule rests on several. */
  clause: basisSchema.optional(),
});
type Params = z.output<typeof params>;

/**
 * A time that the text wants to the minute is given to the minute. One that is masked or not given at all is another
 * rule's matter. A column counts once for each document: an export without hours lacks them in every row.
 */
export const minutePrecision = defineCheck<Params>({
  kind: 'minute-precision',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['minute'],
  run({ chart }, rule, report) {
    const reported = new Set<string>();
    for (const document of chart.documents) {
      if (!rule.document.includes(document.facts.kind)) continue;
      for (const { time, stamp, at } of [...inexactTimes(chart, document, rule), ...inexactCells(document, rule)]) {
        // Two documents may rest on the same time of the chart header.
        const key = `${at.file}:${at.start}`;
        if (reported.has(key)) continue;
        reported.add(key);
        report({
          at,
          message: 'minute',
          data: { document: document.facts.kind, time, given: timeValue(stamp.moment) },
          basis: rule.clause && [rule.clause],
          subject: { document },
        });
      }
    }
  },
});

interface Inexact {
  readonly time: string;
  readonly stamp: Stamp;
  readonly at: Place;
}

function inexactTimes(chart: Chart, document: ChartDocument, rule: Params): readonly Inexact[] {
  return rule.times.flatMap((time): Inexact[] => {
    const stamps = time === 'written' ? writtenStamps(document) : statedTimes(chart, document, time, rule.elsewhere);
    const first = stamps[0];
    return first && !stamps.some(({ stamp }) => isExact(stamp)) ? [{ time, ...first }] : [];
  });
}

type StatedStamp = Omit<Inexact, 'time'>;

/** Every stamp that says when the note was written: one of them to the minute is enough. */
function writtenStamps(document: ChartDocument): readonly StatedStamp[] {
  const { recorded, dated, completed } = document.facts;
  return [recorded, dated, completed].flatMap((stamp) =>
    stamp?.moment ? [{ stamp, at: placeOf(document, stamp) }] : [],
  );
}

function statedTimes(chart: Chart, document: ChartDocument, field: string, elsewhere: boolean): readonly StatedStamp[] {
  const hosts = elsewhere ? [document, ...chart.headers] : [document];
  const found = hosts.flatMap((host) =>
    (host.facts.entries.get(field) ?? []).flatMap((entry): StatedStamp[] => {
      const stamp = stampIn(host.facts.node, entry.content);
      return stamp ? [{ stamp, at: placeOf(host, stamp) }] : [];
    }),
  );
  const titled = elsewhere ? document.facts.node.heading?.stamp : undefined;
  return titled ? [...found, { stamp: titled, at: placeOf(document, titled) }] : found;
}

function isExact({ moment }: Stamp): boolean {
  return !moment || moment.masked || moment.precision === 'minute';
}

function inexactCells(document: ChartDocument, rule: Params): readonly Inexact[] {
  if (rule.columns.length === 0) return [];
  return firstInexactCells(document.facts, rule).map(({ time, stamp }) => ({
    time,
    stamp,
    at: placeOf(document, stamp),
  }));
}

const firstInexactCells = memoByDocument((facts, rule: Params): readonly Omit<Inexact, 'at'>[] =>
  rule.columns.flatMap((time) => {
    for (const table of tablesOf(facts)) {
      for (const row of table.rows) {
        const stamp = inexactCell(facts, table, row, time);
        if (stamp) return [{ time, stamp }];
      }
    }
    return [];
  }),
);

function tablesOf({ node }: DocumentFacts): readonly Table[] {
  return node.entries.flatMap(({ blocks }) => blocks.filter((block): block is Table => block.kind === 'table'));
}

/** The day stands in one cell and the clock often in the next, under a heading of its own or under none. */
const CLOCK = /^\s*\d{1,2}\s*[:：时]\s*\d{1,2}/;

function inexactCell({ node }: DocumentFacts, { columns }: Table, row: Row, column: string): Stamp | undefined {
  const cell = row.cells[columns.indexOf(column)];
  const stamp = cell && stampIn(node, cell);
  if (!stamp || isExact(stamp)) return undefined;
  return row.cells.some((each) => CLOCK.test(textOf(node, each))) ? undefined : stamp;
}
