import type { ChartDocument, ChartEvent } from '../chart/model.ts';
import { type Anchor, anchorsOf, labelOf } from '../checks/time/anchor.ts';
import { deadline } from '../checks/time/deadline.ts';
import { timeValue } from '../checks/time/judge.ts';
import { dueAfter } from '../checks/time/limit.ts';
import { momentOf } from '../checks/time/places.ts';
import type { Environment } from '../lint/check.ts';
import { formatDuration, formatTime } from '../lint/message.ts';
import type { BoundChartCheck } from '../lint/rule-set.ts';
import { viewChart } from '../lint/view.ts';
import type { JudgedChart } from '../report/model.ts';
import { formatMinutes } from '../syntax/moment.ts';
import { type Locale, say } from './locale.ts';

type DeadlineParams = Parameters<typeof deadline.run>[1];

/** When a document was due and when it was done, by every active rule that sets its kind a time. */
export function deadlineLines(
  judged: Judged,
  environment: Environment,
  document: ChartDocument,
  locale: Locale,
): string[] {
  const owed = obligations(judged, environment, document);
  return [...new Set(owed.map(({ anchor, params }) => line(anchor, params, document, environment, locale)))];
}

/** The events from which the time limits of a document are counted. */
export function deadlineEvents(judged: Judged, environment: Environment, document: ChartDocument): ChartEvent[] {
  return [...new Set(obligations(judged, environment, document).map(({ anchor }) => anchor.event))];
}

type Judged = Pick<JudgedChart, 'chart' | 'rules'>;

function obligations(
  { chart, rules }: Judged,
  environment: Environment,
  document: ChartDocument,
): { readonly anchor: Anchor; readonly params: DeadlineParams }[] {
  const view = viewChart(chart, environment);
  return rules.chartChecks.flatMap(({ rule, when, check, params }) => {
    if (!isDeadline(check, params) || !params.document.includes(document.facts.kind)) return [];
    if (!view.applies(rule.when) || !view.applies(when)) return [];
    const anchor = anchorFor(anchorsOf(view, params.after), document);
    return anchor ? [{ anchor, params }] : [];
  });
}

function isDeadline(check: BoundChartCheck['check'], params: unknown): params is DeadlineParams {
  return check.kind === deadline.kind && params !== undefined;
}

/** The event that the document records, or the only one there is; with several, none can be named. */
function anchorFor(anchors: readonly Anchor[], document: ChartDocument): Anchor | undefined {
  const stated = anchors.filter((anchor) => anchor.stated !== undefined);
  const own = stated.filter(({ event }) => event.recordedBy.some(({ facts }) => facts === document.facts));
  const [first, second] = own.length > 0 ? own : stated;
  return second ? undefined : first;
}

function line(
  anchor: Anchor,
  params: DeadlineParams,
  { facts }: ChartDocument,
  environment: Environment,
  locale: Locale,
): string {
  const event = labelOf(params.after)[locale];
  const began = timeText(timeValue(anchor.stated?.value), locale);
  const due = dueAfter(anchor.bounds.latest, params.within, environment);
  const end = due.decided ? formatTime(formatMinutes(due.minute)) : say(locale, '不能确定', 'undecided');
  const done = momentOf(facts, params.time);
  const overdue = done && due.decided && done.earliest > due.minute ? done.earliest - due.minute : undefined;
  const late =
    overdue === undefined
      ? ''
      : say(locale, `，迟 ${formatDuration(overdue, locale)}`, `, ${formatDuration(overdue, locale)} late`);
  const when = timeText(timeValue(done), locale);
  return say(
    locale,
    `${event} ${began}，应于 ${end} 前完成；实际 ${when}${late}`,
    `${event} ${began}, due by ${end}; done ${when}${late}`,
  );
}

function timeText(time: string | null, locale: Locale): string {
  return time === null ? say(locale, '时间不明', 'at an unknown time') : formatTime(time);
}
