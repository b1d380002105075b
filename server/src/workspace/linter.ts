import { posix } from 'node:path';
import { buildChart } from '../chart/build.ts';
import type { Chart, ChartFile } from '../chart/model.ts';
import { checks } from '../checks/index.ts';
import { fixes } from '../fixes/index.ts';
import builtInPacks from '../generated/packs.json' with { type: 'json' };
import { createCalendar } from '../lint/calendar.ts';
import type { AnyCheck, AnyFixKind, Environment } from '../lint/check.ts';
import { calendarOf, selectionOf, specialDepartments } from '../lint/config.ts';
import { createCriticalLimits } from '../lint/critical-limits.ts';
import { createEngine, type Engine, judgeChart as judgeByRules } from '../lint/engine.ts';
import { fingerprints } from '../lint/fingerprint.ts';
import type { Outcomes } from '../lint/indicators.ts';
import type { Pack } from '../lint/pack.ts';
import type { RuleProblem, RuleSet } from '../lint/rule-set.ts';
import { sampleLimits } from '../lint/sample-limits.ts';
import type { ScoreSheet } from '../lint/score.ts';
import { viewChart } from '../lint/view.ts';
import { applyWaivers } from '../lint/waivers.ts';
import type { SourceProblem } from '../lint/yaml-source.ts';
import type { IndicatorDefinition } from '../report/indicators.ts';
import { builtInVocabulary } from '../vocabulary/builtin.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import type { Configuration } from './configuration.ts';
import { builtInIndicators, definitionsFor, outcomesFor } from './indicators.ts';
import type { Judging, Verdict } from './verdict.ts';

export interface LinterParts {
  readonly vocabulary: Vocabulary;
  readonly packs: readonly Pack[];
  readonly checks: readonly AnyCheck[];
  readonly fixes: readonly AnyFixKind[];
}

/** The one place where rules, checks, fixes and vocabulary come together. */
export const builtInParts: LinterParts = {
  vocabulary: builtInVocabulary,
  packs: builtInPacks as unknown as readonly Pack[],
  checks,
  fixes,
};

/** The time charts are judged at. */
export interface AsOf {
  /** Minutes since 1970-01-01T00:00, hospital wall clock. */
  readonly minutes: number;
  /** Somebody named it; otherwise it is now. */
  readonly given: boolean;
}

/** A configuration brought to life: its rules compiled, one set for each department that has rules of its own. */
export interface Workbench {
  readonly configuration: Configuration;
  readonly engine: Engine;
  /** The indicators, with what is wanting to answer them. */
  readonly definitions: readonly IndicatorDefinition[];
  /** Everything wrong with configuration, waivers and packs. */
  readonly problems: readonly SourceProblem[];
  ruleSetFor(department: string | undefined): RuleSet;
  /** `nameless` makes the id of a chart that names no patient from its first file. */
  judging(asOf: AsOf, nameless: (file: string) => string): LinterJudging;
}

export interface LinterJudging extends Judging {
  readonly environment: Environment;
  readonly workbench: Workbench;
  chart(files: readonly ChartFile[]): Chart;
  judgeChart(chart: Chart): Verdict;
  /** What a judged chart says of each indicator that concerns it. */
  outcomes(chart: Chart, verdict: Verdict, sheet: ScoreSheet | undefined): Outcomes;
}

export class Linter {
  readonly parts: LinterParts;
  /** The indicators, with what is wanting to answer them. */
  readonly definitions: readonly IndicatorDefinition[];
  readonly #engine: Engine;
  readonly #workbenches = new WeakMap<Configuration, Workbench>();

  constructor(parts: LinterParts = builtInParts) {
    this.parts = parts;
    this.#engine = createEngine(parts);
    this.definitions = definitionsFor(this.#engine, builtInIndicators);
  }

  get engine(): Engine {
    return this.#engine;
  }

  /** Compiles a configuration, once. */
  workbench(configuration: Configuration): Workbench {
    const known = this.#workbenches.get(configuration);
    if (known) return known;
    const { parts } = this;
    const { packs } = configuration;
    const engine = packs.length > 0 ? createEngine({ ...parts, packs: [...parts.packs, ...packs] }) : this.#engine;
    const workbench = createWorkbench(parts, engine, configuration, this.definitions);
    this.#workbenches.set(configuration, workbench);
    return workbench;
  }
}

function createWorkbench(
  { vocabulary, checks }: LinterParts,
  engine: Engine,
  configuration: Configuration,
  definitions: readonly IndicatorDefinition[],
): Workbench {
  const { config, waivers } = configuration;
  const general = engine.compile(selectionOf(config));
  const special = new Map(
    specialDepartments(config).map((department) => [department, engine.compile(selectionOf(config, department))]),
  );
  const ruleSetFor = (department: string | undefined): RuleSet =>
    (special.get((department ?? '').replace(/\s/g, '')) ?? general).ruleSet;
  const isWorkday = createCalendar(calendarOf(config));
  const criticalLimits = createCriticalLimits(config.criticalLimits ?? [], sampleLimits, vocabulary);
  const workbench: Workbench = {
    configuration,
    engine,
    definitions,
    problems: [...configuration.problems, ...locateProblems(configuration, [general, ...special.values()])],
    ruleSetFor,
    judging(asOf, nameless) {
      const environment: Environment = {
        asOf: asOf.minutes,
        asOfGiven: asOf.given,
        isWorkday,
        vocabulary,
        criticalLimits,
      };
      const chart = (files: readonly ChartFile[]) => identify(buildChart(files, vocabulary), nameless);
      const judgeChart = (built: Chart): Verdict => {
        const rules = ruleSetFor(built.encounter.department?.value);
        const { findings, repeated, undecided } = judgeByRules(built, rules, environment);
        const judged = applyWaivers(built.id, findings, fingerprints(built, findings), waivers?.waivers ?? []);
        return {
          chart: built.id,
          findings: judged,
          running: viewChart(built, environment).running,
          rules,
          repeated,
          undecided,
        };
      };
      const judge = (files: readonly ChartFile[]) => judgeChart(chart(files));
      const outcomes: LinterJudging['outcomes'] = (built, verdict, sheet) =>
        outcomesFor(built, verdict, sheet, environment, { engine, checks, definitions });
      return { environment, workbench, accepts: configuration.accepts, chart, judgeChart, judge, outcomes };
    },
  };
  return workbench;
}

/** A chart without a patient is called after its file, the same whether editor or command line reads it. */
function identify(chart: Chart, nameless: (file: string) => string): Chart {
  const [first] = chart.files;
  return first && chart.id.startsWith('?/') ? { ...chart, id: `?/${nameless(first.name)}` } : chart;
}

/** The folder from which nameless charts are counted: that of the waivers, else of the configuration, else `fallback`. */
export function identityBase({ waivers, file }: Configuration, fallback: string): string {
  const anchor = waivers?.file ?? file;
  return anchor === undefined ? fallback : posix.dirname(anchor);
}

/** What the engine found in a configuration, at its place in whichever of the files says it; each fault once. */
function locateProblems(
  { sources }: Configuration,
  compiled: readonly { readonly problems: readonly RuleProblem[] }[],
): SourceProblem[] {
  const located = new Map<string, SourceProblem>();
  for (const problem of compiled.flatMap(({ problems }) => problems)) {
    const path = problem.origin === 'pack' ? ['packs'] : problem.path;
    const source = sources.find(({ config }) => says(config, path)) ?? sources[0];
    if (!source) continue;
    const at = source.locate({ ...problem, path });
    located.set(`${at.file}:${at.start}:${at.message.en}`, at);
  }
  return [...located.values()];
}

function says(config: unknown, path: readonly (string | number)[]): boolean {
  let value = config;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !(key in value)) return false;
    value = (value as Record<string | number, unknown>)[key];
  }
  return true;
}
