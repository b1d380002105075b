import { clinicalOf } from '../../chart/clinical.ts';
import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { conceptsIn } from '../../clinical/lexicon.ts';
import type { ChartView } from '../../lint/check.ts';
import { MINUTES_PER_DAY, type Moment } from '../../syntax/moment.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { memoByPair } from '../memo.ts';
import { leavingOf } from '../time/anchor.ts';
import { dueAfter, type Limit } from '../time/limit.ts';
import { isProgressNote, momentOf } from '../time/places.ts';
import { isExcerpt } from '../time/stay.ts';
import { type CriticalValue, criticalValuesOf, isSameThing } from './critical-value.ts';
import { saysCritical, saysDeviant, speaksOf, statementsAbout, statementsOf, statesValue } from './statements.ts';

/** A note in which a physician takes up a critical value. */
export interface Answer {
  readonly document: ChartDocument;
  readonly moment: Moment | undefined;
  /** It calls the value critical, or is a 危急值处理记录: then it is the record of its handling. */
  readonly dedicated: boolean;
  /** It does not give the value; it only says that the item is low or high, or has been put right (低钾已纠正). */
  readonly weak: boolean;
}

const NARRATIVE = new Set(['progress', 'admission', 'discharge', 'outpatient', 'operation']);

/** Everything that physicians write of the patient's course. */
export function physicianNotes({ chart, environment }: ChartView): readonly ChartDocument[] {
  return notesOf(chart, environment.vocabulary);
}

const notesOf = memoByPair((chart: ChartView['chart'], vocabulary: Vocabulary): readonly ChartDocument[] =>
  chart.documents.filter(
    (document) =>
      isProgressNote(document, vocabulary) || NARRATIVE.has(vocabulary.document(document.facts.kind)?.group ?? ''),
  ),
);

export function completedMoment(document: ChartDocument): Moment | undefined {
  return momentOf(document.facts, ['completed', 'dated', 'recorded']);
}

/** Whether the chart holds the course notes in which an answer would stand; an excerpt, and a visit without a course, do not. */
export function holdsCourse(view: ChartView): boolean {
  const { vocabulary } = view.environment;
  return !isExcerpt(view) && view.chart.documents.some((document) => isProgressNote(document, vocabulary));
}

/**
 * Whether the value came while the patient was there; what is reported after the stay is answered elsewhere, and what
 * came before it (the emergency department's own results) was.
 */
export function cameDuringStay(view: ChartView, value: CriticalValue): boolean {
  const came = (value.received ?? value.reported)?.value;
  const admitted = view.chart.encounter.admission?.start?.value;
  if (came && admitted && came.latest < admitted.earliest) return false;
  const leaving = leavingOf(view);
  if (!leaving) return true;
  const left = leaving.start?.value;
  return came === undefined || left === undefined || came.latest <= left.earliest;
}

/** The notes that answer a value, whenever they were written; those long before it are about another one. */
export const answersOf = memoByPair((view: ChartView, value: CriticalValue): readonly Answer[] => {
  const since = earliestOf(value);
  // What was written before answers this value only if there was no earlier one of the item to answer.
  const others = criticalValuesOf(view).filter((other) => other !== value && isSameThing(other, value));
  return physicianNotes(view).flatMap((document): Answer[] => {
    const moment = completedMoment(document);
    if (moment && since !== undefined && moment.latest < since - MINUTES_PER_DAY) return [];
    // 入院记录 and 出院记录 of the same day answer too; written later they only sum up.
    const isCourse = isProgressNote(document, view.environment.vocabulary);
    if (!isCourse && moment && since !== undefined && moment.earliest > since + MINUTES_PER_DAY) return [];
    // Without its times a note may be of any day; what is dated before the value answers it only by naming the value.
    const before = moment !== undefined && since !== undefined && moment.latest < since;
    if (before && others.some((other) => (earliestOf(other) ?? Infinity) <= moment.latest)) return [];
    const strength = strengthOf(view, document, value, before);
    if (!strength) return [];
    return [{ document, moment, dedicated: isDedicated(view, document), weak: strength === 'weak' }];
  });
});

/** The soonest moment at which anybody can have known: taking of the specimen, else report or receipt. */
export function earliestOf({ sampled, reported, received }: CriticalValue): number | undefined {
  if (sampled) return sampled.value.earliest;
  const known = [reported, received].flatMap((time) => (time ? [time.value.earliest] : []));
  return known.length > 0 ? Math.min(...known) : undefined;
}

function strengthOf(
  view: ChartView,
  document: ChartDocument,
  value: CriticalValue,
  before: boolean,
): 'weak' | 'strong' | undefined {
  const { facts } = document;
  const { vocabulary } = view.environment;
  const about = statementsAbout(facts, value, vocabulary);
  const { quantity } = value;
  const [concept] = value.concepts;
  if (quantity && concept && about.some((statement) => statesValue(statement, quantity, concept))) return 'strong';
  if (before) return undefined;
  if (!quantity && namesFinding(facts, value, vocabulary)) return 'strong';
  const speaks = speaksOf(facts, value, vocabulary);
  const isMasked = about.some(({ masked }) => masked);
  if (isMasked || (speaks && (isDedicated(view, document) || !quantity || !concept))) return 'strong';
  // 危急值处理记录 that names no item at all may well be about this one.
  if (facts.kind === 'critical-value-note' && statementsOf(facts, vocabulary).length === 0) return 'strong';
  return saysDeviant(facts, value, vocabulary) ? 'weak' : undefined;
}

/** A result in words is also answered by what it found: 室颤 of an electrocardiogram, MRSA of a culture. */
function namesFinding(facts: DocumentFacts, { text }: CriticalValue, vocabulary: Vocabulary): boolean {
  const found = conceptsIn(text, vocabulary).filter(
    ({ concept: { kind } }) => kind === 'disease' || kind === 'finding',
  );
  const { mentions } = clinicalOf(facts, vocabulary);
  if (found.some(({ concept }) => mentions.some((mention) => mention.concept === concept))) return true;
  const plain = text.replace(/[（(].*$/u, '').replace(/[。；;，,\s]/gu, '');
  return plain.length > 2 && plain.length < 20 && facts.node.text.includes(plain);
}

function isDedicated({ environment }: ChartView, { facts }: ChartDocument): boolean {
  return facts.kind === 'critical-value-note' || saysCritical(facts, environment.vocabulary);
}

/** Whether stay and notes of the chart go on beyond the time in which something is to be expected after a minute. */
export function goesOnAfter(view: ChartView, from: number, after: Limit): boolean {
  const until = dueAfter(from, after, view.environment).minute;
  const left = leavingOf(view)?.start?.value.earliest;
  if (view.judgedAt <= until || (left !== undefined && left <= until)) return false;
  return physicianNotes(view).some((document) => (completedMoment(document)?.earliest ?? -Infinity) > until);
}
