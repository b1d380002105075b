import { expect, test } from 'vitest';
import { aChart, aDocument, hitsOf, holidays, viewOf } from '../testing.ts';
import { periodicDocument } from './periodic-document.ts';

const RULE = { document: ['stage-summary', 'handover-in', 'transfer-in'], months: 1 };
const summaries = (...dates: readonly string[]) => dates.map((dated) => aDocument('stage-summary', { dated }));

function judged(discharge: string | undefined, documents: ReturnType<typeof summaries>, calendar = holidays()) {
  const chart = aChart({ admission: '2024-01-31 10:20', discharge, documents });
  const asOf = discharge ? '2024-09-01 00:00' : '2024-03-01 00:00';
  return hitsOf(periodicDocument, RULE, viewOf(chart, asOf, calendar)).map(({ message, data }) =>
    [message, data.month, data.due, data.late].filter((part) => part !== undefined).join(' '),
  );
}

test('a month ends on the day of the same number, or the last of the month', () => {
  expect(judged('2024-02-29 23:59', [])).toEqual([]);
  expect(judged('2024-03-01 00:00', [])).toEqual(['missing 1 2024-02-29T23:59']);
  expect(judged(undefined, [])).toEqual(['missing 1 2024-02-29T23:59']);
});

test('a summary in each month keeps the rule; a late one is late and serves its own month', () => {
  expect(judged('2024-04-20 09:00', summaries('2024-02-29', '2024-03-31'))).toEqual([]);
  expect(judged('2024-04-20 09:00', summaries('2024-03-02 09:00'))).toEqual(['late 1 2024-02-29T23:59 1981']);
});

test('handover and transfer stand for it', () => {
  const handover = aDocument('handover-in', { dated: '2024-02-20' });
  expect(judged('2024-03-20 09:00', [handover])).toEqual([]);
});

test('a month that ends on a day of rest ends on the next working day, of an unpublished year it does not end', () => {
  const rest = holidays('2024-02-29', '2024-03-01');
  expect(judged('2024-03-20 09:00', summaries('2024-03-02 09:00'), rest)).toEqual([]);
  expect(judged('2024-03-20 09:00', [], { isWorkday: () => undefined })).toEqual([]);
});

test('a summary of unknown time may be the one', () => {
  expect(judged('2024-03-20 09:00', [aDocument('stage-summary')])).toEqual([]);
});
