import { digitValue, halfWidth } from '../syntax/text/characters.ts';

/** What the clinical reader asks of single UTF-16 code units; out of the text's bounds (NaN) everything is false. */

export const isDigit = (code: number): boolean => digitValue(code) >= 0;

/** A blank within a line. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x3000 || code === 0x09 || code === 0xa0;
}

/** A Latin letter of either width. */
export function isLetter(code: number): boolean {
  const lower = halfWidth(code) | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** Characters that part an item from its value: `K+：3.2`, `T 36.5`, `Hb=60`, `(K)3.2`, `CRP>200`. */
const LINKS = new Set([...':=()（）[]【】<>≥≤≈~↑↓+-'].map((char) => char.charCodeAt(0)));
const LINKS_REACH = 6;

/** A digit, or a masked one (`T*6.5`), follows at once or behind a link. */
export function valueFollows(text: string, end: number): boolean {
  for (let at = end; at < end + LINKS_REACH; at++) {
    const code = halfWidth(text.charCodeAt(at));
    if (isDigit(code) || code === 0x2a) return true;
    if (!isBlank(code) && !LINKS.has(code) && !LINKS.has(text.charCodeAt(at))) return false;
  }
  return false;
}

/** Nothing but the ends of a text, a line or a table cell beside it. */
export function standsAlone(text: string, start: number, end: number): boolean {
  let before = start - 1;
  while (isBlank(text.charCodeAt(before))) before--;
  let after = end;
  while (isBlank(text.charCodeAt(after))) after++;
  return isEdge(text.charCodeAt(before)) && isEdge(text.charCodeAt(after));
}

const isEdge = (code: number) => Number.isNaN(code) || code === 0x7c || code === 0x0a || code === 0x0d;
