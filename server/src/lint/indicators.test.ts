import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Chart } from '../chart/model.ts';
import type { Finding } from './finding.ts';
import { type Evidence, type Indicator, indicatorSchema, outcomesOf, rulesWanting } from './indicators.ts';
import { matchesRule } from './match.ts';
import { type ActiveRule, createRuleSet } from './rule-set.ts';
import { aChart } from './testing/charts.ts';

const both = (text: string) => ({ zh: text, en: text });
const schema = indicatorSchema(z.string());
const words = { basis: [{ source: 'ZB2021', clause: '指标' }], numerator: both('n'), denominator: both('d') };
const anIndicator = (id: string, more: object): Indicator<string> =>
  schema.parse({ id, name: both(id), ...words, ...more });

const TIME = anIndicator('TL-01', {
  population: { encounter: ['inpatient'] },
  fails: [{ rule: 'timeliness/admission-record' }],
});
const OPERATED = anIndicator('TL-02', {
  population: { discharged: true, has: ['operation', ['order', 'report']] },
  fails: [{ rule: 'section/required', data: { document: 'rescue-record' } }],
});
const BOTH = anIndicator('KEY', { combines: ['TL-01', 'TL-02'] });

const activeRule = (id: string, source = 'BW2010'): ActiveRule =>
  ({ id, basis: [{ source, clause: '' }] }) as unknown as ActiveRule;
const RULES = [activeRule('timeliness/admission-record'), activeRule('section/required')];

function finding(rule: string, more: Partial<Finding> = {}): Finding {
  const place = { file: 'a.emr', start: 0, end: 0 };
  return { rule, severity: 'error', message: 'm', data: {}, ...place, related: [], fixes: [], ...more };
}

function evidence(more: Partial<Evidence<string>> & { holding?: string[]; active?: ActiveRule[] } = {}) {
  const { holding = ['operation', 'report'], active = RULES, ...rest } = more;
  const chart: Chart = aChart({ admission: '2024-03-01T08:00', discharge: '2024-03-09T08:00' });
  const rules = createRuleSet(active, []);
  const plain = { findings: [], undecided: new Set<string>(), excerpt: false, grade: '甲' };
  return { chart, rules, ...plain, holds: (condition: string) => holding.includes(condition), ...rest };
}

const outcome = (indicator: Indicator<string>, given: Evidence<string>) => outcomesOf(given, [indicator])[indicator.id];

describe('whom an indicator concerns', () => {
  it('goes by encounter, discharge and what the chart holds', () => {
    expect(outcome(TIME, evidence())).toBe('met');
    expect(outcome(TIME, evidence({ chart: aChart({ type: 'outpatient' }) }))).toBeUndefined();
    expect(outcome(OPERATED, evidence())).toBe('met');
    expect(outcome(OPERATED, evidence({ holding: ['operation'] }))).toBeUndefined();
    expect(outcome(OPERATED, evidence({ holding: ['order', 'report'] }))).toBeUndefined();
    expect(outcome(OPERATED, evidence({ chart: aChart({ admission: '2024-03-01T08:00' }) }))).toBeUndefined();
    expect(outcome(OPERATED, evidence({ chart: aChart({ death: '2024-03-01T08:00' }) }))).toBe('met');
  });

  it('of the dead or the living alone', () => {
    const dead = { ...TIME, population: { died: true, has: [] } };
    expect(outcome(dead, evidence())).toBeUndefined();
    expect(outcome(dead, evidence({ chart: aChart({ death: '2024-03-09T08:00' }) }))).toBe('met');
  });
});

describe('what a chart says', () => {
  const late = finding('timeliness/admission-record', { state: 'late' });

  it('one failing item fails it, a finding about something else does not', () => {
    expect(outcome(TIME, evidence({ findings: [late] }))).toBe('failed');
    expect(outcome(OPERATED, evidence({ findings: [late] }))).toBe('met');
    const elsewhere = finding('section/required', { data: { document: 'admission-record' } });
    const here = finding('section/required', { data: { document: 'rescue-record' } });
    expect(outcome(OPERATED, evidence({ findings: [elsewhere] }))).toBe('met');
    expect(outcome(OPERATED, evidence({ findings: [elsewhere, here] }))).toBe('failed');
  });

  it.each([
    ['the time has not run out', { findings: [finding(late.rule, { state: 'due', severity: 'information' })] }],
    [
      'it lacks what would tell',
      { findings: [finding(late.rule, { message: 'unverifiable', severity: 'information' })] },
    ],
    ['a reviewer is asked to look', { findings: [finding(late.rule, { severity: 'information' })] }],
    ['the check left something open', { undecided: new Set([late.rule]) }],
    ['the rule is off', { active: [] }],
    ['it is a part of a chart', { excerpt: true }],
  ])('is undecided where %s', (_, more) => {
    expect(outcome(TIME, evidence(more))).toBe('undecided');
  });

  it('fails all the same where it is certain: an excerpt shows what is late', () => {
    expect(outcome(TIME, evidence({ findings: [late], excerpt: true, undecided: new Set([late.rule]) }))).toBe(
      'failed',
    );
  });

  it('is judged by the limit of the text that is asked for', () => {
    const strict = { ...TIME, fails: [{ rule: late.rule, by: 'HX2025' }] };
    expect(outcome(strict, evidence())).toBe('undecided');
    expect(outcome(strict, evidence({ active: [activeRule(late.rule, 'HX2025')] }))).toBe('met');
  });

  it('passes by its grade; without a sheet nothing is said', () => {
    const grade = anIndicator('TQ-09', { population: {}, grade: '甲' });
    expect(outcome(grade, evidence())).toBe('met');
    expect(outcome(grade, evidence({ grade: '乙' }))).toBe('failed');
    expect(outcome(grade, evidence({ grade: undefined }))).toBe('undecided');
    expect(outcome(grade, evidence({ excerpt: true }))).toBe('undecided');
  });

  it('combined: one that fails decides, then one in doubt', () => {
    const combined = (more: Parameters<typeof evidence>[0]) => outcomesOf(evidence(more), [TIME, OPERATED, BOTH]).KEY;
    expect(combined({})).toBe('met');
    expect(combined({ holding: [] })).toBe('met');
    expect(combined({ findings: [late], undecided: new Set(['section/required']) })).toBe('failed');
    expect(combined({ undecided: new Set(['section/required']) })).toBe('undecided');
    expect(combined({ chart: aChart({ type: 'outpatient' }), holding: [] })).toBeUndefined();
  });
});

describe('definitions', () => {
  it('name the rules that are still wanting, their parts included', () => {
    const exists = (match: { rule: string }) => matchesRule(match, 'section/required');
    expect(rulesWanting(OPERATED, [], exists)).toEqual([]);
    expect(rulesWanting(BOTH, [TIME, OPERATED, BOTH], exists)).toEqual(['timeliness/admission-record']);
  });

  it('have to say what is counted, or why nothing can be', () => {
    const parse = (more: object) => schema.safeParse({ id: 'A-1', name: both('a'), ...words, ...more }).success;
    expect(parse({})).toBe(false);
    expect(parse({ population: {} })).toBe(false);
    expect(parse({ unanswerable: both('no') })).toBe(true);
    expect(parse({ unanswerable: both('no'), population: {}, fails: [{ rule: 'a/b' }] })).toBe(false);
    expect(parse({ combines: ['B'], fails: [{ rule: 'a/b' }] })).toBe(false);
  });
});
