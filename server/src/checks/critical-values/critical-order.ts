import { z } from 'zod';
import type { Stated } from '../../chart/model.ts';
import { defineCheck } from '../../lint/check.ts';
import { isCertainlyAfter, type Moment } from '../../syntax/moment.ts';
import { timeValue } from '../time/judge.ts';
import { anchorPlace } from '../time/places.ts';
import { answersOf } from './answers.ts';
import { type CriticalValue, criticalValuesOf } from './critical-value.ts';

/** Links of the chain out of their order: received before reported, the physician told before, answered before anybody knew. */
export const criticalOrder = defineCheck({
  kind: 'critical-order',
  scope: 'chart',
  params: z.strictObject({}),
  messages: ['received', 'notified', 'answered'],
  run(view, _params, report) {
    for (const value of criticalValuesOf(view)) {
      const reported = value.row?.start;
      const notified = value.row?.attributes.completed;
      for (const [message, moment, before] of [
        ['received', value.received, reported],
        ['notified', notified, value.received ?? reported],
      ] as const) {
        if (!moment || !before || !isCertainlyAfter(before.value, moment.value)) continue;
        const data = { item: value.name, at: timeValue(moment.value), before: timeValue(before.value) };
        report({ at: moment.source, message, data });
      }
      const known = firstKnown(value);
      if (!known || value.source === 'sample') continue;
      const answers = answersOf(view, value);
      // A later note that answers, too, makes the earlier one the answer to an earlier value.
      if (answers.some(({ moment, dedicated }) => !moment || (dedicated && !isCertainlyAfter(known.value, moment))))
        continue;
      for (const { document, moment, dedicated } of answers) {
        if (!moment || !dedicated) continue;
        const data = { item: value.name, at: timeValue(moment), before: timeValue(known.value) };
        const related = [{ ...known.source, label: { zh: '危急值', en: 'critical value' } }];
        report({ at: anchorPlace(document), message: 'answered', data, related });
      }
    }
  },
});

/** The register says when; of a report alone only the taking of the specimen does, since it is telephoned before it is printed. */
function firstKnown({ row, received, sampled }: CriticalValue): Stated<Moment> | undefined {
  if (!row) return sampled;
  const { start } = row;
  if (!start || !received) return start ?? received;
  return received.value.earliest < start.value.earliest ? received : start;
}
