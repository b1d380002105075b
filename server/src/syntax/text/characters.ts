import { normalizeName } from '../../vocabulary/vocabulary.ts';

/** Character classes of the scanner's hot loop; 0 is everything it may run over. */
export const ORDINARY = 0;
export const COLON = 1;
export const DATE_MARK = 2;

export const CLASS = new Uint8Array(65536);
for (const c of ':：') CLASS[c.charCodeAt(0)] = COLON;
for (const c of '-年./－．／') CLASS[c.charCodeAt(0)] = DATE_MARK;

const BLANK = new Uint8Array(65536);
for (const c of ' \t\r\n\v\f\u00a0\u3000\ufeff\u200b\u2028\u2029') BLANK[c.charCodeAt(0)] = 1;
for (let c = 0x2000; c <= 0x200a; c++) BLANK[c] = 1;

export function isBlank(code: number): boolean {
  return BLANK[code] === 1;
}

/** A blank that parts fields by itself: tab or U+3000. */
export function isWideBlank(code: number): boolean {
  return code === 0x09 || code === 0x3000;
}

export function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && BLANK[text.charCodeAt(at)] === 1) at++;
  return at;
}

export function skipBlanksBack(text: string, from: number, start: number): number {
  let at = from;
  while (at > start && BLANK[text.charCodeAt(at - 1)] === 1) at--;
  return at;
}

export function isHan(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007;
}

/** Value of a half- or full-width digit, −1 for any other character. */
export function digitValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  return code >= 0xff10 && code <= 0xff19 ? code - 0xff10 : -1;
}

/** Half width of a full-width form, any other character as it is. */
export function halfWidth(code: number): number {
  return code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code;
}

/** What becomes of a character in a name: 0 it is dropped, 1 only `normalizeName` knows, else the character itself. */
const NAMED = new Uint16Array(65536);
for (let code = 0; code < 65536; code++) {
  const half = halfWidth(code);
  const upper = half >= 0x41 && half <= 0x5a;
  const settled = code < 0x80 || code > 0x3000 || isCaseless(code);
  NAMED[code] = isNameBlank(code) ? 0 : half <= 1 || !settled ? 1 : upper ? half + 0x20 : half;
}

/** Punctuation, signs and arrows, but no letter-like signs: Ⅳ and Ⓐ have a lower case. */
function isCaseless(code: number): boolean {
  if (code === 0xb7 || code === 0xb0 || code === 0xd7 || code === 0x2103) return true;
  return (code >= 0x2010 && code < 0x2060) || (code >= 0x2190 && code < 0x24b6) || (code >= 0x2500 && code < 0x2c00);
}

/** What `\s` matches, as `normalizeName` has it. */
function isNameBlank(code: number): boolean {
  return BLANK[code] === 1 && code !== 0x200b;
}

const LONGEST_NAME = 128;
const units = new Uint16Array(LONGEST_NAME);

/** `normalizeName` of a stretch of text, many times faster: it is asked at every colon and line. */
export function nameIn(text: string, start: number, end: number): string {
  let at = start;
  while (at < end && NAMED[text.charCodeAt(at)] === text.charCodeAt(at)) at++;
  if (at === end) return text.slice(start, end);
  if (end - start > LONGEST_NAME) return normalizeName(text.slice(start, end));
  let length = 0;
  for (at = start; at < end; at++) {
    const unit = NAMED[text.charCodeAt(at)] as number;
    if (unit === 1) return normalizeName(text.slice(start, end));
    if (unit !== 0) units[length++] = unit;
  }
  let name = '';
  for (at = 0; at < length; at++) name += String.fromCharCode(units[at] as number);
  return name;
}

/** Offset in `text` of the `index`-th character of the name that begins at `start`: blanks do not count. */
export function offsetInName(text: string, start: number, index: number): number {
  let at = start;
  for (let left = index; at < text.length; at++) {
    if (BLANK[text.charCodeAt(at)] === 1) continue;
    if (left === 0) return at;
    left--;
  }
  return at;
}

/** Where a word ends: at the next blank, at most at `end`. */
export function wordEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && !isBlank(text.charCodeAt(at))) at++;
  return at;
}
