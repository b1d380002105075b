import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Judge } from '../server/src/cli/judge.ts';
import { minutesOfTime } from '../server/src/lint/config.ts';
import { createEngine } from '../server/src/lint/engine.ts';
import type { ReportChart, ReportFinding } from '../server/src/report/model.ts';
import { decode } from '../server/src/syntax/decode.ts';
import { builtInParts } from '../server/src/workspace/linter.ts';

const samples = fileURLToPath(new URL('../samples', import.meta.url));
const judge = new Judge({
  cwd: samples,
  now: minutesOfTime('2026-01-01T00:00') as number,
  locale: 'zh',
  excerpts: true,
  fix: false,
});

interface Seed {
  readonly rule: string;
  /** A piece of the line the finding is to lie on. */
  readonly at: string;
  readonly defect: string;
}

async function chartsIn(folder: string): Promise<ReportChart[]> {
  const charts: ReportChart[] = [];
  for await (const job of judge.batch.jobs([join(samples, folder)])) {
    const { charts: judged, unreadable } = await judge.run(job);
    expect(unreadable).toEqual([]);
    charts.push(...judged);
  }
  return charts;
}

/** The file, or for a chart of several files (or with a configuration of its own) their folder. */
function nameOf({ files }: ReportChart, folder: string): string {
  const [first = ''] = files;
  return dirname(first) === folder ? basename(first) : basename(dirname(first));
}

/** Whether the finding is what the planted defect asks for. */
function answers({ rule, at }: Seed, finding: ReportFinding): boolean {
  return finding.rule === rule && lineOf(finding).includes(at);
}

const texts = new Map<string, string[]>();

function lineOf({ file, range }: ReportFinding): string {
  const lines = texts.get(file) ?? decode(readFileSync(join(samples, file))).text.split(/\r?\n/);
  texts.set(file, lines);
  return lines[range.start.line] ?? '';
}

/** What a newcomer reads beside the chart: one line of JSON for each finding. Lines count from 1. */
function golden(findings: readonly ReportFinding[]): string {
  const rows = findings.map(({ rule, severity, state, file, range, excerpt, message }) =>
    JSON.stringify({
      rule,
      severity,
      ...(state && { state }),
      file,
      line: range.start.line + 1,
      text: excerpt?.marked,
      message,
    }),
  );
  return `[\n  ${rows.join(',\n  ')}\n]\n`;
}

const seeds: Record<string, Seed[]> = parse(readFileSync(join(samples, 'defects/seeds.yaml'), 'utf8'));
const clean = await chartsIn('clean');
const defects = await chartsIn('defects');

describe('every sample stands in both forms', () => {
  it('under one name', () => {
    expect(readdirSync(join(samples, 'clean')).sort()).toEqual(
      readdirSync(join(samples, 'defects'))
        .filter((name) => !/findings\.json$|^seeds\.yaml$/.test(name))
        .sort(),
    );
    expect(defects.map((chart) => nameOf(chart, 'defects')).sort()).toEqual(Object.keys(seeds).sort());
    expect(clean.map(({ id }) => id.split('/')[0]).sort()).toEqual(defects.map(({ id }) => id.split('/')[0]).sort());
  });
});

it('every rule that is on by default is shown at work', () => {
  const { rules } = createEngine(builtInParts).compile({}).ruleSet;
  const shown = new Set(defects.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
  expect([...rules.keys()].filter((id) => !shown.has(id))).toEqual([]);
});

describe('a clean chart is silent', () => {
  it.each(clean.map((chart) => [nameOf(chart, 'clean'), chart] as const))('%s', (_, { findings }) => {
    expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
  });
});

describe('a chart with planted defects', () => {
  const named = defects.map((chart) => [nameOf(chart, 'defects'), chart] as const);

  it.each(named)('%s: each defect is found where it is, and nothing else', (name, { findings }) => {
    const open = [...(seeds[name] ?? [])];
    const unplanted = findings.filter((finding) => {
      const index = open.findIndex((seed) => answers(seed, finding));
      if (index >= 0) open.splice(index, 1);
      return index < 0;
    });
    expect(open.map(({ rule, at }) => `${rule} @ ${at}`)).toEqual([]);
    expect(unplanted.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
  });

  it.each(named)('%s: reports what its golden list says', async (name, { findings }) => {
    const path = name.includes('.') ? name.replace(/\.emrt?$/, '.findings.json') : `${name}/findings.json`;
    await expect(golden(findings)).toMatchFileSnapshot(join(samples, 'defects', path));
  });
});
