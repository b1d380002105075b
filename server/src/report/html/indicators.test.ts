import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../lint/indicators.ts';
import { aReport, aReportChart } from '../testing.ts';
import { htmlReport } from './page.ts';

const chart = (id: string, department: string, discharge: string | undefined, outcome: Outcome) =>
  aReportChart({ ...{ id, department, discharge }, findings: [], outcomes: { 'MER-TL-02': outcome } });

const report = aReport([
  chart('a', '外科', '2024-03-09', 'met'),
  chart('b', '<骨科>', '2024-05-09T10:00', 'failed'),
  chart('c', '外科', '2024-05-10', 'met'),
  chart('d', '外科', undefined, 'failed'),
  chart('e', '内科', '2024-06-01', 'undecided'),
]);
const page = htmlReport(report);

describe('indicators on the page', () => {
  it('shows the rate with the charts behind it, each a link to its card', () => {
    expect(page).toContain('<b>50%</b>');
    expect(page).toContain('<td>2/4</td>');
    expect(page).toContain('<a class="from" href="#chart-2">b</a> <a class="from" href="#chart-4">d</a>');
    expect(page).toContain('<summary>1</summary><a class="from" href="#chart-5">e</a>');
  });

  it('names those that concern no chart, and those that charts cannot answer, with the reason', () => {
    expect(page).toContain('本批病历未涉及的指标 1 项');
    expect(page).toContain('<p>需要人员工作月数，病历中没有</p>');
  });

  it('draws rates by department, the worst first, and tells them to those who do not see', () => {
    expect(page).toContain('<desc>&lt;骨科&gt; 0% (0/1)；外科 66.7% (2/3)</desc>');
  });

  it('draws rates by month of discharge, months without charts kept apart', () => {
    expect(page).toContain('<desc>2024-03 100% (1/1)；2024-05 50% (1/2)</desc>');
    expect(page.match(/class="line bridge"/g)).toHaveLength(1);
    expect(page).toContain('>2024-04</text>');
  });

  it('draws no picture of what nobody fails, nor of a single department or month', () => {
    expect(htmlReport(aReport([chart('a', '外科', '2024-03-09', 'met')]))).not.toContain('id="pictures"');
    expect(htmlReport(aReport([chart('a', '外科', '2024-03-09', 'failed')]))).not.toContain('id="pictures"');
  });

  it('draws no picture of a handful of charts', () => {
    const few = [chart('a', '外科', '2024-03-09', 'met'), chart('b', '内科', '2024-04-09', 'failed')];
    expect(htmlReport(aReport(few))).not.toContain('id="pictures"');
  });

  it('comes after the findings of a single chart', () => {
    const alone = htmlReport(aReport([chart('a', '外科', '2024-03-09', 'failed')]));
    expect(alone.indexOf('id="indicators"')).toBeGreaterThan(alone.indexOf('id="by-chart"'));
    expect(page.indexOf('id="indicators"')).toBeLessThan(page.indexOf('id="by-chart"'));
  });

  it('opens and closes the same tags', () => {
    const body = page.slice(page.indexOf('<body>'), page.indexOf('<script'));
    const open: string[] = [];
    for (const [, slash, name = ''] of body.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
      if (name === 'input') continue;
      if (!slash) open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual(['body']);
  });
});
