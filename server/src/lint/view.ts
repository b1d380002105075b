import type { Chart, ChartEvent } from '../chart/model.ts';
import { MINUTES_PER_DAY, type Moment } from '../syntax/moment.ts';
import type { ChartView, Environment } from './check.ts';
import { parseDuration } from './duration.ts';
import type { Applicability } from './pack.ts';

/** A chart without discharge that has said nothing for longer than this is taken for finished, or for an excerpt. */
export const SILENT_MINUTES = 7 * MINUTES_PER_DAY;

/**
 * The chart with the minute up to which it is judged.
 *
 * That minute is the as-of time, with one exception: when the user named no as-of time (it is then the present), the
 * chart shows neither discharge nor death, and its last entry lies more than seven days back, the chart is judged at
 * its last entry. An old export would otherwise be blamed for every note not written since. Such a chart, like one of
 * a patient who has left or died, is not `running`: nothing is "still due" in it.
 */
export function viewChart(chart: Chart, environment: Environment): ChartView {
  const { discharge, death } = chart.encounter;
  const ended = discharge !== undefined || death !== undefined;
  const silent =
    !environment.asOfGiven &&
    !ended &&
    chart.lastEntry !== undefined &&
    environment.asOf - chart.lastEntry > SILENT_MINUTES;
  const judgedAt = silent && chart.lastEntry !== undefined ? chart.lastEntry : environment.asOf;
  return {
    chart,
    environment,
    judgedAt,
    running: !ended && !silent,
    applies: (when) => when === undefined || applies(chart, judgedAt, when),
  };
}

/**
 * Whether the text is a part of a chart, such as a discharge record by itself: what it lacks may stand elsewhere, so that
 * nothing is missing. A chart states 入院时间 ahead of its documents, or holds an admission record and notes of the course.
 */
export function isExcerpt({ chart, environment }: Pick<ChartView, 'chart' | 'environment'>): boolean {
  if (chart.headers.some(({ facts }) => facts.entries.has('admission-time'))) return false;
  const groups = new Set(chart.documents.map(({ facts }) => environment.vocabulary.document(facts.kind)?.group));
  return !groups.has('admission') || !groups.has('progress');
}

/** Whether all conditions hold; a condition on a fact the chart does not tell fails. A death ends the stay as a discharge does. */
function applies(chart: Chart, judgedAt: number, when: Applicability): boolean {
  const { type, admission, discharge, death } = chart.encounter;
  const end = death ?? discharge;
  if (when.encounter && !when.encounter.includes(type)) return false;
  if (when.discharged !== undefined && when.discharged !== (end !== undefined)) return false;
  if (when.died !== undefined && when.died !== (death !== undefined)) return false;
  const from = startOf(admission);
  if (when.stayAtLeast !== undefined) {
    const least = parseDuration(when.stayAtLeast);
    const until = end ? startOf(end)?.earliest : judgedAt;
    if (least === undefined || !from || until === undefined || until - from.latest < least) return false;
  }
  if (when.stayUnder !== undefined) {
    const limit = parseDuration(when.stayUnder);
    const until = startOf(end)?.latest;
    if (limit === undefined || !from || until === undefined || until - from.earliest >= limit) return false;
  }
  return true;
}

function startOf(event: ChartEvent | undefined): Moment | undefined {
  return event?.start?.value;
}
