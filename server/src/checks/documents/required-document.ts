import { z } from 'zod';
import type { Chart } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import { holdsWholeChart } from './whole.ts';

const conditionSchema = z.enum(['critical', 'serious']);

const params = z.strictObject({
  /** Any of these kinds will do; the first one is named. */
  anyOf: z.array(z.string()).min(1),
  /** Asked only where an order or notice put the patient on this condition, or on one of these. */
  condition: z.union([conditionSchema, z.array(conditionSchema).min(1)]).optional(),
});
type Params = z.output<typeof params>;

/** A document that every chart of the kind holds and that stands nowhere in it. Only a chart that is certainly whole is asked. */
export const requiredDocument = defineCheck<Params>({
  kind: 'required-document',
  scope: 'chart',
  params,
  messages: ['missing'],
  run(view, given, report) {
    const { chart } = view;
    if (chart.documents.some(({ facts }) => given.anyOf.includes(facts.kind))) return;
    if (!holdsWholeChart(view)) return;
    const cause = given.condition === undefined ? undefined : conditionOrdered(chart, given.condition);
    if (given.condition !== undefined && !cause) return;
    const [wanted = ''] = given.anyOf;
    report({
      at: cause ?? endOfStay(chart),
      message: 'missing',
      data: { document: wanted },
      subject: { wanted },
    });
  },
});

function conditionOrdered(chart: Chart, asked: NonNullable<Params['condition']>): Place | undefined {
  const conditions: readonly string[] = [asked].flat();
  return chart.events.find(
    ({ kind, attributes }) => kind === 'condition' && conditions.includes(attributes.condition ?? ''),
  )?.source;
}

/** Where the chart says that the stay ended; a whole chart that does not say so is pointed at by its first title. */
function endOfStay(chart: Chart): Place {
  const { discharge, death, archived } = chart.encounter;
  const event = death ?? discharge ?? archived;
  if (event) return event.source;
  const first = chart.documents[0];
  return first ? placeOf(first, first.facts.anchor) : { file: chart.files[0]?.name ?? '', start: 0, end: 0 };
}
