import type { Report } from './model.ts';
import { severityWord, stateWord } from './words.ts';

const COLUMNS = {
  zh: [
    '病历',
    '文件',
    '行',
    '列',
    '级别',
    '规则',
    '规则名称',
    '问题',
    '状态',
    '依据',
    '患者',
    '科室',
    '得分',
    '等级',
    '豁免理由',
    '指纹',
  ],
  en: [
    'chart',
    'file',
    'line',
    'column',
    'severity',
    'rule',
    'title',
    'message',
    'state',
    'basis',
    'patient',
    'department',
    'points',
    'grade',
    'waived',
    'fingerprint',
  ],
} as const;

/** One finding a row, for Excel: with a byte order mark, CRLF, and no cell that would be taken for a formula. */
export function csvReport({ charts, rules, locale }: Report): string {
  const rows: (string | number)[][] = [[...COLUMNS[locale]]];
  for (const chart of charts) {
    for (const finding of chart.findings) {
      const rule = rules[finding.rule];
      const { start } = finding.range;
      rows.push([
        chart.id,
        finding.file,
        start.line + 1,
        start.character + 1,
        severityWord(finding.severity, locale),
        finding.rule,
        rule?.title ?? '',
        finding.message,
        finding.state ? stateWord(finding.state, locale) : '',
        finding.basis.map((one) => one.text).join('；'),
        chart.patient ?? '',
        chart.department ?? '',
        chart.score?.points ?? '',
        chart.score?.grade ?? '',
        finding.waived?.reason ?? '',
        finding.fingerprint,
      ]);
    }
  }
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** Numbers as they are; texts quoted where needed, behind an apostrophe where a spreadsheet would compute them. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
