import { z } from 'zod';
import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import type { Entry } from '../../syntax/tree.ts';
import { type DocumentKind, type DocumentSection, documentSectionSchema } from '../../vocabulary/schema.ts';
import { normalizeName, type Vocabulary } from '../../vocabulary/vocabulary.ts';
import { memoByDocument, memoByPair } from '../memo.ts';
import { BLANK_TO_FILL, isBlank, namesOf, textIn } from '../reading.ts';
import { isDraft, isWhole } from './whole.ts';

const asked = z.union([z.string().transform((id) => documentSectionSchema.parse({ id })), documentSectionSchema]);

const params = z.strictObject({
  /** Document kinds it speaks of; all when absent. */
  documents: z.array(z.string()).optional(),
  exceptDocuments: z.array(z.string()).default([]),
  /** Asked whatever the vocabulary says of them; when absent, all that the vocabulary requires of the kind. */
  sections: z.array(asked).optional(),
  exceptSections: z.array(z.string()).default([]),
  /** Asked only where this section stands with content, and reported there: the allergy statement of a 既往史. */
  inside: z.string().optional(),
  /** Any of these words within these sections satisfies it too; elsewhere they may mean something else. */
  orWithin: z.strictObject({ sections: z.array(z.string()), words: z.array(z.string()) }).optional(),
  /** Only for patients known to be of this sex, and known to be of this age (years) or above. */
  sex: z.enum(['male', 'female']).optional(),
  fromAge: z.number().int().optional(),
  /** Only at this kind of visit, as the chart header states it. */
  visit: z.enum(['first', 'return']).optional(),
  /** Asked of the last of these documents alone, and only once the chart is closed: how a series of notes ends. */
  inLastDocument: z.boolean().default(false),
});
type Params = z.infer<typeof params>;

/**
 * A section or field that the document's kind must have and that stands nowhere: not under its name, an alias, a
 * heading that merges several (`个人史、婚育史、家族史`), one of its parts, a column, a word of its own, nor, for items of
 * identity, in the chart header. One finding for each absent section, at the document's title.
 */
export const requiredSection = defineCheck<Params>({
  kind: 'required-section',
  scope: 'chart',
  params,
  messages: ['missing'],
  run(view, given, report) {
    if (!isAskedOf(view, given)) return;
    for (const { document, section } of absencesIn(view, given)) {
      report({
        at: placeOf(document, placeOfAbsence(document.facts, given)),
        message: 'missing',
        data: { document: document.facts.kind, section: section.id },
        basis: basisOf(document, section, view.environment.vocabulary),
        severity: isDraft(view, document) ? 'information' : undefined,
        subject: { document, wanted: section.id },
      });
    }
  },
});

/** The clause that asks for this section of this kind; undefined where the vocabulary knows none nearer than the rule's. */
function basisOf({ facts }: ChartDocument, { clause }: DocumentSection, vocabulary: Vocabulary) {
  const basis = vocabulary.document(facts.kind)?.basis ?? [];
  const [first] = basis;
  if (!first) return undefined;
  return clause === undefined ? basis : [{ source: first.source, clause }];
}

function isAskedOf({ chart, running }: ChartView, { sex, fromAge, visit, inLastDocument }: Params): boolean {
  if (sex && chart.patient.sex?.value !== sex) return false;
  if (visit && chart.encounter.visit !== visit) return false;
  if (inLastDocument && running) return false;
  return fromAge === undefined || (chart.patient.age?.value.years ?? -1) >= fromAge;
}

interface Lack {
  readonly document: ChartDocument;
  readonly section: DocumentSection;
}

function absencesIn(view: ChartView, given: Params): readonly Lack[] {
  const { vocabulary } = view.environment;
  const absent = unlabelledSections(vocabulary, given);
  const asked = view.chart.documents.filter(({ facts }) => selectKind(facts.kind, given, vocabulary));
  return (given.inLastDocument ? asked.slice(-1) : asked).flatMap((document) => {
    const kind = vocabulary.document(document.facts.kind);
    if (!kind) return [];
    return absent(document.facts, kind)
      .filter((section) => !isExcused(view, document, section, given))
      .filter((section) => !isInWords(vocabulary, section)(document.facts, section))
      .map((section) => ({ document, section }));
  });
}

function selectKind(id: string, given: Params, vocabulary: Vocabulary): DocumentKind | undefined {
  if (given.documents && !given.documents.includes(id)) return undefined;
  return given.exceptDocuments.includes(id) ? undefined : vocabulary.document(id);
}

type Absence = (facts: DocumentFacts, kind: DocumentKind) => readonly DocumentSection[];

/** What no label of the document states; its words and the chart header have not been asked yet. Kept for each document and parameter set. */
const unlabelledSections = memoByPair(
  (vocabulary: Vocabulary, given: Params): Absence =>
    memoByDocument((facts, kind: DocumentKind) => {
      if (given.inside !== undefined && !hostOf(facts, given.inside)) return [];
      const absent = askedSections(kind, given, vocabulary).filter(
        (section) => !isLabelled(facts, section, vocabulary),
      );
      if (absent.length === 0 || !isWhole(facts, kind, vocabulary, given.sections)) return [];
      return given.orWithin && isWordWithin(facts, given.orWithin) ? [] : absent;
    }),
);

const isInWords = memoByPair((vocabulary: Vocabulary, section: DocumentSection) =>
  memoByDocument((facts, _: DocumentSection) => {
    if (section.orText.some((word) => facts.node.text.includes(word))) return true;
    return [section.id, ...section.orElse].some((id) => isNamedElsewhere(facts, namesOf(id, vocabulary), id));
  }),
);

function askedSections(kind: DocumentKind, given: Params, vocabulary: Vocabulary): readonly DocumentSection[] {
  if (given.sections) return given.sections;
  return kind.sections.filter(
    ({ id, need }) =>
      need === 'required' && !given.exceptSections.includes(id) && vocabulary.label(id)?.role !== 'signature',
  );
}

function isLabelled(facts: DocumentFacts, section: DocumentSection, vocabulary: Vocabulary): boolean {
  const { entries, node, signatures } = facts;
  if (entries.has(section.id) || section.orElse.some((id) => entries.has(id))) return true;
  if (section.orStamp && (node.heading?.stamp || signatures.some(({ stamp }) => stamp))) return true;
  return hasPartOf(facts, section.id, vocabulary);
}

function isWordWithin({ node, entries }: DocumentFacts, { sections, words }: NonNullable<Params['orWithin']>): boolean {
  const texts = sections.flatMap((id) => entries.get(id) ?? []).map((entry) => textIn(node, entry.content));
  return texts.some((text) => words.some((word) => text.includes(word)));
}

function hasPartOf(facts: DocumentFacts, id: string, vocabulary: Vocabulary): boolean {
  for (const present of facts.entries.keys()) if (vocabulary.label(present)?.partOf === id) return true;
  return false;
}

/** A merged heading, a column, or the name itself in running text: `既往史:` mid-line, `家族史无特殊` in a 个人史. */
function isNamedElsewhere({ node }: DocumentFacts, names: readonly string[], id: string): boolean {
  const inProse = (name: string) =>
    name.length >= 3 && name.endsWith('史') ? node.text.includes(name) : labels(node.text, name);
  if (names.some(inProse)) return true;
  const plain = names.map(normalizeName);
  for (const entry of node.entries) {
    if (entry.id === undefined && plain.some((name) => name.length >= 2 && entry.name.includes(name))) return true;
    for (const block of entry.blocks) {
      if (block.kind !== 'table') continue;
      if (block.columns.includes(id)) return true;
      const heads = block.header.map((cell) => normalizeName(node.text.slice(cell.start, cell.end)));
      if (heads.some((head) => plain.includes(head))) return true;
    }
  }
  return false;
}

/** `病史：`, but not the end of `现病史：`. */
function labels(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const colon = text[at + name.length];
    if ((colon === '：' || colon === ':') && (name.length > 3 || !/[\u4e00-\u9fff]/.test(text[at - 1] ?? '')))
      return true;
  }
  return false;
}

/**
 * What excuses the document: the header states the item; the age at which it is asked is not known to be reached; or
 * the chart shows no item of identity at all, or is de-identified, so that the items were taken out of it.
 */
function isExcused(view: ChartView, document: ChartDocument, section: DocumentSection, given: Params): boolean {
  const { chart } = view;
  if (section.fromAge !== undefined && (chart.patient.age?.value.years ?? -1) < section.fromAge) return true;
  if (!section.orHeader) return false;
  if (chart.headers.some((header) => isStatedIn(header.facts, [section.id, ...section.orElse]))) return true;
  return given.sections === undefined && (chart.encounter.deidentified || !showsIdentity(view, document));
}

function isStatedIn(facts: DocumentFacts, ids: readonly string[]): boolean {
  return ids.some((id) => facts.entries.get(id)?.some((entry) => !isBlank(entry)));
}

const IDENTITY = ['name', 'sex', 'age', 'admission-number', 'outpatient-number'];
const MASKED = /\*{2}|＊{2}|\d\*(?![\d\s])|[^\d\s]\*\d|已脱敏/;

function showsIdentity({ chart }: ChartView, { facts }: ChartDocument): boolean {
  if (MASKED.test(facts.node.text)) return false;
  return [...chart.headers.map((header) => header.facts), facts].some((each) => isStatedIn(each, IDENTITY));
}

/** The section to look in, once something has been written there. */
function hostOf(facts: DocumentFacts, id: string): Entry | undefined {
  return facts.entries.get(id)?.find((entry) => {
    const text = textIn(facts.node, entry.content);
    return !isBlank(entry) && !(text.length < 20 && BLANK_TO_FILL.test(text));
  });
}

function placeOfAbsence(facts: DocumentFacts, { inside }: Params): Span {
  return (inside === undefined ? undefined : hostOf(facts, inside)?.label) ?? facts.anchor;
}
