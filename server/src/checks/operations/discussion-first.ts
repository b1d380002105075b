import { z } from 'zod';
import type { ChartDocument, ChartEvent } from '../../chart/model.ts';
import { stampOf } from '../../chart/read.ts';
import { type ChartView, defineCheck, type Hit } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import type { Moment } from '../../syntax/moment.ts';
import { timeValue } from '../time/judge.ts';
import { anchorPlace, momentOf } from '../time/places.ts';
import { documentsFor, mayBeRescue, type Operation, operationsNamed, operationsOf } from './operations.ts';

const params = z.strictObject({
  /** The discussion that has to come first. */
  document: z.array(z.string()).min(1),
  /** Papers that are signed only after it. */
  consents: z.array(z.string()).default([]),
  /** The order to operate is given only after it. */
  orders: z.boolean().default(false),
});
type Params = z.output<typeof params>;

/** The discussion comes before the order to operate and before the consent (HX2018 八(二)3), if neither was made anew after it. */
export const discussionFirst = defineCheck<Params>({
  kind: 'discussion-first',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['consent', 'order'],
  run(view, rule, report, undecided) {
    for (const operation of operationsOf(view)) {
      if (mayBeRescue(view, operation)) continue;
      const discussion = discussionOf(view, operation, rule);
      if (!discussion) {
        undecided();
        continue;
      }
      for (const hit of [consentHit(view, operation, discussion, rule), orderHit(view, operation, discussion, rule)])
        if (hit) report(hit);
    }
  },
});

interface Discussion {
  readonly document: ChartDocument;
  readonly moment: Moment;
}

/** The first discussion of the operation; undefined where one of them may have been at any time. */
function discussionOf(view: ChartView, operation: Operation, rule: Params): Discussion | undefined {
  const held = documentsFor(view, operation, rule, 'before').map((document) => ({
    document,
    moment: momentOf(document.facts, ['discussion-time', 'dated', 'completed']),
  }));
  if (held.some(({ moment }) => !moment)) return undefined;
  return (held as Discussion[]).reduce<Discussion | undefined>(
    (first, one) => (first && first.moment.earliest <= one.moment.earliest ? first : one),
    undefined,
  );
}

function consentHit(
  view: ChartView,
  operation: Operation,
  discussion: Discussion,
  { consents }: Params,
): Hit<Place> | undefined {
  const signed = documentsFor(view, operation, { document: consents }, 'before').map((document) => ({
    document,
    moment: stampOf(document.facts, 'consent-time')?.moment ?? document.facts.completed?.moment,
  }));
  const [first] = signed;
  if (!first || signed.some(({ moment }) => !moment || moment.latest >= discussion.moment.earliest)) return undefined;
  return {
    at: anchorPlace(first.document),
    message: 'consent',
    data: {
      document: first.document.facts.kind,
      signed: timeValue(first.moment),
      discussion: timeValue(discussion.moment),
    },
    related: relatedTo(discussion),
    subject: { document: first.document, event: operation.event },
  };
}

function orderHit(
  view: ChartView,
  operation: Operation,
  discussion: Discussion,
  { orders }: Params,
): Hit<Place> | undefined {
  if (!orders) return undefined;
  const given = view.chart.events.filter((event) => isOrderToOperate(view, event, operation));
  const [first] = given;
  const isBefore = ({ start }: ChartEvent) => start !== undefined && start.value.latest < discussion.moment.earliest;
  if (!first || !given.every(isBefore)) return undefined;
  return {
    at: first.source,
    message: 'order',
    data: { ordered: timeValue(first.start?.value), discussion: timeValue(discussion.moment) },
    related: relatedTo(discussion),
    subject: { event: first },
  };
}

const TO_OPERATE = /(?:拟|定于|明[日天晨]|今[日天晨]|急诊|送手术室|在.{1,12}麻醉?下)[^。；;]{0,30}(?:行|术)/;

/** An order for this operation, in the time before it: `拟于明日在全麻下行胆囊切除术`, not 术前备皮. */
function isOrderToOperate({ environment }: ChartView, event: ChartEvent, operation: Operation): boolean {
  const { name = '', cancelled } = event.attributes;
  if (event.kind !== 'order' || cancelled || !event.start) return false;
  const at = event.start.value;
  if (at.latest < operation.after || at.earliest > operation.from) return false;
  if (!TO_OPERATE.test(name)) return false;
  const ordered = operationsNamed(name, environment.vocabulary);
  const done = operationsNamed(operation.event.attributes.name ?? '', environment.vocabulary);
  return ordered.some((one) => done.some((other) => one === other || (one.organ && one.organ === other.organ)));
}

function relatedTo({ document }: Discussion) {
  return [{ ...anchorPlace(document), label: { zh: '术前讨论', en: 'discussion' } }];
}
