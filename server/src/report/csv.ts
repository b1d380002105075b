import { percent, rateOf } from './indicators.ts';
import type { Report } from './model.ts';
import { severityWord, stateWord, statusWord } from './words.ts';

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

const INDICATOR_COLUMNS = {
  zh: [
    '指标',
    '名称',
    '率',
    '分子',
    '分母',
    '不合格',
    '无法判定',
    '方向',
    '效力',
    '依据',
    '说明',
    '不合格病历',
    '无法判定病历',
  ],
  en: [
    ...['indicator', 'name', 'rate', 'numerator', 'denominator', 'failed', 'undecided', 'better', 'status', 'basis'],
    ...['remarks', 'failedCharts', 'undecidedCharts'],
  ],
} as const;

/** One indicator a row. Those that charts cannot answer have no figures, and the reason in their place. */
export function indicatorsCsv({ indicators, locale }: Report): string {
  const rows = indicators.map((indicator): (string | number)[] => {
    const { id, name, numerator, denominator, failed, undecided, unanswerable } = indicator;
    const rate = rateOf(indicator);
    const figures = [rate === undefined ? '' : percent(rate), numerator, denominator, failed.length, undecided.length];
    return [
      ...[id, name, ...(unanswerable === undefined ? figures : figures.map(() => ''))],
      ...[indicator.better, statusWord(indicator.status, locale), indicator.basis],
      ...[unanswerable ?? indicator.reading ?? '', failed.join('；'), undecided.join('；')],
    ];
  });
  return table([[...INDICATOR_COLUMNS[locale]], ...rows]);
}

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
  return table(rows);
}

function table(rows: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** Numbers as they are; texts quoted where needed, behind an apostrophe where a spreadsheet would compute them. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
