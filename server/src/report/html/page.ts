import type { Report } from '../model.ts';
import { categoryOf, categoryWord, severityWord } from '../words.ts';
import { chartCard } from './charts.ts';
import { indicatorPanel } from './indicators.ts';
import { type Say, sayIn, text, time } from './markup.ts';
import { overview } from './overview.ts';
import { OPENED_IN_PRINT, SCRIPT, SCRIPT_HASH } from './script.ts';
import { gradeShares } from './statistics.ts';
import { STYLE } from './style.ts';

/**
 * One self-contained page: it loads nothing, works from `file://`, reads without its script, and prints. Its content
 * security policy lets no other script run, whatever a record holds.
 */
export function htmlReport(report: Report): string {
  const say = sayIn(report.locale);
  const title = say('病历质控报告', 'Record quality report');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src '${SCRIPT_HASH}'; base-uri 'none'; form-action 'none'`;
  const panels = indicatorPanel(report, say);
  // Of one chart its findings matter more than rates, which are all or nothing.
  const alone = report.charts.length === 1;
  return `<!DOCTYPE html>
<html lang="${say('zh-CN', 'en')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${text(`${title} ${time(report.asOf)}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${text(title)}</h1><p>${text(say(`评判时点 ${time(report.asOf)}`, `As of ${time(report.asOf)}`))}</p>${navigation(panels, say)}</header>
<main>
${overview(report, say)}
${alone ? '' : panels}
${tools(report, say)}
<div id="by-chart">${report.charts.map((chart, index) => chartCard(chart, index, report, say)).join('\n')}</div>
<div id="by-rule" hidden></div>
${alone ? panels : ''}
</main>
<footer>${text(footnote(report, say))}</footer>
<script type="application/json" id="words">${words(say)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** Ways to the parts of a long page. */
function navigation(panels: string, say: Say): string {
  const parts = [
    ['indicators', say('质控指标', 'Indicators')],
    ['pictures', say('指标图', 'Pictures')],
    ['by-chart', say('病历与问题', 'Charts and findings')],
  ] as const;
  const links = parts
    .filter(([id]) => id === 'by-chart' || panels.includes(`id="${id}"`))
    .map(([id, title]) => `<a href="#${id}">${text(title)}</a>`);
  return links.length > 1 ? `<nav>${links.join('')}</nav>` : '';
}

function tools(report: Report, say: Say): string {
  const findings = report.charts.flatMap((chart) => chart.findings);
  const categories = [...new Set(findings.map(({ rule }) => categoryOf(rule)))].sort();
  const departments = [...new Set(report.charts.map(({ department }) => department ?? ''))].sort();
  const waived = findings.some((finding) => finding.waived);
  const boxes = (['error', 'warning', 'information', 'hint'] as const).map((severity) =>
    box(severity, severityWord(severity, report.locale), true),
  );
  if (waived) boxes.push(box('waived', say('已豁免', 'waived'), false));
  const tab = (view: string, label: string, selected: boolean) =>
    `<button type="button" role="tab" data-view="${view}" aria-selected="${selected}">${text(label)}</button>`;
  // Values of departments begin with a mark, so that "no department" can be chosen too.
  const options = [
    select(
      'category',
      say('全部类别', 'all categories'),
      categories.map((id) => [id, categoryWord(id, report.locale)]),
    ),
    select(
      'department',
      say('全部科室', 'all departments'),
      departments.map((name) => [`=${name}`, name || say('未写科室', 'no department')]),
    ),
    select(
      'grade',
      say('全部等级', 'all grades'),
      gradeShares(report.charts).map(({ grade }) => [grade, grade]),
    ),
    `<select id="order" aria-label="${text(say('排序', 'order'))}"><option value="">${text(say('按文件顺序', 'as read'))}</option><option value="points">${text(say('得分低在前', 'lowest points first'))}</option><option value="errors">${text(say('错误多在前', 'most errors first'))}</option></select>`,
  ];
  const search = `<input type="search" id="search" placeholder="${text(say('搜索：病历号、姓名、问题、原文…', 'Search: chart, name, finding, text…'))}" aria-label="${text(say('搜索', 'search'))}">`;
  const buttons = [
    `<button type="button" data-open="yes">${text(say('全部展开', 'open all'))}</button>`,
    `<button type="button" data-open="no">${text(say('全部收起', 'close all'))}</button>`,
    `<button type="button" id="print" title="${text(say(`${OPENED_IN_PRINT}份以内全部展开打印；更多时只打印已展开的`, `Up to ${OPENED_IN_PRINT} charts are printed in full; of more, what is open`))}">${text(say('打印', 'print'))}</button>`,
    `<button type="button" id="reset" hidden>${text(say('清除筛选', 'clear filters'))}</button>`,
  ];
  return `<div id="tools" hidden><span class="tabs" role="tablist">${tab('chart', say('按病历', 'by chart'), true)}${tab('rule', say('按规则', 'by rule'), false)}</span>${search}<span class="boxes">${boxes.join('')}</span>${options.join('')}${buttons.join('')}<span id="shown" role="status"></span></div>`;
}

function box(value: string, label: string, checked: boolean): string {
  return `<label><input type="checkbox" data-severity-box="${value}"${checked ? ' checked' : ''}>${text(label)}</label>`;
}

function select(id: string, all: string, options: readonly (readonly [string, string])[]): string {
  const listed = options.map(([value, label]) => `<option value="${text(value)}">${text(label)}</option>`).join('');
  const hidden = options.length < 2 ? ' hidden' : '';
  return `<select id="${id}" aria-label="${text(all)}"${hidden}><option value="">${text(all)}</option>${listed}</select>`;
}

function footnote({ tool }: Report, say: Say): string {
  return say(
    `由 ${tool.name} ${tool.version} 生成。错误：从病历即可认定违反全国规定；警告：很可能是缺陷，或属地方要求；提示、建议不扣分。评分供质控参考，以人工复核为准。本页含病历原文，请妥善保管。`,
    `Made by ${tool.name} ${tool.version}. Errors: certain breaches of national texts; warnings: likely, or regional; advice is not scored. Scores support, and do not replace, human review. This page quotes records: keep it safe.`,
  );
}

function words(say: Say): string {
  return JSON.stringify({
    shown: say('显示 {charts} 份病历，{findings} 个问题', '{charts} charts, {findings} findings shown'),
    copy: say('复制豁免条目', 'copy waiver'),
    copied: say('已复制', 'copied'),
  }).replaceAll('<', '\\u003c');
}
