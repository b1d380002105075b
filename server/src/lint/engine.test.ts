import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { ChartDocument } from '../chart/model.ts';
import { type AnyCheck, defineCheck, defineFix } from './check.ts';
import { createEngine, lintChart } from './engine.ts';
import type { Pack } from './pack.ts';
import { aChart, aDocument, anEnvironment, at } from './testing/charts.ts';

const shout = defineCheck({
  kind: 'shout',
  scope: 'document',
  params: z.strictObject({ word: z.string(), kinds: z.array(z.string()).optional() }),
  messages: ['found'],
  subscribe: ({ kinds }) => kinds,
  run(document, { word }, _environment, report) {
    for (
      let start = document.node.text.indexOf(word);
      start >= 0;
      start = document.node.text.indexOf(word, start + 1)
    ) {
      const related = [{ start: 0, end: 1, label: { zh: '开头', en: 'start' } }];
      report({ at: { start, end: start + word.length }, message: 'found', data: { word }, related });
    }
  },
});
const silent = defineCheck({
  kind: 'deadline',
  scope: 'chart',
  params: z.strictObject({ within: z.number().int(), state: z.enum(['missing', 'late', 'due']).default('late') }),
  messages: ['late'],
  run(view, { within, state }, report) {
    report({ at: { file: 'a.emr', start: 0, end: 2 }, message: 'late', data: { within }, state });
    void view;
  },
});
const broken = defineCheck({
  kind: 'broken',
  scope: 'document',
  params: z.strictObject({}),
  messages: [],
  subscribe: () => undefined,
  run(document, _params, _environment, report) {
    report({ at: document.anchor, message: 'x', data: {} });
    throw new TypeError(`cannot read ${document.node.text}`);
  },
});
const checks: AnyCheck[] = [shout, silent, broken];
const both = (text: string) => ({ zh: text, en: text });

function rule(id: string, more: object = {}): Pack['rules'][number] {
  return {
    id,
    title: both(id),
    description: both(id),
    basis: [{ source: 'BW2010', clause: '第三条' }],
    severity: 'error',
    checks: [{ kind: 'shout', word: '甲' }],
    messages: { found: both('{word}'), late: both('{within}') },
    examples: { good: [{ text: '' }], bad: [], silent: [] },
    ...more,
  } as Pack['rules'][number];
}
function pack(name: string, rules: Pack['rules'], amend: Pack['amend'] = []): Pack {
  return { name, title: both(name), rules, amend };
}
const environment = anEnvironment({ asOf: at('2024-03-10T00:00') });
const chart = aChart({
  documents: [
    aDocument({ text: '甲乙', kind: 'progress-note' }),
    aDocument({ text: '丙甲', kind: 'order-sheet', offset: 100 }),
  ],
});

describe('compile', () => {
  const national = pack('national', [rule('writing/a')]);

  it('runs the rules of the selected packs, and those the configuration gives a severity', () => {
    const engine = createEngine({
      packs: [national, pack('local', [rule('writing/b'), rule('writing/c')])],
      checks,
      fixes: [],
    });
    expect([...engine.compile({}).ruleSet.rules.keys()]).toEqual(['writing/a']);
    expect([...engine.compile({ packs: ['local'] }).ruleSet.rules.keys()]).toEqual(['writing/b', 'writing/c']);
    const { ruleSet, problems } = engine.compile({ rules: { 'writing/a': 'off', 'writing/c': 'hint' } });
    expect(problems).toEqual([]);
    expect([...ruleSet.rules.values()].map(({ id, severity }) => [id, severity])).toEqual([['writing/c', 'hint']]);
  });

  it('takes parameters from the configuration and refuses those no check knows', () => {
    const engine = createEngine({ packs: [national], checks, fixes: [] });
    const { ruleSet, problems } = engine.compile({ rules: { 'writing/a': { word: '乙', wrod: '丙' } } });
    expect(lintChart(chart, ruleSet, environment).map(({ data, start }) => [data.word, start])).toEqual([['乙', 1]]);
    expect(problems).toMatchObject([
      { origin: 'configuration', rule: 'writing/a', path: ['rules', 'writing/a', 'wrod'] },
    ]);
  });

  it('says where a parameter of a pack or of the configuration is wrong, and runs the rest', () => {
    const packs = [
      pack('national', [
        rule('writing/a', {
          checks: [
            { kind: 'shout', word: 1 },
            { kind: 'shuot', word: '甲' },
          ],
        }),
        rule('writing/b'),
      ]),
    ];
    const { ruleSet, problems } = createEngine({ packs, checks, fixes: [] }).compile({
      rules: { 'writing/b': { word: 2 } },
    });
    expect(problems.map(({ origin, path }) => [origin, ...path])).toEqual([
      ['pack', 'checks', 0, 'word'],
      ['pack', 'checks', 1, 'kind'],
      ['configuration', 'rules', 'writing/b', 'word'],
    ]);
    expect(problems[1]?.message.en).toContain('did you mean shout');
    expect(ruleSet.rules.size).toBe(2);
  });

  it('guesses what a misspelt rule or pack was meant to be', () => {
    const engine = createEngine({ packs: [national], checks, fixes: [] });
    const { problems } = engine.compile({ packs: ['natoinal'], rules: { 'writting/a': 'off' } });
    expect(problems.map(({ message }) => message.en)).toEqual([
      'no pack is called "natoinal"; did you mean national?',
      'there is no rule writting/a; did you mean writing/a?',
    ]);
  });

  it('lets a pack amend a rule of another, and run its amendment alone', () => {
    const amend = [
      {
        id: 'writing/a',
        basis: [],
        severity: 'warning' as const,
        checks: [{ kind: 'shout', word: '乙' }],
        messages: {},
      },
    ];
    const engine = createEngine({ packs: [national, pack('regional', [], amend)], checks, fixes: [] });
    const words = (packs: string[]) =>
      lintChart(chart, engine.compile({ packs }).ruleSet, environment).map(({ data, severity }) => [
        data.word,
        severity,
      ]);
    expect(words(['national'])).toEqual([
      ['甲', 'error'],
      ['甲', 'error'],
    ]);
    expect(words(['national', 'regional'])).toEqual([
      ['甲', 'warning'],
      ['乙', 'warning'],
      ['甲', 'warning'],
    ]);
    expect(words(['regional'])).toEqual([['乙', 'warning']]);
  });

  it('reports a rule defined twice and an amendment of nothing', () => {
    const amend = [{ id: 'writing/z', basis: [], checks: [], messages: {} }];
    const { problems } = createEngine({
      packs: [national, pack('quality', [rule('writing/a')], amend)],
      checks,
      fixes: [],
    });
    expect(problems.map((problem) => problem.rule)).toEqual(['writing/a', 'writing/z']);
  });
});

describe('lintChart', () => {
  const lint = (rules: Pack['rules'], selection: object = {}, on = chart) =>
    lintChart(
      on,
      createEngine({ packs: [pack('national', rules)], checks, fixes: [] }).compile(selection).ruleSet,
      environment,
    );

  it('moves hits of documents to their place in the file', () => {
    expect(
      lint([rule('writing/a')]).map(({ start, end, related }) => [start, end, related[0]?.start, related[0]?.file]),
    ).toEqual([
      [0, 1, 0, 'a.emr'],
      [101, 102, 100, 'a.emr'],
    ]);
  });

  it('shows a check only the kinds it subscribes to', () => {
    const found = lint([
      rule('writing/a', { checks: [{ kind: 'shout', word: '甲', kinds: ['order-sheet', 'order-sheet'] }] }),
    ]);
    expect(found.map(({ start }) => start)).toEqual([101]);
  });

  it('judges a document once for a rule set, wherever it stands', () => {
    const run = vi.spyOn(shout, 'run');
    const { ruleSet } = createEngine({ packs: [pack('national', [rule('writing/a')])], checks, fixes: [] }).compile({});
    const document = aDocument({ text: '甲', kind: 'progress-note' });
    const first = lintChart(aChart({ documents: [document] }), ruleSet, environment);
    const moved: ChartDocument = { ...document, file: 'b.emr', offset: 7 };
    const second = lintChart(aChart({ documents: [moved] }), ruleSet, environment);
    expect(run).toHaveBeenCalledTimes(1);
    expect([first[0]?.start, second[0]?.file, second[0]?.start]).toEqual([0, 'b.emr', 7]);
    run.mockRestore();
  });

  it('turns a throwing check into one finding that holds nothing of the record', () => {
    const found = lint([rule('writing/a'), rule('writing/broken', { checks: [{ kind: 'broken' }] })]);
    expect(found.map(({ rule }) => rule)).toEqual(['writing/a', 'internal/check-failed', 'writing/a']);
    expect(found[1]).toMatchObject({ severity: 'warning', data: { failed: 'writing/broken', check: 'broken' } });
    expect(String(found[1]?.data.error)).toMatch(/^TypeError @ engine\.test\.ts:\d+:\d+$/);
    expect(JSON.stringify(found)).not.toContain('cannot read');
  });

  it('lets the graver of two checks of one rule speak of the same missed deadline', () => {
    const twice = (first: string, second: string) =>
      lint([
        rule('timeliness/x', {
          checks: [
            { kind: 'deadline', within: 7, severity: first },
            { kind: 'deadline', within: 5, severity: second },
          ],
        }),
      ]).map(({ data, severity }) => [data.within, severity]);
    expect(twice('warning', 'error')).toEqual([[5, 'error']]);
    expect(twice('error', 'warning')).toEqual([[7, 'error']]);
    expect(twice('error', 'error')).toEqual([[7, 'error']]);
  });

  it('keeps advice advice whatever severity the configuration gives the rule', () => {
    const due = [rule('timeliness/x', { checks: [{ kind: 'deadline', within: 7, state: 'due' }] })];
    const severities = (severity: string) =>
      lint(due, { rules: { 'timeliness/x': severity } }).map((found) => found.severity);
    expect([severities('error'), severities('hint')]).toEqual([['information'], ['hint']]);
  });

  it('says nothing is still due in a chart that is finished or long silent', () => {
    const due = [rule('timeliness/x', { checks: [{ kind: 'deadline', within: 7, state: 'due' }] })];
    const lastEntry = at('2024-03-02T23:59');
    expect(lint(due)).toHaveLength(1);
    expect(lint(due, {}, aChart({ lastEntry }))).toHaveLength(0);
    expect(lint(due, {}, aChart({ lastEntry: at('2024-03-03T00:00') }))).toHaveLength(1);
    expect(lint(due, {}, aChart({ discharge: '2024-03-09T09:00' }))).toHaveLength(0);
  });

  it('honours the applicability of rule and check', () => {
    const when = { encounter: ['outpatient'] };
    expect(lint([rule('writing/a', { when })])).toEqual([]);
    expect(lint([rule('writing/a', { checks: [{ kind: 'shout', word: '甲', when }] })])).toEqual([]);
  });

  it('adds the fixes of the rule and survives one that throws', () => {
    const fix = defineFix({
      kind: 'mend',
      params: z.strictObject({ fails: z.boolean() }),
      make(_view, { at, subject }, { fails }) {
        if (fails) throw new Error('no');
        return [
          {
            id: 'mend',
            title: both('mend'),
            safety: 'safe',
            edits: [{ ...at, text: subject?.document?.facts.kind ?? '' }],
          },
        ];
      },
    });
    const mended = (fails: boolean) =>
      lintChart(
        aChart({ documents: [aDocument({ text: '甲', kind: 'progress-note' })] }),
        createEngine({
          packs: [pack('national', [rule('writing/a', { fix: { kind: 'mend', fails } })])],
          checks,
          fixes: [fix],
        }).compile({}).ruleSet,
        environment,
      );
    expect(mended(false)[0]?.fixes[0]?.edits).toEqual([{ file: 'a.emr', start: 0, end: 1, text: 'progress-note' }]);
    expect(mended(true).map(({ rule, fixes }) => [rule, fixes.length])).toEqual([
      ['internal/check-failed', 0],
      ['writing/a', 0],
    ]);
  });
});
