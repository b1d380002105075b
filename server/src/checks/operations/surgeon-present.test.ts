import { expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { surgeonPresent } from './surgeon-present.ts';

const PARAMS = { document: ['pre-op-discussion'], participants: ['participants'] };
const said = (discussion: string, surgeon = '王大明') =>
  findingsOf(
    surgeonPresent,
    PARAMS,
    `住院号：Z1\n入院时间：2024-03-01 10:20\n\n【术前讨论记录】2024-03-04 15:00\n${discussion}\n\n【手术记录】\n手术开始时间：2024-03-05 09:10\n手术名称：胆囊切除术\n术者：${surgeon}\n`,
    '2024-03-10 00:00',
  ).map(({ data }) => data.surgeon);

it('finds the surgeon in list, chair, table, signature or speech', () => {
  expect(said('参加人员：李小红主治医师')).toEqual(['王大明']);
  expect(said('主持人：王大明主任医师\n参加人员：李小红主治医师')).toEqual([]);
  expect(said('参加人员：李小红主治医师\n王大明主任医师：同意手术')).toEqual([]);
  expect(said('参加人员：李小红主治医师\n主持人小结：由王大明主刀。')).toEqual(['王大明']);
  expect(said('参加人员：李小红主治医师\n医师签名：王大明')).toEqual([]);
  expect(said('| 参加人员 | 职称 |\n| 李小红 | 主治医师 |\n| 王大明 | 主任医师 |')).toEqual([]);
});

it('says nothing where it cannot tell', () => {
  expect(said('手术方案：胆囊切除术')).toEqual([]);
  expect(said('参加人员：全科医师')).toEqual([]);
  expect(said('参加人员：王某某主任医师')).toEqual([]);
  expect(said('参加人员：李小红主治医师', '')).toEqual([]);
});
