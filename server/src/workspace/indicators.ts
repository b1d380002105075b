import type { Chart } from '../chart/model.ts';
import { isConcerned, linked } from '../checks/linked/linked.ts';
import { occurrencesOf } from '../checks/linked/occurrences.ts';
import builtIn from '../generated/indicators.json' with { type: 'json' };
import type { ChartView, Environment } from '../lint/check.ts';
import type { Engine } from '../lint/engine.ts';
import type { Finding } from '../lint/finding.ts';
import { type Outcomes, outcomesOf, rulesWanting } from '../lint/indicators.ts';
import { matchesRule } from '../lint/match.ts';
import type { CheckUse } from '../lint/pack.ts';
import { isInSheet, type ScoreSheet, scoreChart } from '../lint/score.ts';
import { isExcerpt, viewChart } from '../lint/view.ts';
import type { IndicatorDefinition } from '../report/indicators.ts';
import type { Condition, Indicator } from './indicator-file.ts';
import type { Workbench } from './linter.ts';
import type { Verdict } from './verdict.ts';

export const builtInIndicators = builtIn as unknown as readonly Indicator[];

/** Indicators with the rules they count that do not exist. */
export function definitionsFor(engine: Engine, indicators: readonly Indicator[]): readonly IndicatorDefinition[] {
  const ids = [...engine.rules.keys()];
  const exists = (match: { readonly rule: string }) => ids.some((id) => matchesRule(match, id));
  return indicators.map((indicator) => ({ indicator, wanting: rulesWanting(indicator, indicators, exists) }));
}

/** What a judged chart says of each indicator that concerns it. */
export function outcomesFor(
  chart: Chart,
  { findings, repeated, rules, undecided }: Verdict,
  sheet: ScoreSheet | undefined,
  environment: Environment,
  { engine, definitions }: Pick<Workbench, 'engine' | 'definitions'>,
): Outcomes {
  if (chart.template) return {};
  const view = viewChart(chart, environment);
  const open = findings.flatMap(({ finding, waiver }) => (waiver ? [] : [finding]));
  const waived = findings.flatMap(({ finding, waiver }) => (waiver ? [finding] : []));
  const answerable = definitions.filter(({ wanting }) => wanting.length === 0).map(({ indicator }) => indicator);
  return outcomesOf(
    {
      ...{ chart, rules, undecided },
      findings: [...open, ...repeated.filter((repeat) => !waived.some((finding) => isAtOnePlace(finding, repeat)))],
      excerpt: isExcerpt(view),
      grade: sheet && isInSheet(chart, sheet) ? scoreChart(open, sheet).grade : undefined,
      holds: (condition) => holds(view, condition, engine),
    },
    answerable as readonly Indicator[],
  );
}

function holds(view: ChartView, condition: Condition, engine: Engine): boolean {
  if (!('triggerOf' in condition)) return occurrencesOf(view, condition).length > 0;
  // By the rule as its pack defines it: a rule that is turned off leaves the chart in the denominator, undecided.
  const checks = engine.rules.get(condition.triggerOf)?.rule.checks ?? [];
  return checks.some((use) => use.kind === linked.kind && view.applies(use.when) && isConcerned(view, paramsOf(use)));
}

type LinkedParams = Parameters<typeof isConcerned>[1];
const read = new WeakMap<CheckUse, LinkedParams>();

/** Parameters of a check as its kind reads them; read once. */
function paramsOf(use: CheckUse): LinkedParams {
  const known = read.get(use);
  if (known) return known;
  const { kind: _, when: __, severity: ___, ...given } = use;
  const params = linked.params.parse(given);
  read.set(use, params);
  return params;
}

function isAtOnePlace(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.file === b.file && a.start === b.start && a.end === b.end;
}
