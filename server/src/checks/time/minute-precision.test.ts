import { describe, expect, it, test } from 'vitest';
import { buildChart } from '../../chart/build.ts';
import { parseText } from '../../syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../../vocabulary/builtin.ts';
import { hitsOf, viewOf } from '../testing.ts';
import { say } from '../text-testing.ts';
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

const VISIT = { document: ['emergency-record'], times: ['visit-time'], elsewhere: true };
const visit = (header: string, title = '【急诊病历】') =>
  say(minutePrecision, VISIT, `姓名：张某某  门诊号：M1  就诊类型：急诊\n${header}\n\n${title}\n主诉：腹痛。\n`);

describe('a time that the chart header or the heading may give', () => {
  it('is reported where it stands, once', () => {
    expect(visit('就诊时间：2024-03-01')).toEqual(['minute ⟦2024-03-01⟧ emergency-record']);
    expect(visit('', '【急诊病历】\n就诊时间：2024年3月1日')).toEqual(['minute ⟦2024年3月1日⟧ emergency-record']);
    expect(visit('就诊时间：2024-03-01', '【急诊病历】\n主诉：腹痛。\n\n【急诊病历】')).toHaveLength(1);
  });

  it.each([
    ['the minute in the header', '就诊时间：2024-03-01 10:20', '【急诊病历】'],
    ['the minute in the heading', '就诊时间：2024-03-01', '2024-03-01 10:20  急诊病历'],
    ['a masked minute', '就诊时间：2024-03-01 **:**', '【急诊病历】'],
    ['no time at all', '', '【急诊病历】'],
  ])('is silent on %s', (_, header, title) => expect(visit(header, title)).toEqual([]));
});

const orders = (rows: string) => say(minutePrecision, { document: ['order-sheet'], columns: ['start-time'] }, rows);

describe('a column of times', () => {
  const header = '【医嘱单】\n| 开始时间 | 类别 | 医嘱 |\n';

  it('is reported once for each document, at its first row without the minute', () => {
    expect(
      orders(
        `${header}| 2024-03-01 10:40 | 长期 | 吸氧 |\n| 2024-03-02 | 临时 | 血常规 |\n| 2024-03-03 | 临时 | 尿常规 |\n`,
      ),
    ).toEqual(['minute ⟦2024-03-02⟧ order-sheet']);
  });

  it.each([
    ['a clock in the next cell', '【医嘱单】\n| 开始日期 | 时间 | 医嘱 |\n| 2024-03-01 | 10:40 | 吸氧 |\n'],
    ['a masked minute', `${header}| 2024-03-01 **:** | 长期 | 吸氧 |\n`],
    ['an empty cell', `${header}|  | 长期 | 吸氧 |\n`],
    [
      'the time of stopping',
      `${header.replace('医嘱 |', '医嘱 | 停止时间 |')}| 2024-03-01 10:40 | 长期 | 吸氧 | 2024-03-02 |\n`,
    ],
  ])('is silent on %s', (_, text) => expect(orders(text)).toEqual([]));
});
