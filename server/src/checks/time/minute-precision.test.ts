import { expect, test } from 'vitest';
import { buildChart } from '../../chart/build.ts';
import { parseText } from '../../syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../../vocabulary/builtin.ts';
import { hitsOf, viewOf } from '../testing.ts';
import { minutePrecision } from './minute-precision.ts';

const RULE = { document: ['rescue-record'], times: ['rescue-start', 'rescue-end', 'written'] };

function inexact(text: string): readonly string[] {
  const chart = buildChart([{ name: 'a.emr', tree: parseText(text, vocabulary) }], vocabulary);
  return hitsOf(minutePrecision, RULE, viewOf(chart, '2024-05-01 00:00')).map(
    ({ at, data }) => `${data.time} ${text.slice(at.start, at.end)}`,
  );
}

test('each stated time that lacks the minute, at its place', () => {
  expect(inexact('【抢救记录】\n抢救开始时间：2024-03-02  抢救结束时间：2024-03-02 02:50\n')).toEqual([
    'rescue-start 2024-03-02',
  ]);
  expect(inexact('【抢救记录】\n抢救开始时间：2024年3月2日2时\n')).toEqual(['rescue-start 2024年3月2日2时']);
});

test('the time of writing is exact when any of its stamps is', () => {
  expect(inexact('2024-03-02 抢救记录\n病情变化：室颤。\n')).toEqual(['written 2024-03-02']);
  expect(inexact('2024-03-02 抢救记录\n记录时间：2024-03-02 04:00\n病情变化：室颤。\n')).toEqual([]);
});

test('a masked or absent time, and another kind of document, are not meant', () => {
  expect(inexact('【抢救记录】\n抢救开始时间：2024-03-** **:**\n')).toEqual([]);
  expect(inexact('【抢救记录】\n病情变化：室颤。\n')).toEqual([]);
  expect(inexact('2024-03-02 日常病程记录\n病情平稳。\n')).toEqual([]);
});
