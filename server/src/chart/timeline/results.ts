import { conceptsIn, namesIn } from '../../clinical/lexicon.ts';
import {
  behindCode,
  flagIn,
  type Reference,
  type ResultFlag,
  referenceIn,
  valueAt,
} from '../../clinical/result-value.ts';
import { readUnit } from '../../clinical/units.ts';
import type { Span } from '../../syntax/span.ts';
import type { Entry, Row, Stamp, Table } from '../../syntax/tree.ts';
import type { Concept } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import type { ChartEvent, DocumentFacts } from '../model.ts';
import { placeOf, stampIn, stated, textOf } from '../read.ts';
import type { Reading } from './timeline.ts';

/** One result of a report: a laboratory value, or what an examination concluded. */
export interface Result {
  /** The item as written. */
  readonly name: string;
  readonly concept: Concept | undefined;
  /** The result as written: `2.6`, `阳性`, the conclusion of an examination. */
  readonly text: string;
  /** Undefined for a result in words, and for a masked one. */
  readonly number: number | undefined;
  /** `>` or `<` before the number. */
  readonly bound: 'above' | 'below' | undefined;
  /** In one notation (`clinical/units.ts`); undefined where none is written, or none that is known. */
  readonly unit: string | undefined;
  readonly flag: ResultFlag | undefined;
  readonly reference: Reference | undefined;
}

interface Found extends Result {
  readonly row: Span;
  readonly reported: Stamp | undefined;
  readonly taken: Stamp | undefined;
}

const KINDS = new Set(['lab-report', 'result-report', 'exam-report']);

/** Every single result that reports give, dated by 报告时间; when the specimen was taken stands in `taken`. */
export function readResults({ documents, vocabulary }: Reading): ChartEvent[] {
  return documents.flatMap((document): ChartEvent[] => {
    if (!KINDS.has(document.facts.kind)) return [];
    return resultsOf(document.facts, vocabulary).map(({ row, reported, taken, ...result }) => ({
      kind: 'result',
      start: stated(document, reported),
      end: undefined,
      source: placeOf(document, row),
      recordedBy: [document],
      attributes: { name: result.name, result, taken: stated(document, taken) },
    }));
  });
}

function resultsOf(facts: DocumentFacts, vocabulary: Vocabulary): readonly Found[] {
  const known = facts.derived.get(resultsOf) as readonly Found[] | undefined;
  if (known) return known;
  const made = panelsOf(facts).flatMap((panel) => readPanel(facts, panel, vocabulary));
  facts.derived.set(resultsOf, made);
  return made;
}

/** What one examination of a document states: its entries, and its times. */
interface Panel {
  readonly entries: readonly Entry[];
  readonly reported: Stamp | undefined;
  readonly taken: Stamp | undefined;
}

/** A document is cut where a panel, an examination or another time of report begins; a part without times has the document's. */
function panelsOf(facts: DocumentFacts): readonly Panel[] {
  const { entries } = facts.node;
  const cuts = [...entries.keys()].filter((i) => opensPanel(entries, i));
  const parts = [0, ...cuts].map((from, i) => entries.slice(from, cuts[i]));
  const stampOf = (part: readonly Entry[], ...ids: readonly string[]) =>
    part
      .filter(({ id }) => id !== undefined && ids.includes(id))
      .map(({ content }) => stampIn(facts.node, content))
      .find((stamp) => stamp?.moment);
  const [head] = parts;
  const general = {
    reported: head && stampOf(head, 'reported-time'),
    taken: head && stampOf(head, 'sampled-time', 'examined-time'),
  };
  return parts.map((part) => ({
    entries: part,
    reported: stampOf(part, 'reported-time') ?? general.reported ?? facts.dated ?? facts.completed,
    taken: stampOf(part, 'sampled-time', 'examined-time') ?? general.taken,
  }));
}

const TIMES = ['reported-time', 'sampled-time', 'examined-time'];

function opensPanel(entries: readonly Entry[], i: number): boolean {
  const entry = entries[i];
  const before = entries[i - 1];
  if (!entry) return false;
  const { id, role, label, content } = entry;
  // 【病原学】: a heading with nothing behind it.
  if (id === undefined) return role === 'section' && label !== undefined && content.end === content.start;
  if (id === 'lab-panel' || id === 'exam-panel') return true;
  // Results stand between two times of reporting: the second one belongs to what follows it.
  if (TIMES.includes(id)) return before?.role === 'text' && before.content.end > before.content.start;
  return id === 'report-item' && (before?.id === 'exam-conclusion' || before?.id === 'report-result');
}

function readPanel(facts: DocumentFacts, panel: Panel, vocabulary: Vocabulary): Found[] {
  const { reported, taken } = panel;
  const found = panel.entries.flatMap((entry) => readEntry(facts, entry, vocabulary));
  const examined = readExamination(facts, panel, vocabulary);
  return [...found, ...examined].map((each) => ({
    ...each,
    reported: each.reported ?? reported,
    taken: each.taken ?? taken,
  }));
}

const IN_WORDS = new Set(['exam-findings', 'exam-conclusion']);

/** Rows of tables, and values that stand in running text. */
function readEntry(facts: DocumentFacts, entry: Entry, vocabulary: Vocabulary): Found[] {
  if (entry.role === 'signature' || (entry.id !== undefined && IN_WORDS.has(entry.id))) return [];
  const isProse = entry.role !== 'field' || entry.id === undefined;
  const { start, end } = entry.content;
  // `血培养：阳性`, `钾：2.6mmol/L`: what reads as a label is the item itself.
  const from = entry.id === undefined || entry.id === 'lab-panel' ? (entry.label?.start ?? start) : start;
  const first = entry.blocks.find(({ kind }) => kind === 'paragraph');
  return entry.blocks.flatMap((block) => {
    if (block.kind === 'table') return readTable(facts, block, vocabulary);
    if (block.kind !== 'paragraph' || !isProse) return [];
    const span = { start: block === first ? from : Math.max(block.start, start), end: Math.min(block.end, end) };
    return readProse(facts, span, vocabulary);
  });
}

function readTable(facts: DocumentFacts, table: Table, vocabulary: Vocabulary): Found[] {
  const at = (id: string) => table.columns.indexOf(id);
  const [item, result] = [at('item'), at('result')];
  if (item < 0 || result < 0) return [];
  return table.rows.flatMap((row) => {
    const named = row.cells[item];
    if (named && holdsValue(facts, named, vocabulary)) return readProse(facts, row, vocabulary);
    const found = readRow(facts, row, { item, result, at }, vocabulary);
    return found ? [found] : [];
  });
}

/** Two values to a line, cut into cells as if they were one: `白细胞 0.9×10^9/L  血小板` and `12`. */
function holdsValue({ node }: DocumentFacts, cell: Span, vocabulary: Vocabulary): boolean {
  const names = namesIn(node.text, cell.start, cell.end, vocabulary);
  return new Set(names.map(({ concept }) => concept)).size > 1 && /\s\d/.test(textOf(node, cell));
}

interface Columns {
  readonly item: number;
  readonly result: number;
  at(id: string): number;
}

function readRow(
  { node }: DocumentFacts,
  row: Row,
  { item, result, at }: Columns,
  vocabulary: Vocabulary,
): Found | undefined {
  const cell = (column: number): string => {
    const span = row.cells[column];
    return span ? textOf(node, span) : '';
  };
  const stamp = (id: string): Stamp | undefined => {
    const span = row.cells[at(id)];
    return span && span.end > span.start ? stampIn(node, span) : undefined;
  };
  const name = cell(item);
  const text = cell(result);
  if (name === '' || text === '') return undefined;
  const behindCell = node.text.slice(row.cells[result]?.end ?? row.end, row.end);
  // `1:320` is a titre, wherever its row was cut.
  const value = /^[:：]\d/.test(behindCell) ? undefined : valueAt(text, 0, text.length);
  const behind = value ? text.slice(value.end) : '';
  return {
    row: { start: row.start, end: trimmedEnd(node.text, row.start, row.end) },
    name,
    concept: itemOf(name, vocabulary),
    text,
    number: value?.number,
    bound: value?.bound,
    unit: value?.unit ?? readUnit(cell(at('unit'))),
    flag: flagIn(cell(at('flag'))) ?? flagIn(behind),
    reference: referenceIn(cell(at('reference'))),
    reported: stamp('report-time'),
    taken: stamp('sampled-time'),
  };
}

/** The laboratory item a cell names: the whole name, else the longest one in it. */
function itemOf(name: string, vocabulary: Vocabulary): Concept | undefined {
  const named = conceptsIn(name, vocabulary).filter(({ concept }) => concept.kind === 'laboratory-item');
  const [first] = [...named].sort((a, b) => b.end - b.start - (a.end - a.start));
  return first?.concept;
}

const WORDS = /^[\s:：=（(]*((?:弱|强)?(?:阳性|阴性)|检出|未检出|[（(]?[+＋±]+[)）]?|[（(][-－][)）])/;

/** `钾 2.6 mmol/L ↓（危急值，参考范围 3.5-5.3）`, one or several to a line. */
function readProse({ node }: DocumentFacts, span: Span, vocabulary: Vocabulary): Found[] {
  const names = namesIn(node.text, span.start, span.end, vocabulary).filter(
    ({ concept }) => concept.kind === 'laboratory-item',
  );
  return names.flatMap(({ concept, start, end }, i): Found[] => {
    const line = node.text.indexOf('\n', end);
    const stop = Math.min(names[i + 1]?.start ?? span.end, line < 0 ? span.end : line, span.end);
    const from = behindCode(node.text, end, stop);
    const value = valueAt(node.text, from, stop);
    const words = value ? undefined : WORDS.exec(node.text.slice(from, stop));
    if (!value && !words) return [];
    const valueEnd = value?.end ?? from + (words?.[0].length ?? 0);
    const behind = node.text.slice(valueEnd, stop);
    return [
      {
        row: { start, end: trimmedEnd(node.text, start, stop) },
        name: node.text.slice(start, end),
        concept,
        text: value ? node.text.slice(value.start, value.end) : (words?.[1] ?? ''),
        number: value?.number,
        bound: value?.bound,
        unit: value?.unit,
        // A code stands first behind the value: `6.8 mmol/L HH 3.5-5.3`.
        flag: flagIn(behind) ?? flagIn(behind.trim().split(/[\s（(，,；;]/, 1)[0] ?? ''),
        reference: referenceIn(behind),
        reported: undefined,
        taken: undefined,
      },
    ];
  });
}

function trimmedEnd(text: string, start: number, stop: number): number {
  let end = stop;
  while (end > start && /[\s，,；;。、]/.test(text.charAt(end - 1))) end--;
  return end;
}

/** The conclusion of an examination as one result in words; of a report without one, what it found. */
function readExamination(facts: DocumentFacts, panel: Panel, vocabulary: Vocabulary): Found[] {
  const { node } = facts;
  const filled = (id: string) =>
    panel.entries.find((entry) => entry.id === id && entry.content.end > entry.content.start);
  const conclusion = filled('exam-conclusion') ?? filled('exam-findings');
  if (!conclusion) return [];
  const item = filled('report-item');
  const label = panel.entries.find(({ id }) => id === 'exam-panel' || id === 'lab-panel')?.label;
  const name = item ? textOf(node, item.content) : label ? textOf(node, label) : (node.heading?.name ?? '');
  const text = textOf(node, conclusion.content);
  return [
    {
      row: conclusion.content,
      name,
      concept: conceptsIn(name, vocabulary).find(({ concept }) => concept.kind === 'examination')?.concept,
      text,
      number: undefined,
      bound: undefined,
      unit: undefined,
      flag: flagIn(text) === 'critical' ? 'critical' : undefined,
      reference: undefined,
      reported: undefined,
      taken: undefined,
    },
  ];
}
