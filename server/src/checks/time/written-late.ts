import { z } from 'zod';
import { defineCheck } from '../../lint/check.ts';
import { formatMinutes } from '../../syntax/moment.ts';
import { anchorSchema, anchorsOf, labelOf } from './anchor.ts';
import { timeValue } from './judge.ts';
import { dueAfter, limitSchema } from './limit.ts';
import { anchorPlace } from './places.ts';

const params = z.strictObject({
  document: z.array(z.string()).min(1),
  after: anchorSchema,
  /** A record completed later than this was written from memory and has to say so. */
  within: limitSchema,
});
type Params = z.output<typeof params>;

/** A late entry says that it is one (补记). */
export const writtenLate = defineCheck<Params>({
  kind: 'written-late',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['unmarked'],
  run(view, rule, report) {
    for (const { event, stated, bounds } of anchorsOf(view, rule.after)) {
      if (!stated) continue;
      const due = dueAfter(bounds.latest, rule.within, view.environment);
      for (const document of event.recordedBy) {
        const { kind, completed, writtenLate: isMarked } = document.facts;
        if (!rule.document.includes(kind) || isMarked || !completed?.moment) continue;
        if (!due.decided || completed.moment.earliest <= due.minute) continue;
        const data = {
          document: kind,
          event: timeValue(stated.value),
          completed: timeValue(completed.moment) ?? formatMinutes(completed.moment.earliest),
        };
        const related = [{ ...stated.source, label: labelOf(rule.after) }];
        report({ at: anchorPlace(document), message: 'unmarked', data, related, subject: { document, event } });
      }
    }
  },
});
