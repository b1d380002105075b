import { digitValue, halfWidth } from '../syntax/text/characters.ts';
import type { Concept } from '../vocabulary/schema.ts';
import { isBlank, isLetter } from './characters.ts';
import type { Named } from './lexicon.ts';
import type { Measurement } from './model.ts';
import { convert, unitAt } from './units.ts';

/** How far behind its item a value may begin: 血压（左上肢）最高达180/100mmHg. */
const REACH = 14;
const LINKS =
  /^(?:[ \t\u3000\u00a0:：=＝)）\]】,，]|[(（][^()（）\d*＊]{0,6}[)）]|[↑↓]|为|约|是|达|示|测|值|复测|波动|升至|降至|升高至|升高达|下降至|降低至|升高|降低|增高|下降|最高|最低|高达|低至|仅|计数|定量|浓度|水平|检测|结果|提示|随机|空腹)/;
const BOUND = /^[ \u3000]?([<>＜＞≤≥])=?/;
/** `*` hides a digit, except in `12.6*10^9/L`. */
const NUMBER = /^(?:[\d０-９]|[*＊](?!10[\^9eE*∧~1⁹¹])){1,7}(?:[.．](?:[\d０-９]|[*＊](?!10[\^9eE*∧~1⁹¹])){1,4})?/;
const PAIR = /^\s?[/／]\s?([\d*＊０-９]{1,3})(?![\d*＊０-９.．])/;

/** The value written behind a laboratory item or vital sign; undefined where there is none. */
export function measurementOf(text: string, { concept, start, end }: Named, limit: number): Measurement | undefined {
  if (concept.kind !== 'laboratory-item' && concept.kind !== 'vital-sign') return undefined;
  const begin = skipLinks(text, end, limit);
  const sign = BOUND.exec(text.slice(begin, begin + 3));
  let at = begin + (sign?.[0].length ?? 0);
  while (isBlank(text.charCodeAt(at))) at++;
  const first = NUMBER.exec(text.slice(at, Math.min(limit, at + 20)))?.[0];
  if (first === undefined || !/[\d*＊０-９]/.test(first)) return undefined;
  let valueEnd = at + first.length;
  const second = concept.unit === 'mmHg' ? PAIR.exec(text.slice(valueEnd, Math.min(limit, valueEnd + 6))) : null;
  valueEnd += second?.[0].length ?? 0;
  const unit = unitAt(text, valueEnd, limit);
  if (!isOneValue(text, valueEnd, unit !== undefined) || !isOfItem(concept, unit?.unit)) return undefined;
  if (end - start === 1 && unit === undefined && !isPlausible(text, concept, end, first)) return undefined;
  const value = { start: begin, end: unit?.end ?? valueEnd };
  return {
    start,
    end: value.end,
    concept,
    value,
    numbers: second ? [numberOf(first), numberOf(second[1] ?? '')] : [numberOf(first)],
    unit: unit?.unit,
    bound: sign ? (/[<＜≤]/.test(sign[0]) ? 'below' : 'above') : undefined,
  };
}

function skipLinks(text: string, from: number, limit: number): number {
  let at = from;
  for (;;) {
    const link = LINKS.exec(text.slice(at, Math.min(limit, at + 10)));
    // A comma may follow a colon's blank, never the item itself: 血钾，3天前.
    if (!link || at - from > REACH || /^[,，]/.test(link[0])) return at;
    at += link[0].length;
  }
}

/** A date, a range, a ratio, a count of days or doses is no value of the item. */
function isOneValue(text: string, end: number, hasUnit: boolean): boolean {
  if (hasUnit) return true;
  const next = halfWidth(text.charCodeAt(end));
  // `23110^9/L` has lost its ×, `12/HP` counts in a field.
  if (next === 0x5e || next === 0x2f) return false;
  if (next === 0x2d || next === 0x7e || next === 0x3a) return digitValue(text.charCodeAt(end + 1)) < 0;
  if (isLetter(next) && !/^(?:H|L)(?![A-Za-z])/.test(text.slice(end, end + 2))) return false;
  return !/^\s?[天日周月年岁次小时片粒支项级型期个种度点代位+–—～至→]/.test(text.slice(end, end + 2));
}

/** T12 is a vertebra, P53 a marker: a letter with a number is a vital sign when the number may be one and stands apart. */
function isPlausible(text: string, concept: Concept, end: number, number: string): boolean {
  if (concept.id === 'body-temperature')
    // 365 has lost its point; what a temperature cannot be is for the checks to say.
    return /^[34*][\d*](?:\.[\d*]+|\d)?$/.test(number);
  return digitValue(text.charCodeAt(end)) < 0 && /^[\d*]{2,3}$/.test(number);
}

/** A length is no value of a concentration: 血糖 3cm. */
function isOfItem(concept: Concept, unit: string | undefined): boolean {
  if (unit === undefined || concept.unit === undefined) return true;
  return (
    unit === concept.unit || convert(1, unit, concept.unit, concept) !== undefined || !/^(?:cm|mm|m|min|s)$/.test(unit)
  );
}

/** Undefined when a digit of it is masked. */
function numberOf(written: string): number | undefined {
  if (/[*＊]/.test(written)) return undefined;
  return Number(written.replace(/[０-９．]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)));
}
