import type { ChartDocument } from '../chart/model.ts';
import { deadline } from '../checks/deadline.ts';
import { type Anchor, anchorsOf, labelOf } from '../checks/time/anchor.ts';
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
  { chart, rules }: Pick<JudgedChart, 'chart' | 'rules'>,
  environment: Environment,
  document: ChartDocument,
  locale: Locale,
): string[] {
  const view = viewChart(chart, environment);
  const { kind } = document.facts;
  const bound = rules.chartChecks.filter(
    ({ check, params }) => isDeadline(check, params) && params.document.includes(kind),
  );
  const lines = bound.flatMap(({ rule, when, params }): string[] => {
    if (!view.applies(rule.when) || !view.applies(when)) return [];
    const read: DeadlineParams = params;
    const anchor = anchorFor(anchorsOf(view, read.after), document);
    return anchor ? [line(anchor, read, document, environment, locale)] : [];
  });
  return [...new Set(lines)];
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
