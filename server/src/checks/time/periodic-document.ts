import { z } from 'zod';
import type { ChartDocument } from '../../chart/model.ts';
import { type ChartView, defineCheck, type Hit } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import { formatMinutes, MINUTES_PER_DAY, type Moment } from '../../syntax/moment.ts';
import { labelOf } from './anchor.ts';
import { timeValue } from './judge.ts';
import { dayOf, dueAfter, monthsAfter } from './limit.ts';
import { anchorPlace, datedMoment } from './places.ts';
import { isExcerpt, stayOf } from './stay.ts';

const params = z.strictObject({
  /** Kinds of document that sum the course up; the first is the one a missing document is called by. */
  document: z.array(z.string()).min(1),
  months: z.number().int().min(1).default(1),
});
type Params = z.output<typeof params>;

/** Each whole month of the stay, counted from admission, has one of these documents (BW2010 第二十二条(七)). */
export const periodicDocument = defineCheck<Params>({
  kind: 'periodic-document',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['missing', 'late'],
  run(view, rule, report) {
    const stay = stayOf(view);
    if (!stay || isExcerpt(view) || dayOf(stay.from.earliest) !== dayOf(stay.from.latest)) return;
    const documents = view.chart.documents.filter(({ facts }) => rule.document.includes(facts.kind));
    const written = documents.map((document) => ({ document, moment: datedMoment(document.facts) }));
    if (!written.every((each): each is Written => each.moment !== undefined)) return;
    const admitted = dayOf(stay.from.latest);
    for (let month = 1; ; month++) {
      const from = monthsAfter(admitted, (month - 1) * rule.months) * MINUTES_PER_DAY;
      const due = dueAfter(stay.from.latest, { unit: 'month', count: month * rule.months }, view.environment);
      // A month that begins after the chart's last word is not owed a summary of its own.
      if (due.minute >= stay.until || (month > 1 && from > (view.chart.lastEntry ?? from))) return;
      const inTime = written.some(({ moment }) => moment.latest >= from && moment.earliest <= due.minute);
      if (!inTime && due.decided) report(hitOf(view, month, due.minute, stay.until, written, rule));
    }
  },
});

interface Written {
  readonly document: ChartDocument;
  readonly moment: Moment;
}

function hitOf(
  view: ChartView,
  month: number,
  due: number,
  until: number,
  written: readonly Written[],
  { document: [wanted = ''] }: Params,
): Hit<Place> {
  const admission = view.chart.encounter.admission;
  const at = admission?.source as Place;
  const data = { document: wanted, month, event: timeValue(admission?.start?.value), due: formatMinutes(due) };
  const next = written
    .filter(({ moment }) => moment.earliest > due && moment.earliest <= until)
    .reduce<Written | undefined>((a, b) => (a && a.moment.earliest <= b.moment.earliest ? a : b), undefined);
  if (!next) return { at, message: 'missing', state: 'missing', data, subject: { event: admission, wanted } };
  const completed = timeValue(next.moment) ?? formatMinutes(next.moment.earliest);
  return {
    at: anchorPlace(next.document),
    message: 'late',
    state: 'late',
    data: { ...data, document: next.document.facts.kind, completed, late: next.moment.earliest - due },
    related: [{ ...at, label: labelOf('admission') }],
    subject: { event: admission, document: next.document },
  };
}
