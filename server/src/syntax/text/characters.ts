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

/** `normalizeName` of a stretch of text; a name that is normal already is only sliced. */
export function nameIn(text: string, start: number, end: number): string {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!((code > 0x3000 && code < 0xff01) || (code >= 0x30 && code <= 0x39)))
      return normalizeName(text.slice(start, end));
  }
  return text.slice(start, end);
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
