import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aFinding, aReport, aReportChart, WAIVED } from '../testing.ts';
import { htmlReport } from './page.ts';
import { SCRIPT, SCRIPT_HASH } from './script.ts';

const hostile = `</script><script>alert(1)</script><img src=x onerror="alert(2)">'"&`;

describe('htmlReport', () => {
  it('lets its own script run, and no other', () => {
    expect(SCRIPT_HASH).toBe(`sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`);
    const page = htmlReport(aReport());
    expect(page).toContain(`script-src '${SCRIPT_HASH}'`);
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(() => new Function(SCRIPT)).not.toThrow();
  });

  it('loads nothing', () => {
    const page = htmlReport(aReport());
    expect(page).not.toMatch(/<(?:link|img|iframe|object|embed|audio|video|source|base|form)\b|\ssrc=|\shref="(?!#)/i);
    expect(page).not.toMatch(/url\(|@import|https?:/);
  });

  it('takes nothing of a record for markup', () => {
    const finding = aFinding({
      ...{ message: hostile, file: hostile, rule: 'writing/clock' },
      excerpt: { before: hostile, marked: hostile, after: hostile },
      related: [
        {
          file: hostile,
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
          message: hostile,
        },
      ],
      fixes: [{ title: hostile, safety: 'safe', edits: [] }],
      waived: { reason: hostile, by: hostile, date: hostile },
    });
    const chart = aReportChart({
      id: hostile,
      patient: hostile,
      department: hostile,
      files: [hostile],
      findings: [finding],
    });
    const page = htmlReport(aReport([chart]));
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).not.toContain('<img');
    expect(page).not.toMatch(/onerror="/);
  });

  it('shows score, grade, message, clause and the marked text of every finding without its script', () => {
    const page = htmlReport(aReport());
    for (const part of [
      '<b>86.5</b><i>乙</i>',
      '手术记录于2024-03-02 12:00完成，迟1小时',
      '《病历书写基本规范》第二十二条(十五)',
      '【<mark>手术记录</mark>】',
      '外科/a 1.emr:12:2',
    ]) {
      expect(page).toContain(part);
    }
  });

  it('does not count what is waived, but shows it with its reason', () => {
    const page = htmlReport(aReport([aReportChart({ findings: [aFinding({ waived: WAIVED })] })]));
    expect(page).toContain('豁免理由：已与上级核实（王质控，2024-03-12）');
    expect(page).toContain('<b>0</b><span>错误</span>');
    expect(page).toContain('data-severity="waived"');
  });

  it('tells departments apart when there are several', () => {
    const charts = [aReportChart({ id: 'a' }), aReportChart({ id: 'b', department: '内科', score: undefined })];
    const page = htmlReport(aReport(charts));
    expect(page).toContain('<th scope="row">内科</th><td>1</td><td>–</td>');
    expect(htmlReport(aReport())).not.toContain('按科室');
  });

  it('has the same tags opened and closed', () => {
    const page = htmlReport(
      aReport([
        aReportChart({ findings: [aFinding(), aFinding({ waived: WAIVED })] }),
        aReportChart({ id: 'b', department: '内科' }),
      ]),
    );
    const body = page.slice(page.indexOf('<body>'), page.indexOf('<script'));
    const open: string[] = [];
    for (const [, slash, name = ''] of body.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
      if (name === 'input') continue;
      if (!slash) open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual(['body']);
  });

  it('speaks English', () => {
    const page = htmlReport(aReport([aReportChart()], { locale: 'en' }));
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('Record quality report');
  });

  it('takes a template for no patient', () => {
    const page = htmlReport(
      aReport([aReportChart({ id: '?/入院.emrt', files: ['入院.emrt'], patient: '{{姓名}}', score: undefined })]),
    );
    expect(page).toContain('<strong>入院.emrt</strong><small>模板</small>');
  });
});
