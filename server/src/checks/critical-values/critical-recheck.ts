import { z } from 'zod';
import type { ChartDocument } from '../../chart/model.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import { timeValue } from '../time/judge.ts';
import { limitSchema } from '../time/limit.ts';
import { answersOf, completedMoment, goesOnAfter, holdsCourse } from './answers.ts';
import { type CriticalValue, criticalValuesOf, isSameThing, resultsIn } from './critical-value.ts';
import { speaksOf } from './statements.ts';

const params = z.strictObject({
  /** How long the patient must have stayed on, and the chart gone on, for a recheck to be missed. */
  after: limitSchema,
  /** Words by which notes speak of a recheck without naming the item, by group of items. */
  panels: z.record(z.string(), z.array(z.string())).default({}),
});

type Params = z.infer<typeof params>;

/** A critical value of a number after which nothing shows how it went on: no later result, no later word. */
export const criticalRecheck = defineCheck({
  kind: 'critical-recheck',
  scope: 'chart',
  params,
  messages: ['missing'],
  run(view, rule, report) {
    if (!holdsCourse(view)) return;
    for (const value of criticalValuesOf(view)) {
      const reported = value.reported ?? value.received;
      if (value.source === 'sample' || !value.quantity || !reported) continue;
      if (!goesOnAfter(view, reported.value.latest, rule.after)) continue;
      if (isRechecked(view, value, reported.value.latest, rule)) continue;
      const data = { item: value.name, result: value.text, reported: timeValue(reported.value) };
      report({ at: value.place, message: 'missing', data });
    }
  },
});

function isRechecked(view: ChartView, value: CriticalValue, from: number, rule: Params): boolean {
  const again = resultsIn(view.chart).some(({ attributes: { name, result, taken }, start }) => {
    if (!result) return false;
    const item = { name: name ?? '', concepts: result.concept ? [result.concept] : [] };
    return (
      isSameThing(item, value) &&
      (start === undefined || start.value.latest > from || (taken?.value.latest ?? from) > from)
    );
  });
  const isAnotherRow = criticalValuesOf(view).some((other) => {
    const moment = (other.reported ?? other.received)?.value;
    return other !== value && isSameThing(other, value) && (!moment || moment.latest > from);
  });
  if (again || isAnotherRow || isOrderedAgain(view, value, from, rule)) return true;
  const answers = answersOf(view, value);
  const first = answers.find(({ dedicated }) => dedicated) ?? answers[0];
  return view.chart.documents.some((document) => followsUp(view, document, value, from, rule, first?.document));
}

/** A later document that speaks of the item or its panel; the answer itself only where it has come to the effect. */
function followsUp(
  view: ChartView,
  document: ChartDocument,
  value: CriticalValue,
  from: number,
  { panels }: Params,
  answer: ChartDocument | undefined,
): boolean {
  const { facts } = document;
  const group = view.environment.vocabulary.document(facts.kind)?.group;
  if (group === 'report' || group === 'order') return false;
  // A nursing sheet goes on through the whole stay: what it says counts where it tells of a recheck.
  if (group === 'nursing' && !DONE.test(facts.node.text)) return false;
  const moment = completedMoment(document);
  if (moment && moment.latest <= from) return false;
  if (document === answer) {
    const filled = facts.entries.get('recheck')?.some(({ content }) => content.end > content.start);
    return filled || DONE.test(facts.node.text);
  }
  return (
    speaksOf(facts, value, view.environment.vocabulary) ||
    panelWords(value, panels).some((word) => facts.node.text.includes(word))
  );
}

function panelWords({ concepts }: CriticalValue, panels: Params['panels']): readonly string[] {
  return concepts.flatMap(({ groups }) => groups.flatMap((group) => panels[group] ?? []));
}

/** The item, or its panel, was ordered again; the report may have been exported apart. */
function isOrderedAgain({ chart }: ChartView, value: CriticalValue, from: number, { panels }: Params): boolean {
  const words = panelWords(value, panels);
  return chart.events.some(({ kind, start, attributes: { name = '', concepts = [], cancelled } }) => {
    if (kind !== 'order' || cancelled || (start && start.value.latest <= from)) return false;
    return concepts.some((concept) => value.concepts.includes(concept)) || words.some((word) => name.includes(word));
  });
}

/** A recheck that has come back, not one that is planned: 复查血钾3.4, 复测正常. */
const DONE =
  /(?:复查|复测|再测|再次)[^，。；\n]{0,12}(?:\d+\.?\d*(?!小时|h|分|天|日|后|次)|\*|正常|好转|恢复|升至|降至)/;
