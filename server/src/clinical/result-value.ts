import type { Span } from '../syntax/span.ts';
import { isBlank } from '../syntax/text/characters.ts';
import { unitAt } from './units.ts';

/** A value as a report gives it: `2.6`, `<0.01 ng/mL`, `12.3×10^9/L ↑`, `*.6`. */
export interface ResultValue extends Span {
  /** Undefined for a masked value. */
  readonly number: number | undefined;
  readonly bound: 'above' | 'below' | undefined;
  readonly unit: string | undefined;
}

export type ResultFlag = 'critical' | 'high' | 'low' | 'abnormal';

export interface Reference {
  readonly low: number | undefined;
  readonly high: number | undefined;
}

const NUMBER = /[0-9０-９*＊]/;
const BOUND = /^[<>＜＞≤≥]=?/;

/** The value that begins at `at`, blanks and a bound before it allowed; undefined where none begins. Ends behind its unit. */
export function valueAt(text: string, at: number, limit: number): ResultValue | undefined {
  let start = skip(text, at, limit);
  const sign = BOUND.exec(text.slice(start, Math.min(limit, start + 2)))?.[0] ?? '';
  start += sign.length;
  start = skip(text, start, limit);
  const negative = /[-－]/.test(text.charAt(start)) && NUMBER.test(text.charAt(start + 1));
  let end = negative ? start + 1 : start;
  while (end < limit && /[0-9０-９*＊.．,]/.test(text.charAt(end))) end++;
  while (end > start && /[.．,]/.test(text.charAt(end - 1))) end--;
  if (!NUMBER.test(text.slice(start, end))) return undefined;
  const written = text.slice(start, end);
  // `1:320` is a titre, `10-20` an interval, `120/80` a pair, `2024年` a date: none of them is one value.
  if (/^[:：/年月日-]/.test(text.slice(end, end + 1)) && /[0-9*年月日]/.test(text.slice(end, end + 2)))
    return undefined;
  const unit = unitAt(text, end, limit);
  const bound = /[<＜≤]/.test(sign) ? 'below' : /[>＞≥]/.test(sign) ? 'above' : undefined;
  return { start, end: unit?.end ?? end, number: numberOf(written), bound, unit: unit?.unit };
}

function skip(text: string, at: number, limit: number): number {
  let start = at;
  while (start < limit && isBlank(text.charCodeAt(start))) start++;
  return start;
}

function numberOf(written: string): number | undefined {
  if (/[*＊]/.test(written)) return undefined;
  const half = written.replace(/[０-９．－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  const plain = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(half) ? half.replaceAll(',', '') : half;
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** What the report says of a value: 危急, ↑, H. A code counts alone only; HH and LL are the panic flags of HL7 table 0078. */
export function flagIn(text: string): ResultFlag | undefined {
  const code = CODES[text.trim().toUpperCase()];
  if (code) return code;
  if (/危急|危象值/.test(text)) return /(?:非|无|不是|未达|未见)危急/.test(text) ? undefined : 'critical';
  if (/[↑⬆]|偏高|升高|增高/.test(text)) return 'high';
  if (/[↓⬇]|偏低|降低|减低/.test(text)) return 'low';
  return /异常/.test(text) && !/[无未]/.test(text) ? 'abnormal' : undefined;
}

const CODES: Readonly<Record<string, ResultFlag>> = {
  危: 'critical',
  HH: 'critical',
  LL: 'critical',
  H: 'high',
  高: 'high',
  L: 'low',
  低: 'low',
  A: 'abnormal',
};

const INTERVAL = /(-?\d+(?:\.\d+)?)\s*(?:[-–—~～至]|--|－)+\s*(-?\d+(?:\.\d+)?)/;
const ONE_SIDED = /([<＜≤>＞≥])=?\s*(\d+(?:\.\d+)?)/;

/** `3.5-5.3`, `0～10`, `<0.05`; undefined where no interval is written. */
export function referenceIn(text: string): Reference | undefined {
  const interval = INTERVAL.exec(text);
  if (interval) {
    const [low, high] = [Number(interval[1]), Number(interval[2])];
    return low <= high ? { low, high } : undefined;
  }
  const one = ONE_SIDED.exec(text);
  if (!one) return undefined;
  const limit = Number(one[2]);
  return /[<＜≤]/.test(one[1] ?? '') ? { low: undefined, high: limit } : { low: limit, high: undefined };
}

const BETWEEN = /^[)）]?(?:\s*[（(][A-Za-z0-9+\-⁺⁻#%]{1,12}[)）])?[\s:：=为是]*/;

/** Where the value of an item named up to `from` would begin: behind a code in brackets, a colon, an equals sign. */
export function behindCode(text: string, from: number, limit: number): number {
  return from + (BETWEEN.exec(text.slice(from, Math.min(limit, from + 24)))?.[0].length ?? 0);
}
