import { daysFromCivil, MINUTES_PER_DAY, type Moment } from '../moment.ts';
import type { Span } from '../span.ts';
import { digitValue, halfWidth, isBlank } from '../text/characters.ts';
import type { Stamp } from '../tree.ts';
import { type Clock, isDayPart, readClock } from './clock.ts';
import { isMask, type Numeral, readArabic, readChineseYear, readSmall } from './numerals.ts';

/*
 * Times are read by hand, not by a grammar: every order row and heading holds one, and blanks may stand anywhere in
 * some notations and nowhere in others; a lexer alone would cost more than the scanner spends on the whole line.
 */

interface CivilDate {
  readonly year: Numeral | undefined;
  readonly month: Numeral | undefined;
  readonly day: Numeral | undefined;
  readonly end: number;
}

const MAX_GAP = 6;

/** Skips blanks, but never past the line and never more than a hand would type. */
export function skipGap(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && at - from < MAX_GAP && isBlank(text.charCodeAt(at)) && text.charCodeAt(at) !== 0x0a) at++;
  return at;
}

/**
 * Reads the time that begins exactly at `offset`, in any notation of a record; undefined when none begins there.
 * A time of day without a date is only a stamp in 12-hour or Chinese notation, and then has no moment.
 */
export function readStamp(text: string, offset: number, end: number = text.length): Stamp | undefined {
  if (offset >= end || !mayBegin(text.charCodeAt(offset))) return undefined;
  const compact = readCompact(text, offset, end);
  if (compact) return compact;
  const date = readDate(text, offset, end);
  if (!date) {
    const clock = readClock(text, offset, end);
    if (!clock || clock.notation === 'standard') return undefined;
    return { start: offset, end: clock.end, moment: undefined, notation: clock.notation, impossible: clock.impossible };
  }
  return assemble(offset, date, date.day ? clockAfter(text, date.end, end) : undefined);
}

/** The first time in a stretch of text. */
export function findStamp(text: string, span: Span): Stamp | undefined {
  for (let at = span.start; at < span.end; at++) {
    const first = FIRST[text.charCodeAt(at)] ?? NONE;
    if (first === NONE || (first === DAY_PART && !isDayPart(text, at)) || continuesNumber(text, at, span.start))
      continue;
    const stamp = readStamp(text, at, span.end);
    if (stamp) return stamp;
  }
  return undefined;
}

/** All times in a stretch of text, in order. */
export function findStamps(text: string, span: Span): Stamp[] {
  const stamps: Stamp[] = [];
  for (let from = span.start; ; ) {
    const stamp = findStamp(text, { start: from, end: span.end });
    if (!stamp) return stamps;
    stamps.push(stamp);
    from = stamp.end;
  }
}

function continuesNumber(text: string, at: number, start: number): boolean {
  if (at === start) return false;
  const before = text.charCodeAt(at - 1);
  if (digitValue(text.charCodeAt(at)) >= 0) return digitValue(before) >= 0 || before === 0x2e || isMask(before);
  return isMask(text.charCodeAt(at)) && isMask(before);
}

/** What a time may begin with, by code unit. */
const FIRST = new Uint8Array(65536);
const [NONE, NUMERAL, DAY_PART] = [0, 1, 2];
for (const c of '0123456789０１２３４５６７８９*＊X某〇零○一二三四五六七八九十廿卅') FIRST[c.charCodeAt(0)] = NUMERAL;
for (const c of '上下凌清早中傍晚夜午aApP') FIRST[c.charCodeAt(0)] = DAY_PART;

function mayBegin(code: number): boolean {
  return FIRST[code] !== NONE;
}

function dateMark(text: string, at: number, end: number): string {
  if (at >= end) return '';
  const code = halfWidth(text.charCodeAt(at));
  if (code === 0x2d || code === 0x2013 || code === 0x2014) return '-';
  if (code === 0x2f) return '/';
  if (code === 0x2e) return '.';
  return code === 0x5e74 ? '年' : '';
}

function readYear(text: string, from: number, end: number): Numeral | undefined {
  const year = readArabic(text, from, end, 4) ?? readChineseYear(text, from, end);
  if (!year) return undefined;
  if (year.masked) return year;
  return year.digits === 4 && year.low >= 1800 && year.low < 2200 ? year : undefined;
}

function readDate(text: string, offset: number, end: number): CivilDate | undefined {
  const year = readYear(text, offset, end);
  if (!year) return readDayOfYear(text, offset, end, undefined);
  const afterYear = skipGap(text, year.end, end);
  const mark = dateMark(text, afterYear, end);
  if (mark === '年') {
    const next = skipGap(text, afterYear + 1, end);
    return readDayOfYear(text, next, end, year) ?? { year, month: undefined, day: undefined, end: afterYear + 1 };
  }
  if (mark === '' || afterYear !== year.end)
    return year.masked ? undefined : readDayOfYear(text, offset, end, undefined);
  const month = readArabic(text, year.end + 1, end, 2);
  if (!month) return undefined;
  if (dateMark(text, month.end, end) === mark) {
    const day = readArabic(text, month.end + 1, end, 2);
    if (day) return { year, month, day, end: day.end };
  }
  const closed = month.end >= end || digitValue(text.charCodeAt(month.end)) < 0;
  return mark === '.' || !closed || year.masked ? undefined : { year, month, day: undefined, end: month.end };
}

/** `3月1日`, `三月一日`, `03月`: what follows a year with 年, or stands alone. A lone month is no date. */
function readDayOfYear(text: string, from: number, end: number, year: Numeral | undefined): CivilDate | undefined {
  const month = readSmall(text, from, end);
  if (!month) return undefined;
  const afterMonth = skipGap(text, month.end, end);
  if (text.charCodeAt(afterMonth) !== 0x6708 || afterMonth >= end) return undefined;
  const day = readSmall(text, skipGap(text, afterMonth + 1, end), end);
  if (day) {
    const afterDay = skipGap(text, day.end, end);
    const unit = afterDay < end ? text.charCodeAt(afterDay) : 0;
    if (unit === 0x65e5 || unit === 0x53f7) return { year, month, day, end: afterDay + 1 };
    if (year) return { year, month, day, end: day.end };
  }
  return year ? { year, month, day: undefined, end: afterMonth + 1 } : undefined;
}

function clockAfter(text: string, from: number, end: number): Clock | undefined {
  let at = skipGap(text, from, end);
  const code = at < end ? halfWidth(text.charCodeAt(at)) : 0;
  if (at === from && (code === 0x54 || code === 0x74 || code === 0x2c || code === 0x3001))
    at = skipGap(text, at + 1, end);
  return readClock(text, at, end);
}

/** `20240301`, `202403011530`, `20240301153000[+0800]`: the CDA form. */
function readCompact(text: string, offset: number, end: number): Stamp | undefined {
  let at = offset;
  while (at < end && at - offset < 15 && digitValue(text.charCodeAt(at)) >= 0) at++;
  const length = at - offset;
  if (length !== 8 && length !== 10 && length !== 12 && length !== 14) return undefined;
  const part = (from: number, digits: number) => readArabic(text, offset + from, offset + from + digits, digits);
  const year = readYear(text, offset, offset + 4);
  const month = part(4, 2);
  const day = part(6, 2);
  if (!year || !month || !day || month.low < 1 || month.low > 12 || day.low < 1 || day.low > 31) return undefined;
  const hour = length >= 10 ? part(8, 2) : undefined;
  const minute = length >= 12 ? part(10, 2) : undefined;
  const stampEnd = length > 8 ? zoneEnd(text, at, end) : at;
  const clock: Clock | undefined = hour && {
    hour,
    minute,
    notation: 'standard',
    impossible: hour.low > 24 || (minute?.low ?? 0) > 59,
    end: stampEnd,
  };
  return assemble(offset, { year, month, day, end: stampEnd }, clock);
}

function zoneEnd(text: string, at: number, end: number): number {
  const sign = text.charCodeAt(at);
  if (at >= end || (sign !== 0x2b && sign !== 0x2d)) return at;
  const zone = readArabic(text, at + 1, end, 4);
  return zone && zone.digits === 4 && !zone.masked ? zone.end : at;
}

function assemble(start: number, date: CivilDate, clock: Clock | undefined): Stamp {
  const numerals = [date.year, date.month, date.day];
  const notation =
    clock?.notation === 'twelve-hour'
      ? 'twelve-hour'
      : numerals.some((n) => n?.chinese) || clock?.notation === 'chinese-numeral'
        ? 'chinese-numeral'
        : 'standard';
  const impossible = !dateExists(date) || (clock?.impossible ?? false);
  const moment = impossible || !date.year || date.year.hidden ? undefined : momentOf(date, clock);
  return { start, end: clock?.end ?? date.end, moment, notation, impossible };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function within(numeral: Numeral | undefined, low: number, high: number): { low: number; high: number } {
  if (!numeral || numeral.hidden) return { low, high };
  return { low: Math.max(numeral.low, low), high: Math.min(numeral.high, high) };
}

/** False only when no choice of the masked digits gives a date. */
function dateExists({ year, month, day }: CivilDate): boolean {
  if (month && (month.high < 1 || month.low > 12) && !month.hidden) return false;
  if (!day || day.hidden) return true;
  if (day.high < 1) return false;
  const surely = year && !year.masked && month && !month.masked;
  return (
    day.low <= (surely ? daysInMonth(year.low, month.low) : month && !month.masked ? daysInMonth(2000, month.low) : 31)
  );
}

function momentOf({ year, month, day }: CivilDate, clock: Clock | undefined): Moment {
  const y = year ?? { low: 0, high: 0 };
  const m = within(month, 1, 12);
  const first = within(day, 1, 31).low;
  const last = Math.min(within(day, 1, 31).high, daysInMonth(y.high, m.high));
  const time = clock && minutesOf(clock);
  const masked = [year, month, day, clock?.hour, clock?.minute].some((n) => n?.masked === true);
  return {
    earliest: daysFromCivil(y.low, m.low, first) * MINUTES_PER_DAY + (time?.low ?? 0),
    latest: daysFromCivil(y.high, m.high, last) * MINUTES_PER_DAY + (time?.high ?? MINUTES_PER_DAY - 1),
    precision: clock ? (clock.minute ? 'minute' : 'hour') : day ? 'day' : month ? 'month' : 'year',
    masked,
  };
}

/** Minutes of the day, 24:00 being 1440. */
function minutesOf({ hour, minute }: Clock): { low: number; high: number } {
  const h = within(hour, 0, hour.masked ? 23 : 24);
  const m = minute ? within(minute, 0, 59) : { low: 0, high: h.high === 24 ? 0 : 59 };
  return { low: h.low * 60 + m.low, high: h.high * 60 + m.high };
}
