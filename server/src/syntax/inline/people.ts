import type { Rank } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import type { Span } from '../span.ts';
import { isBlank, nameIn, offsetInName, skipBlanks, skipBlanksBack } from '../text/characters.ts';
import type { Person, Signature } from '../tree.ts';
import { mayBeName } from './names.ts';
import { findStamp } from './time.ts';

/*
 * People are read by hand: a list has no structure beyond separators and one bracket level, and what is a name is
 * decided by look-ups in the vocabulary, which a grammar would only wrap.
 */

const SEPARATORS = '、，,;；/／|\n\r\t\u3000';
const OPENING = '（([【〔';
const CLOSING = '）)]】〕';
const DECORATION = /^(?:电子签名|电子签章|签名|签字|手签|盖章|代签|亲签|\(签名\)|\(签字\))$/;
const LONGEST_RANK = 12;

/** The people a stretch of text names, in order, with the ranks given beside their names or alone. */
export function readPeople(text: string, span: Span, vocabulary: Vocabulary): Person[] {
  const people: Person[] = [];
  for (const piece of pieces(text, span)) {
    const person = readPerson(text, piece, vocabulary);
    if (!person) continue;
    const before = people.at(-1);
    if (before && joins(text, before, person)) people[people.length - 1] = merge(before, person);
    else people.push(person);
  }
  return people;
}

/** The people who signed and the signing time, which may stand before or behind the names. */
export function readSignature(text: string, span: Span, vocabulary: Vocabulary): Signature {
  const stamp = findStamp(text, span);
  const people = stamp
    ? [
        ...readPeople(text, { start: span.start, end: stamp.start }, vocabulary),
        ...readPeople(text, { start: stamp.end, end: span.end }, vocabulary),
      ]
    : readPeople(text, span, vocabulary);
  return { start: span.start, end: span.end, people, stamp };
}

/** `李某某  住院医师`, `住院医师 李某某`: a name and a rank parted by blanks alone are one person. */
function joins(text: string, before: Person, person: Person): boolean {
  if (skipBlanks(text, before.end, person.start) < person.start || person.start - before.end > 8) return false;
  const nameFirst = before.rank === undefined && person.name === undefined;
  return nameFirst || (before.name === undefined && person.rank === undefined);
}

function merge(before: Person, person: Person): Person {
  return { start: before.start, end: person.end, name: before.name ?? person.name, rank: before.rank ?? person.rank };
}

/** Cuts at separators outside brackets, and at blanks unless they stand inside a two-character name (`李 某`). */
function* pieces(text: string, span: Span): Generator<Span> {
  let start = span.start;
  let depth = 0;
  for (let at = span.start; at <= span.end; at++) {
    const code = at < span.end ? text.charCodeAt(at) : 0x0a;
    const character = at < span.end ? text.charAt(at) : '\n';
    if (OPENING.includes(character)) depth = 1;
    else if (CLOSING.includes(character)) depth = 0;
    const cuts =
      at === span.end ||
      (depth === 0 && (SEPARATORS.includes(character) || (isBlank(code) && !splitsName(text, start, at, span.end))));
    if (!cuts) continue;
    const from = skipBlanks(text, start, at);
    if (from < at) yield { start: from, end: skipBlanksBack(text, at, from) };
    start = at + 1;
  }
}

/** A blank between two lone characters stands inside a name, and one before a bracket inside a person. */
function splitsName(text: string, start: number, at: number, end: number): boolean {
  const next = skipBlanks(text, at, end);
  if (next < end && OPENING.includes(text.charAt(next))) return true;
  const from = skipBlanks(text, start, at);
  if (at - from !== 1) return false;
  return (
    next < end && (next + 1 === end || isBlank(text.charCodeAt(next + 1)) || SEPARATORS.includes(text.charAt(next + 1)))
  );
}

function readPerson(text: string, piece: Span, vocabulary: Vocabulary): Person | undefined {
  const colon = lastColon(text, piece);
  const end = trimmedEnd(text, piece.start, piece.end);
  const bracket = openingBracket(text, colon, end);
  const inBracket = bracket < end ? nameIn(text, bracket + 1, end).replace(/[)\]】〕]$/, '') : '';
  const bracketRank = rankIn(inBracket, vocabulary)?.rank;
  const labelRank = colon > piece.start ? rankIn(nameIn(text, piece.start, colon - 1), vocabulary)?.rank : undefined;
  const head = nameIn(text, colon, bracket);
  const found = rankIn(head, vocabulary);
  const bare = found ? found.rest : head;
  const rank = found?.rank ?? bracketRank ?? labelRank;
  const name = personName(DECORATION.test(bare) ? '' : bare);
  if (name === undefined && rank === undefined) return undefined;
  return { start: piece.start, end, name: name && asWritten(text, colon, head, name), rank: rank?.id };
}

/** Names are found in lower case; Latin letters in them are given back as the record has them. */
function asWritten(text: string, start: number, head: string, name: string): string {
  if (!/[a-z]/.test(name)) return name;
  const at = head.indexOf(name);
  return text.slice(offsetInName(text, start, at), offsetInName(text, start, at + name.length - 1) + 1);
}

function lastColon(text: string, piece: Span): number {
  for (let at = piece.end - 1; at >= piece.start; at--) {
    const code = text.charCodeAt(at);
    if (code === 0x3a || code === 0xff1a) return skipBlanks(text, at + 1, piece.end);
  }
  return piece.start;
}

function openingBracket(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) if (OPENING.includes(text.charAt(at))) return at;
  return end;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && '。.；;，,:：'.includes(text.charAt(at - 1))) at--;
  return at;
}

/** When, or with whom, a round was made (`今日王某某`, `今晨随王某某`). */
const BEFORE_NAME = /^(?:今[日天晨早晚]|上午|下午|晨间|查房时|由|跟随|随)+/;

/** A department or an adverb written before the name (`心内科王某某`, `今日王某某`) is no part of it. */
function personName(written: string): string | undefined {
  const word = written.replace(BEFORE_NAME, '') || written;
  if (mayBeName(word)) return word;
  const department = Math.max(...['科', '院', '室', '部', '区', '心'].map((suffix) => word.lastIndexOf(suffix)));
  const rest = word.slice(department + 1);
  return department > 0 && rest.length > 0 && mayBeName(rest) ? rest : undefined;
}

/** Which characters ranks begin and end with; asked of every word before it is looked up. */
interface RankBounds {
  readonly starts: Uint8Array;
  readonly ends: Uint8Array;
}

const bounds = new WeakMap<Vocabulary, RankBounds>();

export function rankBounds(vocabulary: Vocabulary): RankBounds {
  const known = bounds.get(vocabulary);
  if (known) return known;
  const made = { starts: new Uint8Array(65536), ends: new Uint8Array(65536) };
  for (const name of vocabulary.ranksByName.keys()) {
    made.starts[name.charCodeAt(0)] = 1;
    made.ends[name.charCodeAt(name.length - 1)] = 1;
  }
  bounds.set(vocabulary, made);
  return made;
}

/** The rank a word ends or begins with, and the word without it. */
export function rankIn(word: string, vocabulary: Vocabulary): { rank: Rank; rest: string } | undefined {
  const { starts, ends } = rankBounds(vocabulary);
  const mayEnd = ends[word.charCodeAt(word.length - 1)] === 1;
  const mayBegin = starts[word.charCodeAt(0)] === 1;
  if (!mayEnd && !mayBegin) return undefined;
  for (let length = Math.min(word.length, LONGEST_RANK); length >= 2; length--) {
    const ending = mayEnd ? vocabulary.ranksByName.get(word.slice(word.length - length)) : undefined;
    if (ending) return { rank: ending, rest: word.slice(0, word.length - length) };
    const beginning = mayBegin ? vocabulary.ranksByName.get(word.slice(0, length)) : undefined;
    if (beginning) return { rank: beginning, rest: word.slice(length) };
  }
  return undefined;
}
