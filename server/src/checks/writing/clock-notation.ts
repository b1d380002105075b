import type { Span } from '../../syntax/span.ts';
import { Covered } from './covered.ts';
import { clockOf, isDigits, numberOf, yearOf } from './numeral.ts';

/** A date or time written against BW2010 第九条, with the same in Arabic digits and 24 hours where that is certain. */
export interface OddTime extends Span {
  readonly style: 'twelve-hour' | 'chinese-numeral';
  /** The digits already are those of the 24-hour clock and only the part of the day is said beside them (上午9点). */
  readonly sameDigits: boolean;
  /** Undefined where the notation leaves the hour open (晚12点) or the text goes on with it (下午2点至4点). */
  readonly replacement: string | undefined;
}

/** All such times of a text, in order, none overlapping. Each pattern has anchor characters and bounded repetition. */
export function findOddTimes(text: string): readonly OddTime[] {
  const found: OddTime[] = [];
  const covered = new Covered();
  if (hasPeriod(text)) collect(text, PERIOD_TIME, readPeriodTime, found, covered);
  if (hasNumeralBeside(text, '月', -1) || hasNumeralBeside(text, '月', 1))
    collect(text, MONTH_DAY, readMonthDay, found, covered);
  if (hasNumeralBeside(text, '年', -1)) collect(text, YEAR, readYear, found, covered);
  if (hasNumeralBeside(text, '时', -1) || hasNumeralBeside(text, '点', -1)) {
    collect(text, HOUR_MINUTE, readHourMinute, found, covered);
  }
  return joinDayAndHour(found.sort((a, b) => a.start - b.start));
}

/** 三月一日下午三点 is one time: changed by halves it could be read as another. */
function joinDayAndHour(times: readonly OddTime[]): readonly OddTime[] {
  const joined: OddTime[] = [];
  for (const time of times) {
    const day = joined.at(-1);
    if (day?.end !== time.start) {
      joined.push(time);
      continue;
    }
    const known = day.replacement !== undefined && time.replacement !== undefined;
    joined[joined.length - 1] = {
      start: day.start,
      end: time.end,
      style: day.style === 'chinese-numeral' ? day.style : time.style,
      sameDigits: false,
      replacement: known ? `${day.replacement} ${time.replacement}` : undefined,
    };
  }
  return joined;
}

/*
 * Most documents hold no such time. Looking for one rare character at a time costs a tenth of what the patterns cost;
 * they run only where a character stands beside what could make a time of it.
 */

const NUMERALS = new Set('〇零○一二三四五六七八九十');
const HOUR_BEGINS = new Set('0123456789０１２３４５６７８９一二三四五六七八九十两');
const BETWEEN = new Set('上间里 \t　');

function hasNumeralBeside(text: string, anchor: string, step: -1 | 1): boolean {
  for (let at = text.indexOf(anchor); at >= 0; at = text.indexOf(anchor, at + 1)) {
    if (NUMERALS.has(text.charAt(at + step))) return true;
  }
  return false;
}

function hasPeriod(text: string): boolean {
  for (const anchor of '午晨晚早夜') {
    for (let at = text.indexOf(anchor); at >= 0; at = text.indexOf(anchor, at + 1)) {
      let next = at + 1;
      while (next < at + 4 && BETWEEN.has(text.charAt(next))) next++;
      if (HOUR_BEGINS.has(text.charAt(next))) return true;
      if (anchor === '午' && text.charAt(next) === '后' && HOUR_BEGINS.has(text.charAt(next + 1))) return true;
    }
  }
  return false;
}

type Reading = Omit<OddTime, keyof Span>;

function collect(
  text: string,
  pattern: RegExp,
  read: (match: RegExpExecArray, before: string, after: string) => Reading | undefined,
  found: OddTime[],
  covered: Covered,
): void {
  for (const match of text.matchAll(pattern)) {
    const span = { start: match.index, end: match.index + match[0].length };
    if (covered.touches(span)) continue;
    const before = text.slice(Math.max(0, span.start - 4), span.start);
    // A patient's answer, quoted to show what he knows.
    if (/[“"「『]$/.test(before) && /[”"」』]/.test(text[span.end] ?? '')) continue;
    const time = read(match, before, text.slice(span.end, span.end + 4));
    if (!time) continue;
    covered.add(span);
    found.push({ ...span, ...time });
  }
}

const N = '[一二三四五六七八九十]';
const D = '[0-9０-９]';

/** 下午3点, 晚上八点半, 下午2:30, 上午9时15分, 下午3点20入室; minutes without 分 only in two figures that no unit follows. */
const PERIOD_TIME = new RegExp(
  `(上午|下午|中午|午后|凌晨|清晨|早晨|早上|傍晚|晚上|夜间|夜里|深夜|[早晚])[ \\t　]{0,2}(${D}{1,2}|${N}{1,3}|两)` +
    `(?:(?:点钟|[点时])(半|整|一刻)?(?:(${D}{1,2}|${N}{1,3})分|(${D}{2}|${N}{2,3})(?![0-9０-９.．%‰次片粒支包/℃a-zA-Z年月日个]))?([许多余])?|[:：](${D}{2})(?!${D}))`,
  'g',
);

/** In which 24-hour figure a part of the day puts an hour of 0 to 12; undefined where speakers differ (晚上2点, 晚12点). */
function hourOfDay(period: string, hour: number): number | undefined {
  switch (period) {
    case '下午':
    case '午后':
    case '傍晚':
      return hour === 0 ? undefined : hour === 12 ? 12 : hour + 12;
    case '晚上':
    case '晚':
      return hour >= 5 && hour <= 11 ? hour + 12 : undefined;
    case '夜间':
    case '夜里':
    case '深夜':
      return hour >= 7 && hour <= 11 ? hour + 12 : hour >= 1 && hour <= 4 ? hour : undefined;
    case '中午':
      return hour >= 11 ? hour : hour >= 1 && hour <= 2 ? hour + 12 : undefined;
    case '凌晨':
      return hour <= 6 ? hour : undefined;
    case '上午':
      return hour === 0 ? undefined : hour;
    default:
      return hour >= 3 && hour <= 11 ? hour : undefined;
  }
}

function readPeriodTime(match: RegExpExecArray, before: string, after: string): Reading | undefined {
  const [, period = '', hourText = '', part, minuteText = match[5] ?? match[7], , vague] = match;
  // 最早, 早晚, 每晚 name no time of one day; 3点方向 is a place on a lesion.
  if (period.length === 1 && /[最较很太越更提及尽先迟早每]$/.test(before)) return undefined;
  if (/^\s?(?:方向|位|处|钟方|钟位)/.test(after)) return undefined;
  const hour = numberOf(hourText);
  const minute = part === '半' ? 30 : part === '一刻' ? 15 : minuteText === undefined ? 0 : numberOf(minuteText);
  if (hour === undefined || minute === undefined || minute > 59) return undefined;
  const numerals = !isDigits(hourText) || (minuteText !== undefined && !isDigits(minuteText));
  // 下午15:00 tells 24 hours already.
  if (hour > 12) return numerals && hour <= 24 ? numeralTime(hour, minute, after) : undefined;
  const hour24 = hourOfDay(period, hour);
  // In 今晚8点 the part of the day is half of a word that must stay.
  const open = vague !== undefined || goesOn(after) || (period.length === 1 && /[今昨明次当前后隔]$/.test(before));
  return {
    style: numerals ? 'chinese-numeral' : 'twelve-hour',
    sameDigits: !numerals && hour24 === hour && part === undefined,
    replacement: open || hour24 === undefined ? undefined : clockOf(hour24, minute),
  };
}

/** A second time that leans on the first (下午2点至4点, 下午2点、6点), or masked minutes: the first cannot be changed alone. */
function goesOn(after: string): boolean {
  return /^\s?(?:[-—–~～至到、和及与,，/]\s?(?:[0-9０-９一二三四五六七八九十两])|[*＊×])/.test(after);
}

/** 三月一日, 3月一日, 二〇二四年三月一日; never 三月 (three months) or 八月十五 (a feast). */
const MONTH_DAY = new RegExp(
  `(?:([〇零○一二三四五六七八九]{4}|${D}{4})年)?(${N}{1,2}|${D}{1,2})月(${N}{1,3}|${D}{1,2})([日号])`,
  'g',
);

function readMonthDay(match: RegExpExecArray, before: string, after: string): Reading | undefined {
  const [, yearText, monthText = '', dayText = '', unit = ''] = match;
  if (isDigits(monthText) && isDigits(dayText) && (yearText === undefined || isDigits(yearText))) return undefined;
  // The lunar calendar is written so; 停经三月十日 and 病程三月十日余 are durations.
  if (/[农阴旧夏]历$/.test(before) || /(?:停经|孕|病程|历时|[约达已近共满每个零〇一二三四五六七八九十])$/.test(before))
    return undefined;
  if (/^(?:余|来|许)/.test(after)) return undefined;
  const [month, day] = [numberOf(monthText), numberOf(dayText)];
  const year = yearText === undefined ? '' : yearOf(yearText);
  if (!month || !day || month > 12 || day > 31 || year === undefined) return undefined;
  const replacement = `${year && `${year}年`}${month}月${day}${unit}`;
  return { style: 'chinese-numeral', sameDigits: false, replacement };
}

/** 二〇二四年, 一九九八年三月; 一九年 may be nineteen years. */
const YEAR = new RegExp(`((?:一九|二[〇零○])[〇零○一二三四五六七八九]{2})年(?:(${N}{1,2})月(?!${N}))?`, 'g');

function readYear(match: RegExpExecArray, before: string): Reading | undefined {
  const [, yearText = '', monthText] = match;
  const year = yearOf(yearText);
  const month = monthText === undefined ? undefined : numberOf(monthText);
  if (year === undefined || (month ?? 1) > 12 || /[〇零○一二三四五六七八九十历]$/.test(before)) return undefined;
  const replacement = `${year}年${month === undefined ? '' : `${month}月`}`;
  return { style: 'chinese-numeral', sameDigits: false, replacement };
}

/** 十点三十分, 八点整, 十五时; 三点二分 may be a score, 三点 three points, 十二点 a place on the clock face of a lesion. */
const HOUR_MINUTE = new RegExp(
  `(${N}{1,3})(?:[点时](?:([〇零]?${N}{1,3})分(?![之钟以内])|整(?![个体]))|时(?![间候长期限常而段刻代机效令]))`,
  'g',
);

function readHourMinute(match: RegExpExecArray, before: string, after: string): Reading | undefined {
  const [whole, hourText = '', minuteText] = match;
  const hour = numberOf(hourText);
  const minute = minuteText === undefined ? 0 : numberOf(minuteText.replace(/^[〇零]/, ''));
  if (hour === undefined || hour > 24 || minute === undefined || minute > 59) return undefined;
  if (/[第〇零一二三四五六七八九十]$/.test(before)) return undefined;
  if (minuteText?.length === 1) return undefined;
  if (minuteText === undefined && !whole.endsWith('整') && hour < 13) return undefined;
  if (hour >= 13) return numeralTime(hour, minute, after);
  return { style: 'chinese-numeral', sameDigits: false, replacement: undefined };
}

function numeralTime(hour: number, minute: number, after: string): Reading {
  const certain = !goesOn(after) && hour < 24;
  return { style: 'chinese-numeral', sameDigits: false, replacement: certain ? clockOf(hour, minute) : undefined };
}
