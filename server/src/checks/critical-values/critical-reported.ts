import { z } from 'zod';
import type { ChartDocument } from '../../chart/model.ts';
import { filledEntry } from '../../chart/read.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import type { FindingData } from '../../lint/finding.ts';
import { timeValue } from '../time/judge.ts';
import { isExcerpt } from '../time/stay.ts';
import { cameDuringStay } from './answers.ts';
import { type CriticalValue, criticalValuesOf } from './critical-value.ts';
import { saysCritical, speaksOf } from './statements.ts';

/**
 * A critical result without an entry in the register. Where a note says that it was reported the register merely lies
 * elsewhere; a limit that only the sample knows is no limit of this hospital: both are information.
 */
export const criticalReported = defineCheck({
  kind: 'critical-reported',
  scope: 'chart',
  params: z.strictObject({}),
  messages: ['unreported', 'elsewhere', 'sample-low', 'sample-high', 'sample-words'],
  run(view, _params, report) {
    if (isExcerpt(view)) return;
    for (const value of criticalValuesOf(view)) {
      const origin = value.result?.recordedBy[0];
      if (value.row || !origin || !cameDuringStay(view, value) || saysNotified(origin)) continue;
      const isTold = isCalledCritical(view, value);
      const { criticality, source } = value;
      const data = { item: value.name, result: value.text, reported: timeValue(value.reported?.value) };
      if (source !== 'sample') {
        const message = isTold ? 'elsewhere' : 'unreported';
        report({ at: value.place, message, ...(isTold && { severity: 'information' as const }), data });
      } else if (!isTold && criticality) {
        const { bound, limit } = criticality;
        const passed: FindingData = bound === undefined ? {} : { bound, unit: limit.unit ?? '' };
        const message = `sample-${criticality.side}`;
        report({ at: value.place, message, severity: 'information', data: { ...data, ...passed } });
      }
    }
  },
});

/** 通知医师, 通知时间, 接收人 on the report itself. */
function saysNotified({ facts }: ChartDocument): boolean {
  const filled = ['notified-physician', 'notified-time', 'receiver'].some((id) => filledEntry(facts, id) !== undefined);
  return filled || /已(?:电话)?(?:通知|报告|告知)|电话(?:通知|报告|告知)/.test(facts.node.text);
}

/** Whether a note of whatever profession calls the item a critical value. */
function isCalledCritical({ chart, environment: { vocabulary } }: ChartView, value: CriticalValue): boolean {
  return chart.documents.some(
    ({ facts }) =>
      vocabulary.document(facts.kind)?.group !== 'report' &&
      saysCritical(facts, vocabulary) &&
      speaksOf(facts, value, vocabulary),
  );
}
