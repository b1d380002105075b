import type { DocumentFacts } from '../../chart/model.ts';
import { namesIn } from '../../clinical/lexicon.ts';
import { behindCode, valueAt } from '../../clinical/result-value.ts';
import { mayBeEqual, type Quantity, unitAt } from '../../clinical/units.ts';
import type { Span } from '../../syntax/span.ts';
import type { Concept } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { memoByDocument } from '../memo.ts';

/** An item that a document names, with the numbers that stand behind it in the same clause. Offsets of the document. */
export interface Statement extends Span {
  readonly concept: Concept;
  readonly numbers: readonly StatedNumber[];
  /** Some of the digits are masked. */
  readonly masked: boolean;
  /** From the name to the end of the clause. */
  readonly clause: string;
}

export interface StatedNumber extends Quantity, Span {}

const CLAUSE = 40;

/** Every item of laboratory or examination that a document names. */
export const statementsOf = memoByDocument((facts: DocumentFacts, vocabulary: Vocabulary): readonly Statement[] => {
  const { text } = facts.node;
  const names = namesIn(text, 0, text.length, vocabulary).filter(
    ({ concept }) => concept.kind === 'laboratory-item' || concept.kind === 'examination',
  );
  return names.map(({ concept, start, end }, i) => {
    const stop = clauseEnd(text, end, names[i + 1]?.start ?? text.length);
    const clause = text.slice(start, stop);
    return { concept, start, end, clause, ...numbersIn(text, end, stop) };
  });
});

function clauseEnd(text: string, from: number, limit: number): number {
  const most = Math.min(limit, from + CLAUSE);
  for (let at = from; at < most; at++) if (/[，。；;\n|]/.test(text.charAt(at))) return at;
  return most;
}

/** The value right behind the name, then whatever numbers follow it: `由2.6升至3.4mmol/L`. */
function numbersIn(text: string, from: number, stop: number): Pick<Statement, 'numbers' | 'masked'> {
  const numbers: StatedNumber[] = [];
  let at = behindCode(text, from, stop);
  const first = valueAt(text, at, stop);
  let masked = first !== undefined && first.number === undefined;
  if (first?.number !== undefined)
    numbers.push({ value: first.number, unit: first.unit, start: first.start, end: first.end });
  at = first?.end ?? at;
  for (const match of text.slice(at, stop).matchAll(/\d+(?:\.\d+)?|[*＊]/g)) {
    if (/[*＊]/.test(match[0])) masked = true;
    const start = at + match.index;
    const unit = unitAt(text, start + match[0].length, stop);
    numbers.push({ value: Number(match[0]), unit: unit?.unit, start, end: unit?.end ?? start + match[0].length });
  }
  return { numbers: numbers.filter(({ value }) => !Number.isNaN(value)), masked };
}

/** Whether two names stand for one item: 肌钙蛋白 and 肌钙蛋白I do. */
export function isSameItem(a: Concept, b: Concept): boolean {
  return a === b || a.id === b.id || (a.groups.includes('troponin') && b.groups.includes('troponin'));
}

/** An item as reports and registers give it: a concept where the vocabulary knows its name. */
export interface Item {
  readonly name: string;
  readonly concepts: readonly Concept[];
}

/** Where a document names an item; one that the vocabulary does not know is looked for by its name. */
export function statementsAbout(facts: DocumentFacts, item: Item, vocabulary: Vocabulary): readonly Statement[] {
  return statementsOf(facts, vocabulary).filter(({ concept }) =>
    item.concepts.some((each) => isSameItem(each, concept)),
  );
}

/** Whether a document speaks of the item at all, be it by its deviation (低钾, 高血糖). */
export function speaksOf(facts: DocumentFacts, item: Item, vocabulary: Vocabulary): boolean {
  if (statementsAbout(facts, item, vocabulary).length > 0) return true;
  if (item.concepts.length > 0) return item.concepts.some((concept) => namesConcept(facts, concept));
  const name = item.name.trim();
  return name.length > 1 && facts.node.text.includes(name);
}

/** Chinese names of two characters and more are no accident; codes are left to the lexicon. */
const namesConcept = memoByDocument(({ node }: DocumentFacts, concept: Concept): boolean => {
  const names = [concept.name.zh, ...concept.terms].filter((term) => /^[\u4e00-\u9fff]{2,}$/.test(term));
  return [...names, ...deviationsOf(concept)].some((word) => node.text.includes(word));
});

/** Whether a document calls the item deviant without giving the value: 低钾血症, 血糖明显升高. */
export function saysDeviant(facts: DocumentFacts, item: Item, vocabulary: Vocabulary): boolean {
  const isTold = statementsAbout(facts, item, vocabulary).some(({ clause }) => DEVIANT.test(clause));
  return isTold || item.concepts.some((concept) => namesDeviation(facts, concept));
}

const DEVIANT = /危急|危机值|[低高减增升异]|下降|阳性|检出|生长|↑|↓/;

const namesDeviation = memoByDocument(({ node }: DocumentFacts, concept: Concept): boolean =>
  deviationsOf(concept).some((word) => node.text.includes(word)),
);

/** 低钾 and 低血钾 of 血钾; an item that is not called so has none. */
function deviationsOf({ name }: Concept): readonly string[] {
  const element = /^血(.)$/u.exec(name.zh)?.[1];
  if (element === undefined) return [];
  return [`低${element}`, `高${element}`, `低${name.zh}`, `高${name.zh}`];
}

/** Whether a document speaks of critical values by that word. */
export const saysCritical = memoByDocument(({ node }: DocumentFacts, _vocabulary: Vocabulary): boolean =>
  /危急值|危机值/.test(node.text),
);

/** Whether one of the numbers may be the value; a masked one may. */
export function statesValue(statement: Statement, value: Quantity, concept: Concept): boolean {
  return statement.masked || statement.numbers.some((number) => mayBeEqual(number, value, concept));
}
