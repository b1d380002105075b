import { describe, expect, it } from 'vitest';
import { findingsOf, say } from '../text-testing.ts';
import { duplicateDocument, duplicateSection } from './duplicate.ts';

describe('duplicate-document', () => {
  const ask = (record: string) => say(duplicateDocument, {}, record);
  const TWICE = '【出院记录】\n诊疗经过：甲。\n\n【出院记录】\n诊疗经过：乙。\n';

  it('points at the second and shows the first', () => {
    const [finding] = findingsOf(duplicateDocument, {}, TWICE);
    expect(ask(TWICE)).toEqual(['duplicate ⟦出院记录⟧ discharge-record']);
    expect(finding?.start).toBe(TWICE.lastIndexOf('出院记录'));
    expect(finding?.related[0]?.start).toBe(TWICE.indexOf('出院记录'));
  });

  it.each([
    ['notes', '【日常病程记录】\n甲。\n\n【日常病程记录】\n乙。\n'],
    ['a continuation', TWICE.replace(/【出院记录】\n诊疗经过：乙/, '【出院记录（续页）】\n诊疗经过：乙')],
    ['an empty line of a list', '【出院记录】\n\n【出院记录】\n诊疗经过：乙。\n'],
    ['mother and child', '【入院记录】\n姓名：张某\n主诉：甲。\n\n【入院记录】\n姓名：张某之女\n主诉：乙。\n'],
    ['a fragment behind a whole record', '【入院记录】\n主诉：甲。\n医师签名：李某某\n\n既往史：体健。\n'],
  ])('is silent on %s', (_, record) => expect(ask(record)).toEqual([]));
});

describe('duplicate-section', () => {
  const params = { documents: ['admission-record'], repeatable: ['preliminary-diagnosis'] };
  const ask = (record: string) => say(duplicateSection, params, `【入院记录】\n${record}`);

  it('reports the second', () => {
    expect(ask('主诉：甲。\n既往史：乙。\n主诉：丙。\n')).toEqual(['duplicate ⟦主诉⟧ chief-complaint']);
    expect(ask('既往史：乙。\n既往病史：丙。\n')).toEqual(['duplicate ⟦既往病史⟧ past-history']);
  });

  it.each([
    ['one without content', '主诉：\n主诉：甲。\n'],
    ['a word within a line', '现病史：甲，既往史：乙。\n既往史：丙。\n'],
    ['what may repeat', '初步诊断：甲\n初步诊断：乙\n'],
  ])('is silent on %s', (_, record) => expect(ask(record)).toEqual([]));
});
