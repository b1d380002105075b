import { describe, expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { discussionHost } from './discussion-host.ts';
import { namedSpeakers } from './named-speakers.ts';
import { participants } from './participants.ts';

const record = (lines: string) => `【疑难病例讨论记录】\n讨论时间：2024-03-05 15:00\n${lines}\n讨论意见：完善检查。\n`;
const RULE = { documents: ['difficult-case-discussion'], atLeast: { people: 2, level: 2 }, host: true, ranks: true };
const said = (lines: string) =>
  findingsOf(participants, RULE, record(lines)).map(({ message, data }) =>
    [message, data.count ?? data.names].filter((part) => part !== undefined).join(' '),
  );
const HOST = '主持人：王建国主任医师';

describe('participants', () => {
  it('counts whoever is certainly of rank, host and speakers included', () => {
    expect(said(`${HOST}\n参加人员：王建国主任医师、李明住院医师`)).toEqual(['few 1']);
    expect(said(`${HOST}\n参加人员：赵强主治医师、李明住院医师`)).toEqual([]);
    expect(said(`${HOST}\n参加人员：王建国主任医师、李明住院医师\n钱进副主任医师：考虑感染。`)).toEqual([]);
    expect(said('主持人：李明住院医师\n参加人员：李明住院医师、孙芳护士')).toEqual(['few 0']);
  });

  it.each([
    ['a list that is not spelt out', '参加人员：李明住院医师等5人'],
    ['a whole department', '参加人员：李明住院医师及全科医师'],
    ['somebody whose rank is not given', '参加人员：赵强、李明住院医师'],
    ['another profession', '参加人员：李明住院医师、孙芳主管药师'],
    ['a piece that is no name', '参加人员：李明住院医师、某大学附属医院专家组长'],
    ['a sheet to sign', '参加人员：见签到表'],
  ])('counts nobody in %s', (_, list) => expect(said(`${HOST}\n${list}`)).toEqual([]));

  it('asks for the rank of everybody', () => {
    expect(said(`${HOST}\n参加人员：王建国主任医师、赵强主治医师、李明、周芳`)).toEqual(['ranks 李明、周芳']);
    expect(said(`${HOST}\n参加人员：王建国、赵强、李明`)).toEqual(['ranks 赵强、李明']);
    expect(said(`${HOST}\n参加人员：赵强、李明主治医师`)).toEqual([]);
    expect(said(`${HOST}\n参加人员：主治医师：赵强、李明`)).toEqual([]);
    expect(said(`${HOST}\n参加人员：赵强主治医师、李明\n李明住院医师：汇报病史。`)).toEqual([]);
  });

  it('asks who led', () => {
    expect(said('参加人员：王建国主任医师、赵强主治医师')).toEqual(['host']);
    expect(said('主持人：\n参加人员：王建国主任医师、赵强主治医师')).toEqual(['host']);
    expect(said('主持人：科主任\n参加人员：王建国主任医师、赵强主治医师')).toEqual(['host']);
    expect(said('主持人：***\n参加人员：王建国主任医师、赵强主治医师')).toEqual([]);
    expect(said('由王建国主任医师主持讨论。\n参加人员：王建国主任医师、赵强主治医师')).toEqual([]);
  });
});

describe('discussion-host', () => {
  const rule = { documents: ['difficult-case-discussion'], unsure: ['associate-chief'] };
  const judged = (lines: string, before = '') =>
    findingsOf(discussionHost, rule, before + record(lines)).map(({ message }) => message);
  const page = '【病案首页】\n主要诊断：肺炎  科主任：王建国\n\n';

  it('knows another than the head', () => {
    expect(judged('主持人：赵强主治医师')).toEqual(['other']);
    expect(judged('主持人：赵强主任医师', page)).toEqual(['other']);
    expect(judged('主持人：赵强科副主任')).toEqual(['other']);
    expect(judged('主持人：赵强副主任医师')).toEqual(['unverifiable']);
  });

  it.each([
    ['the head by post', '主持人：王建国（副主任医师，科主任）', ''],
    ['the head by name', '主持人：王建国副主任医师', page],
    ['a rank that the head has', '主持人：王建国主任医师', ''],
    ['no rank', '主持人：王建国', ''],
    ['a masked name', '主持人：王**', page],
    ['no host', '参加人员：王建国', ''],
  ])('believes %s', (_, lines, before) => expect(judged(lines, before)).toEqual([]));
});

describe('named-speakers', () => {
  const rule = { documents: ['difficult-case-discussion'], sections: ['opinions'] };
  const said = (opinions: string) =>
    findingsOf(
      namedSpeakers,
      rule,
      `【疑难病例讨论记录】\n讨论时间：2024-03-05 15:00\n${HOST}\n参加人员：王建国主任医师、赵强主治医师\n${opinions}\n主持人小结：骨髓活检。\n主持人签名：王建国\n`,
    ).length;

  it('asks whose opinion it is', () => {
    expect(said('具体意见：大家一致同意。')).toBe(1);
    expect(said('具体意见：各位医师认为应行活检。')).toBe(1);
  });

  it.each([
    ['a name of those present', '具体意见：赵强认为应行活检。'],
    ['a rank', '具体意见：主治医师认为应行活检。'],
    ['a line of its own', '具体意见：如下。\n赵强主治医师：应行活检。'],
    ['a masked name', '具体意见：**认为应行活检。'],
    ['a table of speakers', '具体意见：\n| 发言人 | 意见 |\n| 周某 | 应行活检 |'],
    ['no such section', '大家一致同意。'],
  ])('is silent on %s', (_, opinions) => expect(said(opinions)).toBe(0));
});
