import { z } from 'zod';
import type { Chart, ChartDocument, ChartEvent } from '../../chart/model.ts';
import { filledEntry, placeOf, stampOf, textOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Moment } from '../../syntax/moment.ts';
import { dayOf } from '../time/limit.ts';

const params = z.strictObject({
  documents: z.array(z.string()).min(1),
  /** The field that counts the days of the stay. */
  field: z.string(),
});
type Params = z.output<typeof params>;

/**
 * Days of stay that the dates do not give. Days of admission and discharge count as one (卫医政发〔2011〕84号), so a stay
 * that ends on the day it began has one. Dates of the document itself go before those of the chart.
 */
export const stayDays = defineCheck<Params>({
  kind: 'stay-days',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['differs'],
  run({ chart }, { documents, field }, report) {
    for (const document of chart.documents) {
      if (!documents.includes(document.facts.kind)) continue;
      const entry = filledEntry(document.facts, field);
      const stated = entry && statedDays(textOf(document.facts.node, entry.content));
      const counted = countedDays(chart, document);
      if (!entry || stated === undefined || !counted) continue;
      if (stated >= counted.least && stated <= counted.most) continue;
      const data = { document: document.facts.kind, stated, days: counted.least };
      report({ at: placeOf(document, entry.content), message: 'differs', data, subject: { document } });
    }
  },
});

/** `8`, `8天`, `共8日`: one number and nothing masked. */
function statedDays(text: string): number | undefined {
  const digits = /^\D{0,4}(\d{1,4})\s*(?:天|日|d)?\s*$/i.exec(text);
  return digits?.[1] === undefined || /[*＊xX某]/.test(text) ? undefined : Number(digits[1]);
}

interface Days {
  readonly least: number;
  readonly most: number;
}

function countedDays({ encounter }: Chart, { facts }: ChartDocument): Days | undefined {
  const from = stampOf(facts, 'admission-time')?.moment ?? startOf(encounter.admission);
  const to = stampOf(facts, 'discharge-time')?.moment ?? startOf(encounter.discharge) ?? startOf(encounter.death);
  if (!from || !to || to.latest < from.earliest) return undefined;
  const between = (start: number, end: number) => Math.max(1, dayOf(end) - dayOf(start));
  return { least: between(from.latest, to.earliest), most: between(from.earliest, to.latest) };
}

function startOf(event: ChartEvent | undefined): Moment | undefined {
  return event?.start?.value;
}
