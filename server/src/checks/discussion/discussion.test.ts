import { describe, expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { discussionHost } from './discussion-host.ts';
import { namedSpeakers } from './named-speakers.ts';
import { participants } from './participants.ts';
import { takenUp } from './taken-up.ts';
import { unclearCase } from './unclear-case.ts';

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
    expect(said(`${HOST}\n参加人员：主治医师赵强、李明，住院医师周芳、吴越`)).toEqual([]);
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
    expect(judged('主持人：赵强（主治医师，副科主任）')).toEqual(['other']);
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

const stay = (documents: string, leaving = '2024-03-12 09:00') =>
  `住院号：Z1\n入院时间：2024-03-01 10:20  出院时间：${leaving}\n\n${documents}\n`;

describe('taken-up', () => {
  const rule = {
    documents: ['consultation-record'],
    time: ['completed', 'dated'],
    sections: ['consultation-opinion'],
    except: ['无特殊处理'],
    words: ['会诊'],
    calledBy: 'consulting-department',
    grace: '24h',
  };
  const opinion =
    '【会诊记录】2024-03-03 15:00\n会诊科室：内分泌科（一病区）\n会诊意见：加用二甲双胍。\n会诊医师：孙某';
  const said = (...others: string[]) => findingsOf(takenUp, rule, stay([opinion, ...others].join('\n\n'))).length;

  it('asks a later note', () => {
    expect(said('2024-03-05 09:00  日常病程记录\n患者无不适。')).toBe(1);
    expect(said('2024-03-02 09:00  日常病程记录\n请会诊。', '2024-03-05 09:00  日常病程记录\n患者无不适。')).toBe(1);
  });

  it.each([
    ['speaks of it', '2024-03-05 09:00  日常病程记录\n遵会诊意见执行。'],
    ['names the department', '2024-03-05 09:00  日常病程记录\n内分泌科建议已执行。'],
    ['does what it says', '2024-03-05 09:00  日常病程记录\n加用格华止，血糖下降。'],
    ['was written that day, at no hour', '2024-03-03  日常病程记录\n遵会诊意见执行。'],
  ])('is content with one that %s', (_, note) => expect(said(note)).toBe(0));

  it('is content with an order that follows', () => {
    const orders = (time: string) =>
      `2024-03-05 09:00  日常病程记录\n患者无不适。\n\n【医嘱单】\n| 开始时间 | 类别 | 医嘱 |\n| ${time} | 长期 | 二甲双胍0.5g tid |`;
    expect(said(orders('2024-03-03 16:00'))).toBe(0);
    expect(said(orders('2024-03-02 16:00'))).toBe(1);
  });

  it('says nothing where nothing was written later, or the patient left', () => {
    expect(said()).toBe(0);
    const note = '2024-03-04 09:00  日常病程记录\n患者无不适。';
    expect(findingsOf(takenUp, rule, stay(`${opinion}\n\n${note}`, '2024-03-04 10:00'))).toEqual([]);
    expect(findingsOf(takenUp, rule, stay(`${opinion.replace('加用二甲双胍', '无特殊处理')}\n\n${note}`))).toEqual([]);
    expect(findingsOf(takenUp, rule, `${opinion}\n\n${note}\n`)).toEqual([]);
  });
});

describe('unclear-case', () => {
  const rule = {
    days: 7,
    fields: ['current-diagnosis', 'discharge-diagnosis'],
    unclear: ['待查'],
    said: ['(?<![若如])诊断仍不明确'],
    unplanned: ['属非计划再次住院'],
    documents: ['difficult-case-discussion'],
    words: ['病例讨论'],
  };
  const said = (documents: string) =>
    findingsOf(unclearCase, rule, stay(documents)).map(({ message, data }) => `${message} ${data.text}`);

  it('looks at the first diagnosis from the day after the last allowed', () => {
    expect(said('【阶段小结】2024-03-09 00:00\n目前诊断：1、发热待查；2、高血压')).toEqual(['unclear 发热待查']);
    expect(said('【阶段小结】2024-03-08 23:59\n目前诊断：发热待查')).toEqual([]);
    expect(said('【阶段小结】2024-03-10 09:00\n目前诊断：肺炎；发热待查')).toEqual([]);
    expect(said('【出院记录】2024-03-12 10:00\n入院诊断：发热待查\n出院诊断：发热待查')).toHaveLength(1);
  });

  it('reads what notes say, once for the chart', () => {
    const note = (day: string) => `2024-03-${day} 09:00  日常病程记录\n目前诊断仍不明确。`;
    expect(said(`${note('10')}\n\n${note('11')}`)).toEqual(['unclear 诊断仍不明确']);
    expect(said(note('10').replace('目前', '若'))).toEqual([]);
    expect(said('2024-03-02 09:00  日常病程记录\n属非计划再次住院。')).toEqual(['unplanned 属非计划再次住院']);
  });

  it('is content with a discussion, or word of one', () => {
    const open = '【阶段小结】2024-03-09 09:00\n目前诊断：发热待查';
    expect(said(`${open}\n\n【疑难病例讨论记录】2024-03-09 15:00\n小结：活检。`)).toEqual([]);
    expect(said(`${open}\n诊疗经过：经全科病例讨论后活检。`)).toEqual([]);
  });
});
