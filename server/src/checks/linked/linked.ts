import { z } from 'zod';
import { type ChartView, defineCheck, type Hit } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import { timeValue } from '../time/judge.ts';
import { dayOf, dueAfter, type Limit, limitSchema } from '../time/limit.ts';
import { datedMoment, isProgressNote } from '../time/places.ts';
import { isExcerpt, stayOf } from '../time/stay.ts';
import { type Occurrence, occurrencesOf } from './occurrences.ts';
import { mayLie } from './relation.ts';
import { type Thing, thingSchema } from './thing.ts';

const needSchema = z.strictObject({
  /** Vocabulary id by which findings call what is lacking: a document, a concept, a column (`order`). */
  name: z.string(),
  /** Message that speaks where this need alone is lacking; else `missing`. */
  message: z.string().optional(),
  anyOf: z.array(thingSchema).min(1).describe('有其中之一即可'),
  /** Not asked before so much time has gone by since the trigger, or since what met the needs before this one. */
  grace: limitSchema.optional().describe('触发（或前一项满足）后多久才要求'),
  /** What is not there when the patient leaves never will be: nothing is asked whose grace had not run out by then. */
  whileInHospital: z.boolean().default(false).describe('出院后不再要求'),
  /** A chart that does not hold all of these was exported without such things: whether they are lacking cannot be told. */
  given: z.array(thingSchema).default([]).describe('病历中没有这些则无从判断'),
});
type Need = z.output<typeof needSchema>;

const params = z.strictObject({
  each: thingSchema.describe('触发者'),
  /** Asked once for the chart (at the first trigger), or once for each concept. */
  once: z.enum(['chart', 'concept', 'event']).default('event').describe('每份病历、每个概念或每个事件问一次'),
  /** Triggers sooner after admission than this, or of unknown time, belong to the time before it. */
  since: limitSchema.optional().describe('入院后多久以内的不问'),
  /** Patients under this age in years are not asked; where the age is unknown nobody is. */
  fromAge: z.number().int().optional(),
  /** The rule speaks only of charts that hold all of these. */
  given: z.array(thingSchema).default([]).describe('只对有这些内容的病历'),
  needs: z.array(needSchema).min(1).describe('每一项都要有'),
  /** Excuses a trigger: 拒绝检查, 结果待回报. */
  unless: z.array(thingSchema).default([]).describe('有其中之一则不问'),
  /** Say so, once, where a need cannot be judged for want of its `given`. */
  tellUnverifiable: z.boolean().default(false),
});
type Params = z.output<typeof params>;

/** Each of these calls for those: an order for its report and a note, a drug for an assessment before it. */
export const linked = defineCheck<Params>({
  kind: 'linked',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['missing', 'unverifiable'],
  concerns: (view, rule) =>
    isOfAge(view, rule.fromAge) && triggersOf(view, rule).length > 0 && holdsAll(view, rule.given),
  run(view, rule, report, undecided) {
    if (isExcerpt(view) || !isOfAge(view, rule.fromAge)) return;
    const triggers = triggersOf(view, rule);
    const [first] = triggers;
    if (!first || !holdsAll(view, rule.given)) return;
    const needs = rule.needs.filter((need) => holdsAll(view, need.given));
    if (needs.length < rule.needs.length) {
      undecided();
      if (rule.tellUnverifiable) report(unverifiable(first, rule, needs));
    }
    for (const trigger of triggers) {
      const lacking = lackingOf(view, trigger, needs, undecided);
      if (lacking.length > 0 && !isExcused(view, trigger, rule)) report(missing(trigger, lacking));
    }
  },
});

function isOfAge({ chart }: ChartView, fromAge: number | undefined): boolean {
  if (fromAge === undefined) return true;
  const years = chart.patient.age?.value.years;
  return years !== undefined && years >= fromAge;
}

function holdsAll(view: ChartView, things: readonly Thing[]): boolean {
  return things.every((thing) => occurrencesOf(view, thing).length > 0);
}

/** No patient has more of them; what holds more is no chart, and each is compared with all that may answer it. */
const MOST = 1000;

/** The triggers that are asked about; of several at one place (two tests in one order) one. */
function triggersOf(view: ChartView, { each, once, since }: Params): readonly Occurrence[] {
  const from = since && sinceAdmission(view, since);
  const seen = new Set<string>();
  const triggers = occurrencesOf(view, each).filter(({ at, item, moment }) => {
    if (from !== undefined && (!moment || moment.earliest < from)) return false;
    const key = once === 'chart' ? '' : once === 'concept' ? item : `${at.file}/${at.start}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return triggers.slice(0, MOST);
}

/** The first minute that is certainly so long after admission; never, where nobody knows when that was. */
function sinceAdmission({ chart, environment }: ChartView, since: Limit): number {
  const admission = chart.encounter.admission?.start?.value;
  return admission ? dueAfter(admission.latest, since, environment).minute : Infinity;
}

/** Needs are asked in their order; each one's grace runs from the trigger or from what met those before, whichever came last. */
function lackingOf(
  view: ChartView,
  trigger: Occurrence,
  needs: readonly Need[],
  undecided: () => void,
): readonly Need[] {
  const lacking: Need[] = [];
  let from = trigger.moment?.latest;
  for (const need of needs) {
    const answers = need.anyOf.flatMap((thing) => answersTo(view, trigger, thing));
    if (answers.length > 0) from = laterOf(from, answers);
    else if (!canTell(view, trigger, need)) undecided();
    else if (isDue(view, from, need)) lacking.push(need);
    else break;
  }
  return lacking;
}

function answersTo(view: ChartView, trigger: Occurrence, thing: Thing): readonly Occurrence[] {
  return occurrencesOf(view, thing, trigger).filter(({ moment }) =>
    mayLie(moment, trigger.moment, thing, view.environment),
  );
}

/** The earliest answer is the one that what follows waits for. */
function laterOf(from: number | undefined, answers: readonly Occurrence[]): number | undefined {
  const times = answers.flatMap(({ moment }) => (moment ? [moment.latest] : []));
  if (times.length === 0) return from;
  return Math.max(from ?? -Infinity, Math.min(...times));
}

/** Whether the grace has certainly run out: by the minute of judging, or before the patient left. */
function isDue(view: ChartView, from: number | undefined, { grace, whileInHospital }: Need): boolean {
  if (!grace) return true;
  if (from === undefined) return false;
  const end = whileInHospital ? (stayOf(view)?.until ?? -Infinity) : view.judgedAt;
  return dueAfter(from, grace, view.environment).minute < end;
}

/**
 * Whether what is owed afterwards could stand in the text at all: an export whose notes break off before the trigger
 * shows nothing about what was written later.
 */
function canTell(view: ChartView, { moment }: Occurrence, { anyOf }: Need): boolean {
  const { vocabulary } = view.environment;
  if (!moment || !anyOf.some(({ notes, side }) => notes && side === 'after')) return true;
  return view.chart.documents.some((document) => {
    const dated = isProgressNote(document, vocabulary) ? datedMoment(document.facts) : undefined;
    return dated !== undefined && dayOf(dated.earliest) >= dayOf(moment.earliest);
  });
}

function isExcused(view: ChartView, trigger: Occurrence, { unless }: Params): boolean {
  return unless.some((thing) => answersTo(view, trigger, thing).length > 0);
}

function missing(trigger: Occurrence, lacking: readonly Need[]): Hit<Place> {
  const [only, another] = lacking;
  const data = {
    item: trigger.item,
    time: timeValue(trigger.moment),
    lacking: lacking.map(({ name }) => name).join(','),
  };
  const message = (another === undefined ? only?.message : undefined) ?? 'missing';
  return { at: trigger.at, message, data, subject: subjectOf(trigger) };
}

function unverifiable(first: Occurrence, { needs }: Params, judged: readonly Need[]): Hit<Place> {
  const unjudged = needs.filter((need) => !judged.includes(need));
  const data = { item: first.item, lacking: unjudged.map(({ name }) => name).join(',') };
  return { at: first.at, message: 'unverifiable', severity: 'information', data, subject: subjectOf(first) };
}

function subjectOf({ event, document }: Occurrence) {
  return { ...(event && { event }), ...(document && { document }) };
}
