import { z } from 'zod';
import type { ChartDocument } from '../chart/model.ts';
import { defineFix } from '../lint/check.ts';
import { asLine, BLANK, editableText, lineEndAt, lineStartAt } from './blank.ts';

/** Marks the line on which somebody has to sign as to be filled in; where there is none, puts one above the other signatures. */
export const signatureLine = defineFix({
  kind: 'signature-line',
  params: z.strictObject({}),
  make({ chart, environment: { vocabulary } }, { subject }) {
    const { document, wanted } = subject ?? {};
    const label = wanted === undefined ? undefined : vocabulary.label(wanted);
    const text = document && editableText(chart, document.file);
    if (!document || !label || text === undefined) return [];
    const { zh, en } = label.name;
    const edit = editFor(document, label.id, `${zh}：${BLANK}`, text);
    return [
      {
        id: 'signature-line',
        title: { zh: `标出“${zh}”待填`, en: `Mark "${en}" as to be filled in` },
        safety: 'structure',
        edits: [{ file: document.file, ...edit }],
      },
    ];
  },
});

function editFor({ facts, offset }: ChartDocument, wanted: string, line: string, text: string) {
  const { node } = facts;
  const own = facts.entries.get(wanted)?.find(({ label, content }) => label && content.end <= content.start);
  if (own?.label) {
    const colon = /^[^\n：:]{0,4}[：:]/.exec(text.slice(offset + own.label.end))?.[0];
    const at = offset + own.label.end + (colon?.length ?? 0);
    return { start: at, end: at, text: colon ? BLANK : `：${BLANK}` };
  }
  const first = node.entries.find(({ role }) => role === 'signature');
  const last = node.entries.findLast(({ content }) => content.end > content.start);
  const at = first
    ? lineStartAt(node.text, first.start)
    : lineEndAt(node.text, Math.max(0, (last?.content.end ?? node.text.length) - 1));
  return { start: offset + at, end: offset + at, text: asLine(text, offset + at, line) };
}
