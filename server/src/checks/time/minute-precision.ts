import { z } from 'zod';
import type { ChartDocument } from '../../chart/model.ts';
import { placeOf, stampOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Stamp } from '../../syntax/tree.ts';
import { timeValue } from './judge.ts';

const params = z.strictObject({
  document: z.array(z.string()).min(1),
  /** Times that are to be given to the minute: fields by vocabulary id; `written` is the time the note was recorded. */
  times: z.array(z.string()).min(1),
});
type Params = z.output<typeof params>;

/** A time that the text wants to the minute is given to the minute. One that is not given at all is another rule's matter. */
export const minutePrecision = defineCheck<Params>({
  kind: 'minute-precision',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['minute'],
  run(view, rule, report) {
    for (const document of view.chart.documents) {
      if (!rule.document.includes(document.facts.kind)) continue;
      for (const time of rule.times) {
        const stamp = time === 'written' ? writtenStamp(document) : stampOf(document.facts, time);
        if (!stamp?.moment || stamp.moment.masked || stamp.moment.precision === 'minute') continue;
        const data = { document: document.facts.kind, time, given: timeValue(stamp.moment) };
        report({ at: placeOf(document, stamp), message: 'minute', data, subject: { document } });
      }
    }
  },
});

/** The stamp that says when the note was written, unless another of its stamps gives the minute. */
function writtenStamp({ facts }: ChartDocument): Stamp | undefined {
  const stamps = [facts.recorded, facts.dated, facts.completed].filter((stamp) => stamp?.moment !== undefined);
  return stamps.some((stamp) => stamp?.moment?.precision === 'minute') ? undefined : stamps[0];
}
