import type { Chart, ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { byTrust } from '../../chart/patient.ts';
import { fieldText, placeOf } from '../../chart/read.ts';
import type { Place } from '../../lint/finding.ts';
import { nameAgrees } from '../../syntax/inline/names.ts';
import type { Span } from '../../syntax/span.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { isNewbornName } from './person.ts';

/** A value as one document states it; the span is relative to the document. */
export interface Saying<T> extends Span {
  readonly value: T;
}

/** A value as one document of the chart states it. */
export interface Statement<T> {
  readonly document: ChartDocument;
  readonly saying: Saying<T>;
}

/** What documents may state: how it is read, and when two statements say the same. */
export interface Topic<T> {
  /** Vocabulary id of what is stated: 姓名, 性别, 死亡时间. */
  readonly field: string;
  /** Readable statements only: what is masked or empty says nothing. */
  read(facts: DocumentFacts, vocabulary: Vocabulary): readonly Saying<T>[];
  /** False only when no reading of the two lets them be the same. */
  agree(a: T, b: T): boolean;
  /** False for a value that agrees with several different ones. */
  isExact(value: T): boolean;
  /** The value as finding data. */
  show(value: T): string;
}

/** The statements of one topic, in the order of the documents. */
export function statementsOf<T>(
  documents: readonly ChartDocument[],
  topic: Topic<T>,
  vocabulary: Vocabulary,
): Statement<T>[] {
  return documents.flatMap((document) =>
    sayingsOf(document.facts, topic, vocabulary).map((saying) => ({ document, saying })),
  );
}

/** Remembered with the document: a topic is a constant, and one process uses one vocabulary. */
function sayingsOf<T>(facts: DocumentFacts, topic: Topic<T>, vocabulary: Vocabulary): readonly Saying<T>[] {
  const known = facts.derived.get(topic) as readonly Saying<T>[] | undefined;
  if (known) return known;
  const made = topic.read(facts, vocabulary);
  facts.derived.set(topic, made);
  return made;
}

export function placeOfStatement({ document, saying }: Statement<unknown>): Place {
  return placeOf(document, saying);
}

/**
 * The statement that most others agree with; of equals the first. One that leaves something open (a masked name, a day
 * without its hour) agrees with too many to be held against them.
 */
export function mostAgreed<T>(statements: readonly Statement<T>[], topic: Topic<T>): Statement<T> | undefined {
  const exact = statements.filter(({ saying }) => topic.isExact(saying.value));
  const different = new Map([...exact].reverse().map((one) => [topic.show(one.saying.value), one]));
  let best: Statement<T> | undefined;
  let most = 0;
  for (const one of [...different.values()].reverse()) {
    const agreeing = statements.filter(({ saying }) => topic.agree(saying.value, one.saying.value)).length;
    if (agreeing > most) [best, most] = [one, agreeing];
  }
  return best ?? statements[0];
}

/**
 * Chart header, 首页, 入院记录 and the rest, the most trusted first, without what is about somebody else: a newborn's
 * record in its mother's chart, a misfiled report (whose name alone is then the defect).
 */
export function documentsOfPatient({ headers, documents, patient }: Chart): ChartDocument[] {
  const name = patient.name?.value;
  return byTrust(headers, documents).filter(({ facts }) => {
    const own = fieldText(facts, 'name');
    if (name === undefined || own === undefined) return true;
    return isNewbornName(own) === isNewbornName(name) && nameAgrees(own, name);
  });
}
