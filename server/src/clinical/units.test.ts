import { describe, expect, it } from 'vitest';
import { builtInVocabulary as vocabulary } from '../vocabulary/builtin.ts';
import { convert, mayBeEqual, readUnit, unitAt } from './units.ts';

describe('readUnit', () => {
  it.each([
    ['mmol/L', 'mmol/L'],
    ['mmol/l', 'mmol/L'],
    ['ＭＭＯＬ／Ｌ', 'mmol/L'],
    ['umol/L', 'μmol/L'],
    ['µmol/L', 'μmol/L'],
    ['μmol/L', 'μmol/L'],
    ['10^9/L', '10^9/L'],
    ['×10^9/L', '10^9/L'],
    ['*10^9/L', '10^9/L'],
    ['x10⁹/L', '10^9/L'],
    ['×109/L', '10^9/L'],
    ['10^9 /L', '10^9/L'],
    ['10E9/L', '10^9/L'],
    ['10^12/L', '10^12/L'],
    ['IU/L', 'U/L'],
    ['u/l', 'U/L'],
    ['次/分', '/min'],
    ['bpm', '/min'],
    ['毫米汞柱', 'mmHg'],
    ['°C', '℃'],
    ['度', '℃'],
    ['秒', 's'],
    ['mg/L FEU', 'mg/L'],
    ['ml/min/1.73m2', 'mL/min'],
    ['％', '%'],
  ])('%s is %s', (written, unit) => {
    expect(readUnit(written)).toBe(unit);
  });

  it.each(['', '阳性', '3.5', 'mmol', 'goal', '/HP', 'mmol/L左右'])('%j is no unit', (written) => {
    expect(readUnit(written)).toBeUndefined();
  });
});

describe('unitAt', () => {
  it('takes the longest unit and its multiplication sign', () => {
    const text = '白细胞 12.3 ×10^9/L，';
    expect(unitAt(text, 8)).toEqual({ unit: '10^9/L', end: text.length - 1 });
  });

  it('finds a unit with no blank before and Chinese behind', () => {
    expect(unitAt('2.6mmol/L左右', 3)).toEqual({ unit: 'mmol/L', end: 9 });
    expect(unitAt('18次/分，', 2)).toEqual({ unit: '/min', end: 5 });
  });

  it('leaves a word alone that begins like a unit', () => {
    expect(unitAt('5 max', 1)).toBeUndefined();
  });
});

describe('convert', () => {
  const convertOf = (id: string, value: number, from: string, to: string) =>
    convert(value, from, to, vocabulary.concept(id));

  it.each([
    ['glucose', 180, 'mg/dL', 'mmol/L', 9.99],
    ['glucose', 10, 'mmol/L', 'mg/dL', 180.2],
    ['creatinine', 1, 'mg/dL', 'μmol/L', 88.4],
    ['total-bilirubin', 302, 'μmol/L', 'mg/dL', 17.66],
    ['calcium', 2.5, 'mmol/L', 'mg/dL', 10.02],
    ['urea', 28, 'mg/dL', 'mmol/L', 10],
    ['uric-acid', 7, 'mg/dL', 'μmol/L', 416.4],
    ['hemoglobin', 7.5, 'g/dL', 'g/L', 75],
    ['pco2', 9.33, 'kPa', 'mmHg', 69.98],
    ['troponin-t', 14, 'ng/L', 'ng/mL', 0.014],
    ['d-dimer', 500, 'ng/mL', 'mg/L', 0.5],
    ['hematocrit', 0.45, 'L/L', '%', 45],
    ['white-cells', 12, '10^3/μL', '10^9/L', 12],
    ['alt', 40, 'U/L', 'U/L', 40],
  ])('%s %d %s is %s %d', (id, value, from, to, expected) => {
    expect(convertOf(id, value, from, to)).toBeCloseTo(expected, expected > 100 ? 0 : 2);
  });

  it('brings Fahrenheit to Celsius', () => {
    expect(convert(98.6, '℉', '℃')).toBeCloseTo(37);
  });

  it('does not compare what cannot be compared', () => {
    expect(convertOf('hemoglobin', 120, 'g/L', 'mmol/L')).toBeUndefined();
    expect(convertOf('potassium', 2.6, 'mmol/L', 'mmHg')).toBeUndefined();
    expect(convertOf('potassium', 2.6, 'mmol/L', '个')).toBeUndefined();
  });
});

describe('mayBeEqual', () => {
  const glucose = vocabulary.concept('glucose');
  const equal = (a: number, ua: string | undefined, b: number, ub: string | undefined) =>
    mayBeEqual({ value: a, unit: ua }, { value: b, unit: ub }, glucose);

  it('knows rounding, missing units and other units', () => {
    expect(equal(2.61, 'mmol/L', 2.6, 'mmol/L')).toBe(true);
    expect(equal(2.6, undefined, 2.6, 'mmol/L')).toBe(true);
    expect(equal(36, 'mg/dL', 2, 'mmol/L')).toBe(true);
    expect(equal(2, undefined, 36, 'mg/dL')).toBe(true);
  });

  it('tells different values apart', () => {
    expect(equal(2.6, 'mmol/L', 2.8, 'mmol/L')).toBe(false);
    expect(equal(2.6, 'mmol/L', 26, 'mmol/L')).toBe(false);
    expect(equal(2.6, 'mmol/L', 2.6, 'mg/dL')).toBe(false);
    expect(equal(2.6, undefined, 3.6, 'mmol/L')).toBe(false);
  });
});
