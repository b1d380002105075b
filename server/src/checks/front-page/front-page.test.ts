import { describe, expect, it } from 'vitest';
import { findingsOf, say } from '../text-testing.ts';
import { codeFormat } from './code-format.ts';
import { formItems } from './form-items.ts';
import { mainOperation } from './main-operation.ts';
import { stayDays } from './stay-days.ts';

const page = (text: string, header = '入院时间：2024-03-01 10:20  出院时间：2024-03-09 09:00') =>
  `住院号：Z1\n${header}\n\n【病案首页】\n${text}\n`;

describe('code-format', () => {
  const clause = { source: 'ZB2021', clause: 'MER-TQ-04' };
  const codes = [{ fields: ['main-diagnosis-code'], formats: ['[A-Z]\\d{2}(?:\\.\\d{1,3})?'], clause }];
  const suggested = (code: string) =>
    findingsOf(codeFormat, { documents: ['front-page'], codes }, page(`主要诊断编码：${code}`)).map(
      ({ message, data, basis }) => [message, data.suggestion, basis?.[0]?.clause],
    );

  it.each([
    ['I2O.0', 'I20.0'],
    ['120.0', 'I20.0'],
    ['I20，0', 'I20.0'],
    ['I200', 'I20.0'],
    ['0I2.0', 'O12.0'],
  ])('takes %s for %s', (code, suggestion) => expect(suggested(code)).toEqual([['near', suggestion, 'MER-TQ-04']]));

  it('looks beside a code at what is written like one alone', () => {
    expect(suggested('I20.0 冠心病 1')).toEqual([]);
    expect(suggested('I20.0；J1B.9')).toHaveLength(1);
  });

  it('reports what looks like no code at all', () => {
    expect(suggested('肺炎')).toEqual([['malformed', undefined, 'MER-TQ-04']]);
    expect(suggested('J18.9000')).toHaveLength(1);
  });

  it.each([
    'I20.0',
    'i20.0',
    'Ｉ２０．０',
    'I20.0、J18.9',
    'I20.0（主）',
    'I20.0,J18.9',
    '-',
    '无',
    '',
    'I**.0',
    '未编码',
  ])('is silent on %s', (code) => expect(suggested(code)).toEqual([]));
});

describe('stay-days', () => {
  const params = { documents: ['front-page'], field: 'stay-days' };
  const differs = (days: string, header?: string) =>
    findingsOf(stayDays, params, page(`实际住院天数：${days}`, header)).map(({ data }) => data.days);

  it('counts the days of admission and discharge as one', () => {
    expect(differs('8')).toEqual([]);
    expect(differs('9')).toEqual([8]);
    expect(differs('1天', '入院时间：2024-03-01 10:20  出院时间：2024-03-01 20:00')).toEqual([]);
    expect(differs('0', '入院时间：2024-03-01  出院时间：2024-03-01')).toEqual([1]);
  });

  it('accepts whatever masked dates allow, and any masked number', () => {
    expect(differs('12', '入院时间：2024-03-**  出院时间：2024-03-20')).toEqual([]);
    expect(differs('40', '入院时间：2024-03-**  出院时间：2024-03-20')).toHaveLength(1);
    expect(differs('1*')).toEqual([]);
    expect(differs('8', '入院时间：2024-03-01')).toEqual([]);
  });
});

describe('main-operation', () => {
  const params = {
    documents: ['front-page'],
    field: 'main-operation',
    column: 'operation-name',
    records: ['operation-record', 'procedure-record'],
    names: ['operation-name', 'procedure-name'],
    owed: ['operation-record'],
    invasive: ['穿刺'],
  };
  const compare = (stated: string, ...records: string[]) =>
    findingsOf(mainOperation, params, `${page(`主要手术：${stated}`)}\n${records.join('\n\n')}\n`).map(
      ({ message }) => message,
    );
  const operated = (name: string) => `【手术记录】\n手术名称：${name}\n手术经过：顺利。`;

  it('asks that one of the records fits', () => {
    expect(compare('胆囊切除术', operated('阑尾切除术'))).toEqual(['differs']);
    expect(compare('胆囊切除术', operated('阑尾切除术'), operated('腹腔镜胆囊切除术'))).toEqual([]);
    expect(compare('-', operated('阑尾切除术'))).toEqual(['absent']);
    expect(compare('骨髓穿刺术', '【腰椎穿刺术记录】\n操作名称：腰椎穿刺术')).toEqual(['differs']);
  });

  it.each([
    ['no record', '胆囊切除术', ''],
    ['a record without a name', '胆囊切除术', '【手术记录】\n手术经过：顺利。'],
    ['a masked name', '胆囊切除术', operated('**切除术')],
    ['a procedure that needs no record', '血液透析', '【腰椎穿刺术记录】\n操作名称：腰椎穿刺术'],
    ['a dash where only a procedure was done', '-', '【腰椎穿刺术记录】\n操作名称：腰椎穿刺术'],
  ])('is silent on %s', (_, stated, record) => expect(compare(stated, record)).toEqual([]));
});

describe('form-items', () => {
  const items = [
    { id: 'main-diagnosis', always: true, noDash: true },
    { id: 'disposition', always: true },
    { id: 'allergy', noDash: true },
    { id: 'birthplace', identifies: true },
    { labels: ['国籍'] },
    { id: 'surgeon', where: { id: 'main-operation', matches: '术' } },
  ];
  const ask = (text: string, header?: string, asOf?: string) =>
    say(formItems, { documents: ['front-page'], items }, page(text, header), asOf);
  const filled = '主要诊断：肺炎  离院方式：1  药物过敏：无';

  it('reports empty items, and absent ones everybody has', () => {
    expect(ask('主要诊断：肺炎  离院方式：  药物过敏：')).toEqual([
      'empty ⟦离院方式⟧ front-page',
      'empty ⟦药物过敏⟧ front-page',
    ]);
    expect(ask('主要诊断：肺炎  药物过敏：-')).toEqual(['absent ⟦病案首页⟧ front-page', 'empty ⟦药物过敏⟧ front-page']);
    expect(ask(`${filled}  国籍：  出生地：`)).toHaveLength(2);
    expect(ask(`${filled}  主要手术：阑尾切除术  术者：`)).toHaveLength(1);
  });

  it.each([
    ['answers', `${filled}  国籍：-  出生地：-`],
    ['a field asked of the operated only', `${filled}  主要手术：-  术者：`],
    ['a blank that is reported as one', `${filled}  国籍：【待填】`],
    ['a piece of the form', '药物过敏：'],
  ])('is silent on %s', (_, text) => expect(ask(text)).toEqual([]));

  it('is silent while the patient is there, and on what was taken out', () => {
    expect(ask('主要诊断：  离院方式：', '入院时间：2024-03-01 10:20', '2024-03-02 10:00')).toEqual([]);
    expect(ask(`${filled}  出生地：`, '脱敏：是  出院时间：2024-03-09 09:00')).toEqual([]);
  });
});
