import { expect, test } from 'vitest';
import { aChart, aDocument, hitsOf, viewOf } from '../testing.ts';
import { roundFrequency } from './round-frequency.ts';

const RULE = { every: 7, top: 2, middle: 3 };
const rounds = (rank: string, ...days: readonly string[]) =>
  days.map((day) => aDocument('ward-round', { dated: `2024-03-${day} 09:00`, rounds: rank === '' ? [] : [rank] }));

function judged(discharge: string | undefined, documents: ReturnType<typeof rounds>, asOf = '2024-05-01 00:00') {
  const chart = aChart({ admission: '2024-03-01 10:20', discharge, documents });
  return hitsOf(roundFrequency, RULE, viewOf(chart, asOf)).map(
    ({ message, data }) => `${message} ${data.week}: ${data.count}`,
  );
}

test('a round by the top rank counts as one of the middle rank', () => {
  const top = rounds('王建国/chief', '02', '05');
  expect(judged('2024-03-08 10:20', [...top, ...rounds('/attending', '04')])).toEqual([]);
  expect(judged('2024-03-08 10:20', top)).toEqual(['middle 1: 2']);
  expect(judged('2024-03-08 10:20', rounds('/attending', '02', '04', '06'))).toEqual(['top 1: 0']);
});

test('only whole blocks count, to the minute of admission', () => {
  expect(judged('2024-03-08 10:19', [])).toEqual([]);
  expect(judged('2024-03-08 10:20', [])).toEqual(['top 1: 0', 'middle 1: 0']);
  expect(judged(undefined, [], '2024-03-08 10:19')).toEqual([]);
});

test('a round on the border belongs to the block that needs it', () => {
  const first = rounds('/chief', '02', '08').concat(rounds('/attending', '05'));
  expect(judged('2024-03-09 09:00', first)).toEqual([]);
});

test('a round by nobody in particular may be by anybody', () => {
  expect(judged('2024-03-09 09:00', rounds('', '02', '04', '06'))).toEqual([]);
});

test('each block is judged by itself', () => {
  const week = [...rounds('/chief', '02', '05'), ...rounds('/attending', '04')];
  expect(judged('2024-03-15 10:20', week)).toEqual(['top 2: 0', 'middle 2: 0']);
});

test('a round of unknown time may stand in any block', () => {
  expect(judged('2024-03-15 10:20', [aDocument('ward-round', { rounds: ['/chief'] })])).toEqual([]);
});

test('a chart that fell silent is not blamed for every week since', () => {
  const chart = {
    ...aChart({ admission: '2024-03-01 10:20', documents: rounds('/chief', '02') }),
    lastEntry: undefined,
  };
  const last = chart.documents[0]?.facts.dated?.moment?.latest;
  const weeks = (lastEntry: number | undefined) =>
    new Set(
      hitsOf(roundFrequency, RULE, viewOf({ ...chart, lastEntry }, '2025-03-01 00:00')).map(({ data }) => data.week),
    );
  expect(weeks(last)).toEqual(new Set([1]));
  expect(weeks(undefined).size).toBe(52);
});
