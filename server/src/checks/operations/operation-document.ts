import { z } from 'zod';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import { basisSchema } from '../../lint/pack.ts';
import { holdsWholeChart } from '../documents/whole.ts';
import { timeValue } from '../time/judge.ts';
import { dueAfter, limitSchema } from '../time/limit.ts';
import { isExcerpt, mayHaveLeftBy } from '../time/stay.ts';
import {
  anesthesiaOf,
  documentsFor,
  isToldOf,
  mayBeRescue,
  nameOf,
  type Operation,
  operationsOf,
} from './operations.ts';

const params = z.strictObject({
  /** Kinds that meet the obligation; the first is the one an absent document is called by. */
  document: z.array(z.string()).min(1),
  /** A document of any kind whose title holds one of these words counts too: 手术麻醉知情同意书 for 麻醉. */
  titled: z.array(z.string()).default([]),
  /** When it is written: before the operation, in the theatre, or afterwards. */
  side: z.enum(['before', 'during', 'after']),
  /** A note of that side that holds one of these words will do too. */
  words: z.array(z.string()).default([]),
  /** Asked only of a chart that holds some document of these kinds, or is certainly whole: others may keep such papers elsewhere. */
  keptWith: z.array(z.string()).default([]),
  /** Asked only where an anaesthetist gave the anaesthetic. */
  anesthetist: z.boolean().default(false),
  /** Not asked of an operation under local anaesthesia. */
  notLocal: z.boolean().default(false),
  /** Not asked of an emergency operation to save life. */
  notRescue: z.boolean().default(false),
  /** Not asked of any emergency operation. */
  notEmergency: z.boolean().default(false),
  /** Asked of operations of this level only. */
  level: z.number().int().min(1).max(4).optional(),
  /** Message that speaks; rules that use other kinds beside word theirs differently. */
  message: z.enum(['missing', 'owed']).default('missing'),
  /** The clauses that ask for this paper, where the rule stands on several. */
  clauses: z.array(basisSchema).optional(),
  /** How long after the operation it may still come. */
  grace: limitSchema.optional(),
});
type Params = z.output<typeof params>;

/** A paper that goes with every operation and stands nowhere in the chart: once for each operation. */
export const operationDocument = defineCheck<Params>({
  kind: 'operation-document',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['missing', 'owed'],
  run(view, rule, report, undecided) {
    if (isExcerpt(view) || !keepsSuch(view, rule.keptWith)) {
      if (operationsOf(view).some((operation) => isAsked(view, operation, rule))) undecided();
      return;
    }
    for (const operation of operationsOf(view)) {
      if (!isAsked(view, operation, rule)) continue;
      if (documentsFor(view, operation, rule, rule.side).length > 0) continue;
      if (isToldOf(view, operation, rule.words, rule.side)) continue;
      const { event } = operation;
      const wanted = rule.document[0] ?? '';
      report({
        at: event.source,
        message: rule.message,
        data: { document: wanted, operation: nameOf(event), at: timeValue(event.start?.value) },
        basis: rule.clauses,
        subject: { event, wanted },
      });
    }
  },
});

function keepsSuch(view: ChartView, kinds: readonly string[]): boolean {
  if (kinds.length === 0 || holdsWholeChart(view)) return true;
  return view.chart.documents.some(({ facts }) => kinds.includes(facts.kind));
}

function isAsked(view: ChartView, operation: Operation, rule: Params): boolean {
  const { event, to } = operation;
  const due = rule.grace ? dueAfter(to, rule.grace, view.environment).minute : to;
  if (due > view.judgedAt) return false;
  // Who left, or was operated on again, before it was due may have been seen elsewhere.
  if (rule.side === 'after' && (mayHaveLeftBy(view, due) || operation.before <= due)) return false;
  // What came before an operation on the way to the ward stands in the papers of the emergency room.
  if (rule.side === 'before' && operation.from < (view.chart.encounter.admission?.start?.value.earliest ?? -Infinity))
    return false;
  if (rule.level !== undefined && event.attributes.level !== rule.level) return false;
  if (rule.notEmergency && event.attributes.emergency) return false;
  const anesthesia = anesthesiaOf(operation);
  if (rule.anesthetist && anesthesia !== 'anesthetist') return false;
  if (rule.notLocal && anesthesia === 'local') return false;
  return !(rule.notRescue && mayBeRescue(view, operation));
}
