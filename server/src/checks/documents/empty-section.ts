import { z } from 'zod';
import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import type { Entry } from '../../syntax/tree.ts';
import type { DocumentKind, DocumentSection } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { memoByDocument, memoByPair } from '../memo.ts';
import { isBlank } from '../reading.ts';
import { isDraft, isWhole } from './whole.ts';

const params = z.strictObject({
  exceptDocuments: z.array(z.string()).default([]),
  exceptSections: z.array(z.string()).default([]),
  /** Sections that stand above others although the vocabulary does not call those their parts. */
  holds: z.record(z.string(), z.array(z.string())).default({}),
});
type Params = z.infer<typeof params>;

/**
 * A heading the kind lists, or a field it requires, with nothing under it. A heading followed by its parts, or by
 * headings and fields that the kind does not list, is the title of those. `None`, `无` and `/` are content: they say
 * something, or stand for what was taken out of the chart.
 */
export const emptySection = defineCheck<Params>({
  kind: 'empty-section',
  scope: 'chart',
  params,
  messages: ['empty', 'open'],
  run(view, given, report) {
    const { vocabulary } = view.environment;
    for (const document of view.chart.documents) {
      const kind = vocabulary.document(document.facts.kind);
      if (!kind || given.exceptDocuments.includes(kind.id)) continue;
      for (const { entry, section } of emptyEntries(vocabulary, given)(document.facts, kind)) {
        if (!entry.label || isExcused(view, section)) continue;
        const required = section.need === 'required' && isOldEnough(view, section.fromAge ?? 0);
        report({
          at: placeOf(document, entry.label),
          message: required ? 'empty' : 'open',
          data: { document: kind.id, section: section.id },
          severity: isDraft(view, document) ? 'information' : required ? undefined : 'warning',
          subject: { document, wanted: section.id },
        });
      }
    }
  },
});

interface EmptyEntry {
  readonly entry: Entry;
  readonly section: DocumentSection;
}

const emptyEntries = memoByPair((vocabulary: Vocabulary, given: Params) =>
  memoByDocument((facts, kind: DocumentKind): readonly EmptyEntry[] => {
    if (!facts.node.entries.some(isBlank)) return [];
    return facts.node.entries.flatMap((entry, index) => {
      if (!isBlank(entry) || entry.id === undefined) return [];
      const section = kind.sections.find(({ id }) => id === entry.id);
      if (!section || given.exceptSections.includes(section.id)) return [];
      if (entry.role !== 'section' && !(entry.role === 'field' && section.need === 'required')) return [];
      // The end of a fragment may be where it was cut.
      if (index === facts.node.entries.length - 1 && !isWhole(facts, kind, vocabulary)) return [];
      if (isFilledElsewhere(facts, section) || isTitleOfNext(facts, index, kind, given, vocabulary)) return [];
      return [{ entry, section }];
    });
  }),
);

function isFilledElsewhere(facts: DocumentFacts, section: DocumentSection): boolean {
  return [section.id, ...section.orElse].some((id) => facts.entries.get(id)?.some((entry) => !isBlank(entry)));
}

function isTitleOfNext(
  { node }: DocumentFacts,
  index: number,
  kind: DocumentKind,
  given: Params,
  vocabulary: Vocabulary,
): boolean {
  const entry = node.entries[index];
  const next = node.entries[index + 1];
  if (!entry || !next) return false;
  if (next.role === 'text') return !isBlank(next);
  if (next.role === 'signature') return false;
  // Two columns on one line: what belongs under the first stands beside that of the second.
  if (!node.text.slice(entry.start, entry.end).includes('\n') && !isBlank(next)) return true;
  if (next.id === undefined) return true;
  const parent = entry.id ?? '';
  if (given.holds[parent]?.includes(next.id)) return true;
  for (let id = vocabulary.label(next.id)?.partOf, depth = 0; id !== undefined && depth < 5; depth++) {
    if (id === parent) return true;
    id = vocabulary.label(id)?.partOf;
  }
  return !kind.sections.some((section) => section.id === next.id);
}

/**
 * Headings that every template holds and that not every patient fills: 月经史 of a man or of a girl under 14 (before
 * that age menarche cannot be presumed), 婚育史 of a minor. Identity items that the chart header states, or that were
 * taken out of a de-identified chart, are not empty.
 */
function isExcused(view: ChartView, section: DocumentSection): boolean {
  const { chart } = view;
  if (section.id === 'menstrual-history') return chart.patient.sex?.value !== 'female' || !isOldEnough(view, 14);
  if (section.id === 'marital-history') return !isOldEnough(view, 18);
  if (!section.orHeader) return false;
  return chart.encounter.deidentified || chart.headers.some((header) => isStatedIn(header, section.id));
}

function isStatedIn(header: ChartDocument, id: string): boolean {
  return header.facts.entries.get(id)?.some((entry) => !isBlank(entry)) ?? false;
}

/** A condition of age 0 holds for everybody; any other needs a known age. */
function isOldEnough({ chart }: ChartView, years: number): boolean {
  return years === 0 || (chart.patient.age?.value.years ?? -1) >= years;
}
