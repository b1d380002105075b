import type { Span } from '../syntax/span.ts';
import { halfWidth } from '../syntax/text/characters.ts';
import { isBlank, isDigit } from './characters.ts';
import type { Cue } from './cues.ts';
import type { Named } from './lexicon.ts';

/** Place of the first of `spans`, which stand in order, that begins at `offset` or behind it. */
export function firstFrom(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A name, a cue or a bracket of a sentence, in text order; a name's `index` counts the names of the whole text. */
export type Item =
  | (Span & { readonly kind: 'name'; readonly name: Named; readonly index: number })
  | (Span & { readonly kind: 'cue'; readonly role: Cue['role'] })
  | (Span & { readonly kind: 'open' | 'close' | 'query' });

/** What stands between two commas. */
export interface Segment extends Span {
  readonly items: readonly Item[];
  /** Names joined by list marks and light words, and nothing else: what carries on a denied list. */
  readonly bare: boolean;
  /** Characters that are neither name nor cue nor mark. */
  readonly loose: number;
}

/** The sentence around the place `at`: up to 。 ； ！, a line break, a cell's border. */
export function sentenceAround(text: string, at: number, { start: from, end: to }: Span): Span {
  let start = at;
  while (start > from && !endsSentence(text, start - 1)) start--;
  let end = at;
  while (end < to && !endsSentence(text, end)) end++;
  return { start, end };
}

const ENDS = new Set([...'。；;！!|\n\r\u2028\u2029'].map((char) => char.charCodeAt(0)));

function endsSentence(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (ENDS.has(code)) return true;
  // A full stop of the Western kind, unless it is a decimal point.
  return halfWidth(code) === 0x2e && !(isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1)));
}

/** A comma, or the gap between columns. */
export function partsClauses(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (halfWidth(code) === 0x2c) return !(isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1)));
  return code === 0x09 || (isBlank(code) && isBlank(text.charCodeAt(at + 1)));
}

/** Marks that join a list or mean nothing by themselves. */
const LIGHT = new Set([...'、/／+＋:："“”\'‘’·-－—~～↑↓→'].map((char) => char.charCodeAt(0)));
const MARKS: ReadonlyMap<number, 'open' | 'close' | 'query'> = new Map([
  ...[...'(（[［【'].map((char) => [char.charCodeAt(0), 'open'] as const),
  ...[...')）]］】'].map((char) => [char.charCodeAt(0), 'close'] as const),
  ...[...'?？'].map((char) => [char.charCodeAt(0), 'query'] as const),
]);

/** A sentence cut at its commas. `names` and `cues` are those of the sentence; a cue that overlaps a name is none. */
export function segmentsOf(
  text: string,
  sentence: Span,
  names: readonly Named[],
  firstIndex: number,
  cues: readonly Cue[],
): Segment[] {
  const segments: Segment[] = [];
  let items: Item[] = [];
  let from = sentence.start;
  let loose = 0;
  const close = (end: number) => {
    segments.push({ start: from, end, items, loose, bare: loose === 0 && isEnumeration(items) });
    items = [];
    loose = 0;
    from = end + 1;
  };
  let nextName = 0;
  let nextCue = 0;
  let at = sentence.start;
  while (at < sentence.end) {
    const name = names[nextName];
    while ((cues[nextCue]?.start ?? sentence.end) < at) nextCue++;
    const cue = cues[nextCue];
    if (name && name.start === at) {
      items.push({ kind: 'name', name, index: firstIndex + nextName++, start: at, end: name.end });
      at = name.end;
    } else if (cue && cue.start === at && !(name && name.start < cue.end)) {
      items.push({ kind: 'cue', role: cue.role, start: at, end: cue.end });
      at = cue.end;
    } else {
      const code = text.charCodeAt(at);
      const mark = MARKS.get(code);
      if (mark) items.push({ kind: mark, start: at, end: at + 1 });
      else if (partsClauses(text, at)) close(at);
      else if (!isLight(code)) loose++;
      at++;
    }
  }
  close(sentence.end);
  return segments;
}

function isEnumeration(items: readonly Item[]): boolean {
  let names = 0;
  for (const item of items) {
    if (item.kind === 'name') names++;
    else if (item.kind === 'cue' && item.role !== 'neutral' && item.role !== 'past-after') return false;
  }
  return names > 0;
}

/** Beyond this many characters nothing is near. */
export const FAR = 24;

/** Characters from one item to a later one that are neither light words nor marks; infinite where they are far apart. */
export function looseBetween(text: string, items: readonly Item[], earlier: number, later: number): number {
  let at = items[earlier]?.end ?? 0;
  const end = items[later]?.start ?? 0;
  if (end - at > FAR) return Number.POSITIVE_INFINITY;
  let count = 0;
  for (let i = earlier + 1; i <= later; i++) {
    const item = items[i];
    if (!item) break;
    for (; at < item.start; at++) if (!isLight(text.charCodeAt(at))) count++;
    at = item.end;
  }
  return count;
}

function isLight(code: number): boolean {
  return LIGHT.has(code) || isBlank(code);
}
