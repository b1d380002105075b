import { z } from 'zod';
import type { ChartDocument } from '../../chart/model.ts';
import { fieldText, filledEntry, placeOf, textOf } from '../../chart/read.ts';
import { conceptsIn } from '../../clinical/lexicon.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import { normalizeName, type Vocabulary } from '../../vocabulary/vocabulary.ts';
import { anchorPlace } from '../time/places.ts';

const params = z.strictObject({
  documents: z.array(z.string()).min(1),
  /** The field that names the main operation; the first row of a table of operations says the same. */
  field: z.string(),
  column: z.string(),
  /** Documents that record an operation or an invasive procedure, and the fields that name it. */
  records: z.array(z.string()).min(1),
  names: z.array(z.string()).min(1),
  /** Of these records the front page must name one: a dash there is a mismatch too. */
  owed: z.array(z.string()).default([]),
  /** Where the chart holds none of those, only names with one of these words are compared: other procedures need no record. */
  invasive: z.array(z.string()).default([]),
});
type Params = z.output<typeof params>;

/**
 * The main operation of the front page is one that the chart records. Reported only where no record's name has anything
 * in common with it; a chart without records, or with one that names nothing, cannot be compared.
 */
export const mainOperation = defineCheck<Params>({
  kind: 'main-operation',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['differs', 'absent'],
  run({ chart, environment: { vocabulary } }, rule, report, undecided) {
    const records = chart.documents.filter(({ facts }) => rule.records.includes(facts.kind));
    const names = records.map((record) => nameOf(record, rule, vocabulary));
    const related = records.map((record) => ({ ...anchorPlace(record), label: LABEL }));
    const owed = names.filter((_, i) => rule.owed.includes(records[i]?.facts.kind ?? ''));
    for (const document of chart.documents) {
      if (!rule.documents.includes(document.facts.kind)) continue;
      const stated = mainOperationOf(document, rule);
      const verdict = stated ? compare(stated.text, names, owed, rule, vocabulary) : 'undecided';
      if (verdict === 'undecided') undecided();
      if (!stated || verdict === 'same' || verdict === 'undecided') continue;
      const recorded = (verdict === 'absent' ? owed[0] : names[0]) ?? '';
      const data = { document: document.facts.kind, stated: stated.text, recorded };
      report({ at: placeOf(document, stated.span), message: verdict, data, related, subject: { document } });
    }
  },
});

type Names = readonly (string | undefined)[];

function compare(stated: string, names: Names, owed: Names, rule: Params, vocabulary: Vocabulary) {
  const isNone = NONE.test(stated);
  if (isNone && owed.length === 0) return 'same';
  const readable = names.filter((name) => name !== undefined && isReadable(name));
  if (names.length === 0 || readable.length < names.length || !(isNone || isReadable(stated))) return 'undecided';
  if (isNone) return 'absent';
  if (readable.some((name) => mayBeSame(stated, name ?? '', vocabulary))) return 'same';
  return owed.length > 0 || rule.invasive.some((word) => stated.includes(word)) ? 'differs' : 'undecided';
}

function nameOf({ facts }: ChartDocument, { names }: Params, vocabulary: Vocabulary): string | undefined {
  return fieldText(facts, ...names) ?? titleOf(facts.kind, facts.node.heading?.name, vocabulary);
}

const LABEL = { zh: '手术或操作记录', en: 'record of an operation or procedure' };
const NONE = /^(?:[-－—–/／]+|无|未行手术|无手术)$/;

function isReadable(name: string): boolean {
  return !/[*＊某]|[xXＸ]{2}|【/.test(name) && /[\p{Script=Han}A-Za-z]{2}/u.test(name);
}

/** `胸腔穿刺术记录` names its procedure; `有创诊疗操作记录` does not. */
function titleOf(kind: string, title: string | undefined, vocabulary: Vocabulary): string | undefined {
  const known = vocabulary.document(kind);
  if (!title || !known || [known.name.zh, ...known.aliases].some((name) => normalizeName(name) === title))
    return undefined;
  return title.replace(/(?:操作)?记录(?:单)?$/, '');
}

function mainOperationOf(
  { facts }: ChartDocument,
  { field, column }: Params,
): { text: string; span: Span } | undefined {
  const entry =
    facts.entries.get(field)?.find(({ content }) => content.end > content.start) ?? filledEntry(facts, field);
  if (entry) return { text: textOf(facts.node, entry.content), span: entry.content };
  for (const { blocks } of facts.node.entries) {
    for (const block of blocks) {
      if (block.kind !== 'table' || !block.columns.includes(column)) continue;
      const cell = block.rows[0]?.cells[block.columns.indexOf(column)];
      if (cell && cell.end > cell.start) return { text: textOf(facts.node, cell), span: cell };
    }
  }
  return undefined;
}

/** Words that any operation's name may hold: they make no two of them the same. */
const COMMON =
  /左侧|右侧|双侧|单侧|腹腔镜|胸腔镜|宫腔镜|关节镜|内镜|显微镜|经皮|微创|机器人|辅助|手术|切除|切开|探查|修补|置换|引流|缝合|固定|内固定|复位|穿刺|活检|置入|置管|成形|吻合|部分|完全|根治|扩大|急诊|联合|治疗|检查|操作|术式|方式|下行|全麻|麻醉|等|术|下|行|的|及|和|与|加|式|法/g;

function mayBeSame(a: string, b: string, vocabulary: Vocabulary): boolean {
  const [x, y] = [normalizeName(a), normalizeName(b)];
  if (x.includes(y) || y.includes(x)) return true;
  const named = (text: string) => conceptsIn(text, vocabulary).map(({ concept }) => concept);
  const [p, q] = [named(a), named(b)];
  if (p.some((one) => q.some((other) => one === other || (one.organ !== undefined && one.organ === other.organ))))
    return true;
  const rest = new Set([...x.replace(COMMON, '')].filter((c) => /\p{L}/u.test(c)));
  return [...y.replace(COMMON, '')].some((c) => rest.has(c)) || rest.size === 0;
}
