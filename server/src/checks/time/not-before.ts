import { z } from 'zod';
import type { ChartDocument } from '../../chart/model.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import { formatMinutes, type Moment } from '../../syntax/moment.ts';
import { type Anchor, anchorSchema, anchorsOf, labelOf } from './anchor.ts';
import { timeValue } from './judge.ts';
import { anchorPlace } from './places.ts';

const params = z.strictObject({
  document: z.array(z.string()).min(1),
  /** The moment before which none of these documents can have been completed. */
  event: anchorSchema,
});
type Params = z.output<typeof params>;

/** A record of something that had not happened yet. */
export const notBefore = defineCheck<Params>({
  kind: 'not-before',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['early'],
  run(view, rule, report) {
    const anchors = anchorsOf(view, rule.event);
    for (const document of view.chart.documents) {
      if (!rule.document.includes(document.facts.kind)) continue;
      const anchor = recordedEvent(view, document, anchors);
      const moment = document.facts.completed?.moment;
      if (!anchor || !moment) continue;
      const soonest = earliestPossible(document, anchor, moment);
      if (soonest === undefined || moment.latest >= soonest) continue;
      const data = {
        document: document.facts.kind,
        completed: timeValue(moment) ?? formatMinutes(moment.latest),
        event: timeValue(anchor.stated?.value) ?? formatMinutes(soonest),
        early: soonest - moment.latest,
      };
      const related = [{ ...(anchor.stated?.source ?? anchor.event.source), label: labelOf(rule.event) }];
      report({
        at: anchorPlace(document),
        message: 'early',
        data,
        related,
        subject: { document, event: anchor.event },
      });
    }
  },
});

/** The event that the document records: the one that names it, else the only one of its kind. */
function recordedEvent({ chart }: ChartView, document: ChartDocument, anchors: readonly Anchor[]): Anchor | undefined {
  const own = anchors.find(({ event }) => event.recordedBy.includes(document));
  if (own) return own;
  const claimed = chart.events.some(
    (event) => event.kind === anchors[0]?.event.kind && event.recordedBy.includes(document),
  );
  return anchors.length === 1 && !claimed ? anchors[0] : undefined;
}

/**
 * The soonest that the document can have been completed. A note that gives its heading's time alone may be dated by the
 * beginning of what it records (`02:10 抢救记录`, 抢救 02:10 to 02:50): it is only too early before that.
 */
function earliestPossible({ facts }: ChartDocument, { event, bounds }: Anchor, moment: Moment): number | undefined {
  const headingAlone = facts.completed === facts.node.heading?.stamp;
  const begun = event.start?.value.earliest;
  if (headingAlone && begun !== undefined && moment.latest >= begun) return undefined;
  return Number.isFinite(bounds.earliest) ? bounds.earliest : undefined;
}
