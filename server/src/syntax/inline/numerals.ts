import { digitValue, halfWidth } from '../text/characters.ts';

/** A number as written: `low` to `high` when digits of it are masked. */
export interface Numeral {
  readonly low: number;
  readonly high: number;
  readonly masked: boolean;
  /** No digit of it is legible. */
  readonly hidden: boolean;
  readonly digits: number;
  readonly chinese: boolean;
  readonly end: number;
}

const DIGITS: ReadonlyMap<number, number> = new Map([
  ...[...'〇一二三四五六七八九'].map((digit, value): [number, number] => [digit.charCodeAt(0), value]),
  ...[...'零○'].map((zero): [number, number] => [zero.charCodeAt(0), 0]),
  ['两'.charCodeAt(0), 2],
]);

function chineseDigit(code: number): number {
  return DIGITS.get(code) ?? -1;
}

/** 十 1, 廿 2, 卅 3, else 0. */
function chineseTens(code: number): number {
  return code === 0x5341 ? 1 : code === 0x5eff ? 2 : code === 0x5345 ? 3 : 0;
}

/** The characters that stand for hidden digits: `*`, `X`, `×`, 某. */
export function isMask(code: number): boolean {
  const half = halfWidth(code);
  return half === 0x2a || half === 0x58 || half === 0x78 || code === 0xd7 || code === 0x67d0;
}

/** Arabic digits of either width, masked or not, at most `most` of them. */
export function readArabic(text: string, from: number, end: number, most: number): Numeral | undefined {
  let at = from;
  let low = 0;
  let high = 0;
  let legible = 0;
  for (; at < end && at - from < most; at++) {
    const code = text.charCodeAt(at);
    const digit = digitValue(code);
    if (digit < 0 && !isMask(code)) break;
    low = low * 10 + Math.max(digit, 0);
    high = high * 10 + (digit < 0 ? 9 : digit);
    if (digit >= 0) legible++;
  }
  const digits = at - from;
  if (digits === 0) return undefined;
  return { low, high, masked: legible < digits, hidden: legible === 0, digits, chinese: false, end: at };
}

function exactly(value: number, from: number, end: number): Numeral {
  return { low: value, high: value, masked: false, hidden: false, digits: end - from, chinese: true, end };
}

/** A year digit by digit: `二〇二四`. */
export function readChineseYear(text: string, from: number, end: number): Numeral | undefined {
  let value = 0;
  for (let at = from; at < from + 4; at++) {
    const digit = at < end ? chineseDigit(text.charCodeAt(at)) : -1;
    if (digit < 0) return undefined;
    value = value * 10 + digit;
  }
  return exactly(value, from, from + 4);
}

/** A number below 100: `三`, `〇八`, `十二`, `二十一`, `廿一`. */
export function readChinese(text: string, from: number, end: number): Numeral | undefined {
  const codeAt = (at: number) => (at < end ? text.charCodeAt(at) : 0);
  const first = chineseDigit(codeAt(from));
  const leading = chineseTens(codeAt(from));
  if (first < 0 && leading === 0) return undefined;
  const tens = leading > 0 ? leading : chineseTens(codeAt(from + 1)) === 1 ? first : -1;
  const afterTens = from + (leading > 0 ? 1 : tens >= 0 ? 2 : 1);
  const units = chineseDigit(codeAt(afterTens));
  if (tens >= 0) return exactly(tens * 10 + Math.max(units, 0), from, units >= 0 ? afterTens + 1 : afterTens);
  return units >= 0 ? exactly(first * 10 + units, from, afterTens + 1) : exactly(first, from, afterTens);
}

/** A number of at most two digits in either script. */
export function readSmall(text: string, from: number, end: number): Numeral | undefined {
  return readArabic(text, from, end, 2) ?? readChinese(text, from, end);
}
