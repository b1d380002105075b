import { z } from 'zod';
import { clinicalOf } from '../../chart/clinical.ts';
import type { DocumentFacts } from '../../chart/model.ts';
import { textOf } from '../../chart/read.ts';
import { conceptsIn } from '../../clinical/lexicon.ts';
import { measurementOf } from '../../clinical/measurements.ts';
import type { Measurement } from '../../clinical/model.ts';
import { type VitalSign, vitalSignsAmong } from '../../clinical/vital-signs.ts';
import { defineCheck, type Hit } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import type { Entry } from '../../syntax/tree.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { memoByDocument } from '../memo.ts';

const params = z.strictObject({
  /** What no patient has, by vital sign; in its own unit. */
  ranges: z.array(
    z.strictObject({
      sign: z.string(),
      /** Columns of tables that give it. */
      columns: z.array(z.string()).default([]),
      least: z.number().optional(),
      most: z.number().optional(),
    }),
  ),
  /** The sign of two numbers, of which the first is the greater, with its columns. */
  pressure: z.strictObject({ sign: z.string(), columns: z.array(z.string()).default([]), most: z.number() }),
  /** Words in the document under which a pressure need not have two different numbers. */
  exceptWords: z.array(z.string()).default([]),
});

type Params = z.infer<typeof params>;

/** A vital sign that cannot be: 体温378, 血压80/120, 脉搏820. In running text and in tables. */
export const vitalSigns = defineCheck({
  kind: 'vital-signs',
  scope: 'document',
  params,
  messages: ['impossible', 'reversed'],
  subscribe: () => undefined,
  run(facts, rule, { vocabulary }, report) {
    for (const sign of signsOf(facts, vocabulary)) {
      const hit = judgeSign(facts, sign.concept.id, sign.numbers, sign, rule);
      if (hit) report(hit);
    }
    for (const { cell, column } of cellsOf(facts, rule)) {
      const text = textOf(facts.node, cell).trim();
      const numbers = numbersOfCell(text);
      const sign = signOfColumn(column, rule);
      const hit = numbers && sign && judgeSign(facts, sign, numbers, cell, rule);
      if (hit) report(hit);
    }
  },
});

/** Vital signs that running text and fields give; tables are read by their columns. */
export const signsOf = memoByDocument((facts: DocumentFacts, vocabulary: Vocabulary): readonly VitalSign[] => {
  const { text, entries } = facts.node;
  const fields = entries.flatMap((entry) => fieldOf(text, entry, vocabulary));
  const all = [...clinicalOf(facts, vocabulary).measurements, ...fields].sort((a, b) => a.start - b.start);
  return vitalSignsAmong(text, all);
});

/** `体温：36.5℃` as a field of its own. */
function fieldOf(text: string, { label, content }: Entry, vocabulary: Vocabulary): Measurement[] {
  const named = label && conceptsIn(text.slice(label.start, label.end), vocabulary)[0];
  if (!named || named.end - named.start < label.end - label.start) return [];
  const found = measurementOf(text, { ...named, start: label.start, end: label.end }, content.end);
  return found ? [found] : [];
}

function judgeSign(
  facts: DocumentFacts,
  sign: string,
  numbers: readonly number[],
  at: Span,
  { ranges, pressure, exceptWords }: Params,
): Hit<Span> | undefined {
  const written = textOf(facts.node, at).trim();
  const [first, second] = numbers;
  if (first === undefined) return undefined;
  if (sign === pressure.sign) {
    // A patient without a pulse has 0/0.
    if (first === 0 || second === 0 || second === undefined) return undefined;
    if (first > pressure.most || second > pressure.most) return { at, message: 'impossible', data: { sign, written } };
    if (first > second || exceptWords.some((word) => facts.node.text.includes(word))) return undefined;
    return { at, message: 'reversed', data: { sign, written } };
  }
  const range = ranges.find((each) => each.sign === sign);
  if (!range || second !== undefined) return undefined;
  const isBelow = range.least !== undefined && first < range.least && first > 0;
  const isAbove = range.most !== undefined && first > range.most;
  return isBelow || isAbove ? { at, message: 'impossible', data: { sign, written } } : undefined;
}

function* cellsOf({ node }: DocumentFacts, { ranges, pressure }: Params): Generator<{ cell: Span; column: string }> {
  const wanted = new Set([...ranges.flatMap(({ columns }) => columns), ...pressure.columns]);
  for (const entry of node.entries) {
    for (const block of entry.blocks) {
      if (block.kind !== 'table') continue;
      for (const [i, column] of block.columns.entries()) {
        if (column === undefined || !wanted.has(column)) continue;
        for (const { cells } of block.rows) {
          const cell = cells[i];
          if (cell && cell.end > cell.start) yield { cell, column };
        }
      }
    }
  }
}

function signOfColumn(column: string, { ranges, pressure }: Params): string | undefined {
  if (pressure.columns.includes(column)) return pressure.sign;
  return ranges.find(({ columns }) => columns.includes(column))?.sign;
}

/** A cell that is a number, or two with a slash; `拒测`, `38.5/37.6` after cooling in one of temperatures, and masks are not read. */
function numbersOfCell(text: string): readonly number[] | undefined {
  const match = /^(\d{1,4}(?:\.\d{1,2})?)(?:\s*\/\s*(\d{1,4}))?\s*(?:℃|mmHg|次\/分|%)?$/.exec(text);
  if (!match) return undefined;
  return [Number(match[1]), ...(match[2] === undefined ? [] : [Number(match[2])])];
}
