import type { Chart } from '../chart/model.ts';
import { occurrencesOf } from '../checks/linked/occurrences.ts';
import builtIn from '../generated/indicators.json' with { type: 'json' };
import type { Environment } from '../lint/check.ts';
import type { Engine } from '../lint/engine.ts';
import { type Outcomes, outcomesOf, rulesWanting } from '../lint/indicators.ts';
import { matchesRule } from '../lint/match.ts';
import { isInSheet, type ScoreSheet, scoreChart } from '../lint/score.ts';
import { isExcerpt, viewChart } from '../lint/view.ts';
import type { IndicatorDefinition } from '../report/indicators.ts';
import type { Indicator } from './indicator-file.ts';
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
  { findings, rules, undecided }: Verdict,
  sheet: ScoreSheet | undefined,
  environment: Environment,
  definitions: readonly IndicatorDefinition[],
): Outcomes {
  if (chart.template) return {};
  const view = viewChart(chart, environment);
  const open = findings.flatMap(({ finding, waiver }) => (waiver ? [] : [finding]));
  const answerable = definitions.filter(({ wanting }) => wanting.length === 0).map(({ indicator }) => indicator);
  return outcomesOf(
    {
      ...{ chart, findings: open, rules, undecided },
      excerpt: isExcerpt(view),
      grade: sheet && isInSheet(chart, sheet) ? scoreChart(open, sheet).grade : undefined,
      holds: (thing) => occurrencesOf(view, thing).length > 0,
    },
    answerable as readonly Indicator[],
  );
}
