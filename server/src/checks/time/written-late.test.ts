import { expect, test } from 'vitest';
import { aChart, aDocument, anEvent, hitsOf, viewOf } from '../testing.ts';
import { writtenLate } from './written-late.ts';

const RULE = { document: ['rescue-record'], after: 'rescue-end', within: '6h' };

function judged(completed: string, isMarked = false, end: string | undefined = '2024-03-02 02:50') {
  const record = aDocument('rescue-record', { completed, writtenLate: isMarked });
  const event = anEvent('rescue', { start: '2024-03-02 02:10', end, recordedBy: [record] });
  return hitsOf(writtenLate, RULE, viewOf(aChart({ documents: [record], events: [event] }), '2024-05-01 00:00')).length;
}

test('a record completed after the limit says that it was written late', () => {
  expect(judged('2024-03-02 08:50')).toBe(0);
  expect(judged('2024-03-02 08:51')).toBe(1);
  expect(judged('2024-03-02 08:51', true)).toBe(0);
  expect(judged('2024-03-02')).toBe(0);
});

test('a rescue without an end has no late record', () => {
  const record = aDocument('rescue-record', { completed: '2024-03-04 08:50' });
  const event = anEvent('rescue', { start: '2024-03-02 02:10', recordedBy: [record] });
  const view = viewOf(aChart({ documents: [record], events: [event] }), '2024-05-01 00:00');
  expect(hitsOf(writtenLate, RULE, view)).toEqual([]);
});
