import { describe, expect, it } from 'vitest';
import { criticalLimitSchema } from '../../lint/critical-limits.ts';
import { findingsOf } from '../text-testing.ts';
import { criticalAnswer } from './critical-answer.ts';

const HEAD = `住院号：Z1  住院次数：1
入院时间：2024-03-01 10:20  出院时间：2024-03-08 09:00
`;
const register = (...rows: readonly string[]) =>
  `\n【危急值报告登记】\n| 项目 | 结果 | 单位 | 报告时间 | 接收时间 |\n${rows.map((row) => `| ${row} |`).join('\n')}\n`;
const K = '血钾 | 2.4 | mmol/L | 2024-03-02 07:42 | 2024-03-02 07:45';

/** `late 120` or `missing` of each finding. */
const judge = (text: string, params: object = { within: '6h', report: ['missing', 'late'] }, limits: object[] = []) =>
  findingsOf(
    criticalAnswer,
    params,
    HEAD + text,
    undefined,
    limits.map((limit) => criticalLimitSchema.parse(limit)),
  ).map(({ message, data }) => [message, data.late].filter((part) => part !== undefined).join(' '));

describe('an answer', () => {
  it.each([
    ['by value', '急查电解质示K 2.4mmol/L，予补钾。'],
    ['by value without unit', '血清钾2.4，予补钾。'],
    ['by its name', '患者低钾血症，予补钾。'],
    ['by direction', '血钾明显降低，予口服氯化钾。'],
    ['as a critical value', '接血钾危急值，予补钾。'],
    ['with masked digits', '血钾*.*mmol/L，予补钾。'],
    ['among others', '血常规WBC 12.3×10^9/L，电解质：Na 138mmol/L，K 2.4mmol/L，Cl 101mmol/L。'],
  ])('is known %s', (_, note) => {
    expect(judge(`\n2024-03-02 08:20 日常病程记录\n${note}\n${register(K)}`)).toEqual([]);
  });

  it.each([
    ['of the recheck alone', '复查血钾3.6mmol/L。'],
    ['of another item', '血钠112mmol/L，予补钠。'],
    ['of food', '嘱进食含钾食物。'],
    ['of the urine', '尿钾2.4mmol/L。'],
  ])('is no word %s', (_, note) => {
    expect(judge(`\n2024-03-02 08:20 日常病程记录\n${note}\n${register(K)}`)).toEqual(['missing']);
  });

  it('may be one for two rows and two items', () => {
    const rows = [K, '钾 | 2.4 | mmol/L | 2024-03-02 07:50 | ', '血镁 | 0.3 | mmol/L | 2024-03-02 07:50 | '];
    expect(
      judge(`\n2024-03-02 08:20 危急值处理记录\n血钾2.4mmol/L、血镁0.3mmol/L，予补充。\n${register(...rows)}`),
    ).toEqual([]);
  });

  it('may be a handling note that names nothing', () => {
    expect(judge(`\n2024-03-02 08:20 危急值处理记录\n已处理。\n${register(K)}`)).toEqual([]);
  });

  it('may be in other units', () => {
    const row = '葡萄糖 | 36 | mg/dL | 2024-03-02 07:42 | 2024-03-02 07:45';
    expect(judge(`\n2024-03-02 08:20 日常病程记录\n血糖2.0mmol/L，予高糖。\n${register(row)}`)).toEqual([]);
  });
});

it('does not take the note on an earlier value for one on the same value later', () => {
  const again = '血钾 | 2.4 | mmol/L | 2024-03-03 19:42 | 2024-03-03 19:45';
  const notes =
    '\n2024-03-02 08:20 危急值处理记录\n血钾2.4mmol/L，予补钾。\n\n2024-03-04 19:00 日常病程记录\n无不适。\n';
  expect(judge(notes + register(K, again))).toEqual(['missing']);
});

it('takes a passing word within the limit, later only the value', () => {
  const word = (time: string, text: string) => `\n${time} 日常病程记录\n${text}\n${register(K)}`;
  expect(judge(word('2024-03-02 12:00', '低钾血症，予补钾。'))).toEqual([]);
  expect(judge(word('2024-03-03 09:00', '低钾已纠正。'))).toEqual(['missing']);
  expect(judge(word('2024-03-03 09:00', '昨日血钾2.4mmol/L，已纠正。'))).toEqual(['late 1155']);
});

it.each([
  ['多重耐药菌 | MRSA |  | 2024-03-02 07:42 | ', '痰培养示MRSA，予隔离、万古霉素。'],
  ['心电图 | 心室颤动 |  | 2024-03-02 07:42 | ', '患者突发心室颤动，予电除颤。'],
  ['血培养 | 阳性 |  | 2024-03-02 07:42 | ', '血培养回报大肠埃希菌，予美罗培南。'],
])('knows an answer in words to %s', (row, note) => {
  expect(judge(`\n2024-03-02 08:20 日常病程记录\n${note}\n${register(row)}`)).toEqual([]);
  expect(judge(`\n2024-03-02 08:20 日常病程记录\n无不适。\n${register(row)}`)).toEqual(['missing']);
});

describe('the limit', () => {
  const at = (time: string) => `\n${time} 日常病程记录\n血钾2.4mmol/L，予补钾。\n${register(K)}`;

  it('runs from the receipt and is met on its last minute', () => {
    expect(judge(at('2024-03-02 13:45'))).toEqual([]);
    expect(judge(at('2024-03-02 13:46'))).toEqual(['late 1']);
  });

  it('may be a calendar day', () => {
    const sameDay = { within: '0d', report: ['late'] };
    expect(judge(at('2024-03-02 23:59'), sameDay)).toEqual([]);
    expect(judge(at('2024-03-03 00:10'), sameDay)).toEqual(['late 11']);
  });

  it('is not held against a note without a time', () => {
    expect(judge(`\n【日常病程记录】\n血钾2.4mmol/L，予补钾。\n${register(K)}`)).toEqual([]);
  });

  it('leaves the missing to one rule and the late to another', () => {
    expect(judge(at('2024-03-03 00:10'), { within: '6h', report: ['missing'] })).toEqual([]);
    const none = `\n2024-03-02 08:20 日常病程记录\n无不适。\n${register(K)}`;
    expect(judge(none, { within: '6h', report: ['late'] })).toEqual([]);
  });
});

it('counts results beyond limits of the hospital, not of the sample', () => {
  const text = `\n2024-03-02 08:20 日常病程记录\n无不适。\n\n【检验报告】 2024-03-02 07:40\n| 项目 | 结果 | 单位 |\n| 钾 | 2.4 | mmol/L |\n`;
  expect(judge(text)).toEqual([]);
  expect(judge(text, undefined, [{ item: '钾', unit: 'mmol/L', low: 2.8 }])).toEqual(['missing']);
});

it('lets a discharge record of later days sum up, not answer', () => {
  const note =
    '\n2024-03-02 08:20 日常病程记录\n无不适。\n\n【出院记录】\n诊疗经过：血钾2.4mmol/L，予补钾。\n记录时间：2024-03-08 08:00\n';
  expect(judge(note + register(K))).toEqual(['missing']);
});
