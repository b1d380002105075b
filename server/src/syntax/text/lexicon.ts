import type { DocumentKind, Label } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { CHART_HEADER, UNKNOWN_DOCUMENT } from '../tree.ts';
import { isHan } from './characters.ts';
import { Titles } from './titles.ts';

/** What the scanner asks of the vocabulary, arranged for asking at every colon. Made once for each vocabulary. */
export interface Lexicon {
  readonly vocabulary: Vocabulary;
  readonly titles: Titles;
  /** False when no label can be written from `from` to `end`, told by its first and last two characters. */
  mayBeLabel(text: string, from: number, end: number): boolean;
  /** 1 for the last characters of document titles. */
  readonly titleEnds: Uint8Array;
  /** 1 for the first characters of document titles that may end in anything. */
  readonly titleStarts: Uint8Array;
  /** The document kinds that list a label, and how much it is one of theirs: 1 required, ½ optional. */
  readonly listings: ReadonlyMap<string, readonly Listing[]>;
  kind(id: string): KindFacts;
  /** The label a name is in a document of this kind. */
  label(name: string, kind: KindFacts): Label | undefined;
}

export interface Listing {
  readonly kind: string;
  readonly weight: number;
}

export interface KindFacts {
  readonly id: string;
  readonly kind: DocumentKind | undefined;
  readonly listed: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  /** A running note: text that speaks of 查体 or 诊断 in passing. */
  readonly running: boolean;
}

const lexicons = new WeakMap<Vocabulary, Lexicon>();

export function lexiconOf(vocabulary: Vocabulary): Lexicon {
  let lexicon = lexicons.get(vocabulary);
  if (!lexicon) {
    lexicon = makeLexicon(vocabulary);
    lexicons.set(vocabulary, lexicon);
  }
  return lexicon;
}

function makeLexicon(vocabulary: Vocabulary): Lexicon {
  const facts = new Map<string, KindFacts>();
  const factsOf = (id: string): KindFacts => {
    const kind = vocabulary.document(id);
    const sections = kind?.sections ?? [];
    return {
      id,
      kind,
      listed: new Set(sections.map((section) => section.id)),
      required: new Set(sections.filter(({ need }) => need === 'required').map((section) => section.id)),
      running: kind?.group === 'progress' && id !== 'first-progress-note',
    };
  };
  for (const { id } of vocabulary.data.documents) facts.set(id, factsOf(id));
  for (const id of [CHART_HEADER, UNKNOWN_DOCUMENT]) facts.set(id, factsOf(id));
  const unknown = factsOf(UNKNOWN_DOCUMENT);
  return {
    vocabulary,
    titles: new Titles(vocabulary),
    mayBeLabel: labelGate(vocabulary),
    ...titleBounds(vocabulary),
    listings: listingsOf(vocabulary),
    kind: (id) => facts.get(id) ?? unknown,
    label: (name, kind) => {
      const candidates = vocabulary.labelsByName.get(name);
      const [only] = candidates ?? [];
      if (candidates?.length === 1 && only) return !only.onlyWhereListed || kind.listed.has(only.id) ? only : undefined;
      return (
        candidates?.find((label) => kind.listed.has(label.id)) ?? candidates?.find((label) => !label.onlyWhereListed)
      );
    },
  };
}

/**
 * Nearly every character ends some label, but few pairs do: a table of hashed pairs turns most words away before a
 * name is made of them. Pairs with a blank or a letter in them are let through.
 */
function labelGate(vocabulary: Vocabulary): Lexicon['mayBeLabel'] {
  const ends = lastCharacters(vocabulary.labelsByName.keys());
  const heads = new Uint8Array(65536);
  const tails = new Uint8Array(65536);
  for (const name of vocabulary.labelsByName.keys()) {
    heads[pairOf(name.charCodeAt(0), name.charCodeAt(1))] = 1;
    tails[pairOf(name.charCodeAt(name.length - 2), name.charCodeAt(name.length - 1))] = 1;
  }
  return (text, from, end) => {
    const last = text.charCodeAt(end - 1);
    if (ends[last] === 0) return false;
    if (end - from < 2) return true;
    const beforeLast = text.charCodeAt(end - 2);
    if (isHan(last) && isHan(beforeLast) && tails[pairOf(beforeLast, last)] === 0) return false;
    const first = text.charCodeAt(from);
    const second = text.charCodeAt(from + 1);
    return !isHan(first) || !isHan(second) || heads[pairOf(first, second)] === 1;
  };
}

function pairOf(first: number, second: number): number {
  return (Math.imul(first, 0x9e3b) ^ second) & 0xffff;
}

function listingsOf(vocabulary: Vocabulary): Map<string, Listing[]> {
  const listings = new Map<string, Listing[]>();
  for (const { id: kind, sections } of vocabulary.data.documents) {
    if (kind === CHART_HEADER || kind === UNKNOWN_DOCUMENT) continue;
    for (const { id, need } of sections) {
      const listing = { kind, weight: need === 'required' ? 1 : 0.5 };
      const sharing = listings.get(id);
      if (sharing) sharing.push(listing);
      else listings.set(id, [listing]);
    }
  }
  return listings;
}

function mark(ends: Uint8Array, name: string): void {
  const code = name.charCodeAt(name.length - 1);
  ends[code] = 1;
  if (code > 0x20 && code < 0x7f) {
    ends[code + 0xfee0] = 1;
    ends[name.slice(-1).toUpperCase().charCodeAt(0)] = 1;
  }
}

function lastCharacters(names: Iterable<string>): Uint8Array {
  const ends = new Uint8Array(65536);
  for (const name of names) if (name.length > 0) mark(ends, name);
  for (const bracket of ')）]】') ends[bracket.charCodeAt(0)] = 1;
  return ends;
}

function titleBounds(vocabulary: Vocabulary): Pick<Lexicon, 'titleEnds' | 'titleStarts'> {
  const ends = lastCharacters(vocabulary.documentsByName.keys());
  const starts = new Uint8Array(65536);
  for (const pattern of vocabulary.data.documents.flatMap(({ patterns }) => patterns)) {
    if (!pattern.endsWith('}')) mark(ends, pattern);
    else if (pattern.endsWith('{number}'))
      for (const digit of '0123456789〇零一二三四五六七八九十百') mark(ends, digit);
    else if (pattern.endsWith('{rank}')) for (const rank of vocabulary.ranksByName.keys()) mark(ends, rank);
    else if (pattern.startsWith('{')) starts.fill(1);
    else mark(starts, pattern.slice(0, 1));
  }
  return { titleEnds: ends, titleStarts: starts };
}
