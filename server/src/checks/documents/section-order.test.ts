import { describe, expect, it } from 'vitest';
import { say } from '../text-testing.ts';
import { sectionOrder } from './section-order.ts';

const params = {
  documents: ['admission-record'],
  interchangeable: [['marital-history', 'menstrual-history']],
  unordered: ['admission-diagnosis'],
};
const ask = (...sections: string[]) =>
  say(sectionOrder, params, `【入院记录】\n${sections.map((each) => `${each}：无。\n`).join('')}`);

describe('section-order', () => {
  it('names the one that strayed, not those it passed', () => {
    expect(ask('家族史', '主诉', '现病史', '既往史')).toEqual(['after ⟦家族史⟧ family-history past-history']);
    expect(ask('主诉', '现病史', '家族史', '既往史', '个人史')).toEqual([
      'after ⟦家族史⟧ family-history personal-history',
    ]);
    expect(ask('现病史', '既往史', '个人史', '主诉')).toEqual(['before ⟦主诉⟧ chief-complaint present-illness']);
  });

  it('lets groups change places and the unordered stand anywhere', () => {
    expect(ask('主诉', '现病史', '月经史', '婚育史', '家族史')).toEqual([]);
    expect(ask('入院诊断', '主诉', '现病史')).toEqual([]);
  });

  it('looks at headings at the start of a line only, and at the first of each', () => {
    expect(say(sectionOrder, params, '【入院记录】\n主诉：胸闷，既往史：体健，现病史：胸闷。\n')).toEqual([]);
    expect(ask('主诉', '现病史', '既往史', '主诉')).toEqual([]);
  });

  it('is content with none, one and all in order', () => {
    expect(ask()).toEqual([]);
    expect(ask('主诉')).toEqual([]);
    expect(ask('主诉', '现病史', '既往史', '个人史', '婚育史', '家族史', '体格检查', '辅助检查')).toEqual([]);
  });
});
