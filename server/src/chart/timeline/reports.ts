import type { ChartEvent } from '../model.ts';
import { placeOf, stampOf, stated } from '../read.ts';
import type { Reading } from './timeline.ts';

const REPORT_KINDS = ['lab-report', 'exam-report', 'pathology-report', 'result-report'];

/** Reports of examinations, dated by 报告时间, and 尸检报告. */
export function readReports({ documents }: Reading): ChartEvent[] {
  return documents.flatMap((document): ChartEvent[] => {
    const { facts } = document;
    const autopsy = facts.kind === 'autopsy-report';
    if (!autopsy && !REPORT_KINDS.includes(facts.kind)) return [];
    return [
      {
        kind: autopsy ? 'autopsy-report' : 'report',
        start: stated(document, stampOf(facts, 'reported-time') ?? facts.dated ?? facts.completed),
        end: undefined,
        source: placeOf(document, facts.anchor),
        recordedBy: [document],
        attributes: {},
      },
    ];
  });
}
