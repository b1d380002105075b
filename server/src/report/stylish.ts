import type { Severity } from '../lint/finding.ts';
import type { Locale } from '../lint/message.ts';
import type { Report, ReportChart, ReportFinding } from './model.ts';
import { placeText, severityWord } from './words.ts';

export interface StylishOptions {
  /** ANSI colours. */
  readonly colour: boolean;
  /** Character cells of the terminal; longer messages wrap under themselves. */
  readonly width: number;
}

type Paint = (style: keyof typeof STYLES, text: string) => string;
const STYLES = { error: 31, warning: 33, information: 36, hint: 90, dim: 2, bold: 1, file: 4, good: 32 } as const;

/** For people at a terminal: charts, their files, findings with place, severity, message, rule and clause, and the sum. */
export function stylishReport(report: Report, { colour, width }: StylishOptions): string {
  const paint: Paint = (style, text) => (colour ? `\u001B[${STYLES[style]}m${text}\u001B[0m` : text);
  const blocks = report.charts
    .filter(({ findings }) => findings.some(({ waived }) => !waived))
    .map((chart) => chartBlock(chart, report, paint, width));
  return [...blocks, summaryLines(report, paint)].join('\n\n').concat('\n');
}

function chartBlock(chart: ReportChart, report: Report, paint: Paint, width: number): string {
  const { locale } = report;
  const title = chart.id.startsWith('?/') ? (locale === 'zh' ? '未写住院号' : 'names no patient') : chart.id;
  const lines = [`${paint('bold', title)}${scoreText(chart, locale, paint)}`];
  const findings = chart.findings.filter(({ waived }) => !waived);
  const places = Math.max(...findings.map(({ range }) => placeText(range).length));
  let file: string | undefined;
  for (const finding of findings) {
    if (finding.file !== file) lines.push(paint('file', finding.file));
    file = finding.file;
    lines.push(...findingLines(finding, report, paint, places, width));
  }
  return lines.join('\n');
}

function scoreText({ score }: ReportChart, locale: Locale, paint: Paint): string {
  if (!score) return '';
  const text = locale === 'zh' ? `${score.points} 分 ${score.grade}` : `${score.points} points, grade ${score.grade}`;
  const vetoes = score.vetoes.map((veto) => `${locale === 'zh' ? '否决' : 'veto'}: ${veto}`);
  return `  ${paint(score.grade === '甲' ? 'good' : score.grade === '丙' ? 'error' : 'warning', [text, ...vetoes].join('  '))}`;
}

function findingLines(
  finding: ReportFinding,
  { locale }: Report,
  paint: Paint,
  places: number,
  width: number,
): string[] {
  const severity = severityWord(finding.severity, locale);
  const gap = ' '.repeat(Math.max(0, (locale === 'zh' ? 4 : 7) - cells(severity)));
  const head = `  ${placeText(finding.range).padStart(places)}  `;
  const indent = ' '.repeat(cells(head) + (locale === 'zh' ? 4 : 7) + 2);
  const [first = '', ...more] = wrap(finding.message, Math.max(24, width - indent.length));
  const basis = finding.basis.map((one) => one.text).join('；');
  const fixable = finding.fixes.length > 0 ? (locale === 'zh' ? '  可修复' : '  fixable') : '';
  return [
    `${paint('dim', head)}${paint(finding.severity, severity)}${gap}  ${first}`,
    ...more.map((line) => indent + line),
    indent + paint('dim', `${finding.rule}${basis && `  ${basis}`}${fixable}`),
  ];
}

function summaryLines({ charts, summary, locale }: Report, paint: Paint): string {
  const counts: readonly (readonly [Severity, number])[] = [
    ['error', summary.errors],
    ['warning', summary.warnings],
    ['information', summary.information],
    ['hint', summary.hints],
  ];
  const found = counts.filter(([, count]) => count > 0);
  const zh = locale === 'zh';
  const of = zh ? `${charts.length} 份病历` : `${charts.length} chart${charts.length === 1 ? '' : 's'}`;
  const waived = charts.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.waived).length, 0);
  const aside = waived > 0 ? paint('dim', zh ? `（另有 ${waived} 项已豁免）` : ` (${waived} waived)`) : '';
  if (found.length === 0) return `${paint('good', zh ? `✔ ${of}，未发现问题` : `✔ ${of}, nothing found`)}${aside}`;
  const parts = found.map(([severity, count]) =>
    paint(
      severity,
      zh ? `${count} 个${severityWord(severity, locale)}` : `${count} ${plural(severityWord(severity, locale), count)}`,
    ),
  );
  const fixable = charts
    .flatMap(({ findings }) => findings)
    .filter(({ fixes, waived }) => !waived && fixes.some(({ safety }) => safety === 'safe')).length;
  const hint =
    fixable > 0 ? `\n  ${zh ? `其中 ${fixable} 项可用 --fix 自动修改` : `${fixable} can be fixed by --fix`}` : '';
  return `${paint(summary.errors > 0 ? 'error' : 'warning', summary.errors > 0 ? '✖' : '⚠')} ${of}${zh ? '：' : ': '}${parts.join(zh ? '，' : ', ')}${aside}${hint}`;
}

function plural(word: string, count: number): string {
  return count === 1 || word === 'info' ? word : `${word}s`;
}

/** Character cells on a terminal: East Asian wide and full-width characters take two. */
export function cells(text: string): number {
  let count = 0;
  for (const character of text) count += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
  return count;
}

function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}

/** Breaks at any Han character, and between words of other scripts; closing punctuation does not begin a line. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[\w.:/()%+-]+|\s+|[^\w\s][，。；：、！？）》」』”’]*/gu) ?? []) {
    if (cells(line) + cells(piece) > width && line.trim()) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim() || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}
