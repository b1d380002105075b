import type { Span } from '../syntax/span.ts';
import { isBlank } from './characters.ts';

/**
 * A set of words as an Aho–Corasick automaton in typed arrays: all words of the set that stand in a text, in one pass.
 * Words and text are compared in half width and lower case; one blank inside a word is overlooked.
 */
export interface Automaton {
  /** Symbol of each UTF-16 code unit: 0 for one that no word holds, {@link BLANK} for a blank. */
  readonly symbols: Uint16Array;
  /** First state after the root, by symbol. */
  readonly roots: Int32Array;
  /** Open-addressed table of transitions: `state * alphabet + symbol` and where it leads. */
  readonly keys: Int32Array;
  readonly targets: Int32Array;
  readonly mask: number;
  readonly alphabet: number;
  readonly fail: Int32Array;
  /** Index of the word that ends at a state, or -1. */
  readonly word: Int32Array;
  /** The nearest state on the chain of failures at which a word ends, or 0. */
  readonly suffix: Int32Array;
  /** Length of each word in symbols. */
  readonly lengths: Uint16Array;
}

/** Symbols 1 and above belong to characters of words. */
const BLANK = 0xffff;
const EMPTY = -1;
const HASH = 0x9e3779b1;

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
  const states = coded.reduce((sum, codes) => sum + codes.length, 1);
  const alphabet =
    coded.reduce((most, codes) => codes.reduce((m, code) => Math.max(m, symbols[code] ?? 0), most), 0) + 1;
  const size = 2 ** Math.ceil(Math.log2(states * 2 + 16));
  const automaton: Automaton = {
    symbols,
    roots: new Int32Array(alphabet),
    keys: new Int32Array(size).fill(EMPTY),
    targets: new Int32Array(size),
    mask: size - 1,
    alphabet,
    fail: new Int32Array(states),
    word: new Int32Array(states).fill(-1),
    suffix: new Int32Array(states),
    lengths: Uint16Array.from(coded, (codes) => codes.length),
  };
  linkFailures(automaton, growTrie(automaton, coded));
  return automaton;
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
  for (let code = 0; code < 0x10000; code++) {
    if (isBlank(code)) symbols[code] = BLANK;
    else symbols[code] = symbols[folded(code)] ?? 0;
  }
  return symbols;
}

interface Edge {
  readonly from: number;
  readonly symbol: number;
  readonly to: number;
  readonly depth: number;
}

/** The trie of all words; its edges with those nearer to the root first. */
function growTrie(automaton: Automaton, words: readonly (readonly number[])[]): Edge[] {
  const { symbols, roots, word } = automaton;
  const edges: Edge[] = [];
  let count = 1;
  words.forEach((codes, index) => {
    let state = 0;
    codes.forEach((code, depth) => {
      const symbol = symbols[code] ?? 0;
      let to = step(automaton, state, symbol);
      if (to === 0) {
        to = count++;
        if (state === 0) roots[symbol] = to;
        else insert(automaton, state, symbol, to);
        edges.push({ from: state, symbol, to, depth });
      }
      state = to;
    });
    if (state !== 0 && word[state] === -1) word[state] = index;
  });
  return edges.sort((a, b) => a.depth - b.depth);
}

function linkFailures(automaton: Automaton, edges: readonly Edge[]): void {
  const { fail, suffix, word } = automaton;
  for (const { from, symbol, to } of edges) {
    if (from === 0) continue;
    const target = advance(automaton, fail[from] ?? 0, symbol);
    fail[to] = target;
    suffix[to] = (word[target] ?? -1) >= 0 ? target : (suffix[target] ?? 0);
  }
}

function slotOf(automaton: Automaton, key: number): number {
  const { keys, mask } = automaton;
  let slot = (Math.imul(key, HASH) >>> 7) & mask;
  while (keys[slot] !== key && keys[slot] !== EMPTY) slot = (slot + 1) & mask;
  return slot;
}

function insert(automaton: Automaton, state: number, symbol: number, to: number): void {
  const key = state * automaton.alphabet + symbol;
  const slot = slotOf(automaton, key);
  automaton.keys[slot] = key;
  automaton.targets[slot] = to;
}

/** Where the trie leads, or 0. */
function step(automaton: Automaton, state: number, symbol: number): number {
  if (state === 0) return automaton.roots[symbol] ?? 0;
  const slot = slotOf(automaton, state * automaton.alphabet + symbol);
  return automaton.keys[slot] === EMPTY ? 0 : (automaton.targets[slot] ?? 0);
}

function advance(automaton: Automaton, from: number, symbol: number): number {
  let state = from;
  for (;;) {
    const next = step(automaton, state, symbol);
    if (next !== 0 || state === 0) return next;
    state = automaton.fail[state] ?? 0;
  }
}

/** Told of each word that ends at `end` (exclusive); the longest first. Returns true when no shorter one is wanted. */
export type OnWord = (word: number, start: number, end: number) => boolean;

/** Finds the words in `text` from `from` to `to`. Two blanks in a row, or a line break, end every word. */
export function scan(automaton: Automaton, text: string, from: number, to: number, onWord: OnWord): void {
  const { symbols, roots, word, suffix, lengths } = automaton;
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
    let ending = (word[state] ?? -1) >= 0 ? state : (suffix[state] ?? 0);
    while (ending !== 0) {
      const index = word[ending] ?? 0;
      if (onWord(index, startOf(text, at, lengths[index] ?? 0), at + 1)) break;
      ending = suffix[ending] ?? 0;
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
