import { describe, expect, it } from 'vitest';
import { say } from '../text-testing.ts';
import { vitalSignAgreement } from './vital-sign-agreement.ts';
import { vitalSigns } from './vital-signs.ts';

const params = {
  ranges: [
    { sign: 'body-temperature', columns: ['temperature'], least: 20, most: 45 },
    { sign: 'pulse-rate', columns: ['pulse'], most: 350 },
    { sign: 'oxygen-saturation-value', most: 100 },
  ],
  pressure: { sign: 'blood-pressure-value', columns: ['blood-pressure'], most: 350 },
  exceptWords: ['ECMO'],
};
const judge = (text: string) => say(vitalSigns, params, text);

describe('vital-signs', () => {
  it.each([
    ['T365℃', ['impossible ⟦365℃⟧ 365℃']],
    ['体温：3.65℃，', ['impossible ⟦3.65℃⟧ 3.65℃']],
    ['体温378，脉搏820次/分', ['impossible ⟦378⟧ 378', 'impossible ⟦820次/分⟧ 820次/分']],
    ['SpO2 985%', ['impossible ⟦985%⟧ 985%']],
    ['BP 80/120mmHg', ['reversed ⟦80/120mmHg⟧ 80/120mmHg']],
    ['血压1200/80mmHg', ['impossible ⟦1200/80mmHg⟧ 1200/80mmHg']],
    ['T 365 P 80 R 18', ['impossible ⟦365⟧ 365']],
  ])('finds %s', (text, found) => {
    expect(judge(`【日常病程记录】\n${text}\n`)).toEqual(found);
  });

  it.each([
    'T36.5℃，P80次/分，R18次/分，BP120/80mmHg',
    'T12椎体压缩骨折，T2N0M0，心音A2>P2',
    'T*78℃，P8*0次/分，BP8*/12*mmHg',
    '体温98.6℉，血压16/10.7kPa，',
    '血压0/0mmHg，体温0℃',
    '血压80/120mmHg，ECMO辅助中',
    '体温2024年3月1日起正常，脉搏 2024-03-01 测',
    '总心率97348次/24小时',
  ])('leaves %s alone', (text) => {
    expect(judge(`【日常病程记录】\n${text}\n`)).toEqual([]);
  });

  it('reads tables and fields', () => {
    const table = '【体温单】\n| 时间 | 体温 | 脉搏 | 血压 |\n| 2024-03-04 10:00 | 378 | 拒测 | 90/130 |\n';
    expect(judge(table)).toEqual(['impossible ⟦378⟧ 378', 'reversed ⟦90/130⟧ 90/130']);
    expect(judge('【护理记录】\n体温：378℃  脉搏：80次/分\n')).toEqual(['impossible ⟦378℃⟧ 378℃']);
    expect(judge('【体温单】\n| 时间 | 体温 | 脉搏 |\n| 2024-03-04 10:00 | 38.5/37.6 | 8* |\n')).toEqual([]);
  });
});

describe('vital-sign-agreement', () => {
  const rule = {
    documents: ['admission-record'],
    sections: ['physical-exam'],
    signs: ['body-temperature', 'blood-pressure-value'],
    otherwise: ['复测', '左'],
  };
  const agree = (text: string) => say(vitalSignAgreement, rule, `【入院记录】\n${text}\n`);

  it('finds two values of one examination', () => {
    expect(agree('体格检查：T36.5℃，P80次/分。体温38.6℃。')).toEqual(['differs ⟦38.6℃⟧ 38.6℃ 36.5℃']);
  });

  it('knows repeated readings, other sections, masks and equal values', () => {
    expect(agree('体格检查：T36.5℃，BP150/90mmHg，复测血压130/80mmHg，左上肢血压140/85mmHg，体温36.50℃。')).toEqual([]);
    expect(agree('现病史：入院前体温39.0℃。\n体格检查：T36.5℃，P80次/分，体温3*.*℃。')).toEqual([]);
  });
});
