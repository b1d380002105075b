import { describe, expect, it } from 'vitest';
import { say } from '../text-testing.ts';
import { emptySection } from './empty-section.ts';

const ask = (record: string, params: object = {}, asOf?: string) => say(emptySection, params, record, asOf);
const PATIENT = '姓名：王某某  性别：男  年龄：58岁\n';

describe('empty-section', () => {
  it('only mentions what a draft has not filled in yet', () => {
    const chart =
      '姓名：王某某  入院时间：2024-03-01 10:20\n\n2024-03-02 12:00 术后首次病程记录\n术中诊断：胆囊结石\n麻醉方式：\n';
    expect(ask(chart, {}, '2024-03-02 13:00')).toEqual(['?empty ⟦麻醉方式⟧ anesthesia-method']);
    expect(ask(chart, {}, '2024-03-05 13:00')).toEqual(['empty ⟦麻醉方式⟧ anesthesia-method']);
  });

  it.each([
    ['before the next section', '【入院记录】\n主诉：\n现病史：胸闷。\n', ['empty ⟦主诉⟧ chief-complaint']],
    [
      'before the signature',
      '【入院记录】\n主诉：胸闷。\n初步诊断：\n医师签名：李某某\n',
      ['empty ⟦初步诊断⟧ preliminary-diagnosis'],
    ],
    ['at the end', '【入院记录】\n主诉：胸闷。\n家族史：\n', ['empty ⟦家族史⟧ family-history']],
    ['in brackets', '【入院记录】\n【主诉】\n【现病史】胸闷。\n', ['empty ⟦主诉⟧ chief-complaint']],
    ['blank with ideographic spaces', '【入院记录】\n主诉：　　\n现病史：胸闷。\n', ['empty ⟦主诉⟧ chief-complaint']],
    [
      'that nobody asks for',
      '【入院记录】\n主诉：胸闷。\n专科检查：\n辅助检查：无\n',
      ['open ⟦专科检查⟧ specialist-exam'],
    ],
    [
      'of a field that is asked for',
      '【手术记录】\n术前诊断：\n手术名称：胆囊切除术\n',
      ['empty ⟦术前诊断⟧ pre-op-diagnosis'],
    ],
  ])('reports a heading %s', (_, record, said) => expect(ask(record)).toEqual(said));

  it.each([
    ['None', '【入院记录】\n主诉：胸闷。\n家族史：None\n'],
    ['无, 不详 and a stroke', '【入院记录】\n主诉：胸闷。\n家族史：无\n个人史：不详\n既往史：/\n'],
    ['text on the next line', '【入院记录】\n主诉：\n胸闷3年。\n'],
    ['a table', '【入院记录】\n主诉：胸闷。\n辅助检查：\n| 项目 | 结果 |\n| 钾 | 4.1 |\n'],
    ['sub-headings nobody knows', '【入院记录】\n主诉：胸闷。\n体格检查：\n一般情况：神清。\n肺脏：呼吸音清。\n'],
    ['its parts', '【首次病程记录】\n病例特点：胸闷。\n拟诊讨论：\n诊断依据：心电图。\n诊疗计划：造影。\n'],
    ['two columns on one line', '【入院记录】\n主诉：胸闷。\n初步诊断：    入院诊断：1. 冠心病\n'],
    ['the menstrual history of a man', `${PATIENT}【入院记录】\n主诉：胸闷。\n月经史：\n家族史：无\n`],
    ['the same diagnosis elsewhere', '【入院记录】\n主诉：胸闷。\n初步诊断：\n入院诊断：冠心病\n'],
    ['the end of a fragment', '主诉：胸闷。\n现病史：\n'],
    ['an optional field', '【手术记录】\n手术名称：胆囊切除术\n标本送检：\n手术经过：顺利。\n'],
    ['an identity item that the header states', `${PATIENT}\n【入院记录】\n姓名：\n主诉：胸闷。\n`],
  ])('takes %s for content, or asks for none', (_, record) => expect(ask(record)).toEqual([]));

  it('asks a woman for her menstrual history, a girl not', () => {
    const record = '【入院记录】\n主诉：腹痛。\n月经史：\n家族史：无\n';
    expect(ask(`姓名：张某  性别：女  年龄：30岁\n${record}`)).toEqual(['open ⟦月经史⟧ menstrual-history']);
    expect(ask(`姓名：张某  性别：女  年龄：9岁\n${record}`)).toEqual([]);
    expect(ask(record)).toEqual([]);
  });
});
