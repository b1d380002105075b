import type { DocumentKind } from '../../vocabulary/schema.ts';
import { normalizeName } from '../../vocabulary/vocabulary.ts';

/** A title pattern of the vocabulary, compiled. */
export interface TitlePattern {
  readonly kind: DocumentKind;
  /** The whole of a title that brackets or a stamp mark as one. */
  readonly whole: RegExp;
  /** The whole of a line that nothing marks as a title. */
  readonly bareWhole: RegExp;
  /** A title that text runs on behind. */
  readonly prefix: RegExp;
  /** What the pattern ends in, empty when it ends in a hole; asked before the expressions are run. */
  readonly tail: string;
  /** Literal characters: of two patterns that fit, the one that says more wins. */
  readonly literals: number;
  /** Number of `{any}` holes. */
  readonly guesses: number;
}

const HOLES = /\{(name|rank|number|any)\}/g;
const ANY = '[^。，,；;：:！!？?|]{0,20}?';
/** Without the characters that make a sentence of it: 患者…, 今日…, 请…, 拟行…, 予…, 嘱…, 见…. */
const NO_SENTENCE = '[^。，,；;：:！!？?|患诉今请拟予嘱见已待属]{0,20}?';

export function compileTitle(kind: DocumentKind, pattern: string, ranks: readonly string[]): TitlePattern {
  const rank = [...ranks].sort((a, b) => b.length - a.length).map(escaped);
  const source = (any: string): string =>
    pattern
      .split(HOLES)
      .map((piece, index) => (index % 2 === 0 ? escaped(normalizeName(piece)) : hole(piece, rank, any)))
      .join('');
  const literals = pattern.split(HOLES).filter((_, index) => index % 2 === 0);
  return {
    kind,
    whole: new RegExp(`^${source(ANY)}$`, 'd'),
    bareWhole: new RegExp(`^${source(NO_SENTENCE)}$`, 'd'),
    prefix: new RegExp(`^${source(NO_SENTENCE)}`, 'd'),
    tail: normalizeName(literals.at(-1) ?? ''),
    literals: literals.join('').length,
    guesses: pattern.split('{any}').length - 1,
  };
}

function hole(name: string, ranks: readonly string[], any: string): string {
  if (name === 'name') return '(?<name>[\\u3400-\\u9fff*x×·]{1,4}?)';
  if (name === 'rank') return `(?<rank>${ranks.join('|')})`;
  return name === 'number' ? '(?:\\d{1,4}|[〇零一二三四五六七八九十百]{1,5})' : any;
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
