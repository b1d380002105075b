import { z } from 'zod';
import type { ChartDocument, DocumentSignature } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import { formatMinutes, isCertainlyAfter, type Moment } from '../../syntax/moment.ts';
import type { Stamp } from '../../syntax/tree.ts';

const params = z.strictObject({
  exceptDocuments: z.array(z.string()).default([]),
  /** Kinds written in the stay itself, so that none may be signed before it began. */
  duringStay: z.array(z.string()).default([]),
});
type Params = z.infer<typeof params>;

const WRITTEN = { zh: '书写时间', en: 'Written' };
const ADMITTED = { zh: '入院时间', en: 'Admitted' };

/** A signature dated before the document was written, or before the patient came. */
export const signatureTime = defineCheck<Params>({
  kind: 'signature-time',
  scope: 'chart',
  params,
  messages: ['before-writing', 'before-admission'],
  run(view, given, report) {
    for (const document of view.chart.documents) {
      const { facts } = document;
      if (given.exceptDocuments.includes(facts.kind)) continue;
      for (const signature of facts.signatures) {
        const signed = signature.stamp?.moment;
        if (!signature.stamp || !signed) continue;
        const fault = beforeWriting(document, signature, signed) ?? beforeAdmission(view, given, document, signed);
        if (!fault) continue;
        report({
          at: placeOf(document, signature.stamp),
          message: fault.message,
          data: {
            document: facts.kind,
            signed: formatMinutes(signed.earliest),
            earliest: formatMinutes(fault.earliest),
          },
          related: [fault.related],
          subject: { document },
        });
      }
    }
  },
});

/** The time of writing: 记录时间, else the heading's own. A heading may be dated by the signature itself; that says nothing. */
function beforeWriting(document: ChartDocument, signature: DocumentSignature, signed: Moment) {
  const { facts } = document;
  const written: Stamp | undefined = facts.recorded ?? facts.node.heading?.stamp;
  if (!written?.moment || written.start === signature.stamp?.start) return undefined;
  if (!isCertainlyAfter(written.moment, signed)) return undefined;
  return {
    message: 'before-writing',
    earliest: written.moment.earliest,
    related: { ...placeOf(document, written), label: WRITTEN },
  };
}

function beforeAdmission({ chart }: ChartView, given: Params, { facts }: ChartDocument, signed: Moment) {
  const admission = chart.encounter.admission?.start;
  if (!admission || !given.duringStay.includes(facts.kind) || !isCertainlyAfter(admission.value, signed))
    return undefined;
  return {
    message: 'before-admission',
    earliest: admission.value.earliest,
    related: { ...admission.source, label: ADMITTED },
  };
}
