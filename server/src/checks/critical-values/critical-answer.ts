import { z } from 'zod';
import { type ChartView, defineCheck, type Hit } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import { formatMinutes, type Moment } from '../../syntax/moment.ts';
import { judge, timeValue } from '../time/judge.ts';
import { dueAfter, type Limit, limitSchema, limitValue } from '../time/limit.ts';
import { anchorPlace } from '../time/places.ts';
import { type Answer, answersOf, cameDuringStay, earliestOf, holdsCourse } from './answers.ts';
import { type CriticalValue, criticalValuesOf } from './critical-value.ts';

const params = z.strictObject({
  within: limitSchema,
  /** Which of the two is a defect here: that no note answers, or that the first one came late. */
  report: z.array(z.enum(['missing', 'late'])).min(1),
});

/**
 * A critical value that no note answers, or none within the limit. The limit runs from 接收时间, else 报告时间; a value
 * that only the sample of limits calls critical owes nothing.
 */
export const criticalAnswer = defineCheck({
  kind: 'critical-answer',
  scope: 'chart',
  params,
  messages: ['missing', 'late', 'due'],
  concerns: (view) => criticalValuesOf(view).some((value) => value.source !== 'sample' && cameDuringStay(view, value)),
  run(view, { within, report: wanted }, report, undecided) {
    if (!holdsCourse(view)) return undecided();
    for (const value of criticalValuesOf(view)) {
      const from = value.received ?? value.reported;
      if (value.source === 'sample' || !cameDuringStay(view, value)) continue;
      if (!from) {
        undecided();
        continue;
      }
      const answers = answersWithin(view, value, from.value, within);
      const done = answers.map(({ moment }) => moment);
      const verdict = judge({ from: from.value, stated: true, limit: within, done }, view.judgedAt, view.environment);
      if (verdict.state === 'open' || verdict.state === 'unverifiable') undecided();
      const data = {
        item: value.name,
        result: value.text,
        event: timeValue(from.value),
        limit: limitValue(within),
      };
      const wants = wanted.includes('missing');
      if (verdict.state === 'missing' && wants && !isAnsweredBefore(answers, value)) {
        report({ at: value.place, message: 'missing', state: 'missing', data, subject: subjectOf(value) });
      } else if (verdict.state === 'due' && wants) {
        const due = { ...data, due: formatMinutes(verdict.due), remaining: verdict.remaining };
        report({ at: value.place, message: 'due', state: 'due', data: due, subject: subjectOf(value) });
      } else if (verdict.state === 'late' && wanted.includes('late')) {
        const hit = lateHit(value, answers, verdict, data);
        if (hit) report(hit);
      }
    }
  },
});

/** Within the limit a word on the item (予补钾，低钾血症) will do; later the note has to give the value or call it critical. */
function answersWithin(view: ChartView, value: CriticalValue, from: Moment, within: Limit): readonly Answer[] {
  const due = dueAfter(from.latest, within, view.environment).minute;
  return answersOf(view, value).filter(({ weak, moment }) => !weak || !moment || moment.earliest <= due);
}

function isAnsweredBefore(answers: readonly Answer[], value: CriticalValue): boolean {
  const since = earliestOf(value);
  return since !== undefined && answers.some(({ moment }) => moment !== undefined && moment.latest < since);
}

function subjectOf(value: CriticalValue): Hit<Place>['subject'] {
  const event = value.row ?? value.result;
  return { wanted: 'critical-value-note', ...(event && { event }) };
}

function lateHit(
  value: CriticalValue,
  answers: readonly Answer[],
  verdict: { readonly due: number; readonly at: number; readonly by: number },
  data: Hit<Place>['data'],
): Hit<Place> | undefined {
  const first = answers.find(({ moment }) => moment?.earliest === verdict.at);
  if (!first) return undefined;
  const completed = timeValue(first.moment) ?? formatMinutes(verdict.at);
  return {
    at: anchorPlace(first.document),
    message: 'late',
    state: 'late',
    data: { ...data, due: formatMinutes(verdict.due), completed, late: verdict.by },
    related: [{ ...value.place, label: { zh: '危急值', en: 'critical value' } }],
    subject: { document: first.document },
  };
}
