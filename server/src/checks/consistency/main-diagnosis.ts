import { z } from 'zod';
import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { filledEntry, isEmpty, placeOf } from '../../chart/read.ts';
import { rowsWith } from '../../chart/timeline/orders.ts';
import { defineCheck } from '../../lint/check.ts';
import { isMasked } from '../../syntax/inline/value.ts';
import type { Span } from '../../syntax/span.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { diagnosesIn } from '../content/bare-diagnosis.ts';
import { memoByDocument } from '../memo.ts';
import { mayBeSameDisease } from './same-disease.ts';

const params = z.strictObject({
  /** Documents with one main diagnosis: the field that names it, else the first row or item. */
  documents: z.array(z.string()).min(1),
  field: z.string(),
  column: z.string(),
  sections: z.array(z.string()).min(1),
  /** Documents with a list of diagnoses, the main one first, and the sections that hold it. */
  lists: z.array(z.string()).min(1),
  listSections: z.array(z.string()).min(1),
  /** Words in either that make the difference right: 化疗 of a known tumour, 分娩. */
  unless: z.array(z.string()).default([]),
  /** Concepts of one family, any of which may stand for another: 冠心病, 心绞痛. */
  families: z.array(z.array(z.string())).default([]),
});
type Params = z.output<typeof params>;

const LISTED = { zh: '此处的诊断', en: 'Diagnoses here' };

/** A main diagnosis that another document's list does not hold, or holds further down. */
export const mainDiagnosis = defineCheck<Params>({
  kind: 'main-diagnosis',
  scope: 'chart',
  params: params as unknown as z.ZodType<Params>,
  messages: ['differs', 'not-first'],
  run({ chart, environment: { vocabulary } }, given, report, undecided) {
    const mains = chart.documents.flatMap((document) => mainOf(document, given));
    const lists = chart.documents.flatMap((document) => listOf(document, given));
    for (const main of mains) {
      for (const list of lists) {
        const place = placeAmong(main, list, given, vocabulary);
        if (place === undefined) undecided();
        if (place === 0 || place === undefined) continue;
        report({
          at: placeOf(main.document, main.span),
          message: place < 0 ? 'differs' : 'not-first',
          ...(place > 0 && { severity: 'information' as const }),
          data: {
            document: main.document.facts.kind,
            stated: textOfSpan(main.document, main.span),
            other: list.document.facts.kind,
            first: textOfSpan(list.document, list.items[0] ?? main.span),
            place: place + 1,
          },
          related: [{ ...placeOf(list.document, list.items[0] ?? list.document.facts.anchor), label: LISTED }],
          subject: { document: main.document },
        });
        break;
      }
    }
  },
});

interface Main {
  readonly document: ChartDocument;
  readonly span: Span;
}

interface List {
  readonly document: ChartDocument;
  readonly items: readonly Span[];
}

/** Index in the list, -1 when the list does not hold it, undefined when that cannot be told. */
function placeAmong(main: Main, list: List, given: Params, vocabulary: Vocabulary): number | undefined {
  const stated = textOfSpan(main.document, main.span);
  const items = list.items.map((span) => textOfSpan(list.document, span));
  const all = [stated, ...items];
  if (all.some((text) => isMasked(text) || given.unless.some((word) => text.includes(word)))) return undefined;
  return items.findIndex((item) => mayBeSameDisease(stated, item, given.families, vocabulary));
}

function mainOf(document: ChartDocument, given: Params): Main[] {
  if (!given.documents.includes(document.facts.kind)) return [];
  const entry = filledEntry(document.facts, given.field);
  if (entry) return [{ document, span: entry.content }];
  const [row] = rowsWith(document, given.column);
  const cell = row?.row.cells[row.column(given.column)];
  if (cell && cell.end > cell.start) return [{ document, span: cell }];
  const [first] = itemsIn(document.facts, given.sections);
  return first ? [{ document, span: first }] : [];
}

function listOf(document: ChartDocument, given: Params): List[] {
  if (!given.lists.includes(document.facts.kind)) return [];
  const items = itemsIn(document.facts, given.listSections);
  return items.length > 0 ? [{ document, items }] : [];
}

/** Items of the first of these sections that is filled, headings of one medicine (西医诊断) left out. */
const itemsIn = memoByDocument((facts: DocumentFacts, sections: readonly string[]): readonly Span[] => {
  const entries = sections.flatMap((id) => facts.entries.get(id) ?? []);
  return entries
    .filter(({ content }) => !isEmpty(facts.node, content))
    .flatMap(({ content }) => diagnosesIn(facts.node.text, content))
    .filter(({ start, end }) => !/^[中西]医(?:诊断)?[：:]?$/.test(facts.node.text.slice(start, end)));
});

function textOfSpan({ facts }: ChartDocument, { start, end }: Span): string {
  return facts.node.text.slice(start, end).replace(/\s+/g, ' ');
}
