import type { Indicator, Outcome } from '../lint/indicators.ts';
import type { Locale } from '../lint/message.ts';
import { cite, type Sources } from '../vocabulary/source.ts';
import type { ReportChart } from './model.ts';

/** An indicator with the rules it counts that do not exist. */
export interface IndicatorDefinition {
  readonly indicator: Indicator;
  readonly wanting: readonly string[];
}

/** An indicator over the charts of a report. */
export interface ReportIndicator {
  readonly id: string;
  readonly name: string;
  /** What is counted, in words. */
  readonly definition: { readonly numerator: string; readonly denominator: string };
  /** How charts answer, where that is not quite the definition. */
  readonly reading: string | undefined;
  /** The text that asks for it, as it is cited. */
  readonly basis: string;
  /** Force of that text: a regional or secondary one is not to be called national. */
  readonly status: 'national' | 'regional' | 'secondary';
  readonly better: 'higher' | 'lower';
  /** Why charts cannot answer it. */
  readonly unanswerable: string | undefined;
  /** Charts in order; of an indicator that is better lower, charts at fault. */
  readonly numerator: number;
  /** Charts that were judged. */
  readonly denominator: number;
  /** Ids of the charts at fault. */
  readonly failed: readonly string[];
  /** Ids of charts it concerns that could not be judged, and are in neither number. */
  readonly undecided: readonly string[];
}

export function reportIndicators(
  charts: readonly Pick<ReportChart, 'id' | 'outcomes'>[],
  definitions: readonly IndicatorDefinition[],
  { locale, sources }: { readonly locale: Locale; readonly sources: Sources },
): readonly ReportIndicator[] {
  return definitions.map(({ indicator, wanting }) => {
    const { id, better } = indicator;
    const having = (outcome: Outcome) => charts.filter(({ outcomes }) => outcomes[id] === outcome).map((one) => one.id);
    const [met, failed] = [having('met'), having('failed')];
    return {
      id,
      name: indicator.name[locale],
      definition: { numerator: indicator.numerator[locale], denominator: indicator.denominator[locale] },
      reading: indicator.reading?.[locale],
      basis: indicator.basis.map((basis) => cite(sources, basis, locale)).join(locale === 'zh' ? '；' : '; '),
      status: statusOf(indicator, sources),
      better,
      unanswerable: indicator.unanswerable?.[locale] ?? (wanting.length > 0 ? awaits(wanting, locale) : undefined),
      numerator: (better === 'higher' ? met : failed).length,
      denominator: met.length + failed.length,
      failed,
      undecided: having('undecided'),
    };
  });
}

/** The highest text that asks for it counts. */
function statusOf({ basis }: Indicator, sources: Sources): ReportIndicator['status'] {
  const statuses = basis.map(({ source }) => sources[source]?.status);
  if (statuses.includes('in-force')) return 'national';
  return statuses.includes('regional') ? 'regional' : 'secondary';
}

function awaits(rules: readonly string[], locale: Locale): string {
  return locale === 'zh'
    ? `尚无可据以判定的规则：${rules.join('、')}`
    : `there are no rules yet to judge it by: ${rules.join(', ')}`;
}

/** 0 to 1; undefined where no chart was judged. */
export function rateOf({
  numerator,
  denominator,
}: Pick<ReportIndicator, 'numerator' | 'denominator'>): number | undefined {
  return denominator === 0 ? undefined : numerator / denominator;
}

/** `93.8%`; a rate that is not quite all, or not quite none, is never rounded to it. */
export function percent(rate: number): string {
  const tenths = Math.round(rate * 1000);
  const shown = rate < 1 && tenths === 1000 ? 999 : rate > 0 && tenths === 0 ? 1 : tenths;
  return `${shown / 10}%`;
}
