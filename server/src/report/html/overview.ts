import type { Severity } from '../../lint/finding.ts';
import type { Report } from '../model.ts';
import { categoryWord, severityWord } from '../words.ts';
import { type Say, text } from './markup.ts';
import {
  averagePoints,
  type Counts,
  gradeShares,
  groupByDepartment,
  sum,
  type Tally,
  tallyCategories,
  tallyRules,
} from './statistics.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const MOST_FREQUENT = 10;

/** The figures at the head of the page. */
export function overview(report: Report, say: Say): string {
  return `<section class="figures">${figures(report, say)}</section>
<div class="panels">${categoryPanel(report, say)}${rulePanel(report, say)}</div>
${departmentPanel(report, say)}`;
}

function figures(report: Report, say: Say): string {
  const { charts, summary } = report;
  const average = averagePoints(charts);
  const vetoed = charts.filter(({ score }) => score && score.vetoes.length > 0).length;
  const clean = charts.filter(
    ({ findings }) =>
      !findings.some(({ severity, waived }) => !waived && (severity === 'error' || severity === 'warning')),
  ).length;
  return [
    figure(summary.charts, say('病历', 'charts'), say(`无缺陷 ${clean} 份`, `${clean} without defects`)),
    average === undefined ? '' : figure(average, say('平均得分', 'average points'), sheetOf(report)),
    grades(report, say),
    figure(summary.errors, say('错误', 'errors'), say('违反全国规定', 'against national texts'), 'error'),
    figure(summary.warnings, say('警告', 'warnings'), say('很可能是缺陷', 'likely defects'), 'warning'),
    figure(
      summary.information + summary.hints,
      say('提示与建议', 'advice'),
      say('不扣分', 'not scored'),
      'information',
    ),
    vetoed > 0 ? figure(vetoed, say('单项否决病历', 'vetoed charts'), '', 'error') : '',
  ].join('');
}

function figure(value: number, label: string, aside: string, tone = ''): string {
  const zero = value === 0 ? ' zero' : '';
  return `<div class="figure ${tone}${zero}"><b>${value}</b><span>${text(label)}</span><small>${text(aside)}</small></div>`;
}

function sheetOf({ charts }: Report): string {
  return [...new Set(charts.flatMap(({ score }) => score?.sheet ?? []))].join('、');
}

function grades({ charts }: Report, say: Say): string {
  const shares = gradeShares(charts);
  const scored = shares.reduce((count, share) => count + share.charts, 0);
  if (scored === 0) return '';
  const bars = shares
    .map(({ grade, charts: count }) => `<i class="grade-${gradeClass(grade)}" style="flex:${count}"></i>`)
    .join('');
  const best = shares.find(({ grade }) => grade === '甲');
  const rate = Math.round(((best?.charts ?? 0) / scored) * 1000) / 10;
  const legend = shares
    .map(({ grade, charts: count }) => `<span><i class="grade-${gradeClass(grade)}"></i>${text(grade)} ${count}</span>`)
    .join('');
  return `<div class="figure wide"><b>${rate}<em>%</em></b><span>${text(say('甲级率', 'grade 甲'))}</span><div class="share">${bars}</div><div class="legend">${legend}</div></div>`;
}

/** Class of a grade: the three that everybody has get colours of their own. */
export function gradeClass(grade: string): string {
  return { 甲: 'a', 乙: 'b', 丙: 'c' }[grade] ?? 'other';
}

function categoryPanel(report: Report, say: Say): string {
  const tallies = tallyCategories(report);
  if (tallies.length === 0) return '';
  const most = Math.max(...tallies.map(({ total }) => total));
  const rows = tallies.map((one) =>
    bar(one, most, categoryWord(one.key, report.locale), `data-filter-category="${text(one.key)}"`, report, say),
  );
  return `<section class="panel"><h2>${text(say('按类别', 'By category'))}</h2><div class="bars">${rows.join('')}</div></section>`;
}

function rulePanel(report: Report, say: Say): string {
  const tallies = tallyRules(report).slice(0, MOST_FREQUENT);
  if (tallies.length === 0) return '';
  const most = Math.max(...tallies.map(({ total }) => total));
  const rows = tallies.map((one) =>
    bar(one, most, report.rules[one.key]?.title ?? one.key, `data-filter-rule="${text(one.key)}"`, report, say),
  );
  return `<section class="panel wide"><h2>${text(say('最常见的问题', 'Most frequent'))}</h2><div class="bars rules">${rows.join('')}</div></section>`;
}

function bar(
  { counts, total, charts }: Tally,
  most: number,
  label: string,
  filter: string,
  { locale }: Report,
  say: Say,
): string {
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0)
    .map((severity) => `<i class="${severity}" style="width:${((counts[severity] / most) * 100).toFixed(2)}%"></i>`)
    .join('');
  const told = SEVERITIES.filter((severity) => counts[severity] > 0)
    .map((severity) => `${severityWord(severity, locale)} ${counts[severity]}`)
    .join(say('，', ', '));
  const inCharts = say(`${charts} 份病历`, `${charts} charts`);
  return `<button type="button" class="bar" ${filter} title="${text(`${told} · ${inCharts}`)}"><span>${text(label)}</span><span class="track">${parts}</span><b>${total}</b></button>`;
}

function departmentPanel(report: Report, say: Say): string {
  const groups = groupByDepartment(report.charts, say('未写科室', 'no department'));
  if (groups.length < 2) return '';
  const rows = groups.map(({ name, charts, counts }) => {
    const shares = gradeShares(charts);
    const told = shares
      .map(({ grade, charts: count }) => `<span class="tag grade-${gradeClass(grade)}">${text(grade)} ${count}</span>`)
      .join(' ');
    return `<tr><th scope="row">${text(name)}</th><td>${charts.length}</td><td>${averagePoints(charts) ?? '–'}</td><td class="left">${told}</td>${cells(counts)}<td>${(sum(counts) / charts.length).toFixed(1)}</td></tr>`;
  });
  const heads = [
    say('科室', 'Department'),
    say('病历', 'Charts'),
    say('平均分', 'Average'),
    say('等级', 'Grades'),
    say('错误', 'Errors'),
    say('警告', 'Warnings'),
    say('提示', 'Advice'),
    say('每份问题', 'Per chart'),
  ];
  return `<section class="panel full"><h2>${text(say('按科室', 'By department'))}</h2><table><thead><tr>${heads.map((head) => `<th scope="col">${text(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}

function cells({ error, warning, information, hint }: Counts): string {
  return [error, warning, information + hint]
    .map((count) => `<td${count === 0 ? ' class="zero"' : ''}>${count}</td>`)
    .join('');
}
