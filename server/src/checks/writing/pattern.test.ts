import { describe, expect, it } from 'vitest';
import { findingsOf, say } from '../text-testing.ts';
import { pattern } from './pattern.ts';

const params = {
  patterns: [
    {
      match: '_{2,40}',
      needs: ['__'],
      unless: ['^_{2,40}$', '(?<=： ?)__[^_\\s：]{1,20}__'],
      exceptEntries: ['signature'],
    },
    { match: 'X{3,9}', needs: ['XXX'], unless: ['XXX医院'], maskWhenDeidentified: true },
    { match: '_{2,40}X{3,9}', needs: ['XXX'] },
  ],
};
const ask = (record: string) => say(pattern, params, record);

describe('pattern', () => {
  it('reports each match where it stands, header included', () => {
    expect(ask('科室：____\n\n【出院记录】\n出院情况：体温__℃，予XXX口服。\n')).toEqual([
      'found ⟦____⟧ ____',
      'found ⟦__⟧ __',
      'found ⟦XXX⟧ XXX',
    ]);
  });

  it('names what should stand there', () => {
    const misspelt = { patterns: [{ match: '脉博', write: '脉搏', needs: ['脉博'] }] };
    const [finding] = findingsOf(pattern, misspelt, '【出院记录】\n出院情况：脉博80次/分。\n');
    expect(finding?.data).toEqual({ text: '脉博', write: '脉搏' });
  });

  it('reports overlapping matches once', () => {
    expect(ask('【出院记录】\n出院情况：__XXX\n')).toEqual(['found ⟦__⟧ __', 'found ⟦XXX⟧ XXX']);
  });

  it.each([
    ['an exception on the line', '【出院记录】\n诊疗经过：就诊于XXX医院。\n'],
    ['a filled blank', '【出院记录】\n诊疗经过：__好转__\n'],
    ['a rule across the page', '【出院记录】\n诊疗经过：好转。\n__________\n出院医嘱：无\n'],
    ['an entry that is excepted', '【出院记录】\n诊疗经过：好转。\n医师签名：____\n'],
    ['a mask of a de-identified chart', '脱敏：是\n【出院记录】\n诊疗经过：予XXX口服。\n'],
  ])('is silent on %s', (_, record) => expect(ask(record)).toEqual([]));

  it('looks a limited way along a line that never ends', () => {
    const record = `【出院记录】\n诊疗经过：${'甲'.repeat(5000)}XXX${'乙'.repeat(5000)}XXX医院。\n`;
    expect(ask(record)).toEqual(['found ⟦XXX⟧ XXX']);
  });

  it('refuses a pattern that can hang', () => {
    const hanging = { patterns: [{ match: '(a+)+b', needs: ['a'] }] };
    expect(() => findingsOf(pattern, hanging, 'a')).toThrow(/without end/);
  });
});
