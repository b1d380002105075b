import { z } from 'zod';
import type { DocumentFacts } from '../../chart/model.ts';
import { fieldText } from '../../chart/read.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import { MINUTES_PER_DAY } from '../../syntax/moment.ts';
import { timeValue } from '../time/judge.ts';
import { dueAfter, limitSchema } from '../time/limit.ts';
import { isExcerpt, stayOf } from '../time/stay.ts';
import { holdsAny, isToldOf, nameOf, type Operation, operationsNamed, operationsOf } from './operations.ts';

const params = z.strictObject({
  /** The discussion owed after an operation that was not planned; the first is what an absent one is called by. */
  document: z.array(z.string()).min(1),
  /** A note that holds one of these words will do too. */
  words: z.array(z.string()).default([]),
  /** Words by which the papers tell that the operation was, or was not, planned all along. */
  unplanned: z.array(z.string()).min(1),
  planned: z.array(z.string()).default([]),
  /** Operations that are done in several sittings, or take out what an earlier one put in (concept groups). */
  stagedGroups: z.array(z.string()).default([]),
  /** How long after the operation the discussion may still come. */
  grace: limitSchema,
});
type Params = z.output<typeof params>;

/** A second operation within the stay that nobody had planned, and no discussion of it (HX2018 六(二)1). */
export const reoperation = defineCheck<Params>({
  kind: 'reoperation',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['missing'],
  run(view, rule, report) {
    if (isExcerpt(view)) return;
    const [first, ...later] = operationsOf(view);
    for (const operation of later) {
      if (!first || !isUnplanned(view, operation, rule) || isDiscussed(view, operation, rule)) continue;
      const { event } = operation;
      const until = stayOf(view)?.to === undefined ? view.judgedAt : Infinity;
      if (dueAfter(operation.to, rule.grace, view.environment).minute > until) continue;
      report({
        at: event.source,
        message: 'missing',
        data: {
          operation: nameOf(event),
          at: timeValue(event.start?.value),
          first: timeValue(first.event.start?.value),
        },
        related: [{ ...first.event.source, label: { zh: '首次手术', en: 'first operation' } }],
        subject: { event, wanted: rule.document[0] ?? '' },
      });
    }
  },
});

/** What the record says of why: name, diagnosis before, indication; not the text of the operation. */
const REASONS = ['operation-name', 'pre-op-diagnosis', 'operation-indication', 'intra-op-diagnosis'];

function isUnplanned({ environment }: ChartView, { event }: Operation, rule: Params): boolean {
  const name = event.attributes.name ?? '';
  const groups = operationsNamed(name, environment.vocabulary).flatMap((concept) => concept.groups);
  if (groups.some((group) => rule.stagedGroups.includes(group))) return false;
  if (event.recordedBy.some(({ facts }) => holdsAny(facts, rule.planned))) return false;
  return event.recordedBy.some(({ facts }) => tellsWhy(facts, rule));
}

function tellsWhy(facts: DocumentFacts, { unplanned }: Params): boolean {
  const reasons = REASONS.map((id) => fieldText(facts, id) ?? '').join('\n');
  return unplanned.some((word) => reasons.includes(word));
}

function isDiscussed(view: ChartView, operation: Operation, rule: Params): boolean {
  const discussed = view.chart.documents.some(({ facts }) => {
    if (!rule.document.includes(facts.kind)) return false;
    const moment = (facts.dated ?? facts.completed)?.moment;
    return !moment || moment.latest >= operation.from - 3 * MINUTES_PER_DAY;
  });
  return (
    discussed ||
    isToldOf(view, operation, rule.words, 'after') ||
    isToldOf(view, { ...operation, after: operation.from - 3 * MINUTES_PER_DAY }, rule.words, 'before')
  );
}
