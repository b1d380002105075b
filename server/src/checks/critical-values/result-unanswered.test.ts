import { expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { resultUnanswered } from './result-unanswered.ts';

const params = { above: 5, below: 0.4, except: ['tumour-marker'], after: '24h', panels: { liver: ['肝功'] } };
const HEAD = `住院号：Z1  住院次数：1  年龄：58岁  科室：消化内科
入院时间：2024-03-01 10:20  出院时间：2024-03-08 09:00

2024-03-05 10:00 日常病程记录
`;
const judge = (note: string, ...rows: readonly string[]) => {
  const table = rows.map((row) => `| ${row} |`).join('\n');
  const text = `${HEAD}${note}\n\n【检验报告】 2024-03-02 07:40\n| 项目 | 结果 | 单位 | 参考范围 | 标志 |\n${table}\n`;
  return findingsOf(resultUnanswered, params, text).map(({ message, data }) => `${message} ${data.item}`);
};

it('is far out from so many times the bound on', () => {
  expect(judge('无不适。', 'ALT | 249 | U/L | 9-50 | ↑', 'AST | 200 | U/L | 15-40 | ↑')).toEqual(['high AST']);
  expect(judge('无不适。', '纤维蛋白原 | 0.8 | g/L | 2.0-4.0 | ↓', '白蛋白 | 20 | g/L | 40-55 | ↓')).toEqual([
    'low 纤维蛋白原',
  ]);
});

it('is on a list of critical values', () => {
  expect(judge('无不适。', '钠 | 112 | mmol/L | 137-147 | ↓')).toEqual(['low 钠']);
});

it('hears the item, its code and its panel', () => {
  const row = '丙氨酸氨基转移酶 | 862 | U/L | 9-50 | ↑';
  expect(judge('ALT 862U/L。', row)).toEqual([]);
  expect(judge('谷丙转氨酶升高。', row)).toEqual([]);
  expect(judge('肝功异常。', row)).toEqual([]);
  expect(judge('血钾4.0mmol/L。', row)).toEqual(['high 丙氨酸氨基转移酶']);
});

it('leaves registered and flagged critical values to their own rules, and exceptions alone', () => {
  expect(judge('无不适。', '钾 | 8.2 | mmol/L | 3.5-5.3 | 危急', 'CEA | 900 | ng/mL | 0-5 | ↑')).toEqual([]);
});
