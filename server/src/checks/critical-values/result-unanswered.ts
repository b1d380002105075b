import { z } from 'zod';
import type { ChartEvent } from '../../chart/model.ts';
import type { Result } from '../../chart/timeline/results.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import { timeValue } from '../time/judge.ts';
import { limitSchema } from '../time/limit.ts';
import { completedMoment, goesOnAfter, holdsCourse, physicianNotes } from './answers.ts';
import { criticalValuesOf, isSameThing } from './critical-value.ts';
import { type Item, speaksOf } from './statements.ts';

const params = z.strictObject({
  /** So many times the upper bound of the reference interval, or more, is far out. */
  above: z.number().gt(1),
  /** This share of the lower bound, or less, is far out. */
  below: z.number().gt(0).lt(1),
  /** Groups of items of which only such results count as far out that are on a list of critical values. */
  except: z.array(z.string()).default([]),
  /** How long the course must go on after the report for silence to mean anything. */
  after: limitSchema,
  /** Words by which notes speak of a result without naming the item, by group of items. */
  panels: z.record(z.string(), z.array(z.string())).default({}),
  /** Words by which notes speak of results in general. */
  words: z.array(z.string()).default([]),
});

type Params = z.infer<typeof params>;

/** A result far out of its reference interval that no note written from its report on mentions; once for each item. */
export const resultUnanswered = defineCheck({
  kind: 'result-unanswered',
  scope: 'chart',
  params,
  messages: ['high', 'low'],
  run(view, rule, report) {
    if (!holdsCourse(view)) return;
    const told: Item[] = criticalValuesOf(view).filter(({ source }) => source !== 'sample');
    for (const event of view.chart.events) {
      const { result } = event.attributes;
      if (event.kind !== 'result' || !result?.concept || !event.start) continue;
      const side = deviationOf(view, event, result, rule);
      const item: Item = { name: result.name, concepts: [result.concept] };
      if (!side || told.some((other) => isSameThing(other, item))) continue;
      const reported = event.start.value;
      if (!goesOnAfter(view, reported.latest, rule.after) || isMentioned(view, item, reported.earliest, rule)) continue;
      told.push(item);
      const data = { item: result.name, result: result.text, unit: result.unit ?? '', reported: timeValue(reported) };
      report({ at: event.source, message: side, data });
    }
  },
});

function deviationOf(view: ChartView, { start }: ChartEvent, result: Result, rule: Params): 'high' | 'low' | undefined {
  const { number, bound, reference, concept, flag } = result;
  if (number === undefined) return undefined;
  const critical = view.environment.criticalLimits.judge(result, view.chart, start?.value);
  if (critical?.side === 'high' || critical?.side === 'low') return critical.side;
  if (concept?.groups.some((group) => rule.except.includes(group))) return undefined;
  const { low, high } = reference ?? {};
  if (high !== undefined && high > 0 && flag !== 'low' && bound !== 'below' && number >= high * rule.above)
    return 'high';
  if (low !== undefined && low > 0 && flag !== 'high' && bound !== 'above' && number <= low * rule.below) return 'low';
  return undefined;
}

/** A note without a time may be of any. */
function isMentioned(view: ChartView, item: Item, since: number, { panels, words }: Params): boolean {
  const groups = item.concepts.flatMap(({ groups }) => groups);
  const looked = [...words, ...groups.flatMap((group) => panels[group] ?? [])];
  return physicianNotes(view).some((document) => {
    const moment = completedMoment(document);
    if (moment && moment.latest < since) return false;
    const { facts } = document;
    return speaksOf(facts, item, view.environment.vocabulary) || looked.some((word) => facts.node.text.includes(word));
  });
}
