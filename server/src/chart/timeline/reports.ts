import { conceptsIn } from '../../clinical/lexicon.ts';
import type { Span } from '../../syntax/span.ts';
import type { Entry, Stamp } from '../../syntax/tree.ts';
import type { Concept } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import type { ChartEvent, DocumentFacts } from '../model.ts';
import { isEmpty, placeOf, stampIn, stampOf, stated, textOf } from '../read.ts';
import type { Reading } from './timeline.ts';

const REPORT_KINDS = ['lab-report', 'exam-report', 'pathology-report', 'result-report'];

/** Reports of examinations, dated by 报告时间, and 尸检报告. A collection of results (检验检查报告) gives one for each panel. */
export function readReports({ documents, vocabulary }: Reading): ChartEvent[] {
  return documents.flatMap((document): ChartEvent[] => {
    const { facts } = document;
    if (facts.kind === 'autopsy-report') {
      const start = stated(document, stampOf(facts, 'reported-time') ?? facts.dated ?? facts.completed);
      const source = placeOf(document, facts.anchor);
      return [{ kind: 'autopsy-report', start, end: undefined, source, recordedBy: [document], attributes: {} }];
    }
    if (!REPORT_KINDS.includes(facts.kind)) return [];
    return reportsIn(facts, vocabulary).map((report) => ({
      kind: 'report',
      start: stated(document, report.reported),
      end: undefined,
      source: placeOf(document, report.anchor),
      recordedBy: [document],
      attributes: {
        name: report.name,
        concepts: report.concepts,
        results: report.results.map((span) => placeOf(document, span)),
        taken: stated(document, report.taken),
      },
    }));
  });
}

/** One report as its document gives it, in the document's offsets. */
interface Report {
  readonly anchor: Span;
  readonly name: string | undefined;
  readonly concepts: readonly Concept[];
  readonly reported: Stamp | undefined;
  readonly taken: Stamp | undefined;
  readonly results: readonly Span[];
}

function reportsIn(facts: DocumentFacts, vocabulary: Vocabulary): readonly Report[] {
  const known = facts.derived.get(reportsIn) as readonly Report[] | undefined;
  if (known) return known;
  const made = partsOf(facts).map((part) => readReport(facts, part, vocabulary));
  facts.derived.set(reportsIn, made);
  return made;
}

const PANELS = ['lab-panel', 'exam-panel'];

/** The entries of each panel; what stands before the first one (name, number) belongs to all and is no report. */
function partsOf(facts: DocumentFacts): readonly (readonly Entry[])[] {
  const { entries } = facts.node;
  const opens = entries.flatMap((entry, i) => (opensPanel(entry) ? [i] : []));
  if (facts.kind !== 'result-report' || opens.length === 0) return [entries];
  return opens.map((from, i) => entries.slice(from, opens[i + 1]));
}

function opensPanel({ id, role, label }: Entry): boolean {
  return label !== undefined && ((id !== undefined && PANELS.includes(id)) || (id === undefined && role === 'section'));
}

function readReport(facts: DocumentFacts, part: readonly Entry[], vocabulary: Vocabulary): Report {
  const { node } = facts;
  const isPart = part.length < node.entries.length;
  const own = (...ids: readonly string[]) =>
    part.filter((entry) => entry.id !== undefined && ids.includes(entry.id) && !isEmpty(node, entry.content));
  const stamp = (...ids: readonly string[]) =>
    ids.flatMap((id) => own(id).map((entry) => stampIn(node, entry.content))).find((found) => found?.moment);
  const panel = part.find((entry) => opensPanel(entry));
  const results = own(...RESULTS).map(({ content }) => content);
  const tables = part.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));
  const item = own('report-item')[0];
  const name = item ? textOf(node, item.content) : (panel?.label && textOf(node, panel.label)) || node.heading?.name;
  const texts = [
    ...(isPart ? [] : [node.heading?.name ?? '']),
    ...(panel?.label ? [textOf(node, panel.label)] : []),
    ...own('report-item', 'specimen-type').map(({ content }) => textOf(node, content)),
    ...tables.flatMap((table) => itemsOf(facts, table)),
  ];
  return {
    anchor: (isPart ? panel?.label : undefined) ?? facts.anchor,
    name,
    concepts: namedConcepts(texts, openingOf(facts, results), vocabulary),
    reported: stamp('reported-time') ?? (isPart ? undefined : (facts.dated ?? facts.completed)),
    taken: stamp('examined-time', 'sampled-time'),
    results: [...results, ...tables, ...(results.length + tables.length === 0 && panel ? [panel.content] : [])],
  };
}

const RESULTS = [
  'exam-findings',
  'exam-conclusion',
  'report-result',
  'gross-findings',
  'microscopic-findings',
  'immunohistochemistry',
  'pathology-diagnosis',
];

type TableBlock = Extract<Entry['blocks'][number], { readonly kind: 'table' }>;

/** Cells of the columns that say what was examined. */
function itemsOf({ node }: DocumentFacts, table: TableBlock): readonly string[] {
  return ['item', 'specimen'].flatMap((id) => {
    const column = table.columns.indexOf(id);
    return column < 0
      ? []
      : table.rows.flatMap(({ cells }) => {
          const cell = cells[column];
          return cell ? [textOf(node, cell)] : [];
        });
  });
}

/** Enough for `CT平扫示：` and `头颅MRI+MRA：`. */
const OPENING = 40;

function openingOf({ node }: DocumentFacts, results: readonly Span[]): readonly string[] {
  return results.map(({ start, end }) => node.text.slice(start, Math.min(end, start + OPENING)));
}

/** What the report says it examined; where it names no examination, what its text begins with. */
function namedConcepts(
  texts: readonly string[],
  otherwise: readonly string[],
  vocabulary: Vocabulary,
): readonly Concept[] {
  const named = texts.flatMap((text) => conceptsIn(text, vocabulary).map(({ concept }) => concept));
  const isTold = named.some(({ kind }) => kind === 'examination' || kind === 'laboratory-item');
  const more = isTold ? [] : otherwise.flatMap((text) => conceptsIn(text, vocabulary).map(({ concept }) => concept));
  return [...new Set([...named, ...more])];
}
