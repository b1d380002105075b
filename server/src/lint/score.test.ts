import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import packs from '../generated/packs.json' with { type: 'json' };
import type { Finding } from './finding.ts';
import { matchesRule } from './match.ts';
import { type ScoreSheet, scoreChart, scoreSheetSchema } from './score.ts';

const folder = join(import.meta.dirname, '../../../rules/scores');
const sheets = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => {
      const sheet = scoreSheetSchema.parse(parse(readFileSync(join(folder, name), 'utf8')));
      return [sheet.name, sheet];
    }),
);
function sheet(name: string): ScoreSheet {
  const found = sheets.get(name);
  if (!found) throw new Error(`no sheet ${name}`);
  return found;
}

function finding(rule: string, more: Partial<Finding> = {}): Finding {
  return {
    rule,
    severity: 'error',
    message: 'm',
    data: {},
    file: 'a.emr',
    start: 0,
    end: 0,
    related: [],
    fixes: [],
    ...more,
  };
}
const score = (name: string, findings: Finding[]) => scoreChart(findings, sheet(name));
const zhejiang = (...findings: Finding[]) => score('zhejiang-2021', findings);

describe('the sheets', () => {
  it('are the two that are promised', () => {
    expect([...sheets.keys()].sort()).toEqual(['default', 'zhejiang-2021']);
  });

  it('of Zhejiang weighs 100 points, the time limit of the admission record apart', () => {
    const caps = sheet('zhejiang-2021').items.filter(({ id }) => id !== 'admission-timeliness');
    expect(caps.reduce((sum, { cap }) => sum + (cap ?? 0), 0)).toBe(100);
  });

  const rules = packs.flatMap((pack) => pack.rules.map(({ id }) => id));
  /** The sheets know already of rules that are to come. */
  const toCome = /^copy\//;

  it.each([...sheets.keys()])('%s names rules that exist', (name) => {
    const { items, unscored } = sheet(name);
    const matches = [...unscored, ...items.flatMap(({ rows }) => rows.flatMap((row) => row.matches))];
    const unknown = matches.filter((match) => !rules.some((id) => matchesRule(match, id)) && !toCome.test(match.rule));
    expect(unknown.map(({ rule }) => rule)).toEqual([]);
  });

  it.each([...sheets.keys()])(
    '%s has a row for errors and warnings of every rule, or passes it over with a reason',
    (name) => {
      const { unscored } = sheet(name);
      for (const rule of [...rules, 'copy/case-features', 'copy/near-duplicate']) {
        const passed = unscored.some((match) => matchesRule(match, rule));
        for (const severity of ['error', 'warning'] as const) {
          const { deductions } = score(name, [finding(rule, { severity })]);
          expect([rule, severity, deductions.length], 'a row or a reason, not both').toEqual([
            rule,
            severity,
            passed ? 0 : 1,
          ]);
        }
      }
    },
  );

  it.each([...sheets.keys()])('%s gives a clean chart full marks', (name) => {
    expect(score(name, [])).toMatchObject({ points: 100, grade: '甲', vetoes: [], deductions: [] });
  });
});

describe('Zhejiang 2021', () => {
  it('draws its grades at 90 and 80', () => {
    const late = finding('timeliness/progress-note-interval', { state: 'late', message: 'late' });
    const times = (n: number) => zhejiang(...Array.from({ length: n }, () => late));
    expect([times(5).points, times(5).grade]).toEqual([90, '甲']);
    expect([times(6).points, times(6).grade]).toEqual([88, '乙']);
    const more = finding('timeliness/consultation-routine', { state: 'late' });
    const both = zhejiang(...Array.from({ length: 8 }, () => late), more, more);
    expect([both.points, both.grade]).toEqual([80, '乙']);
    expect(
      zhejiang(...Array.from({ length: 8 }, () => late), more, more, finding('writing/clock', { severity: 'warning' }))
        .grade,
    ).toBe('丙');
  });

  it('takes no more of an item than its cap', () => {
    const bill = zhejiang(
      ...Array.from({ length: 12 }, () => finding('timeliness/progress-note-interval', { state: 'late' })),
    );
    expect(bill.points).toBe(82);
    expect(bill.deductions).toMatchObject([{ asked: 24, taken: 18 }]);
  });

  it('takes 10 for a veto, instead of the other deductions of its item', () => {
    const bill = zhejiang(
      finding('timeliness/rescue-record', { state: 'late' }),
      finding('timeliness/progress-note-interval', { state: 'late' }),
      finding('timeliness/admission-record', { state: 'late' }),
    );
    expect(bill.points).toBe(85);
    expect(bill.vetoes.map(({ zh }) => zh)).toEqual(['抢救记录未在6小时内完成']);
    expect(bill.deductions.map(({ taken, veto }) => [taken, veto])).toEqual([
      [5, false],
      [10, true],
      [0, false],
    ]);
  });

  it('takes 10 for each veto, however often it strikes', () => {
    const missing = (rule: string) => finding(rule, { state: 'missing' });
    const twice = zhejiang(missing('timeliness/operation-record'), missing('timeliness/operation-record'));
    expect([twice.points, twice.vetoes.length]).toEqual([90, 1]);
    const two = zhejiang(missing('timeliness/operation-record'), missing('timeliness/post-op-first-note'));
    expect([two.points, two.vetoes.length]).toEqual([80, 2]);
  });

  it('tells a missing record from a late one', () => {
    expect(zhejiang(finding('timeliness/operation-record', { state: 'missing' })).points).toBe(90);
    expect(zhejiang(finding('timeliness/operation-record', { state: 'late' }))).toMatchObject({
      points: 95,
      vetoes: [],
    });
  });

  it('tells sections apart by the data of the finding, and deducts a fault once', () => {
    const absent = (section: string) =>
      finding('section/required', { data: { document: 'admission-record', section } });
    expect(zhejiang(absent('chief-complaint')).points).toBe(98);
    expect(zhejiang(absent('personal-history'), absent('family-history')).points).toBe(98);
    expect(zhejiang(absent('informant')).points).toBe(99.5);
  });

  it('lets advice and deadlines ahead pass', () => {
    const due = finding('timeliness/discharge-record', { state: 'due', severity: 'information' });
    expect(zhejiang(due, { ...due, severity: 'error' }, finding('section/order', { severity: 'hint' })).points).toBe(
      100,
    );
  });
});

describe('other ways of a sheet', () => {
  const own = scoreSheetSchema.parse({
    name: 'own',
    title: { zh: '本院', en: 'own' },
    grades: [
      { grade: '甲', atLeast: 90 },
      { grade: '乙', atLeast: 70 },
      { grade: '丙', atLeast: 0 },
    ],
    veto: { grade: '丙' },
    items: [
      {
        id: 'all',
        title: { zh: '全部', en: 'all' },
        rows: [
          { title: { zh: '否决', en: 'veto' }, veto: true, matches: [{ rule: 'copy/other-patient' }] },
          { title: { zh: '其他', en: 'other' }, points: 60, each: true, matches: [{ rule: 'writing/*' }] },
        ],
      },
    ],
  });

  it('lets a veto cap the grade instead of taking points', () => {
    expect(scoreChart([finding('copy/other-patient')], own)).toMatchObject({ points: 100, grade: '丙' });
  });

  it('does not fall below nothing', () => {
    expect(scoreChart([finding('writing/clock'), finding('writing/clock')], own)).toMatchObject({
      points: 0,
      grade: '丙',
    });
  });

  it('refuses grades out of order, a veto with points, and a row without', () => {
    const refused = (change: object) => scoreSheetSchema.safeParse({ ...own, ...change }).success;
    expect(refused({})).toBe(true);
    expect(refused({ grades: [...own.grades].reverse() })).toBe(false);
    expect(refused({ veto: { grade: '丁' } })).toBe(false);
    const rows = own.items[0]?.rows ?? [];
    expect(
      refused({ items: [{ ...own.items[0], rows: rows.map((row) => ({ ...row, points: 1, veto: true })) }] }),
    ).toBe(false);
    expect(
      refused({ items: [{ ...own.items[0], rows: rows.map((row) => ({ ...row, points: undefined, veto: false })) }] }),
    ).toBe(false);
  });
});
