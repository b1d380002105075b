import { describe, expect, it } from 'vitest';
import { insertSection } from './insert-section.ts';
import { fixed, fixesFor } from './testing.ts';

const insert = (text: string, wanted: string, document = 'admission-record') =>
  fixed(insertSection, text, { document, wanted });

describe('insert-section', () => {
  it.each([
    [
      'a colon',
      '【入院记录】\n主诉：甲。\n体格检查：乙。\n',
      '【入院记录】\n主诉：甲。\n家族史：【待填】\n体格检查：乙。\n',
    ],
    ['an ASCII colon', '入院记录\n主诉:甲。\n体格检查:乙。\n', '入院记录\n主诉:甲。\n家族史:【待填】\n体格检查:乙。\n'],
    [
      'brackets',
      '【入院记录】\n【主诉】甲。\n【体格检查】乙。\n',
      '【入院记录】\n【主诉】甲。\n【家族史】【待填】\n【体格检查】乙。\n',
    ],
    [
      'brackets over text, parted by empty lines',
      '【入院记录】\n\n【主诉】\n甲。\n\n【体格检查】\n乙。\n',
      '【入院记录】\n\n【主诉】\n甲。\n\n【家族史】\n【待填】\n\n【体格检查】\n乙。\n',
    ],
    [
      'indents',
      '【入院记录】\n  主诉：甲。\n  体格检查：乙。\n',
      '【入院记录】\n  主诉：甲。\n  家族史：【待填】\n  体格检查：乙。\n',
    ],
    [
      'an English gloss',
      '【入院记录】\n主诉(CC)：甲。\n体格检查(PE)：乙。\n',
      '【入院记录】\n主诉(CC)：甲。\n家族史：【待填】\n体格检查(PE)：乙。\n',
    ],
    [
      'line breaks of Windows',
      '【入院记录】\r\n主诉：甲。\r\n体格检查：乙。\r\n',
      '【入院记录】\r\n主诉：甲。\r\n家族史：【待填】\r\n体格检查：乙。\r\n',
    ],
  ])('writes as the document does: %s', (_, text, after) => expect(insert(text, 'family-history')).toBe(after));

  it('stands behind the sub-headings of the section above and before the signature', () => {
    const text = '【入院记录】\n主诉：甲。\n体格检查：\n一般情况：神清。\n肺脏：清。\n医师签名：李某某\n';
    expect(insert(text, 'auxiliary-exam')).toBe(
      '【入院记录】\n主诉：甲。\n体格检查：\n一般情况：神清。\n肺脏：清。\n辅助检查：\n【待填】\n医师签名：李某某\n',
    );
  });

  it('stands before the first section where nothing belongs above, and at the end where nothing follows', () => {
    expect(insert('【入院记录】\n现病史：甲。\n', 'chief-complaint')).toBe(
      '【入院记录】\n主诉：【待填】\n现病史：甲。\n',
    );
    expect(insert('【入院记录】\n主诉：甲。\n', 'present-illness')).toBe(
      '【入院记录】\n主诉：甲。\n现病史：【待填】\n',
    );
    expect(insert('【入院记录】\n主诉：甲。', 'present-illness')).toBe('【入院记录】\n主诉：甲。\n现病史：【待填】');
    expect(insert('【入院记录】\n主诉：甲。\n\n【出院记录】\n诊疗经过：乙。\n', 'present-illness')).toBe(
      '【入院记录】\n主诉：甲。\n现病史：【待填】\n\n【出院记录】\n诊疗经过：乙。\n',
    );
  });

  it('opens a line of its own in running text', () => {
    expect(insert('主诉:甲,现病史:乙。家族史:丙。体格检查:丁。初步诊断:戊', 'past-history')).toMatch(
      /乙。\n既往史:【待填】\n家族史:丙/,
    );
  });

  it('takes a number that is free and no other', () => {
    const note = (plan: string) => `【首次病程记录】\n一、病例特点\n甲。\n${plan}、诊疗计划\n乙。\n`;
    expect(insert(note('三'), 'diagnostic-discussion', 'first-progress-note')).toContain(
      '甲。\n二、拟诊讨论\n【待填】\n三、',
    );
    expect(insert(note('二'), 'diagnostic-discussion', 'first-progress-note')).toContain(
      '甲。\n拟诊讨论\n【待填】\n二、',
    );
  });

  it('puts a field on a line below the fields before it', () => {
    const text = '【入院记录】\n姓名：王某某  性别：男\n入院时间：2024-03-01 10:20\n主诉：甲。\n';
    expect(insert(text, 'ethnicity')).toBe(
      '【入院记录】\n姓名：王某某  性别：男\n民族：【待填】\n入院时间：2024-03-01 10:20\n主诉：甲。\n',
    );
    expect(insert('【入院记录】\n主诉：甲。\n', 'ethnicity')).toBe('【入院记录】\n民族：【待填】\n主诉：甲。\n');
  });

  it('never inserts a signature, and takes nothing away', () => {
    expect(insert('【入院记录】\n主诉：甲。\n', 'physician-signature')).toBeUndefined();
    const [fix] = fixesFor(insertSection, '【入院记录】\n主诉：甲。\n', {
      document: 'admission-record',
      wanted: 'family-history',
    });
    expect(fix?.safety).toBe('structure');
    expect(fix?.edits.every((edit) => edit.start === edit.end)).toBe(true);
  });
});
