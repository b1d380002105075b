import type { DocumentKind, Rank } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { isSurelyName, mayBeName } from '../inline/names.ts';
import { compileTitle, type TitlePattern } from './title-patterns.ts';

/** A document title the vocabulary knows. Indices count characters of the title's name. */
export interface Title {
  readonly kind: DocumentKind;
  readonly length: number;
  readonly people: readonly TitlePerson[];
}

export interface TitlePerson {
  readonly start: number;
  readonly end: number;
  readonly name: string | undefined;
  readonly rank: string | undefined;
}

export const LONGEST_TITLE = 40;
const CACHE_SIZE = 4096;

/** Tells document titles by name, alias or pattern. Titles are given as `normalizeName` leaves them. */
export class Titles {
  private readonly vocabulary: Vocabulary;
  private readonly patterns: readonly TitlePattern[];
  private readonly marked = new Map<string, Title | undefined>();
  private readonly bare = new Map<string, Title | undefined>();

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
    const ranks = [...vocabulary.ranksByName.keys()];
    this.patterns = vocabulary.data.documents
      .flatMap((kind) => kind.patterns.map((pattern) => compileTitle(kind, pattern, ranks)))
      .sort((a, b) => b.literals - a.literals || a.guesses - b.guesses);
  }

  /**
   * The title that `name` is from end to end. A name that nothing marks as a title (`bare`: no brackets, no stamp) must
   * not read like a sentence where a pattern leaves room for anything (`拟行手术同意书`).
   */
  whole(name: string, bare: boolean): Title | undefined {
    if (name.length === 0 || name.length > LONGEST_TITLE) return undefined;
    const cache = bare ? this.bare : this.marked;
    if (cache.has(name)) return cache.get(name);
    const title = this.read(name, bare) ?? this.withoutBracket(name, bare);
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(name, title);
    return title;
  }

  /** The longest title that `name` begins with. */
  prefix(name: string): Title | undefined {
    const head = name.slice(0, LONGEST_TITLE);
    let best: Title | undefined;
    for (let length = head.length; length >= 2 && !best; length--) best = this.named(head.slice(0, length));
    for (const { kind, tail, prefix } of this.patterns) {
      if (tail !== '' && !head.includes(tail)) continue;
      const match = prefix.exec(head);
      if (match && match[0].length > (best?.length ?? 0)) best = this.titled(kind, match);
    }
    return best;
  }

  private read(name: string, bare: boolean): Title | undefined {
    const named = this.named(name);
    if (named) return named;
    for (const { kind, tail, whole, bareWhole } of this.patterns) {
      if (tail !== '' && !name.endsWith(tail)) continue;
      const match = (bare ? bareWhole : whole).exec(name);
      if (match) return this.titled(kind, match);
    }
    return undefined;
  }

  /** `入院记录（续页）`: a remark in brackets behind a known title. */
  private withoutBracket(name: string, bare: boolean): Title | undefined {
    const open = name.endsWith(')') ? name.lastIndexOf('(') : -1;
    return open > 1 ? this.read(name.slice(0, open), bare) : undefined;
  }

  private named(name: string): Title | undefined {
    const kind = this.vocabulary.documentsByName.get(name);
    return kind && { kind, length: name.length, people: this.personIn(kind, name) };
  }

  private titled(kind: DocumentKind, match: RegExpExecArray): Title {
    const { name, rank } = match.groups ?? {};
    const { name: nameSpan, rank: rankSpan } = match.indices?.groups ?? {};
    const length = match[0].length;
    if (!name || !nameSpan || !mayBeName(name)) return { kind, length, people: this.personIn(kind, match[0]) };
    const start = Math.min(nameSpan[0], rankSpan?.[0] ?? nameSpan[0]);
    const end = Math.max(nameSpan[1], rankSpan?.[1] ?? nameSpan[1]);
    const id = rank === undefined ? undefined : this.vocabulary.ranksByName.get(rank)?.id;
    return { kind, length, people: [{ start, end, name, rank: id }] };
  }

  /** The rank a title names in so many words, with the name right before it; else the rank its kind implies. */
  private personIn(kind: DocumentKind, title: string): TitlePerson[] {
    const found = this.rankIn(title);
    if (!found) return kind.rank ? [{ start: 0, end: title.length, name: undefined, rank: kind.rank }] : [];
    const { at, word, rank } = found;
    const before = /[^天日科后次周月时]{1,4}$/.exec(title.slice(0, at))?.[0] ?? '';
    const name = isSurelyName(before) ? before : undefined;
    return [{ start: at - (name?.length ?? 0), end: at + word.length, name, rank: rank.id }];
  }

  private rankIn(title: string): { at: number; word: string; rank: Rank } | undefined {
    let longest: { at: number; word: string; rank: Rank } | undefined;
    for (const [word, rank] of this.vocabulary.ranksByName) {
      const at = word.length > (longest?.word.length ?? 1) ? title.indexOf(word) : -1;
      if (at >= 0) longest = { at, word, rank };
    }
    return longest;
  }
}
