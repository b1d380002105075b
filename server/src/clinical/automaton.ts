import type { Span } from '../syntax/span.ts';
import { isBlank } from './characters.ts';

/**
 * A set of words as an Aho–Corasick automaton in typed arrays: all words of the set that stand in a text, in one pass.
 * Words and text are compared in half width and lower case; one blank inside a word is overlooked.
 *
 * States are numbered level by level, so that the children of each stand side by side, in the order of their symbols.
 */
export interface Automaton {
  /** Symbol of each UTF-16 code unit: 0 for one that no word holds, {@link BLANK} for a blank. */
  readonly symbols: Uint16Array;
  /** First state after the root, by symbol. */
  readonly roots: Int32Array;
  /** First child of each state; the children of `state` end where those of `state + 1` begin. */
  readonly children: Int32Array;
  /** Symbol that leads to each state from its parent. */
  readonly leads: Uint16Array;
  readonly fail: Int32Array;
  /** Index of the word that ends at a state, or -1. */
  readonly word: Int32Array;
  /** The state itself where a word ends at it, else the nearest such on its chain of failures, or 0. */
  readonly ending: Int32Array;
  /** Length of each word in symbols. */
  readonly lengths: Uint16Array;
}

/** Symbols 1 and above belong to characters of words. */
const BLANK = 0xffff;

/** The character by which another is compared. */
function folded(code: number): number {
  const half = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code;
  if (half >= 0x41 && half <= 0x5a) return half + 0x20;
  // Greek and other capitals occur in units and markers: Α-FP, Ⅱ.
  if (half < 0x80 || half >= 0x2e80) return half;
  const lower = String.fromCharCode(half).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : half;
}

/** Builds the automaton; of equal words the first counts. Words are given as written. */
export function buildAutomaton(words: readonly string[]): Automaton {
  const coded = words.map(codesOf);
  const symbols = symbolsOf(coded);
  const spelt = coded.map((codes, index) => ({ index, symbols: codes.map((code) => symbols[code] ?? 0) }));
  const automaton = growTrie(symbols, spelt.filter((word) => word.symbols.length > 0).sort(bySymbols));
  linkFailures(automaton);
  return { ...automaton, lengths: Uint16Array.from(coded, (codes) => codes.length) };
}

function codesOf(word: string): number[] {
  const codes: number[] = [];
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (!isBlank(code)) codes.push(folded(code));
  }
  return codes;
}

function symbolsOf(words: readonly (readonly number[])[]): Uint16Array {
  const symbols = new Uint16Array(0x10000);
  let next = 1;
  for (const codes of words) {
    for (const code of codes) if (symbols[code] === 0) symbols[code] = next++;
  }
  // Chinese characters are folded to themselves.
  for (const [from, to] of [
    [0, 0x3000],
    [0xff01, 0xff5e],
  ] as const) {
    for (let code = from; code <= to; code++) symbols[code] = isBlank(code) ? BLANK : (symbols[folded(code)] ?? 0);
  }
  return symbols;
}

interface Spelt {
  readonly index: number;
  readonly symbols: readonly number[];
}

/** Equal words stay in the order given; a word comes before those it begins. */
function bySymbols(a: Spelt, b: Spelt): number {
  const shared = Math.min(a.symbols.length, b.symbols.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a.symbols[i] ?? 0) - (b.symbols[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.symbols.length - b.symbols.length;
}

type Trie = Omit<Automaton, 'lengths'>;

/** The trie of words in order: the words behind a state, and so its children, are a run of them. */
function growTrie(symbols: Uint16Array, words: readonly Spelt[]): Trie {
  const runs = [{ from: 0, to: words.length, depth: 0 }];
  const leads = [0];
  const word: number[] = [];
  const children: number[] = [];
  for (let state = 0; state < runs.length; state++) {
    const { from = 0, to = 0, depth = 0 } = runs[state] ?? {};
    let at = from;
    word.push(words[at]?.symbols.length === depth ? (words[at]?.index ?? -1) : -1);
    while (at < to && words[at]?.symbols.length === depth) at++;
    children.push(runs.length);
    while (at < to) {
      const first = at;
      const symbol = words[first]?.symbols[depth] ?? 0;
      while (at < to && words[at]?.symbols[depth] === symbol) at++;
      runs.push({ from: first, to: at, depth: depth + 1 });
      leads.push(symbol);
    }
  }
  const states = runs.length;
  const roots = new Int32Array(0x10000);
  for (let state = children[0] ?? 0; state < (children[1] ?? states); state++) roots[leads[state] ?? 0] = state;
  return {
    ...{ symbols, roots, leads: Uint16Array.from(leads), word: Int32Array.from(word) },
    children: Int32Array.from([...children, states]),
    ...{ fail: new Int32Array(states), ending: new Int32Array(states) },
  };
}

/** Level by level: what a state fails to lies nearer to the root. */
function linkFailures(trie: Trie): void {
  const { children, leads, fail, ending, word } = trie;
  for (let state = 0; state < fail.length; state++) {
    for (let child = children[state] ?? 0; child < (children[state + 1] ?? 0); child++) {
      const target = state === 0 ? 0 : advance(trie, fail[state] ?? 0, leads[child] ?? 0);
      fail[child] = target;
      ending[child] = (word[child] ?? -1) >= 0 ? child : (ending[target] ?? 0);
    }
  }
}

/** Where the trie leads from a state other than the root, or 0. */
function step({ children, leads }: Trie, state: number, symbol: number): number {
  const end = children[state + 1] ?? 0;
  let low = children[state] ?? 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((leads[middle] ?? 0) < symbol) low = middle + 1;
    else high = middle;
  }
  return low < end && leads[low] === symbol ? low : 0;
}

function advance(trie: Trie, from: number, symbol: number): number {
  for (let state = from; state !== 0; state = trie.fail[state] ?? 0) {
    const next = step(trie, state, symbol);
    if (next !== 0) return next;
  }
  return trie.roots[symbol] ?? 0;
}

/** Told of each word that ends at `end` (exclusive); the longest first. Returns true when no shorter one is wanted. */
export type OnWord = (word: number, start: number, end: number) => boolean;

/** Finds the words in `text` from `from` to `to`. Two blanks in a row, or a line break, end every word. */
export function scan(automaton: Automaton, text: string, from: number, to: number, onWord: OnWord): void {
  const { symbols, roots, word, fail, ending, lengths } = automaton;
  let state = 0;
  let lastBlank = false;
  for (let at = from; at < to; at++) {
    const symbol = symbols[text.charCodeAt(at)] ?? 0;
    if (symbol === BLANK) {
      if (lastBlank) state = 0;
      lastBlank = true;
      continue;
    }
    lastBlank = false;
    if (symbol === 0) {
      state = 0;
      continue;
    }
    state = state === 0 ? (roots[symbol] ?? 0) : advance(automaton, state, symbol);
    for (let end = ending[state] ?? 0; end !== 0; end = ending[fail[end] ?? 0] ?? 0) {
      const index = word[end] ?? 0;
      if (onWord(index, startOf(text, at, lengths[index] ?? 0), at + 1)) break;
    }
  }
}

/**
 * Adds what was found to what was chosen so far: of what overlaps, that which begins first, and of what begins together
 * the longest, unless the earlier one `givesWay`. False when there is no place for it.
 */
export function admit<T extends Span>(chosen: T[], found: T, givesWay: (earlier: T, later: T) => boolean): boolean {
  let kept = chosen.length;
  while (kept > 0) {
    const last = chosen[kept - 1];
    if (!last || last.end <= found.start) break;
    if (last.start < found.start && !givesWay(last, found)) return false;
    kept--;
  }
  chosen.length = kept;
  chosen.push(found);
  return true;
}

/** Where a word of `length` symbols begins whose last one stands at `last`; blanks do not count. */
function startOf(text: string, last: number, length: number): number {
  let at = last;
  for (let left = length - 1; left > 0; left--) {
    at--;
    while (isBlank(text.charCodeAt(at))) at--;
  }
  return at;
}
