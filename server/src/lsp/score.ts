import { messageOf } from '../lint/message.ts';
import { isInSheet, scoreChart } from '../lint/score.ts';
import type { JudgedChart } from '../report/model.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { linesOf } from '../workspace/reports.ts';
import { type Locale, say } from './locale.ts';
import type { ScoreDeduction, ScoreResult } from './protocol.ts';
import { plain } from './rule-text.ts';

/** The score of a chart with its bill; undefined where the sheet is not made for such a chart. */
export function scoreResult(
  { chart, findings, rules, sheet }: JudgedChart,
  locale: Locale,
  vocabulary: Vocabulary,
  uriOf: (name: string) => string,
): ScoreResult | undefined {
  if (!sheet || !isInSheet(chart, sheet)) return undefined;
  const counted = findings.filter(({ waiver }) => !waiver).map(({ finding }) => finding);
  const { points, grade, vetoes, deductions } = scoreChart(counted, sheet);
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of counted) counts[severity]++;
  const lines = new Map(chart.files.map((file) => [file.name, linesOf(file.tree)]));
  return {
    chart: chart.id,
    uris: chart.files.map((file) => uriOf(file.name)),
    ...{ points, grade, counts, sheet: sheet.title[locale] },
    vetoes: vetoes.map((title) => title[locale]),
    deductions: deductions.map(({ item, row, taken, asked, veto, inferred, findings: indices }) => ({
      ...{ item: item[locale], row: row[locale], taken, asked, veto, inferred },
      places: indices.flatMap((index) => {
        const finding = counted[index];
        const range = finding && lines.get(finding.file)?.range(finding);
        if (!finding || !range) return [];
        const rule = rules.describe(finding.rule);
        const message = rule ? messageOf(finding, rule, locale, vocabulary) : finding.rule;
        return [{ uri: uriOf(finding.file), range, message }];
      }),
    })),
    waived: findings.length - counted.length,
  };
}

/** The bill as a hover shows it. */
export function scoreMarkdown(score: ScoreResult, locale: Locale): string {
  const { points, grade, sheet, deductions } = score;
  const head = say(
    locale,
    `**病历评分 ${points} 分，${plain(grade)}级** · ${plain(sheet)}`,
    `**${points} points, grade ${plain(grade)}** · ${plain(sheet)}`,
  );
  const lines = deductions.map((deduction) => `- ${billLine(deduction, locale)}`);
  return lines.length === 0
    ? `${head}\n\n${say(locale, '没有扣分。', 'Nothing was deducted.')}`
    : `${head}\n\n${lines.join('\n')}`;
}

function billLine({ item, row, taken, asked, veto, inferred, places }: ScoreDeduction, locale: Locale): string {
  const notes = [
    places.length > 1 ? say(locale, `${places.length} 处`, `${places.length} times`) : '',
    veto ? say(locale, '单项否决', 'veto') : '',
    inferred ? say(locale, '参照扣分', 'by analogy') : '',
    taken < asked ? say(locale, `应扣 ${asked}`, `${asked} asked`) : '',
  ].filter(Boolean);
  const aside = notes.length > 0 ? say(locale, `（${notes.join('，')}）`, ` (${notes.join(', ')})`) : '';
  return `−${taken} ${plain(item)}${say(locale, '：', ': ')}${plain(row)}${aside}`;
}
