import { z } from 'zod';
import type { Chart, ChartDocument } from '../../chart/model.ts';
import { placeOf, stampIn } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import type { Stamp } from '../../syntax/tree.ts';

const params = z.strictObject({
  documents: z.array(z.string()).min(1),
  /** The field that states the time; the document's heading and the chart header may state it too. */
  field: z.string(),
  /** Kinds of document named `门诊病历` alike for both: asked only in encounters of these types. */
  encounters: z.array(z.enum(['inpatient', 'outpatient', 'emergency', 'day', 'internet'])).optional(),
});
type Params = z.infer<typeof params>;

/** A time that must be exact to the minute and is stated, nowhere to the minute. An absent or masked time is not its affair. */
export const minuteTime = defineCheck<Params>({
  kind: 'minute-time',
  scope: 'chart',
  params,
  messages: ['inexact'],
  run({ chart }, given, report) {
    if (given.encounters && !given.encounters.includes(chart.encounter.type)) return;
    const reported = new Set<string>();
    for (const document of chart.documents) {
      if (!given.documents.includes(document.facts.kind)) continue;
      const stamps = statedTimes(chart, document, given.field);
      const first = stamps[0];
      if (!first || stamps.some(({ stamp }) => isExact(stamp))) continue;
      const key = `${first.place.file}:${first.place.start}`;
      if (reported.has(key)) continue;
      reported.add(key);
      report({
        at: first.place,
        message: 'inexact',
        data: { document: document.facts.kind, field: given.field },
        subject: { document },
      });
    }
  },
});

function isExact({ moment }: Stamp): boolean {
  return !moment || moment.masked || moment.precision === 'minute';
}

function statedTimes(chart: Chart, document: ChartDocument, field: string): { stamp: Stamp; place: Place }[] {
  const found: { stamp: Stamp; place: Place }[] = [];
  const see = (host: ChartDocument, stamp: Stamp | undefined) => {
    if (stamp) found.push({ stamp, place: placeOf(host, stamp) });
  };
  for (const host of [document, ...chart.headers]) {
    for (const entry of host.facts.entries.get(field) ?? []) {
      see(host, stampIn(host.facts.node, entry.content));
    }
  }
  see(document, document.facts.node.heading?.stamp);
  return found;
}
