import { describe, expect, it } from 'vitest';
import { say } from '../text-testing.ts';
import { requiredSection } from './required-section.ts';

const HEADER =
  '姓名：王某某  性别：男  年龄：58岁  民族：汉族  婚姻：已婚  出生地：山东  职业：职员  入院时间：2024-03-01 10:20\n\n';
const RECORD = `【入院记录】
记录时间：2024-03-01 15:30  病史陈述者：患者本人
主诉：胸闷3年。
现病史：患者3年前出现胸闷。
既往史：否认过敏。
个人史：无烟酒嗜好。
婚育史：已婚。
家族史：无特殊。
体格检查：T36.5℃。
辅助检查：心电图正常。
初步诊断：冠心病
医师签名：李某某
`;
const without = (...lines: string[]) =>
  RECORD.split('\n')
    .filter((line) => !lines.some((start) => line.startsWith(start)))
    .join('\n');
const ask = (record: string, params: object = {}, asOf?: string) =>
  say(requiredSection, { exceptSections: ['menstrual-history', 'allergy'], ...params }, record, asOf);

describe('required-section', () => {
  it('is content with a whole record', () => {
    expect(ask(HEADER + RECORD)).toEqual([]);
  });

  it('says each absent section once, at the title', () => {
    expect(ask(HEADER + without('家族史', '既往史'))).toEqual([
      'missing ⟦入院记录⟧ past-history',
      'missing ⟦入院记录⟧ family-history',
    ]);
  });

  it('asks the header for identity, the record for the rest', () => {
    expect(ask(HEADER.replace('民族：汉族  ', '') + RECORD)).toEqual(['missing ⟦入院记录⟧ ethnicity']);
    expect(ask(HEADER.replace('职业：职员', '职业：') + RECORD)).toEqual(['missing ⟦入院记录⟧ occupation']);
    expect(ask(HEADER + without('初步诊断'))).toEqual(['missing ⟦入院记录⟧ preliminary-diagnosis']);
  });

  it.each([
    ['an alias', RECORD.replace('既往史', '既往病史').replace('体格检查', '查 体')],
    ['a heading that merges three', without('婚育史', '家族史').replace('个人史', '个人史、婚育史、家族史')],
    ['a parent heading in brackets', RECORD.replace('家族史：无特殊。', '【家族史】\n无特殊。')],
    ['words in another section', without('家族史').replace('无烟酒嗜好。', '无烟酒嗜好，家族史无特殊。')],
    ['words in the middle of a line', without('家族史').replace('已婚。', '已婚。家族史：无特殊。')],
    ['None, which stands for what was taken out', RECORD.replace('家族史：无特殊。', '家族史：None')],
    ['an empty heading, which section/empty reports', RECORD.replace('家族史：无特殊。', '家族史：')],
  ])('takes %s for the section', (_, record) => {
    expect(ask(HEADER + record)).toEqual([]);
  });

  it.each([
    ['a fragment without its end', '主诉：胸闷。\n现病史：患者3年前出现胸闷。\n既往史：体健。\n'],
    ['a pasted text whose title is a label', '入院记录：查体：体温36.5℃，血压120/80mmHg。出院记录：患者好转出院。'],
    ['lines of a table of contents', '【入院记录】\n【首次病程记录】\n【出院记录】\n'],
    ['a discharge note in prose', '【出院记录】\n患者经治疗后好转，予出院。\n医师签名：李某某\n'],
    ['an unknown document', '【某某登记表】\n内容：无。\n'],
    ['nothing', ''],
  ])('does not ask %s', (_, record) => {
    expect(ask(record)).toEqual([]);
  });

  it('asks a fragment that has first, last and half of what is asked, or a signature', () => {
    const fragment = without('【入院记录】', '家族史', '记录时间', '医师签名');
    expect(ask(fragment)).toEqual(['missing ⟦主诉⟧ family-history']);
    expect(ask(without('【入院记录】', '家族史', '初步诊断', '记录时间'))).toContain('missing ⟦主诉⟧ family-history');
  });

  it('asks a de-identified or masked chart for no identity', () => {
    expect(ask(`脱敏：是\n${without('记录时间')}`)).toEqual([]);
    expect(ask(without('记录时间').replace('T36.5℃', 'T*6.5℃'))).toEqual([]);
    expect(ask(`姓名：***  性别：男\n\n${without('家族史').replace('T36.5℃', 'T**℃')}`)).toEqual([
      'missing ⟦入院记录⟧ family-history',
    ]);
  });

  it('asks no child for marriage or occupation, nor anybody whose age is unknown', () => {
    const record = without('婚育史').replace('已婚', '');
    expect(ask(HEADER.replace('58岁', '5岁').replace('婚姻：已婚  ', '').replace('职业：职员', '') + record)).toEqual(
      [],
    );
    expect(ask(HEADER.replace('58岁', '*岁').replace('婚姻：已婚  ', '') + record)).toEqual([]);
  });

  it('only mentions what the newest unsigned record of a running chart lacks', () => {
    const draft = HEADER + without('家族史', '医师签名');
    expect(ask(draft, {}, '2024-03-01 16:00')).toEqual(['?missing ⟦入院记录⟧ family-history']);
    expect(ask(draft, {}, '2024-03-05 16:00')).toEqual(['missing ⟦入院记录⟧ family-history']);
  });

  it('looks inside a section that has been written', () => {
    const params = {
      documents: ['admission-record'],
      sections: [{ id: 'allergy', orText: ['过敏'] }],
      inside: 'past-history',
    };
    expect(ask(HEADER + RECORD.replace('否认过敏', '体健'), params)).toEqual(['missing ⟦既往史⟧ allergy']);
    expect(ask(HEADER + RECORD.replace('否认过敏', '【待填】'), params)).toEqual([]);
    expect(ask(HEADER + without('既往史'), params)).toEqual([]);
  });

  it('asks the last of a series once the chart is closed', () => {
    const params = {
      documents: ['observation-record'],
      sections: [{ id: 'disposition-emergency', orText: ['离院'] }],
      inLastDocument: true,
    };
    const notes = '【留观记录】2024-03-01 10:00\n腹痛。\n\n【留观记录】2024-03-02 10:00\n腹痛缓解。\n';
    expect(ask(notes, params)).toEqual(['missing ⟦留观记录⟧ disposition-emergency']);
    expect(ask(notes.replace('缓解', '缓解，离院'), params)).toEqual([]);
    expect(ask(notes, params, '2024-03-02 11:00')).toEqual([]);
  });
});
