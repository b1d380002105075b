import { z } from 'zod';
import { clinicalOf } from '../../chart/clinical.ts';
import type { Chart, ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { filledEntry, placeOf, textOf } from '../../chart/read.ts';
import type { Mention } from '../../clinical/model.ts';
import { type ChartView, defineCheck, type Hit } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import { isMasked } from '../../syntax/inline/value.ts';
import { MINUTES_PER_DAY } from '../../syntax/moment.ts';
import { conceptSchema } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { memoByDocument, memoByPair } from '../memo.ts';
import { isOfNewborn } from './person.ts';
import { documentsOfPatient, statementsOf } from './statements.ts';
import { TOPICS } from './topics.ts';

const params = z.strictObject({
  documents: z.array(z.string()).min(1),
  /** Kinds of concepts that count; only those that the vocabulary gives to one sex do. */
  kinds: z.array(conceptSchema.shape.kind).min(1),
  /** Sections that speak of others (配偶, 母亲) or are forms. */
  exceptSections: z.array(z.string()).default([]),
  /** Words that name something of either sex, or are used loosely. */
  exceptTerms: z.array(z.string()).default([]),
  /** In a sentence with one of these words somebody else is spoken of: 新生儿, 其妻. */
  othersWords: z.array(z.string()).default([]),
  /** Below this age what a text says of pregnancy and birth is the mother's. */
  mothersBelow: z.number().int().default(14),
  /** Sections that only one sex has to fill in. */
  femaleSections: z.array(z.string()).default([]),
});
type Params = z.output<typeof params>;
type Sex = 'male' | 'female';

/** What only the other sex has, said of this patient as present. Silent while the chart disagrees with itself on the sex. */
export const sexBound = defineCheck<Params>({
  kind: 'sex-bound',
  scope: 'chart',
  params,
  messages: ['in-man', 'in-woman', 'section'],
  run(view, given, report) {
    const sex = certainSex(view);
    if (!sex) return;
    const boundIn = boundMentions(view.environment.vocabulary, given);
    const ofMother = sex === 'male' && isChild(view.chart, given.mothersBelow);
    for (const document of documentsOfPatient(view.chart)) {
      const { facts } = document;
      if (!given.documents.includes(facts.kind) || isOfNewborn(facts)) continue;
      if (sex === 'male') reportSections(document, given, report);
      if (ofMother) continue;
      for (const { start, end, concept } of firstOfEach(boundIn(facts, given), sex)) {
        report({
          at: placeOf(document, { start, end }),
          message: sex === 'male' ? 'in-man' : 'in-woman',
          data: { document: facts.kind, text: textOf(facts.node, { start, end }), concept: concept.id },
          ...(view.chart.patient.sex && { related: [{ ...view.chart.patient.sex.source, label: SEX }] }),
          subject: { document },
        });
      }
    }
  },
});

const SEX = { zh: '性别', en: 'Sex' };

function certainSex({ chart, environment }: ChartView): Sex | undefined {
  const statements = statementsOf(documentsOfPatient(chart), TOPICS.sex, environment.vocabulary);
  const stated = new Set(statements.map(({ saying }) => saying.value));
  return stated.size === 1 ? [...stated][0] : undefined;
}

/** Too young to have been pregnant, or of an age that is not known. */
function isChild({ patient, encounter }: Chart, below: number): boolean {
  if (patient.age) return patient.age.value.years < below;
  const admitted = encounter.admission?.start?.value.earliest;
  if (!patient.birth || admitted === undefined) return true;
  return admitted - patient.birth.value.earliest < below * 365 * MINUTES_PER_DAY;
}

/** Mentions of what one sex alone has, present and of the patient. */
const boundMentions = memoByPair((vocabulary: Vocabulary, given: Params) =>
  memoByDocument((facts, _: Params): readonly Mention[] => {
    const { mentions } = clinicalOf(facts, vocabulary);
    return mentions.filter((mention) => isOfPatient(facts, mention) && isBound(facts, mention, given));
  }),
);

function isOfPatient(facts: DocumentFacts, { concept, assertion, experiencer, past, start, end }: Mention): boolean {
  if (experiencer !== 'patient' || past) return false;
  if (assertion === 'present') return true;
  const { text } = facts.node;
  return (
    concept.kind === 'organ' &&
    !DENIED.test(text.slice(Math.max(0, start - 4), start)) &&
    SOUND.test(text.slice(end, end + 20))
  );
}

/** An organ without defects is an organ: 子宫未见异常. */
const SOUND = /^[^，,。；;\n]{0,8}(?:未见|未触及|未及|无)[^，,。；;\n]{0,6}(?:异常|肿大|增大|压痛|占位|结节)/;
const DENIED = /[无未否不没缺]/;

function isBound(facts: DocumentFacts, { concept, start, end }: Mention, given: Params): boolean {
  if (concept.sex === undefined || !given.kinds.includes(concept.kind)) return false;
  const { text, entries } = facts.node;
  if (given.exceptTerms.includes(text.slice(start, end))) return false;
  const entry = entries.find((each) => start >= each.start && start < each.end);
  if (entry?.id !== undefined && given.exceptSections.includes(entry.id)) return false;
  const sentence = sentenceAround(text, start, end);
  return !isMasked(sentence) && !/[□☐_＿]/.test(sentence) && !given.othersWords.some((word) => sentence.includes(word));
}

const REACH = 60;
/** A full stop of half width ends a sentence as well, unless it is a decimal point or numbers an item. */
const STOP = /[。；;\n]|(?<!\d)\.(?!\d)/;

function sentenceAround(text: string, start: number, end: number): string {
  const before =
    text
      .slice(Math.max(0, start - REACH), start)
      .split(STOP)
      .at(-1) ?? '';
  const behind = text.slice(end, end + REACH).split(STOP)[0] ?? '';
  return before + text.slice(start, end) + behind;
}

/** The first mention of each concept that the sex does not have. */
function firstOfEach(mentions: readonly Mention[], sex: Sex): readonly Mention[] {
  const seen = new Set<string>();
  return mentions.filter(({ concept }) => {
    if (concept.sex === sex || seen.has(concept.id)) return false;
    seen.add(concept.id);
    return true;
  });
}

/** 月经史 of a man, with figures in it; 无, a dash and a blank form say nothing. */
function reportSections(document: ChartDocument, given: Params, report: (hit: Hit<Place>) => void): void {
  const { facts } = document;
  for (const section of given.femaleSections) {
    const entry = filledEntry(facts, section);
    const text = entry ? textOf(facts.node, entry.content) : '';
    if (!entry || !/\d|[一二三四五六七八九十][岁天日]/.test(text)) continue;
    if (isMasked(text) || /[_＿□☐]|不适用|男性|配偶|妻|爱人/.test(text)) continue;
    report({
      at: placeOf(document, entry.label ?? entry.content),
      message: 'section',
      data: { document: facts.kind, section },
      subject: { document },
    });
  }
}
