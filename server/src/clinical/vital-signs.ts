import type { Span } from '../syntax/span.ts';
import type { Concept } from '../vocabulary/schema.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { namesIn } from './lexicon.ts';
import { behindCode } from './result-value.ts';
import { convert, unitAt } from './units.ts';

/** A vital sign with the value that stands right behind its name. The span is the value's, its unit included. */
export interface VitalSign extends Span {
  readonly concept: Concept;
  /** Where its name begins. */
  readonly named: number;
  /** One number, or two for a blood pressure; in the concept's own unit. */
  readonly numbers: readonly number[];
  /** The digits are masked, wholly or in part. */
  readonly masked: boolean;
}

/** Names of one or two letters are vital signs beside their unit or among other vital signs only: T12 is a vertebra. */
const NEAR = 30;

/** Every vital sign of a text that gives a plain value: no interval, no date, no duration, no unit of something else. */
export function vitalSignsIn(text: string, from: number, to: number, vocabulary: Vocabulary): readonly VitalSign[] {
  const names = namesIn(text, from, to, vocabulary).filter(({ concept }) => concept.kind === 'vital-sign');
  const read = names.flatMap(({ concept, start, end }) => {
    const value = pairAt(text, behindCode(text, end, to), to);
    const sign = value && signOf(concept, start, value);
    // A pair of numbers and a unit are proof enough.
    const isDoubtful = end - start <= 2 && /[A-Za-z]/.test(text.charAt(start)) && !value?.unit && !value?.written[1];
    return sign ? [{ sign, isDoubtful }] : [];
  });
  return read
    .filter(({ isDoubtful }, i) => !isDoubtful || isInRow(text, read[i - 1]?.sign, read[i]?.sign, read[i + 1]?.sign))
    .map(({ sign }) => sign);
}

/** Whether the value ends its clause, or the next sign follows at once, and another sign stands near it. */
function isInRow(
  text: string,
  before: VitalSign | undefined,
  sign: VitalSign | undefined,
  after: VitalSign | undefined,
): boolean {
  if (!sign) return false;
  const gapBehind = (after?.named ?? Number.POSITIVE_INFINITY) - sign.end;
  const gapBefore = sign.named - (before?.end ?? Number.NEGATIVE_INFINITY);
  const isClosed = gapBehind <= 3 || /^[ \t\u3000]*(?:[,，。;；、\n]|$)/.test(text.slice(sign.end, sign.end + 8));
  const isNear = (other: VitalSign | undefined, gap: number) => other?.concept !== sign.concept && gap <= NEAR;
  return isClosed && (isNear(before, gapBefore) || isNear(after, gapBehind));
}

interface Pair extends Span {
  readonly written: readonly string[];
  readonly unit: string | undefined;
}

const PAIR = /^([\d*＊]{1,6}(?:[.．][\d*＊]{1,3})?)(?:\s*[/／]\s*([\d*＊]{1,4}(?:[.．]\d)?))?/;

/** `36.5℃`, `120/80mmHg`, `8*次/分`; undefined where it is no plain value. */
function pairAt(text: string, at: number, limit: number): Pair | undefined {
  const match = PAIR.exec(text.slice(at, Math.min(limit, at + 16)));
  if (!match) return undefined;
  const end = at + match[0].length;
  const unit = unitAt(text, end, limit);
  const behind = text.slice(end, Math.min(limit, end + 3));
  // An interval, a decimal cut short, a date, an age, a duration, a dose: no value of a vital sign.
  if (!unit && /^(?:[A-Za-z]|\s*(?:[-–—~～至到:：.．/／年月日时天周岁]|小时|分钟|m[sgl]|次(?![/每])))/.test(behind))
    return undefined;
  if (unit && /^\s*[-–—~～至到]\s*\d/.test(text.slice(unit.end, unit.end + 4))) return undefined;
  return {
    start: at,
    end: unit?.end ?? end,
    written: [match[1] ?? '', ...(match[2] ? [match[2]] : [])],
    unit: unit?.unit,
  };
}

function signOf(concept: Concept, named: number, { start, end, written, unit }: Pair): VitalSign | undefined {
  const masked = written.some((digits) => /[*＊]/.test(digits));
  const numbers = written.map((digits) => Number(digits.replace('．', '.')));
  if (masked) return { concept, named, start, end, numbers: [], masked };
  const wanted = concept.unit;
  const converted = numbers.map((number) =>
    unit === undefined || wanted === undefined ? number : convert(number, unit, wanted),
  );
  if (converted.some((number) => number === undefined)) return undefined;
  return { concept, named, start, end, numbers: converted as readonly number[], masked };
}
