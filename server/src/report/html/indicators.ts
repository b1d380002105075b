import { percent, type ReportIndicator, rateOf } from '../indicators.ts';
import type { Report, ReportChart } from '../model.ts';
import { statusWord } from '../words.ts';
import { pictures } from './indicator-pictures.ts';
import { type Say, text } from './markup.ts';

/** More charts than this are folded away, and more than that are left to the table formats. */
const SHOWN = 6;
const LISTED = 200;

/** Rates with the charts behind them, and pictures of them by department and month. */
export function indicatorPanel(report: Report, say: Say): string {
  const { indicators } = report;
  const counted = indicators.filter((one) => one.denominator + one.undecided.length > 0);
  if (counted.length === 0) return '';
  const national = counted.filter(({ status }) => status === 'national');
  const others = counted.filter(({ status }) => status !== 'national');
  const heads = [
    say('指标', 'Indicator'),
    say('率', 'Rate'),
    say('分子／分母', 'Charts'),
    say('不合格病历', 'Charts at fault'),
    say('无法判定', 'Undecided'),
  ];
  return `<section class="panel full" id="indicators"><h2>${text(say('质控指标', 'Quality indicators'))}</h2>
<p class="note">${text(note(say))}</p>
<table class="indicators"><thead><tr>${heads.map((head) => `<th scope="col">${text(head)}</th>`).join('')}</tr></thead>
${group(say('全国指标', 'National'), national, report, say)}${group(say('地方与二手资料指标（非全国规定）', 'Regional, or from secondary sources'), others, report, say)}</table>
${folded(indicators, counted, say)}</section>
${pictures(counted, report, say)}`;
}

function note(say: Say): string {
  return say(
    '以病历为单位，一处不合格即该病历不合格。病历所载不足以判定的不计入分母，单列为“无法判定”。',
    'The unit is the chart: one failing item fails it. Charts that cannot be judged are in neither number.',
  );
}

function group(title: string, indicators: readonly ReportIndicator[], report: Report, say: Say): string {
  if (indicators.length === 0) return '';
  const rows = indicators.map((indicator) => row(indicator, report, say)).join('\n');
  return `<tbody><tr class="group"><th colspan="5" scope="rowgroup">${text(title)}</th></tr>\n${rows}\n</tbody>`;
}

function row(indicator: ReportIndicator, { charts, locale }: Report, say: Say): string {
  const { id, name, numerator, denominator, better, definition, reading, basis, status } = indicator;
  const rate = rateOf(indicator);
  const lower = better === 'lower' ? ` <span class="tagline">${text(say('越低越好', 'lower is better'))}</span>` : '';
  const force = status === 'national' ? '' : ` <span class="tagline">${text(statusWord(status, locale))}</span>`;
  const told = [
    say(`分子：${definition.numerator}`, `Numerator: ${definition.numerator}`),
    say(`分母：${definition.denominator}`, `Denominator: ${definition.denominator}`),
    ...(reading ? [say(`计法：${reading}`, `Counted: ${reading}`)] : []),
    basis,
  ];
  const about = `<details class="about"><summary>${text(name)}</summary>${told.map((line) => `<p>${text(line)}</p>`).join('')}</details>`;
  const shown = rate === undefined ? '–' : percent(rate);
  const bar = `<span class="meter"><i style="width:${((rate ?? 0) * 100).toFixed(1)}%"></i></span>`;
  const undecided = linksTo(charts, id, 'undecided', say, true);
  return `<tr><th scope="row">${about}<small>${text(id)}</small>${lower}${force}</th><td class="rate${better === 'lower' ? ' lower' : ''}"><b>${shown}</b>${bar}</td><td>${numerator}/${denominator}</td><td class="links">${linksTo(charts, id, 'failed', say, false)}</td><td class="links">${undecided}</td></tr>`;
}

/** Links to the cards of charts with this outcome; `counted` folds all of them behind their number. */
function linksTo(
  charts: readonly ReportChart[],
  indicator: string,
  outcome: 'failed' | 'undecided',
  say: Say,
  counted: boolean,
): string {
  const found = charts.flatMap((chart, index) => (chart.outcomes[indicator] === outcome ? [{ chart, index }] : []));
  if (found.length === 0) return counted ? '<span class="none">0</span>' : '';
  const links = found
    .slice(0, LISTED)
    .map(({ chart, index }) => `<a class="from" href="#chart-${index + 1}">${text(titleOf(chart))}</a>`);
  const beyond = found.length - links.length;
  if (beyond > 0) links.push(text(say(`另有 ${beyond} 份，见 Excel 或 CSV`, `${beyond} more: see Excel or CSV`)));
  if (!counted && found.length <= SHOWN) return links.join(' ');
  const sum = counted ? String(found.length) : say(`${found.length} 份`, `${found.length} charts`);
  return `<details><summary>${text(sum)}</summary>${links.join(' ')}</details>`;
}

function titleOf({ id, files }: ReportChart): string {
  return id.startsWith('?/') ? files.join('、') : id;
}

/** Indicators without figures: those that no chart concerns, and those that charts cannot answer. */
function folded(all: readonly ReportIndicator[], counted: readonly ReportIndicator[], say: Say): string {
  const rest = all.filter((indicator) => !counted.includes(indicator));
  const unanswerable = rest.filter((indicator) => indicator.unanswerable !== undefined);
  const idle = rest.filter((indicator) => indicator.unanswerable === undefined);
  const list = (title: string, indicators: readonly ReportIndicator[]) =>
    indicators.length === 0
      ? ''
      : `<details class="idle"><summary>${text(title)}</summary><ul>${indicators.map((one) => `<li>${text(one.name)} <small>${text(one.id)}</small>${one.unanswerable ? `<p>${text(one.unanswerable)}</p>` : ''}</li>`).join('')}</ul></details>`;
  return (
    list(
      say(`本批病历未涉及的指标 ${idle.length} 项`, `${idle.length} indicators that concern none of these charts`),
      idle,
    ) +
    list(
      say(
        `病历不能回答的指标 ${unanswerable.length} 项`,
        `${unanswerable.length} indicators that charts cannot answer`,
      ),
      unanswerable,
    )
  );
}
