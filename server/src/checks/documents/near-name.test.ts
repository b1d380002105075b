import { describe, expect, it } from 'vitest';
import { say } from '../text-testing.ts';
import { nearName } from './near-name.ts';

describe('near-name', () => {
  const documents = (title: string) => say(nearName, { of: 'document' }, `【${title}】\n内容。\n`);
  const sections = (label: string) =>
    say(
      nearName,
      { of: 'section', typos: { 主述: 'chief-complaint' } },
      `【入院记录】\n【${label}】无。\n【家族史】无。\n`,
    );

  it('knows a document by one slip', () => {
    expect(documents('首次病呈记录')).toEqual(['near ⟦首次病呈记录⟧ 首次病呈记录']);
  });

  it.each(['疼痛评估表', '术前讨论记录', '护理计划单', '会话纪要'])('leaves the document %s alone', (title) => {
    expect(documents(title)).toEqual([]);
  });

  it('knows a section by one slip, a short one by its usual misspelling', () => {
    expect(sections('体格捡查')).toEqual(['near ⟦体格捡查⟧ physical-exam']);
    expect(sections('主述')).toEqual(['near ⟦主述⟧ chief-complaint']);
  });

  it.each(['舌象脉象', '疾病史', '一般情况', '家旅史'])('leaves the section %s alone', (label) => {
    expect(sections(label)).toEqual([]);
  });

  it('does not take for a slip what stands in the record already', () => {
    expect(say(nearName, { of: 'section' }, '【入院记录】\n【体格检查】无。\n【体格捡查】无。\n')).toEqual([]);
  });
});
