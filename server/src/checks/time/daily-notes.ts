import { z } from 'zod';
import { defineCheck } from '../../lint/check.ts';
import { formatMinutes, MINUTES_PER_DAY } from '../../syntax/moment.ts';
import { anchorSchema, anchorsOf } from './anchor.ts';
import { timeValue } from './judge.ts';
import { dayOf, endOfDay } from './limit.ts';
import { isProgressNote, noteMoment } from './places.ts';
import { isExcerpt, mayHaveLeftBy } from './stay.ts';

const params = z.strictObject({
  after: anchorSchema,
  /** A note on each of so many days after the day of the event. */
  days: z.number().int().min(1).max(31),
});
type Params = z.output<typeof params>;

/** A note of the course on each of the first days after an event; the day the patient leaves, and later ones, need none. */
export const dailyNotes = defineCheck<Params>({
  kind: 'daily-notes',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['missing'],
  run(view, rule, report) {
    const notes = view.chart.documents.filter((document) => isProgressNote(document, view.environment.vocabulary));
    const moments = notes.map((document) => noteMoment(view, document));
    if (moments.includes(undefined) || isExcerpt(view)) return;
    for (const { event, stated, bounds } of anchorsOf(view, rule.after)) {
      const day = dayOf(bounds.earliest);
      if (!Number.isFinite(bounds.latest) || dayOf(bounds.latest) !== day) continue;
      for (let count = 1; count <= rule.days; count++) {
        const end = endOfDay(day + count);
        if (end >= view.judgedAt || mayHaveLeftBy(view, end)) break;
        if (moments.some((moment) => moment && moment.latest > end - MINUTES_PER_DAY && moment.earliest <= end))
          continue;
        const data = { day: count, date: formatMinutes(end).slice(0, 10), event: timeValue(stated?.value) };
        report({ at: event.source, message: 'missing', data, subject: { event, wanted: 'progress-note' } });
      }
    }
  },
});
