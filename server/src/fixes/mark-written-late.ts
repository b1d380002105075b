import { z } from 'zod';
import { defineFix } from '../lint/check.ts';
import { asLine, BLANK, editableText, lineEndAt } from './blank.ts';

/** Inserts a line that says the record was written late, its reason and time left to whoever wrote it. */
export const markWrittenLate = defineFix({
  kind: 'mark-written-late',
  params: z.strictObject({}),
  make({ chart }, { subject }) {
    const document = subject?.document;
    const text = document && editableText(chart, document.file);
    if (!document || text === undefined || document.facts.writtenLate) return [];
    const { heading, text: own } = document.facts.node;
    const start = document.offset + (heading ? lineEndAt(own, Math.max(0, heading.end - 1)) : 0);
    return [
      {
        id: 'mark-written-late',
        title: { zh: '插入“补记”一行（待填）', en: 'Insert a blank late-entry line (补记)' },
        safety: 'structure',
        edits: [{ file: document.file, start, end: start, text: asLine(text, start, `补记：${BLANK}`) }],
      },
    ];
  },
});
