import type { Span } from '../syntax/span.ts';
import { isBlank } from './characters.ts';

/** A length of time as written, not yet bound to what it is said of. */
export interface WrittenDuration extends Span {
  readonly days: { readonly least: number; readonly most: number } | undefined;
  readonly ago: boolean;
  /** 近3天, 3天来: it stands before what it is said of. */
  readonly leads: boolean;
  /** 术后3天, 服药2周: said of something else than a complaint. */
  readonly elsewhere: boolean;
}

interface Unit {
  readonly word: RegExp;
  readonly days: number;
}

/** By the unit's first character. */
const UNITS: Readonly<Record<string, readonly Unit[]>> = {
  年: [{ word: /^年/, days: 365 }],
  个: [
    { word: /^个多?月/, days: 30 },
    { word: /^个多?(?:周|星期|礼拜)/, days: 7 },
    { word: /^个多?小时/, days: 1 / 24 },
    { word: /^个年头/, days: 365 },
  ],
  月: [{ word: /^月/, days: 30 }],
  周: [{ word: /^周/, days: 7 }],
  星: [{ word: /^星期/, days: 7 }],
  礼: [{ word: /^礼拜/, days: 7 }],
  天: [{ word: /^天/, days: 1 }],
  日: [{ word: /^日/, days: 1 }],
  小: [{ word: /^小时/, days: 1 / 24 }],
  时: [{ word: /^时(?=前|余)/, days: 1 / 24 }],
  h: [{ word: /^h(?![a-zA-Z])/, days: 1 / 24 }],
  H: [{ word: /^H(?![a-zA-Z])/, days: 1 / 24 }],
  分: [{ word: /^分钟/, days: 1 / 1440 }],
};

/** `39+4` weeks are 39 weeks and 4 days. */
const NUMBER = String.raw`(?:\d+[+＋]\d|\d+(?:\.\d+)?|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]|数十|[数几半]|\d*[*＊×XxＸ]+\d*)`;
const BEFORE = new RegExp(
  String.raw`(近|约|大约|将近|接近|不足|不到|超过|逾|大于|>|＞)?(${NUMBER})(?:\s?[-~～—－至到]\s?(${NUMBER}))?(余|多|来|[+＋])?(个半)?$`,
);
const AFTER = /^(余|多|半|许|[+＋])?(左右)?\s?(以?前|之前|来|以来)?/;
/** What a number with its word can end with. */
const NUMBER_ENDS = new Set('0123456789+＋一二两三四五六七八九十数几半*＊×XxＸ余多来');
/** Longest number with its word before the unit. */
const WINDOW = 14;

/** First characters of units, by code unit. */
const IS_UNIT = new Uint8Array(0x10000);
for (const char of Object.keys(UNITS)) IS_UNIT[char.charCodeAt(0)] = 1;

/** The lengths of time written in a part of a text, in order; `1年2个月` is one. */
export function durationsIn(text: string, { start: from, end: to }: Span): WrittenDuration[] {
  const found: WrittenDuration[] = [];
  for (let at = from; at < to; at++) {
    if (IS_UNIT[text.charCodeAt(at)] === 0) continue;
    const last = found.at(-1);
    const duration = durationAt(text, at, Math.max(from, last?.end ?? from));
    if (!duration) continue;
    if (last && last.end === duration.start) found[found.length - 1] = joined(last, duration);
    else found.push(duration);
    at = duration.end - 1;
  }
  return found;
}

function joined(first: WrittenDuration, second: WrittenDuration): WrittenDuration {
  const days =
    first.days && second.days
      ? { least: first.days.least + second.days.least, most: first.days.most + second.days.most }
      : undefined;
  return { ...second, start: first.start, days, elsewhere: first.elsewhere };
}

/** The duration whose unit begins at `at`, or undefined. */
function durationAt(text: string, at: number, from: number): WrittenDuration | undefined {
  let numberEnd = at;
  if (isBlank(text.charCodeAt(numberEnd - 1))) numberEnd--;
  if (!NUMBER_ENDS.has(text.charAt(numberEnd - 1))) return undefined;
  const unit = UNITS[text.charAt(at)]?.find(({ word }) => word.test(text.slice(at, at + 4)));
  if (!unit) return undefined;
  const word = unit.word.exec(text.slice(at, at + 4))?.[0] ?? '';
  const head = text.slice(Math.max(from, numberEnd - WINDOW), numberEnd);
  const before = BEFORE.exec(head);
  if (!before) return undefined;
  const [whole, hedge, number = '', upper, loosely, half] = before;
  const start = numberEnd - whole.length;
  const end = at + word.length;
  const after = AFTER.exec(text.slice(end, end + 8));
  const more = loosely ?? after?.[1] ?? (word.includes('多') ? '多' : undefined);
  if (isNoDuration(text, start, end, number, word)) return undefined;
  const ago = /前/.test(after?.[3] ?? '');
  return {
    start,
    end: end + (after?.[0].trimEnd().length ?? 0),
    days: daysOf({ number, upper, hedge, more, half: half !== undefined, unit: unit.days }),
    ago,
    leads: /来/.test(after?.[3] ?? '') || hedge === '近',
    elsewhere: ELSEWHERE.test(text.slice(Math.max(0, start - 4), start)),
  };
}

const ELSEWHERE =
  /(?:第|术后|产后|入院|住院|服药|口服|治疗|静滴|输液|伤后|用药|间隔|停药|化疗|随访|观察|卧床|使用|抗炎|消炎|疗程|共|连用|连续|连服|生后|出生后|服用|应用)\s?$/;

/** A date, an age, a frequency, an ordinal: numbers with the same units. */
function isNoDuration(text: string, start: number, end: number, number: string, word: string): boolean {
  const before = text.slice(Math.max(0, start - 6), start);
  const after = text.slice(end, end + 8);
  if (/(?:[第每隔/／q]\s?|[A-Za-z])$/.test(before) || /^(?:岁|龄|级|代|版|度|份|底|初|末|生|薪|假)/.test(after))
    return true;
  if (word === '年') return isCalendarYear(number) || /^\s?[\d*]{1,2}月\s?[\d*]{1,2}日/.test(after);
  if (word === '月') return isMonthOfYear(before, after);
  if (word === '日' && (/(?:月|[于在今昨次每本当同])\s?$/.test(before) || /^\s?\d{1,2}[:：时]/.test(after)))
    return true;
  return /^[日天周]/.test(word) && /^[一二两三四五六1-9][-~]?\d?次/.test(after);
}

/** 2024年3月, 去年3月, 3月5日, 于3月: a month of the calendar; 1年3月 and 3月余 are lengths. */
function isMonthOfYear(before: string, after: string): boolean {
  const year = /([\d*＊]*)年\s?$/.exec(before);
  if (year) return year[1] === '' || isCalendarYear(year[1] ?? '');
  // 。10月就诊: with nothing before it to last.
  const opens = /(?:^|[，。,；;、”"“]|患者)\s?$/.test(before);
  if (opens && !/^(?:[余多半前来许+＋，。,；;]|以前|之前|以来|$)/.test(after)) return true;
  return /[于在从自至到今每本当同]\s?$/.test(before) || /^(?:\s?[\d*＊]{1,2}[日号]|中旬|上旬|下旬|经)/.test(after);
}

/** 2023年, 20**年, 98年 before a month: a year of the calendar. */
function isCalendarYear(number: string): boolean {
  return /^(?:19|20)[\d*＊×XxＸ]{2}$/.test(number) || /^\d{4}$/.test(number) || /^[*＊×XxＸ]{3,}$/.test(number);
}

interface Stated {
  readonly number: string;
  readonly upper: string | undefined;
  readonly hedge: string | undefined;
  readonly more: string | undefined;
  readonly half: boolean;
  readonly unit: number;
}

function daysOf(stated: Stated): WrittenDuration['days'] {
  const low = amountOf(stated.number);
  const high = stated.upper === undefined ? low : amountOf(stated.upper);
  if (!low || !high) return undefined;
  const { hedge, more, unit } = stated;
  const extra = stated.half || more === '半' ? 0.5 : 0;
  let least = low.least + extra;
  let most = high.most + extra;
  if (more !== undefined && extra === 0)
    most += high.most >= 10 && high.most % 10 === 0 && stated.upper === undefined ? 10 : 1;
  if (hedge === '近' || hedge === '将近' || hedge === '接近') least *= 0.66;
  if (hedge === '约' || hedge === '大约') {
    least *= 0.8;
    most *= 1.2;
  }
  if (hedge === '不足' || hedge === '不到') least *= 0.5;
  if (hedge !== undefined && /超过|逾|大于|[>＞]/.test(hedge)) most *= 1.5;
  return { least: round(least * unit), most: round(most * unit) };
}

const round = (days: number) => (days >= 2 ? Math.floor(days) : Math.round(days * 1e4) / 1e4);

const DIGITS = '〇一二三四五六七八九';

function amountOf(number: string): { readonly least: number; readonly most: number } | undefined {
  if (/[*＊×XxＸ]/.test(number)) return undefined;
  const weeks = /^(\d+)[+＋](\d)$/.exec(number);
  if (weeks) return exactly(Number(weeks[1]) + Number(weeks[2]) / 7);
  if (/^\d/.test(number)) return exactly(Number(number));
  if (number === '半') return exactly(0.5);
  if (number === '数') return { least: 2, most: 9 };
  if (number === '几') return { least: 2, most: 9 };
  if (number === '数十') return { least: 20, most: 99 };
  const ten = number.indexOf('十');
  if (ten < 0) return exactly(number === '两' ? 2 : DIGITS.indexOf(number));
  const tens = ten === 0 ? 1 : Math.max(DIGITS.indexOf(number.charAt(0)), 1);
  return exactly(tens * 10 + Math.max(DIGITS.indexOf(number.charAt(ten + 1) || '〇'), 0));
}

const exactly = (value: number) => ({ least: value, most: value });
