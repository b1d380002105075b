import { expect, test } from 'vitest';
import { aChart, aDocument, type ChartParts, hitsOf, summary, viewOf } from '../testing.ts';
import { firstRound } from './first-round.ts';

const STAY = { admission: '2024-03-01 10:20', discharge: '2024-03-09 09:00' };
const RULE = { level: 2, within: '48h' };
const judged = (chart: ChartParts, rule: object = RULE, asOf = '2024-05-01 00:00') =>
  summary(hitsOf(firstRound, rule, viewOf(aChart({ ...STAY, ...chart }), asOf)));
const round = (dated: string, ...rounds: readonly string[]) => aDocument('ward-round', { dated, rounds });

test('in time, to the minute, by an attending or above, with or without a name', () => {
  expect(judged({ documents: [round('2024-03-03 10:20', '王建国/attending')] })).toEqual([]);
  expect(judged({ documents: [round('2024-03-03 09:00', '/chief')] })).toEqual([]);
  expect(judged({ documents: [round('2024-03-03 09:00', '王建国/professor')] })).toEqual([]);
  expect(judged({ documents: [round('2024-03-03 10:21', '王建国/attending')] })).toEqual(['late 1']);
});

test('a resident makes no attending round, an attending no chief round', () => {
  const document = round('2024-03-02 09:00', '李明/trainee');
  expect(judged({ documents: [document] })).toEqual(['missing']);
  const attending = round('2024-03-02 09:00', '王建国/attending');
  expect(judged({ documents: [attending] }, { level: 3, within: '72h' })).toEqual(['missing']);
});

test('a round by nobody in particular may be the one', () => {
  expect(judged({ documents: [round('2024-03-02 09:00')] })).toEqual([]);
  expect(judged({ documents: [round('2024-03-02 09:00', '王建国')] })).toEqual([]);
  expect(judged({ documents: [round('2024-03-02 09:00', '王建国/physician')] })).toEqual([]);
  expect(judged({ documents: [round('2024-03-02 09:00', '/physician')] })).toEqual([]);
});

test('a name without a rank has the rank under which it signs elsewhere', () => {
  const signed = aDocument('progress-note', { dated: '2024-03-05 09:00', signed: ['李明/trainee'] });
  expect(judged({ documents: [round('2024-03-02 09:00', '李明'), signed] })).toEqual(['missing']);
});

test('a stay that ended before owes none; a running one is due', () => {
  expect(judged({ discharge: '2024-03-03 10:20' })).toEqual([]);
  expect(judged({ discharge: undefined }, RULE, '2024-03-02 10:20')).toEqual(['due 1440']);
});

test('a first note that the attending wrote is weighed, not counted, unless the rule says so', () => {
  const own = aDocument('first-progress-note', { dated: '2024-03-01 14:00', signed: ['王建国/attending'] });
  expect(judged({ documents: [own] })).toEqual(['first-note']);
  expect(judged({ documents: [own] }, { ...RULE, firstNoteCounts: true })).toEqual([]);
  const both = aDocument('first-progress-note', {
    dated: '2024-03-01 14:00',
    signed: ['李明/trainee', '王建国/attending'],
  });
  expect(judged({ documents: [both] }, { ...RULE, firstNoteCounts: true })).toEqual(['missing']);
});
