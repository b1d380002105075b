import { z } from 'zod';
import type { Stated } from '../../chart/model.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import { formatMinutes, type Moment } from '../../syntax/moment.ts';
import { type Anchor, anchorSchema, anchorsOf, isOfStay, labelOf } from './anchor.ts';
import { judge, timeValue } from './judge.ts';
import { limitSchema, limitValue } from './limit.ts';

const params = z.strictObject({
  /** The event that has to be followed: its limit runs from this moment. */
  after: anchorSchema,
  /** What has to follow: the consultant's arrival, or the archiving of the chart. */
  until: z.enum(['arrival', 'archive']),
  within: limitSchema,
  /** Only events with all of these attributes: `{ urgency: urgent }`. */
  where: z.record(z.string(), z.union([z.string(), z.boolean(), z.number()])).default({}),
  except: z.record(z.string(), z.union([z.string(), z.boolean(), z.number()])).default({}),
});
type Params = z.output<typeof params>;

const NEEDS = { arrival: 'arrival-time', archive: 'archived-time' } as const;

/** One moment of an event has to follow another within a limit; the chart states both or cannot be checked. */
export const eventDelay = defineCheck<Params>({
  kind: 'event-delay',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['late', 'unverifiable'],
  run(view, rule, report, undecided) {
    const anchors = anchorsOf(view, rule.after);
    if (anchors.length === 0 && isOfStay(rule.after)) undecided();
    for (const anchor of anchors) {
      const { event, stated, bounds } = anchor;
      if (!matches(anchor, rule)) continue;
      const follow = followed(view, anchor, rule.until);
      const done = follow ? [follow.value] : [];
      const obligation = { from: bounds, stated: stated !== undefined, limit: rule.within, done };
      const verdict = judge(obligation, view.judgedAt, view.environment);
      if (verdict.state === 'late' && follow) {
        const completed = timeValue(follow.value) ?? formatMinutes(verdict.at);
        const limit = limitValue(rule.within);
        const data = {
          event: timeValue(stated?.value),
          due: formatMinutes(verdict.due),
          completed,
          late: verdict.by,
          limit,
        };
        const related = [{ ...(stated?.source ?? event.source), label: labelOf(rule.after) }];
        report({ at: follow.source, message: 'late', state: 'late', data, related, subject: { event } });
        continue;
      }
      if (verdict.state !== 'met') undecided();
      const needs = lacking(view, anchor, follow, verdict.state, rule);
      if (needs)
        report({
          at: event.source,
          message: 'unverifiable',
          severity: 'information',
          data: { needs },
          subject: { event },
        });
    }
  },
});

function matches({ event }: Anchor, { where, except }: Params): boolean {
  const is = ([key, value]: [string, string | boolean | number]) =>
    event.attributes[key as keyof typeof event.attributes] === value;
  return Object.entries(where).every(is) && !Object.entries(except).some(is);
}

function followed({ chart }: ChartView, { event }: Anchor, until: Params['until']): Stated<Moment> | undefined {
  return until === 'archive' ? chart.encounter.archived?.start : event.attributes.arrived;
}

/** Vocabulary id of the time without which the event cannot be checked; undefined where nobody need know. */
function lacking(
  view: ChartView,
  { event, stated, needs, bounds }: Anchor,
  follow: Stated<Moment> | undefined,
  state: string,
  { until, within }: Params,
): string | undefined {
  if (follow) {
    if (state !== 'unverifiable') return undefined;
    return stated ? 'calendar' : needs;
  }
  // Whether a chart has been archived stands outside it until it says so.
  if (until === 'archive') return undefined;
  const finished = event.attributes.completed?.value;
  const limit = bounds.earliest + within.count;
  if (finished && bounds.earliest > -Infinity && finished.latest <= limit) return undefined;
  return view.judgedAt > limit || bounds.earliest === -Infinity ? NEEDS[until] : undefined;
}
