import type { DocumentKind, Rank } from '../../vocabulary/schema.ts';
import { normalizeName, type Vocabulary } from '../../vocabulary/vocabulary.ts';
import { mayBeName } from '../inline/names.ts';

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

interface Pattern {
  readonly kind: DocumentKind;
  readonly whole: RegExp;
  readonly prefix: RegExp;
  readonly literals: number;
}

export const LONGEST_TITLE = 40;
const CACHE_SIZE = 4096;
const HOLES = /\{(name|rank|number|any)\}/g;

/** Tells document titles by name, alias or pattern. Titles are given as `normalizeName` leaves them. */
export class Titles {
  private readonly patterns: Pattern[];
  private readonly known = new Map<string, Title | undefined>();
  private readonly vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
    const ranks = [...vocabulary.ranksByName.keys()].sort((a, b) => b.length - a.length);
    this.patterns = vocabulary.data.documents
      .flatMap((kind) => kind.patterns.map((pattern) => compile(kind, pattern, ranks)))
      .sort((a, b) => b.literals - a.literals);
  }

  /** The title that `name` is from end to end. */
  whole(name: string): Title | undefined {
    if (name.length === 0 || name.length > LONGEST_TITLE) return undefined;
    if (this.known.has(name)) return this.known.get(name);
    const title = this.read(name) ?? this.withoutBracket(name);
    if (this.known.size >= CACHE_SIZE) this.known.clear();
    this.known.set(name, title);
    return title;
  }

  /** The longest title that `name` begins with. */
  prefix(name: string): Title | undefined {
    const head = name.slice(0, LONGEST_TITLE);
    let best: Title | undefined;
    for (let length = head.length; length >= 2 && !best; length--) best = this.named(head.slice(0, length));
    for (const { kind, prefix } of this.patterns) {
      const match = prefix.exec(head);
      if (match && match[0].length > (best?.length ?? 0)) best = this.titled(kind, match);
    }
    return best;
  }

  private read(name: string): Title | undefined {
    const named = this.named(name);
    if (named) return named;
    for (const { kind, whole } of this.patterns) {
      const match = whole.exec(name);
      if (match) return this.titled(kind, match);
    }
    return undefined;
  }

  /** `入院记录（续页）`: a remark in brackets behind a known title. */
  private withoutBracket(name: string): Title | undefined {
    const open = name.endsWith(')') ? name.lastIndexOf('(') : -1;
    return open > 1 ? this.read(name.slice(0, open)) : undefined;
  }

  private named(name: string): Title | undefined {
    const kind = this.vocabulary.documentsByName.get(name);
    return kind && { kind, length: name.length, people: this.statedRank(kind, name) };
  }

  private titled(kind: DocumentKind, match: RegExpExecArray): Title {
    const people: TitlePerson[] = [];
    const nameSpan = match.indices?.groups?.['name'];
    const rankSpan = match.indices?.groups?.['rank'];
    const written = match.groups?.['name'];
    const name = written !== undefined && mayBeName(written) ? written : undefined;
    const rank = match.groups?.['rank'] ? this.vocabulary.ranksByName.get(match.groups['rank'])?.id : undefined;
    const from = name !== undefined ? nameSpan : rankSpan;
    const to = rankSpan ?? nameSpan;
    if (from && to && (name !== undefined || rank !== undefined))
      people.push({ start: from[0], end: to[1], name, rank });
    return { kind, length: match[0].length, people: people.length > 0 ? people : this.statedRank(kind, match[0]) };
  }

  /** The rank a title names in so many words (主治医师查房记录), else the one its kind implies. */
  private statedRank(kind: DocumentKind, name: string): TitlePerson[] {
    let longest: { at: number; length: number; rank: Rank } | undefined;
    for (const [word, rank] of this.vocabulary.ranksByName) {
      const at = word.length > (longest?.length ?? 1) ? name.indexOf(word) : -1;
      if (at >= 0) longest = { at, length: word.length, rank };
    }
    if (longest)
      return [{ start: longest.at, end: longest.at + longest.length, name: undefined, rank: longest.rank.id }];
    return kind.rank ? [{ start: 0, end: name.length, name: undefined, rank: kind.rank }] : [];
  }
}

function compile(kind: DocumentKind, pattern: string, ranks: readonly string[]): Pattern {
  const holes: Record<string, string> = {
    name: '(?<name>[\\u3400-\\u9fff*x×·]{1,4}?)',
    rank: `(?<rank>${ranks.map(escape).join('|')})`,
    number: '(?:\\d{1,4}|[〇零一二三四五六七八九十百]{1,5})',
    any: '[^。，,；;：:！!？?、|]{0,20}?',
  };
  let source = '';
  let from = 0;
  let literals = 0;
  for (const hole of pattern.matchAll(HOLES)) {
    const literal = normalizeName(pattern.slice(from, hole.index));
    source += escape(literal) + holes[hole[1] as string];
    literals += literal.length;
    from = hole.index + hole[0].length;
  }
  const tail = normalizeName(pattern.slice(from));
  source += escape(tail);
  return {
    kind,
    whole: new RegExp(`^${source}$`, 'd'),
    prefix: new RegExp(`^${source}`, 'd'),
    literals: literals + tail.length,
  };
}

function escape(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
