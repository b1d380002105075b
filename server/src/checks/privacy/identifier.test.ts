import { describe, expect, it } from 'vitest';
import { findingsOf, say } from '../text-testing.ts';
import { identifier } from './identifier.ts';

const params = { exceptEntries: ['admission-number'], addresses: ['address'] };
const header = '脱敏：是\n住院号：13812345678\n';
const ask = (text: string) => say(identifier, params, `${header}${text}\n`);

describe('identifier', () => {
  it('finds numbers and addresses in header and documents', () => {
    expect(ask('身份证号：11010519491231002X  电话：13812345678')).toEqual([
      'identity-number ⟦11010519491231002X⟧ 110***************',
      'mobile ⟦13812345678⟧ 138********',
    ]);
    expect(ask('住址：云溪市临江区中山路12号3栋401室')).toEqual([
      'address ⟦云溪市临江区中山路12号3栋401室⟧ 云溪市***************',
    ]);
    expect(ask('【出院记录】\n诊疗经过：家属电话0571-87654321，家住云溪市民主村5组。')).toHaveLength(2);
  });

  it('never shows a number in full', () => {
    const findings = findingsOf(identifier, params, `${header}电话：13812345678\n`);
    expect(JSON.stringify(findings.map(({ data }) => data))).not.toContain('13812345678');
  });

  it.each([
    ['a wrong check digit', '身份证号：110105194912310021'],
    ['a day that does not exist', '身份证号：110105199902300023'],
    ['masked digits', '身份证号：110105****1231002X  电话：138****5678  住址：中山路**号'],
    ['a number of the hospital', '【检查报告】\n检查号：CT13812345678'],
    ['a longer number', '【出院记录】\n诊疗经过：条码138123456789012。'],
    ['a city without the house', '住址：云溪市临江区'],
    ['a bed on the corridor', '【出院记录】\n诊疗经过：位于走道12号床。'],
    ['a value', '【出院记录】\n诊疗经过：血小板1.3812345678。'],
  ])('is silent on %s', (_, text) => expect(ask(text)).toEqual([]));

  it('asks nothing of a chart that is not de-identified', () => {
    expect(say(identifier, params, '住院号：Z1\n电话：13812345678\n')).toEqual([]);
    expect(say(identifier, params, '脱敏：否\n电话：13812345678\n')).toEqual([]);
  });
});
