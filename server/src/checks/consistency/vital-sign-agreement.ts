import { z } from 'zod';
import type { DocumentFacts } from '../../chart/model.ts';
import { textOf } from '../../chart/read.ts';
import type { VitalSign } from '../../clinical/vital-signs.ts';
import { defineCheck } from '../../lint/check.ts';
import { signsOf } from './vital-signs.ts';

const params = z.strictObject({
  documents: z.array(z.string()).min(1),
  /** Sections of one examination at one moment. */
  sections: z.array(z.string()).min(1),
  signs: z.array(z.string()).min(1),
  /** Words near a value that make it one of another moment, or of another place. */
  otherwise: z.array(z.string()).default([]),
});

/** How far around a value such a word is looked for. */
const BEFORE = 14;
const AFTER = 8;

/** One examination gives a vital sign twice and differently. */
export const vitalSignAgreement = defineCheck({
  kind: 'vital-sign-agreement',
  scope: 'document',
  params,
  messages: ['differs'],
  subscribe: ({ documents }) => documents,
  run(facts, { sections, signs, otherwise }, { vocabulary }, report) {
    const first = new Map<string, VitalSign>();
    const told = signsOf(facts, vocabulary).filter(
      (sign) => signs.includes(sign.concept.id) && isInside(facts, sign, sections) && sign.numbers.length > 0,
    );
    for (const sign of told) {
      const { text } = facts.node;
      const around = text.slice(Math.max(0, sign.named - BEFORE), sign.end + AFTER);
      if (otherwise.some((word) => around.includes(word))) continue;
      const before = first.get(sign.concept.id);
      if (!before) {
        first.set(sign.concept.id, sign);
        continue;
      }
      if (isSame(before.numbers, sign.numbers)) continue;
      const data = { sign: sign.concept.id, written: textOf(facts.node, sign), other: textOf(facts.node, before) };
      const label = { zh: '另一处', en: 'the other value' };
      report({ at: sign, message: 'differs', data, related: [{ start: before.start, end: before.end, label }] });
    }
  },
});

function isInside({ entries }: DocumentFacts, sign: VitalSign, sections: readonly string[]): boolean {
  return sections.some((id) => entries.get(id)?.some(({ start, end }) => sign.start >= start && sign.end <= end));
}

/** Equal, or one rounded to the other's decimals (36.5 and 37 are not; 36 and 36.0 are). */
function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length !== b.length || a.every((number, i) => Math.abs(number - (b[i] ?? number)) < 0.05);
}
