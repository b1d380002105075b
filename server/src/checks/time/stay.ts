import type { ChartView } from '../../lint/check.ts';
import type { Moment } from '../../syntax/moment.ts';
import { leavingOf } from './anchor.ts';

export { isExcerpt } from '../../lint/view.ts';

/** Admission and end of the stay as stated; the end is undefined while the patient is there. */
export interface Stay {
  readonly from: Moment;
  readonly to: Moment | undefined;
  /** The last minute that can be judged: the end of the stay at its soonest, else the minute of judging. */
  readonly until: number;
}

/** The stay, unless its beginning is unknown or its end is only known to have been. */
export function stayOf(view: ChartView): Stay | undefined {
  const from = view.chart.encounter.admission?.start?.value;
  const leaving = leavingOf(view);
  const to = leaving?.start?.value;
  if (!from || (leaving && !to)) return undefined;
  return { from, to, until: Math.min(to?.earliest ?? view.judgedAt, view.judgedAt) };
}

/** Whether the patient may have left before `minute`; false while the chart shows no end of the stay. */
export function mayHaveLeftBy(view: ChartView, minute: number): boolean {
  const leaving = leavingOf(view);
  if (!leaving) return false;
  return (leaving.start?.value.earliest ?? -Infinity) <= minute;
}

/** Whether some choice of the unknown makes the stay shorter than so many minutes; false while it lasts. */
export function mayBeShorterThan(view: ChartView, minutes: number): boolean {
  const from = view.chart.encounter.admission?.start?.value;
  const leaving = leavingOf(view);
  if (!leaving) return false;
  const to = leaving.start?.value;
  return !from || !to || to.earliest - from.latest < minutes;
}
