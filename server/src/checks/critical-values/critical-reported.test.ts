import { expect, it } from 'vitest';
import { criticalLimitSchema } from '../../lint/critical-limits.ts';
import { findingsOf, say } from '../text-testing.ts';
import { criticalReported } from './critical-reported.ts';

const HEAD = `住院号：Z1  住院次数：1  性别：男  年龄：58岁  科室：消化内科
入院时间：2024-03-01 10:20
`;
const report = (...rows: readonly string[]) => `${HEAD}
【检验报告】 2024-03-02 07:40
| 项目 | 结果 | 单位 | 参考范围 | 标志 |
${rows.map((row) => `| ${row} |`).join('\n')}
`;

it('is an error beyond a limit of the hospital, information beyond one of the sample', () => {
  const text = report('钾 | 2.7 | mmol/L | 3.5-5.3 | ↓', '钠 | 112 | mmol/L | 137-147 | ↓');
  const limits = [criticalLimitSchema.parse({ item: '血钾', unit: 'mmol/L', low: 2.8 })];
  const found = findingsOf(criticalReported, {}, text, undefined, limits);
  expect(found.map(({ message, severity, data }) => [message, severity, data.item])).toEqual([
    ['unreported', 'error', '钾'],
    ['sample-low', 'information', '钠'],
  ]);
});

it('tells a result that two reports print once', () => {
  const row = '| 钾 | 6.8 | mmol/L | 3.5-5.3 | 危急 |';
  const again = `【检验检查报告】\n报告时间：2024-03-02 07:40\n| 项目 | 结果 | 单位 | 参考范围 | 标志 |\n${row}\n`;
  expect(say(criticalReported, {}, report(row.slice(2, -2)) + again)).toHaveLength(1);
});

it('finds the entry of a register under another name, a day apart at most', () => {
  const register = (time: string) => `【危急值登记】\n| 项目 | 结果 | 报告时间 |\n| K+ | 6.8mmol/L | ${time} |\n`;
  const text = report('血清钾 | 6.8 | mmol/L | 3.5-5.3 | 危急');
  expect(say(criticalReported, {}, text + register('2024-03-02 07:45'))).toEqual([]);
  expect(say(criticalReported, {}, text + register('2024-03-**'))).toEqual([]);
  expect(say(criticalReported, {}, text + register('2024-03-05 07:45'))).toHaveLength(1);
});

it('takes a generic troponin for the one it is', () => {
  const register = '【危急值登记】\n| 项目 | 结果 | 报告时间 |\n| 肌钙蛋白 | 12.3 | 2024-03-02 07:45 |\n';
  expect(say(criticalReported, {}, report('cTnI | 12.3 | ng/mL | 0-0.04 | 危急') + register)).toEqual([]);
});

it('says nothing of a chart that is only a report', () => {
  expect(say(criticalReported, {}, report('钾 | 6.8 | mmol/L | 3.5-5.3 | 危急').slice(HEAD.length))).toEqual([]);
});
