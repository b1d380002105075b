import { type Clock, readClock } from '../syntax/inline/clock.ts';
import { readPeople } from '../syntax/inline/people.ts';
import { findStamp } from '../syntax/inline/time.ts';
import { isEmptyValue } from '../syntax/inline/value.ts';
import { MINUTES_PER_DAY, type Moment } from '../syntax/moment.ts';
import type { Span } from '../syntax/span.ts';
import type { DocumentNode, Entry, Person, Stamp } from '../syntax/tree.ts';
import { normalizeName, type Vocabulary } from '../vocabulary/vocabulary.ts';
import type { ChartDocument, DocumentFacts, SourceRange, Stated } from './model.ts';

/** Small readers of entries, shared by everything in `chart/`. Spans are relative to the document unless a type says otherwise. */

/** No stay has more operations, transfers or transfusions; what holds more is no chart. */
export const MOST_EVENTS = 500;

export function textOf(node: DocumentNode, span: Span): string {
  return node.text.slice(span.start, span.end);
}

/** The first entry of that id that has content. */
export function filledEntry(facts: DocumentFacts, id: string): Entry | undefined {
  return facts.entries.get(id)?.find((entry) => !isEmpty(facts.node, entry.content));
}

/** Content of the first filled entry of the first of `ids` that has one. */
export function fieldText(facts: DocumentFacts, ...ids: readonly string[]): string | undefined {
  for (const id of ids) {
    const entry = filledEntry(facts, id);
    if (entry) return textOf(facts.node, entry.content);
  }
  return undefined;
}

/** True for content that says nothing: blank, `None`, a dash, masking alone. `无` and `不详` say something. */
export function isEmpty(node: DocumentNode, span: Span): boolean {
  const text = textOf(node, span);
  return isEmptyValue(text) || /^[*＊×xX\s]+$/.test(text);
}

export function stampIn(node: DocumentNode, span: Span): Stamp | undefined {
  return findStamp(node.text, span);
}

/** The time that the first of `ids` states, with its span in the document. */
export function stampOf(facts: DocumentFacts, ...ids: readonly string[]): Stamp | undefined {
  for (const id of ids) {
    for (const entry of facts.entries.get(id) ?? []) {
      const stamp = stampIn(facts.node, entry.content);
      if (stamp?.moment) return stamp;
    }
  }
  return undefined;
}

const TO_CLOCK = /^[\s\u3000]*(?:[-–—―~～]+|至|到)[\s\u3000]*(次日|翌日|第二天|当日)?[\s\u3000]*/;

/** Begin and end of `2024-03-02 09:00-11:30`, `… 至次日1时15分` or `… 至 2024-03-02 11:30`; no end for a single time. */
export function stampRangeOf(facts: DocumentFacts, id: string): { start: Stamp; end: Stamp | undefined } | undefined {
  const start = stampOf(facts, id);
  const entry = filledEntry(facts, id);
  if (!start?.moment || !entry) return undefined;
  const { text } = facts.node;
  const dash = TO_CLOCK.exec(text.slice(start.end, entry.content.end));
  const at = start.end + (dash?.[0].length ?? 0);
  const end = findStamp(text, { start: at, end: entry.content.end });
  if (end?.moment) return { start, end };
  const clock = dash ? readClock(text, at, entry.content.end) : undefined;
  return { start, end: clock && clockOfSameDay(start, clock, at, dash?.[1]) };
}

/** A clock time behind a begin: of the same day, or of the next when it says so or would lie before the begin. */
function clockOfSameDay(start: Stamp, clock: Clock, at: number, day: string | undefined): Stamp | undefined {
  if (start.moment?.precision !== 'minute' || clock.impossible || clock.hour.masked || clock.minute?.masked)
    return undefined;
  const midnight = Math.floor(start.moment.earliest / MINUTES_PER_DAY) * MINUTES_PER_DAY;
  if (start.moment.latest >= midnight + MINUTES_PER_DAY) return undefined;
  const sameDay = midnight + clock.hour.low * 60 + (clock.minute?.low ?? 0);
  const isNext = day === undefined ? sameDay < start.moment.earliest : day !== '当日';
  const minute = isNext ? sameDay + MINUTES_PER_DAY : sameDay;
  const moment: Moment = { earliest: minute, latest: minute, precision: 'minute', masked: false };
  return { start: at, end: clock.end, moment, notation: clock.notation, impossible: false };
}

export function peopleOf(facts: DocumentFacts, vocabulary: Vocabulary, ...ids: readonly string[]): readonly Person[] {
  for (const id of ids) {
    const entry = filledEntry(facts, id);
    if (entry) {
      const people = readPeople(facts.node.text, entry.content, vocabulary);
      if (people.length > 0) return people;
    }
  }
  return [];
}

/** The absolute place of a span of a document. */
export function placeOf(document: ChartDocument, span: Span): SourceRange {
  return { file: document.file, start: document.offset + span.start, end: document.offset + span.end };
}

/** A document's stamp as a stated moment; undefined when the stamp has none. */
export function stated(document: ChartDocument, stamp: Stamp | undefined): Stated<Moment> | undefined {
  return stamp?.moment ? { value: stamp.moment, source: placeOf(document, stamp) } : undefined;
}

/** Whether a short value is one of a word list (`terms`), or begins with one: `女（已婚）`, `复诊（第3次）`. */
export function says(value: string, list: string, vocabulary: Vocabulary): boolean {
  const text = normalizeName(value);
  return termsOf(vocabulary, list).some((term) => text.startsWith(term));
}

const normalized = new WeakMap<readonly string[], readonly string[]>();

/** A word list in the form in which names are compared. */
export function termsOf(vocabulary: Vocabulary, list: string): readonly string[] {
  const terms = vocabulary.terms(list);
  const known = normalized.get(terms);
  if (known) return known;
  const made = terms.map(normalizeName);
  normalized.set(terms, made);
  return made;
}
