import type { Chart } from '../chart/model.ts';
import { occurrencesOf } from '../checks/linked/occurrences.ts';
import builtIn from '../generated/indicators.json' with { type: 'json' };
import type { AnyCheck, ChartView, Environment } from '../lint/check.ts';
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

/** What tells whether a chart holds the occasion of a rule. */
interface Occasions {
  readonly engine: Engine;
  readonly checks: readonly AnyCheck[];
}

/** What a judged chart says of each indicator that concerns it. */
export function outcomesFor(
  chart: Chart,
  { findings, repeated, rules, undecided }: Verdict,
  sheet: ScoreSheet | undefined,
  environment: Environment,
  { definitions, ...occasions }: Occasions & Pick<Workbench, 'definitions'>,
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
      holds: (condition) => holds(view, condition, occasions),
    },
    answerable as readonly Indicator[],
  );
}

function holds(view: ChartView, condition: Condition, { engine, checks }: Occasions): boolean {
  if (!('triggerOf' in condition)) return occurrencesOf(view, condition).length > 0;
  // By the rule as its pack defines it: a rule that is turned off leaves the chart in the denominator, undecided.
  const uses = engine.rules.get(condition.triggerOf)?.rule.checks ?? [];
  return uses.some((use) => {
    const check = checks.find(({ kind }) => kind === use.kind);
    if (check?.scope !== 'chart' || !check.concerns || !view.applies(use.when)) return false;
    return check.concerns(view, paramsOf(use, check));
  });
}

const read = new WeakMap<CheckUse, unknown>();

/** Parameters of a check as its kind reads them; read once. */
function paramsOf(use: CheckUse, check: AnyCheck): unknown {
  const known = read.get(use);
  if (known) return known;
  const { kind: _, when: __, severity: ___, ...given } = use;
  const params = check.params.parse(given);
  read.set(use, params);
  return params;
}

function isAtOnePlace(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.file === b.file && a.start === b.start && a.end === b.end;
}
