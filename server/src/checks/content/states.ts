import { z } from 'zod';
import { mentionsIn } from '../../chart/clinical.ts';
import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import type { Mention } from '../../clinical/model.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { isDraft, isWhole } from '../documents/whole.ts';
import { memoByDocument, memoByPair } from '../memo.ts';
import { isMet, type Need, needSchema, placesOf, sayingSchema, says } from './need.ts';
import { type Passage, passagesOf, sentencesIn } from './passage.ts';

const params = z.strictObject({
  documents: z.array(z.string()).min(1),
  /** Where to look; parts of these sections count with them. */
  sections: z.array(z.string()).min(1),
  /** Asked of each sentence that says this of the patient, as far as the next such sentence; absent: of the section as a whole. */
  each: sayingSchema
    .extend({
      /** A sentence that says this is passed over: `为求进一步诊治来我院` is no earlier visit. */
      except: sayingSchema.optional(),
      /** So many sentences belong to what the first of them speaks of, and so many before it. */
      sentences: z.number().int().min(1).default(3),
      before: z.number().int().min(0).default(0),
      /** A disease that one of these sections tells of is this illness, not an earlier one. */
      unlessToldIn: z.array(z.string()).default([]),
      /** A later sentence that says this speaks of something else. */
      until: sayingSchema.optional(),
    })
    .optional(),
  needs: z.array(needSchema).min(1),
  /** Nothing is asked where one of these sections says this: a coma leaves no appetite to describe. */
  unless: z.array(sayingSchema.extend({ sections: z.array(z.string()).min(1) })).default([]),
  /** Nothing is asked of a patient who left in one of these ways (words of 离院方式). */
  unlessDisposition: z.array(z.string().min(1)).default([]),
  /** Asked of a section in a document that may be an excerpt too, as long as the section itself is whole. */
  ofExcerpts: z.boolean().default(false),
  /** Only of patients known to be of this age (years) or above. */
  fromAge: z.number().int().optional(),
});
type Params = z.infer<typeof params>;

/**
 * What a narrative has to say and does not: a section (general condition in the history of the present illness) or each
 * mention in it (drug and dose of each chronic disease). One finding for each place, by the first need that is not met.
 */
export const states = defineCheck<Params>({
  kind: 'states',
  scope: 'chart',
  params,
  // Each need names its own.
  messages: [],
  run(view, given, report) {
    if (given.fromAge !== undefined && (view.chart.patient.age?.value.years ?? -1) < given.fromAge) return;
    const left = view.chart.encounter.disposition?.value;
    if (left !== undefined && given.unlessDisposition.some((word) => left.includes(word))) return;
    const lacksOf = lacks(view.environment.vocabulary, given);
    for (const document of view.chart.documents) {
      if (!given.documents.includes(document.facts.kind)) continue;
      const found = lacksOf(document.facts, given);
      if (found.length === 0 || !isAsked(view, document, given)) continue;
      for (const { at, need, text } of found) {
        report({
          at: placeOf(document, at),
          message: need.name,
          data: text === undefined ? {} : { text },
          severity: need.severity,
          subject: { document, wanted: given.sections[0] ?? '' },
        });
      }
    }
  },
});

function isAsked(view: ChartView, document: ChartDocument, { ofExcerpts }: Params): boolean {
  if (isDraft(view, document)) return false;
  const { vocabulary } = view.environment;
  const kind = vocabulary.document(document.facts.kind);
  return ofExcerpts || (kind !== undefined && isWhole(document.facts, kind, vocabulary));
}

interface Lack {
  readonly at: Span;
  readonly need: Need;
  /** The words that call for it, where it is asked of each mention. */
  readonly text: string | undefined;
}

const lacks = memoByPair((vocabulary: Vocabulary, given: Params) =>
  memoByDocument((facts, _: Params): readonly Lack[] => {
    const passages = passagesOf(facts, given.sections, vocabulary).filter(({ closed }) => closed || !given.ofExcerpts);
    if (passages.length === 0 || isExcused(facts, given, vocabulary)) return [];
    return given.each
      ? lacksOfEach(facts, passages, given, vocabulary)
      : lacksOfAll(facts, passages, given, vocabulary);
  }),
);

function isExcused(facts: DocumentFacts, { unless }: Params, vocabulary: Vocabulary): boolean {
  return unless.some((saying) =>
    passagesOf(facts, saying.sections, vocabulary).some((passage) => says(facts, passage, saying, vocabulary)),
  );
}

/** A blank still to be filled in; that it is there says all. */
const BLANK = /^(?:[_＿\s，。,.]{2,}|【待填】|\{\{[^{}]{0,40}\}\})[。.\s]*$/;

/** A section printed twice, or in parts, is asked as one. */
function lacksOfAll(
  facts: DocumentFacts,
  passages: readonly Passage[],
  { needs }: Params,
  vocabulary: Vocabulary,
): readonly Lack[] {
  if (passages.every(({ start, end }) => BLANK.test(facts.node.text.slice(start, end)))) return [];
  const need = needs.find((each) => !passages.some((passage) => isMet(facts, passage, each, vocabulary)));
  const [first] = passages;
  return need && first ? [{ at: first.label ?? first, need, text: undefined }] : [];
}

function lacksOfEach(
  facts: DocumentFacts,
  passages: readonly Passage[],
  given: Params,
  vocabulary: Vocabulary,
): readonly Lack[] {
  const told = conceptsToldIn(facts, given.each?.unlessToldIn ?? [], vocabulary);
  return passages.flatMap((passage) =>
    callsIn(facts, passage, { ...given, told }, vocabulary).flatMap(({ at, reach }) => {
      const need = given.needs.find((each) => !isMet(facts, each.anywhere ? passage : reach, each, vocabulary));
      return need ? [{ at, need, text: facts.node.text.slice(at.start, at.end) }] : [];
    }),
  );
}

interface Called {
  readonly at: Span;
  /** The sentence of the mention and those behind it that speak of nothing else of the kind. */
  readonly reach: Span;
}

function callsIn(
  facts: DocumentFacts,
  passage: Passage,
  { each, told }: Pick<Params, 'each'> & { readonly told: ReadonlySet<string> },
  vocabulary: Vocabulary,
): readonly Called[] {
  if (!each) return [];
  const sentences = sentencesIn(facts.node.text, passage);
  const found = sentences.map((sentence) => placesOf(facts, sentence, each, vocabulary));
  const speaksOn = (next: number, first: number) => {
    const sentence = sentences[next];
    if (!sentence || next >= first + each.sentences || found[next]?.length !== 0) return false;
    return !(each.until && says(facts, sentence, each.until, vocabulary));
  };
  return sentences.flatMap((sentence, index): readonly Called[] => {
    const call = found[index]?.find(({ mention }) => isOfPatient(mention) && !told.has(mention?.concept.id ?? ''));
    if (!call || (each.except && says(facts, sentence, each.except, vocabulary))) return [];
    let last = index;
    while (speaksOn(last + 1, index)) last++;
    const { start } = sentences[Math.max(0, index - each.before)] ?? sentence;
    return [{ at: call.span, reach: { start, end: sentences[last]?.end ?? sentence.end } }];
  });
}

function conceptsToldIn(
  facts: DocumentFacts,
  sections: readonly string[],
  vocabulary: Vocabulary,
): ReadonlySet<string> {
  const mentions = passagesOf(facts, sections, vocabulary).flatMap((passage) => mentionsIn(facts, passage, vocabulary));
  const told = mentions.filter(({ assertion, experiencer }) => assertion !== 'absent' && experiencer === 'patient');
  return new Set(told.map(({ concept }) => concept.id));
}

function isOfPatient(mention: Mention | undefined): boolean {
  return mention === undefined || (mention.assertion === 'present' && mention.experiencer === 'patient');
}
