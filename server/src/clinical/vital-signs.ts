import type { Span } from '../syntax/span.ts';
import type { Concept } from '../vocabulary/schema.ts';
import type { Measurement } from './model.ts';
import { convert } from './units.ts';

/** A vital sign with its value. The span is the value's, its unit included. */
export interface VitalSign extends Span {
  readonly concept: Concept;
  /** Where its name begins. */
  readonly named: number;
  /** One number, or two for a blood pressure, in the concept's own unit; empty when digits of it are masked. */
  readonly numbers: readonly number[];
}

/**
 * The vital signs among measured values that are surely meant as such. A name of one or two letters needs a unit, or
 * its place in a row of vital signs (T12 is a vertebra); any value without a unit has to end its clause.
 */
export function vitalSignsAmong(text: string, measurements: readonly Measurement[]): readonly VitalSign[] {
  const read = measurements.flatMap((measurement) => {
    const sign = signOf(measurement);
    return sign ? [{ sign, measurement }] : [];
  });
  return read
    .filter(({ sign, measurement: { unit, numbers } }, i) => {
      if (unit !== undefined || numbers.length > 1) return true;
      const [before, after] = [read[i - 1]?.sign, read[i + 1]?.sign];
      if (!isClosed(text, sign, after)) return false;
      const isCode = /^[A-Za-z]{1,2}(?![A-Za-z])/.test(text.slice(sign.named, sign.named + 3));
      // A2>P2 are heart sounds.
      const isNumbered = (sign.numbers[0] ?? 10) < 10;
      return !isCode || (!isNumbered && (isNear(before, sign) || isNear(sign, after)));
    })
    .map(({ sign }) => sign);
}

function signOf({ concept, start, value, numbers, unit, bound }: Measurement): VitalSign | undefined {
  if (concept.kind !== 'vital-sign' || bound) return undefined;
  const sign = { concept, named: start, start: value.start, end: value.end };
  if (numbers.includes(undefined)) return { ...sign, numbers: [] };
  const own = numbers.map((number) =>
    number === undefined || unit === undefined || concept.unit === undefined
      ? number
      : convert(number, unit, concept.unit),
  );
  // 97348次/24小时 is a count of a day.
  return own.every((number) => number !== undefined && number < 10_000)
    ? { ...sign, numbers: own as number[] }
    : undefined;
}

function isClosed(text: string, sign: VitalSign, after: VitalSign | undefined): boolean {
  if (after && after.named - sign.end <= 3) return true;
  return /^[ \t\u3000]*(?:[,，。;；、|\n]|$)/.test(text.slice(sign.end, sign.end + 8));
}

/** Within reach of each other: `T 36.5 P 80 R 18`. */
function isNear(a: VitalSign | undefined, b: VitalSign | undefined): boolean {
  return a !== undefined && b !== undefined && a.concept !== b.concept && b.named - a.end <= 30;
}
