import { expect, it } from 'vitest';
import { buildChart } from '../../server/src/chart/build.ts';
import { CHECK_FAILED } from '../../server/src/lint/built-in-rules.ts';
import { createCalendar } from '../../server/src/lint/calendar.ts';
import { createCriticalLimits } from '../../server/src/lint/critical-limits.ts';
import { createEngine, lintChart } from '../../server/src/lint/engine.ts';
import { sampleLimits } from '../../server/src/lint/sample-limits.ts';
import { parseText } from '../../server/src/syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../../server/src/vocabulary/builtin.ts';
import { builtInParts } from '../../server/src/workspace/linter.ts';

const MEGABYTE = 1_000_000;

it.each([
  ['one line', '患者神志清楚，咳嗽3天。', 50],
  ['opening brackets', '【', 50],
  ['pipes', '|', 50],
  ['years', '2024-', 50],
  ['colons', '：', 50],
  ['wide blanks', '\u3000', 50],
  ['broken tables', '| 项目 | 结果\n|-\n', 50],
  ['short rows', '| a | b\n', 50],
  ['short lines', '咳\n', 50],
])('reads a text of nothing but %s', { timeout: 60_000 }, (_, unit, megabytes) => {
  const text = unit.repeat(Math.ceil((megabytes * MEGABYTE) / Buffer.byteLength(unit)));
  const { parts } = parseText(text, vocabulary);
  expect(parts.reduce((length, { node }) => length + node.text.length, 0)).toBe(text.length);
});

const CHART = `住院号：12345
姓名：王某某
性别：男
年龄：56岁
入院时间：2024-03-01 10:00

【入院记录】 2024-03-01 12:00
主诉：咳嗽3天。
医师签名：李某

【首次病程记录】 2024-03-01 13:00
病例特点：咳嗽。
医师签名：李某

`;
const NOTE = '【日常病程记录】 2024-03-02 09:00\n';
const ORDERS = '【医嘱】\n| 类型 | 开始时间 | 医嘱内容 | 医师 |\n|---|---|---|---|\n';
const RESULTS = '【检验报告】 2024-03-02 09:00\n| 项目 | 结果 | 单位 | 参考值 |\n|---|---|---|---|\n';

/** Each would take minutes, or hours, if anything compared all of it with all of it. */
it.each([
  ['an endless sentence', '', '患者咳嗽3天，发热2天，无胸痛，左侧腹股沟疝，血钾3.5mmol/L，'],
  ['a clause without a comma', '', '咳嗽发热无胸痛3天'],
  ['a row of organs', '', '肝脾'],
  ['denials in brackets', `${CHART}${NOTE}`, '（无咳嗽'],
  ['sections of one name', `${CHART}【入院记录】 2024-03-01 12:00\n`, '现病史：患者咳嗽3天。\n'],
  ['notes', CHART, `${NOTE}患者咳嗽好转，头颅CT示梗死。\n医师签名：李某\n\n`],
  [
    'orders',
    `${CHART}${ORDERS}`,
    '| 临时 | 2024-03-03 10:00 | 头颅CT | 李某 |\n| 长期 | 2024-03-03 11:00 | 病危 | 李某 |\n',
  ],
  ['results', `${CHART}${RESULTS}`, '| 血钾 | 6.8 | mmol/L | 3.5-5.5 |\n'],
  ['consultations', CHART, '【会诊记录】 2024-03-04 09:00\n申请时间：2024-03-04 08:00\n会诊意见：抗炎\n\n'],
  ['transfusions', CHART, '【输血记录】 2024-03-05 09:00\n输血时间：2024-03-05 09:00\n输注红细胞2U\n\n'],
  ['places to write', `${CHART}${NOTE}`, '【 】□'],
])('judges a chart of nothing but %s', { timeout: 60_000 }, (_, head, unit) => {
  const text = head + unit.repeat(Math.ceil(MEGABYTE / Buffer.byteLength(unit)));
  const { ruleSet } = createEngine(builtInParts).compile({ packs: ['recommended'] });
  const chart = buildChart([{ name: 'large.emr', tree: parseText(text, vocabulary) }], vocabulary);
  const findings = lintChart(chart, ruleSet, {
    ...{ asOf: 29_000_000, asOfGiven: false, isWorkday: createCalendar(), vocabulary },
    criticalLimits: createCriticalLimits([], sampleLimits, vocabulary),
  });
  expect(findings.filter(({ rule }) => rule === CHECK_FAILED)).toEqual([]);
});
