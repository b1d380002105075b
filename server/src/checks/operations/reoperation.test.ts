import { expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { reoperation } from './reoperation.ts';

const PARAMS = {
  document: ['difficult-case-discussion'],
  words: ['病例讨论'],
  unplanned: ['止血', '吻合口漏'],
  planned: ['二期'],
  stagedGroups: ['staged', 'implant-removal'],
  grace: '7d',
};
const HEAD = '住院号：Z1\n入院时间：2024-03-01 10:20\n\n';
const record = (day: string, name: string, more = '') =>
  `【手术记录】\n手术开始时间：2024-03-${day} 09:10  手术结束时间：2024-03-${day} 11:40\n手术名称：${name}\n${more}\n\n`;
const FIRST = record('02', '胃癌根治术');
const said = (text: string, asOf = '2024-03-20 00:00') =>
  findingsOf(reoperation, PARAMS, HEAD + text, asOf).map(({ data }) => data.operation);

it('tells an unplanned operation by name and diagnosis', () => {
  expect(said(FIRST + record('04', '剖腹探查止血术'))).toEqual(['剖腹探查止血术']);
  expect(said(FIRST + record('04', '剖腹探查术', '术前诊断：吻合口漏'))).toEqual(['剖腹探查术']);
  expect(said(FIRST + record('04', '剖腹探查术', '手术经过：彻底止血。'))).toEqual([]);
  expect(said(record('02', '剖腹探查止血术'))).toEqual([]);
});

it('leaves out what was planned', () => {
  expect(said(FIRST + record('04', '止血后二期吻合术', '手术经过：二期吻合。'))).toEqual([]);
  expect(said(FIRST + record('04', '清创术', '术前诊断：吻合口漏'))).toEqual([]);
});

it('waits for the discussion, and takes a note of it', () => {
  const second = FIRST + record('04', '剖腹探查止血术');
  expect(said(second, '2024-03-11 12:00')).toEqual([]);
  expect(said(`${second}2024-03-06 10:00 日常病程记录\n今日病例讨论，继续观察。\n医师签名：李某\n`)).toEqual([]);
  expect(said(`2024-02-20 10:00 日常病程记录\n外院病例讨论。\n医师签名：李某\n\n${second}`)).toHaveLength(1);
});
