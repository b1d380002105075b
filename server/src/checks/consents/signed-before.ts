import { z } from 'zod';
import type { ChartDocument, ChartEvent } from '../../chart/model.ts';
import { stampOf } from '../../chart/read.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import { MINUTES_PER_DAY, type Moment } from '../../syntax/moment.ts';
import { documentsFor, mayBeRescue, operationsOf } from '../operations/operations.ts';
import { timeValue } from '../time/judge.ts';
import { anchorPlace } from '../time/places.ts';

const params = z.strictObject({
  /** The consent. */
  document: z.array(z.string()).min(1),
  /** What it permits. */
  to: z.enum(['operation', 'transfusion', 'procedure']),
});
type Params = z.output<typeof params>;

/** A consent that was only signed when what it permits had begun; not where one was signed in time, nor where life was at stake. */
export const signedBefore = defineCheck<Params>({
  kind: 'signed-before',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['late'],
  run(view, rule, report, undecided) {
    for (const { event, consents } of permittedBy(view, rule)) {
      const begun = event.start?.value;
      const signed = consents.map((document) => ({ document, moment: signingOf(document) }));
      const [first] = [...signed].sort((a, b) => (a.moment?.earliest ?? 0) - (b.moment?.earliest ?? 0));
      if (!first) continue;
      if (!begun || signed.some(({ moment }) => !moment)) {
        undecided();
        continue;
      }
      if (signed.some(({ moment }) => moment && moment.earliest <= begun.latest)) continue;
      report({
        at: anchorPlace(first.document),
        message: 'late',
        data: { document: first.document.facts.kind, signed: timeValue(first.moment), event: timeValue(begun) },
        related: [{ ...(event.start?.source ?? event.source), label: { zh: '开始', en: 'begin' } }],
        subject: { document: first.document, event },
      });
    }
  },
});

interface Permitted {
  readonly event: ChartEvent;
  readonly consents: readonly ChartDocument[];
}

function permittedBy(view: ChartView, rule: Params): readonly Permitted[] {
  if (rule.to === 'operation') {
    return operationsOf(view).flatMap((operation) =>
      mayBeRescue(view, operation)
        ? []
        : [{ event: operation.event, consents: documentsFor(view, operation, rule, 'before') }],
    );
  }
  const consents = view.chart.documents.filter(({ facts }) => rule.document.includes(facts.kind));
  const events = view.chart.events.filter(
    (event) => event.kind === rule.to && event.recordedBy.length > 0 && !isDuringRescue(view, event),
  );
  // One consent covers all transfusions of the stay; a procedure has its own, which names it.
  if (rule.to === 'transfusion') return events.slice(0, 1).map((event) => ({ event, consents }));
  return events.map((event) => ({ event, consents: consents.filter((consent) => namesEvent(consent, event)) }));
}

function namesEvent({ facts }: ChartDocument, { attributes: { name } }: ChartEvent): boolean {
  const plain = name?.replace(/术$/, '') ?? '';
  return plain.length >= 3 && facts.node.text.includes(plain);
}

function isDuringRescue({ chart }: ChartView, { start }: ChartEvent): boolean {
  return chart.events.some(
    (event) =>
      event.kind === 'rescue' &&
      (!event.start || !start || Math.abs(event.start.value.earliest - start.value.earliest) <= MINUTES_PER_DAY),
  );
}

/** When the patient signed; where that is not said, when the paper was first signed at all. */
function signingOf({ facts }: ChartDocument): Moment | undefined {
  const lines = ['patient-signature', 'proxy-signature'].flatMap((id) => facts.entries.get(id) ?? []);
  const bySignature = lines.find(({ signature }) => signature?.stamp)?.signature?.stamp?.moment;
  return stampOf(facts, 'consent-time')?.moment ?? bySignature ?? facts.completed?.moment;
}
