import { z } from 'zod';
import type { Chart } from '../chart/model.ts';
import { localizedText } from '../vocabulary/schema.ts';
import type { Finding } from './finding.ts';
import { type Match, matchesFinding, matchesRule, matchSchema } from './match.ts';
import { applicabilitySchema } from './pack.ts';
import type { RuleSet } from './rule-set.ts';

/**
 * A quality indicator: of the charts that an item concerns (the denominator), those that are in order (the numerator).
 * The unit is the chart, not the event: one failing item fails the chart (ZB2021).
 */
export type Indicator<Condition = unknown> = z.output<ReturnType<typeof indicatorSchema<Condition>>>;

const failSchema = matchSchema.extend({
  /** Key of the text whose limit the rule must have been judged by: a stricter one that only some packs bring. */
  by: z.string().optional().describe('规则须按此来源的时限判定，如 HX2025（由 regional 规则包带来）'),
});

/** The shape of an entry of `rules/indicators/*.yaml`; what a chart holds is told by conditions of the caller's kind. */
export function indicatorSchema<Condition>(condition: z.ZodType<Condition>) {
  return z
    .strictObject({
      id: z.string().regex(/^[A-Z][A-Z0-9&]*(?:-[A-Z0-9&]+)*$/, '指标代号，如 MER-TL-01'),
      name: localizedText,
      basis: z
        .array(z.strictObject({ source: z.string(), clause: z.string() }))
        .min(1)
        .describe('指标的出处'),
      /** In our own words. */
      numerator: localizedText.describe('分子'),
      denominator: localizedText.describe('分母'),
      better: z
        .enum(['higher', 'lower'])
        .default('higher')
        .describe('higher 越高越好；lower 越低越好（分子为有缺陷的病历）'),
      /** How the chart answers, where that is less than, or other than, what the definition says. */
      reading: localizedText.optional().describe('本工具如何计，与定义有出入时说明'),
      /** Why no chart can answer it. */
      unanswerable: localizedText.optional().describe('病历不能回答的理由；写了就只列出，不计算'),
      /** Charts of the denominator. */
      population: applicabilitySchema
        .pick({ encounter: true, discharged: true, died: true })
        .extend({
          /** Each of these has to stand in the chart; of a list, any of them. */
          has: z.array(z.union([z.array(condition).min(1), condition.transform((one) => [one])])).default([]),
        })
        .optional()
        .describe('分母：哪些病历'),
      fails: z.array(failSchema).default([]).describe('出现其中任一问题，该病历即不合格'),
      /** The chart passes with this grade of the score sheet. */
      grade: z.string().optional().describe('评分等级为此者合格'),
      /** Indicators that are counted together: the chart fails when one of them fails. */
      combines: z.array(z.string()).default([]).describe('合并计算的指标'),
    })
    .refine(
      ({ unanswerable, population, fails, grade, combines }) =>
        unanswerable
          ? !population
          : combines.length > 0
            ? !population && fails.length === 0
            : population !== undefined && (fails.length > 0 || grade !== undefined),
      { message: '须有 unanswerable，或 combines，或 population 与 fails（grade） | say why, or what to count' },
    );
}

/** What one chart says of an indicator that concerns it. `undecided`: it may be in order or not, and is left out. */
export type Outcome = 'met' | 'failed' | 'undecided';
export type Outcomes = Readonly<Record<string, Outcome>>;

/** A chart with the verdict on it, as indicators see it. */
export interface Evidence<Condition> {
  readonly chart: Chart;
  /** Findings that stand against the chart: waived ones left out. */
  readonly findings: readonly Finding[];
  readonly rules: RuleSet;
  /** Rules that could not be judged in full. */
  readonly undecided: ReadonlySet<string>;
  /** The chart is a part of one: what it lacks may stand elsewhere. */
  readonly excerpt: boolean;
  /** Undefined for a chart that no score sheet is made for. */
  readonly grade: string | undefined;
  holds(condition: Condition): boolean;
}

/** What a chart says of each indicator; one that does not concern it is not named. */
export function outcomesOf<Condition>(
  evidence: Evidence<Condition>,
  indicators: readonly Indicator<Condition>[],
): Outcomes {
  const outcomes: Record<string, Outcome> = {};
  for (const indicator of indicators) {
    const outcome = indicator.combines.length > 0 ? combined(indicator, outcomes) : outcomeOf(evidence, indicator);
    if (outcome) outcomes[indicator.id] = outcome;
  }
  return outcomes;
}

function outcomeOf<Condition>(
  evidence: Evidence<Condition>,
  { population, fails, grade }: Indicator<Condition>,
): Outcome | undefined {
  if (!population || !concerns(evidence, population)) return undefined;
  if (grade !== undefined) return evidence.grade === undefined ? 'undecided' : gradeOutcome(evidence, grade);
  const { findings } = evidence;
  if (findings.some((finding) => fails.some((match) => matchesFinding(match, finding)))) return 'failed';
  const certain = !evidence.excerpt && fails.every((match) => isJudged(match, evidence));
  return certain ? 'met' : 'undecided';
}

/** A grade rests on what a chart shows; the score of an excerpt says nothing of the chart. */
function gradeOutcome({ excerpt, grade }: Pick<Evidence<never>, 'excerpt' | 'grade'>, wanted: string): Outcome {
  if (excerpt) return 'undecided';
  return grade === wanted ? 'met' : 'failed';
}

/** One failing part fails the whole; a part in doubt leaves it in doubt. */
function combined({ combines }: Indicator, outcomes: Outcomes): Outcome | undefined {
  const parts = combines.map((id) => outcomes[id]).filter((outcome) => outcome !== undefined);
  if (parts.length === 0) return undefined;
  return parts.find((outcome) => outcome === 'failed') ?? parts.find((outcome) => outcome === 'undecided') ?? 'met';
}

function concerns<Condition>(
  { chart, holds }: Evidence<Condition>,
  { encounter, discharged, died, has }: NonNullable<Indicator<Condition>['population']>,
): boolean {
  const { type, discharge, death } = chart.encounter;
  if (encounter && !encounter.includes(type)) return false;
  if (discharged !== undefined && discharged !== (discharge !== undefined || death !== undefined)) return false;
  if (died !== undefined && died !== (death !== undefined)) return false;
  return has.every((any) => any.some((condition) => holds(condition)));
}

/** The message by which rules say that the chart lacks what they would need to judge it. */
const UNVERIFIABLE = 'unverifiable';

/**
 * Whether the silence of a rule says that all is well: it ran, by the limit that is asked for, and left nothing open.
 * Information on what is counted is an open question: a draft, or something kept outside the chart.
 */
function isJudged(match: Match & { readonly by?: string | undefined }, evidence: Evidence<never>): boolean {
  const { rules, findings, undecided } = evidence;
  const ran = [...rules.rules.values()].filter(({ id }) => matchesRule(match, id));
  const limited = ran.every(({ basis }) => match.by === undefined || basis.some(({ source }) => source === match.by));
  const open = (finding: Finding) =>
    finding.state === 'due' ||
    finding.message === UNVERIFIABLE ||
    matchesFinding({ ...match, severity: 'information' }, finding);
  return (
    ran.length > 0 &&
    limited &&
    !ran.some(({ id }) => undecided.has(id)) &&
    !findings.some((finding) => matchesRule(match, finding.rule) && open(finding))
  );
}

/** Rules that an indicator counts and that do not exist: until they do, no chart can answer it. */
export function rulesWanting(
  indicator: Indicator,
  indicators: readonly Indicator[],
  exists: (match: Pick<Match, 'rule'>) => boolean,
): readonly string[] {
  const parts = indicators.filter(({ id }) => indicator.combines.includes(id));
  const fails = [indicator, ...parts].flatMap((each) => each.fails);
  return [...new Set(fails.filter((match) => !exists(match)).map(({ rule }) => rule))];
}
