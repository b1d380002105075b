import { halfWidth } from '../text/characters.ts';
import type { Stamp } from '../tree.ts';
import { type Numeral, readArabic, readSmall } from './numerals.ts';
import { skipGap } from './time.ts';

/** A time of day; `hour` is on the 24-hour clock already. Without `minute` only the hour is given. */
export interface Clock {
  readonly hour: Numeral;
  readonly minute: Numeral | undefined;
  readonly notation: Stamp['notation'];
  readonly impossible: boolean;
  readonly end: number;
}

/** Parts of the day: which hours they move to the second half of the clock, and what they make of twelve. */
interface DayPart {
  readonly word: string;
  /** Hours below this one gain twelve. */
  readonly below: number;
  readonly twelve: 0 | 12 | 24;
}

const DAY_PARTS: readonly DayPart[] = [
  ...['上午', '清晨', '早晨', '早上', '早'].map((word): DayPart => ({ word, below: 0, twelve: 12 })),
  { word: '凌晨', below: 0, twelve: 0 },
  { word: '中午', below: 10, twelve: 12 },
  ...['下午', '午后', '傍晚'].map((word): DayPart => ({ word, below: 12, twelve: 12 })),
  ...['晚上', '夜间', '晚'].map((word): DayPart => ({ word, below: 12, twelve: 24 })),
];
const MERIDIEM: Readonly<Record<'am' | 'pm', DayPart>> = {
  am: { word: 'am', below: 0, twelve: 0 },
  pm: { word: 'pm', below: 12, twelve: 12 },
};

const PART_STARTS = new Set(DAY_PARTS.map(({ word }) => word.charCodeAt(0)));

function dayPartAt(text: string, at: number) {
  if (!PART_STARTS.has(text.charCodeAt(at))) return undefined;
  return DAY_PARTS.find(({ word }) => text.startsWith(word, at));
}

function meridiemAt(text: string, at: number): 'am' | 'pm' | undefined {
  const second = text.charCodeAt(at + 1) | 0x20;
  if (second !== 0x6d) return undefined;
  const first = text.charCodeAt(at) | 0x20;
  return first === 0x61 ? 'am' : first === 0x70 ? 'pm' : undefined;
}

/** Whether a part of the day (上午, pm) stands at `at`: few of the characters that may begin one do. */
export function isDayPart(text: string, at: number): boolean {
  return dayPartAt(text, at) !== undefined || meridiemAt(text, at) !== undefined;
}

/** Reads the time of day that begins exactly at `offset`. */
export function readClock(text: string, offset: number, end: number = text.length): Clock | undefined {
  if (offset >= end) return undefined;
  const part = dayPartAt(text, offset);
  const prefix = part ? undefined : meridiemAt(text, offset);
  const from = part ? skipGap(text, offset + part.word.length, end) : prefix ? skipGap(text, offset + 2, end) : offset;
  const plain = readHourAndMinute(text, from, end);
  if (!plain || plain.end > end) return undefined;
  const afterClock = skipGap(text, plain.end, end);
  const suffix = part || prefix || afterClock + 2 > end ? undefined : meridiemAt(text, afterClock);
  const clock = suffix ? { ...plain, end: afterClock + 2 } : plain;
  const meridiem = prefix ?? suffix;
  const dayPart = part ?? (meridiem && MERIDIEM[meridiem]);
  return dayPart ? toTwentyFour(clock, dayPart) : clock;
}

function toTwentyFour(clock: Clock, { below, twelve }: DayPart): Clock {
  const { hour } = clock;
  if (hour.masked) return { ...clock, hour: { ...hour, low: 0, high: 23, hidden: true }, notation: 'twelve-hour' };
  const by = hour.low === 12 ? twelve - 12 : hour.low < below ? 12 : 0;
  return { ...clock, hour: { ...hour, low: hour.low + by, high: hour.high + by }, notation: 'twelve-hour' };
}

function readHourAndMinute(text: string, from: number, end: number): Clock | undefined {
  const hour = readSmall(text, from, end);
  if (!hour) return undefined;
  const mark = from < end ? skipGap(text, hour.end, end) : end;
  const code = mark < end ? halfWidth(text.charCodeAt(mark)) : 0;
  if (code === 0x3a || code === 0x2236)
    return mark === hour.end || hour.chinese ? withColon(text, hour, mark, end) : undefined;
  if (code === 0x65f6 || code === 0x70b9) return withUnits(text, hour, mark, end);
  return undefined;
}

function withColon(text: string, hour: Numeral, mark: number, end: number): Clock | undefined {
  const minute = readArabic(text, mark + 1, end, 2);
  if (!minute) return undefined;
  let at = minute.end;
  const second = at < end && halfWidth(text.charCodeAt(at)) === 0x3a ? readArabic(text, at + 1, end, 2) : undefined;
  if (second) at = second.end;
  if (second && text.charCodeAt(at) === 0x2e) at = readArabic(text, at + 1, end, 3)?.end ?? at;
  return finish(hour, minute, at, second);
}

/** `15时30分`, `三点半`, `9点一刻`, `8点整`, `15时`. */
function withUnits(text: string, hour: Numeral, mark: number, end: number): Clock | undefined {
  const after = skipGap(text, mark + 1, end);
  const minute = readSmall(text, after, end);
  const word = after < end ? text.charCodeAt(after) : 0;
  if (word === 0x534a) return finish(hour, exact(30, after + 1), after + 1);
  if (word === 0x6574) return finish(hour, exact(0, after + 1), after + 1);
  if (minute && text.charCodeAt(minute.end) === 0x523b)
    return finish(hour, exact(minute.low * 15, minute.end + 1), minute.end + 1);
  const unit = minute ? skipGap(text, minute.end, end) : end;
  if (minute && unit < end && text.charCodeAt(unit) === 0x5206)
    return finish(hour, minute, secondsEnd(text, unit + 1, end));
  if (minute && minute.digits === 2 && after === mark + 1) return finish(hour, minute, minute.end);
  return finish(hour, undefined, mark + 1);
}

function secondsEnd(text: string, from: number, end: number): number {
  const second = readSmall(text, from, end);
  return second && text.charCodeAt(second.end) === 0x79d2 && second.end < end ? second.end + 1 : from;
}

function exact(value: number, end: number): Numeral {
  return { low: value, high: value, masked: false, hidden: false, digits: 2, chinese: true, end };
}

function finish(hour: Numeral, minute: Numeral | undefined, end: number, second?: Numeral): Clock {
  const late = hour.low === 24 && !hour.masked && (minute?.low ?? 0) > 0;
  const impossible = hour.low > 24 || (minute?.low ?? 0) > 59 || (second?.low ?? 0) > 60 || late;
  const notation = hour.chinese || minute?.chinese ? 'chinese-numeral' : 'standard';
  return { hour, minute, notation, impossible: impossible && !hour.hidden, end };
}
