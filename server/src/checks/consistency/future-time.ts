import { z } from 'zod';
import type { ChartDocument } from '../../chart/model.ts';
import { placeOf, stampOf } from '../../chart/read.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import { formatMinutes, MINUTES_PER_DAY } from '../../syntax/moment.ts';
import type { Stamp } from '../../syntax/tree.ts';
import { leavingOf } from '../time/anchor.ts';
import { timeValue } from '../time/judge.ts';

const params = z.strictObject({
  /** Fields that tell what has been, beside the times of recording and signing. */
  fields: z.array(z.string()).default([]),
});
type Params = z.infer<typeof params>;

/** Clocks and time zones of the machine that lints and the one that writes may differ. */
const CLOCK_SLACK = MINUTES_PER_DAY;
/** So many documents ahead show that the chart is judged as of an earlier day, or its dates were shifted to hide them. */
const GOING_ON = 3;

/** A time of recording, signing or reporting that has not come yet: a mistyped year, as a rule. */
export const futureTime = defineCheck<Params>({
  kind: 'future-time',
  scope: 'chart',
  params,
  messages: ['future'],
  run(view, given, report) {
    const { asOf, asOfGiven } = view.environment;
    const limit = asOfGiven ? asOf : asOf + CLOCK_SLACK;
    const ahead = view.chart.documents.flatMap((document) => {
      const stamp = timesOf(document, given).find(({ moment }) => moment !== undefined && moment.earliest > limit);
      return stamp ? [{ document, stamp }] : [];
    });
    if (ahead.length >= GOING_ON || goesOn(view)) return;
    for (const { document, stamp } of ahead) {
      report({
        at: placeOf(document, stamp),
        message: 'future',
        data: { document: document.facts.kind, time: timeValue(stamp.moment) ?? '', asOf: formatMinutes(asOf) },
        subject: { document },
      });
    }
  },
});

function timesOf({ facts }: ChartDocument, { fields }: Params): readonly Stamp[] {
  const { node, recorded, signatures } = facts;
  const stamps = [
    node.heading?.stamp,
    recorded,
    ...signatures.map(({ stamp }) => stamp),
    ...fields.map((field) => stampOf(facts, field)),
  ];
  return stamps.filter((stamp) => stamp !== undefined);
}

/** The stay itself lies ahead, or ends there. */
function goesOn(view: ChartView): boolean {
  const { asOf } = view.environment;
  const stay = [view.chart.encounter.admission?.start?.value, leavingOf(view)?.start?.value];
  return stay.some((moment) => moment !== undefined && moment.latest > asOf);
}
