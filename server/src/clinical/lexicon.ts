import type { Span } from '../syntax/span.ts';
import type { Concept } from '../vocabulary/schema.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { type Automaton, admit, buildAutomaton, scan } from './automaton.ts';
import { isDigit, isLetter, standsAlone, valueFollows } from './characters.ts';

/** A concept's name at a place of a text. */
export interface Named extends Span {
  readonly concept: Concept;
}

/** Every concept named in a text, in order and without overlaps: the longest of the names that begin at one place. */
export function conceptsIn(text: string, vocabulary: Vocabulary): readonly Named[] {
  return namesIn(text, 0, text.length, vocabulary);
}

/** The same for a part of a text. */
export function namesIn(text: string, from: number, to: number, vocabulary: Vocabulary): Named[] {
  const lexicon = lexiconOf(vocabulary);
  const chosen: Candidate[] = [];
  scan(lexicon.automaton, text, from, to, (word, start, end) => {
    const term = lexicon.terms[word];
    return (
      term !== undefined &&
      fits(text, term, start, end) &&
      !isPart(text, lexicon, start, end) &&
      admit(chosen, { term, start, end }, givesWay)
    );
  });
  return chosen.flatMap(({ term, start, end }) => (term.concept ? [{ concept: term.concept, start, end }] : []));
}

interface Term {
  /** Undefined for a word that only looks like a name: 无痛胃镜, 肿瘤科. It keeps the names in it from being found. */
  readonly concept: Concept | undefined;
  readonly begins: 'letter' | 'digit' | 'other';
  readonly ends: 'letter' | 'digit' | 'other';
  /** Too short a sign to be told by itself: K, T, Na, Hb. It counts beside a value or alone in its place. */
  readonly bare: boolean;
  /** Yields to a name that begins in it: 上腹 before 腹痛. */
  readonly yields: boolean;
  /** Begins with a word of denial: 无尿. */
  readonly denies: boolean;
}

interface Candidate extends Span {
  readonly term: Term;
}

/** 上腹痛 is 腹痛, and 无尿频 denies 尿频. */
function givesWay(earlier: Candidate, later: Candidate): boolean {
  return (earlier.term.yields && !later.term.yields) || (earlier.term.denies && later.start === earlier.start + 1);
}

/** A Latin name stands between characters that are no part of it: CT is not in ACTH, nor CA12 in CA125. */
function fits(text: string, term: Term, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  if (term.begins !== 'other' && (isLetter(before) || (isDigit(before) && !startsAfterNumber(text, start, term))))
    return false;
  if (term.ends === 'letter' && isLetter(after)) return false;
  if (term.ends === 'digit' && isDigit(after)) return false;
  return !term.bare || valueFollows(text, end) || standsAlone(text, start, end);
}

/** In `血糖5.6HbA1c 7%` a name follows a number at once; in T2DM the digit belongs to a word. */
function startsAfterNumber(text: string, start: number, term: Term): boolean {
  if (term.begins !== 'letter') return false;
  let at = start - 1;
  while (isDigit(text.charCodeAt(at)) || text.charCodeAt(at) === 0x2e) at--;
  return !isLetter(text.charCodeAt(at));
}

/** 抗凝 is no clotting, 肿瘤科 no tumour. */
function isPart(text: string, { notBehind, notBefore }: Lexicon, start: number, end: number): boolean {
  if (notBehind.get(text.charCodeAt(start - 1))?.some((word) => text.endsWith(word, start))) return true;
  return notBefore.get(text.charCodeAt(end))?.some((word) => text.startsWith(word, end)) ?? false;
}

interface Lexicon {
  readonly automaton: Automaton;
  readonly terms: readonly Term[];
  /** A name right behind, or right before, one of these is part of another word; by the character next to the name. */
  readonly notBehind: ReadonlyMap<number, readonly string[]>;
  readonly notBefore: ReadonlyMap<number, readonly string[]>;
}

const lexicons = new WeakMap<Vocabulary, Lexicon>();

function lexiconOf(vocabulary: Vocabulary): Lexicon {
  const known = lexicons.get(vocabulary);
  if (known) return known;
  const words: string[] = [];
  const terms: Term[] = [];
  const add = (word: string, concept: Concept | undefined) => {
    words.push(word);
    terms.push(termOf(word, concept));
  };
  for (const concept of vocabulary.data.concepts) {
    for (const word of [concept.name.zh, ...concept.terms]) add(word, concept);
  }
  // A small vocabulary may have none of these lists.
  const listed = (id: string) => vocabulary.data.terms[id] ?? [];
  for (const word of listed('clinical-decoys')) add(word, undefined);
  const lexicon = {
    automaton: buildAutomaton(words),
    terms,
    notBehind: byCharacter(listed('clinical-not-behind'), (word) => word.length - 1),
    notBefore: byCharacter(listed('clinical-not-before'), () => 0),
  };
  lexicons.set(vocabulary, lexicon);
  return lexicon;
}

/** The words by the code unit at the place `of` names. */
function byCharacter(words: readonly string[], of: (word: string) => number): ReadonlyMap<number, readonly string[]> {
  const groups = new Map<number, string[]>();
  for (const word of words) {
    const code = word.charCodeAt(of(word));
    groups.set(code, [...(groups.get(code) ?? []), word]);
  }
  return groups;
}

const VALUED = new Set(['laboratory-item', 'vital-sign']);

function termOf(word: string, concept: Concept | undefined): Term {
  const side = (code: number) => (isLetter(code) ? 'letter' : isDigit(code) ? 'digit' : 'other');
  return {
    concept,
    begins: side(word.charCodeAt(0)),
    ends: side(word.charCodeAt(word.length - 1)),
    bare: concept !== undefined && VALUED.has(concept.kind) && isBareSign(word),
    yields: concept?.kind === 'organ',
    denies: /^[无不未非]/.test(word),
  };
}

/** One or two letters, with a sign perhaps (K+), or a single Chinese character (钾). */
function isBareSign(word: string): boolean {
  const core = word.replace(/[+\-＋－⁺%]+$/, '');
  if (core.length === 1) return true;
  return core.length === 2 && isLetter(core.charCodeAt(0)) && isLetter(core.charCodeAt(1));
}
