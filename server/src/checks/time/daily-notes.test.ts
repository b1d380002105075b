import { expect, test } from 'vitest';
import { aChart, aDocument, anEvent, hitsOf, viewOf } from '../testing.ts';
import { dailyNotes } from './daily-notes.ts';

const RULE = { after: 'operation-end', days: 3 };

function judged(
  dates: readonly string[],
  {
    discharge,
    end = '2024-03-03 00:40',
    asOf = '2024-05-01 00:00',
  }: { discharge?: string; end?: string; asOf?: string } = {},
) {
  const operation = anEvent('operation', { start: '2024-03-02 22:00', end });
  const documents = dates.map((dated) => aDocument('progress-note', { dated }));
  const chart = aChart({ admission: '2024-03-01 10:20', discharge, documents, events: [operation] });
  return hitsOf(dailyNotes, RULE, viewOf(chart, asOf)).map(({ data }) => `${data.day}: ${data.date}`);
}

test('each of the days after the day on which the operation ended', () => {
  expect(judged(['2024-03-03 08:00', '2024-03-04 08:00', '2024-03-05', '2024-03-06 23:59'])).toEqual([]);
  expect(judged(['2024-03-03 08:00', '2024-03-05 08:00'])).toEqual(['1: 2024-03-04', '3: 2024-03-06']);
});

test('not the day of discharge nor any after it, nor a day that is not over', () => {
  expect(judged(['2024-03-04 08:00'], { discharge: '2024-03-05 09:00' })).toEqual([]);
  expect(judged(['2024-03-04 08:00'], { asOf: '2024-03-05 23:59' })).toEqual([]);
  expect(judged(['2024-03-04 08:00'], { asOf: '2024-03-06 00:00' })).toEqual(['2: 2024-03-05']);
});

test('a note of unknown time may stand on any day', () => {
  const documents = [aDocument('progress-note')];
  const events = [anEvent('operation', { start: '2024-03-02 22:00', end: '2024-03-02 23:00' })];
  expect(hitsOf(dailyNotes, RULE, viewOf(aChart({ documents, events }), '2024-05-01 00:00'))).toEqual([]);
});
