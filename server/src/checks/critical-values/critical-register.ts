import { z } from 'zod';
import type { ChartEvent } from '../../chart/model.ts';
import { defineCheck } from '../../lint/check.ts';
import { isEmptyValue } from '../../syntax/inline/value.ts';
import { criticalValuesOf } from './critical-value.ts';

const params = z.strictObject({
  /** Columns that every entry must fill. */
  required: z.array(z.string()).min(1),
  /** Words by which one person says to have checked twice, at night or in a hurry. */
  alone: z.array(z.string()).default([]),
});

/** An entry of the register that lacks who, when or what: one finding for each thing lacking. */
export const criticalRegister = defineCheck({
  kind: 'critical-register',
  scope: 'chart',
  params,
  messages: ['lacking'],
  run(view, { required, alone }, report) {
    for (const { row, result, name } of criticalValuesOf(view)) {
      if (!row || isOrphan(row)) continue;
      for (const column of required) {
        if (isGiven(row, column)) continue;
        if (column === 'checker' && (isCheckedAlone(row, alone) || isCheckedOnReport(result))) continue;
        report({ at: row.source, message: 'lacking', data: { item: name, column } });
      }
    }
  },
});

/** A row that gives the item alone is a line of a table still to be filled. */
function isOrphan({ attributes: { cells = {} } }: ChartEvent): boolean {
  return Object.keys(cells).length <= 1;
}

function isGiven({ attributes: { cells = {} } }: ChartEvent, column: string): boolean {
  const cell = cells[column];
  if (cell === undefined || isEmptyValue(cell)) {
    // 血钾2.6mmol/L gives item and result in one cell.
    return column === 'result' && /\d|阳性|检出/.test(cells.item ?? '');
  }
  return column !== 'read-back' || !/^(?:否|未|无|×|N|no)/i.test(cell.trim());
}

function isCheckedAlone({ attributes: { cells = {} } }: ChartEvent, words: readonly string[]): boolean {
  return Object.values(cells).some((cell) => words.some((word) => cell.includes(word)));
}

/** The laboratory's own report names who reviewed it. */
function isCheckedOnReport(result: ChartEvent | undefined): boolean {
  const facts = result?.recordedBy[0]?.facts;
  const signed = facts?.signatures.filter(({ label }) => label === 'reviewer' || label === 'checker') ?? [];
  return signed.some(({ people }) => people.some(({ name }) => name !== undefined));
}
