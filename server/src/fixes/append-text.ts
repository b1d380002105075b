import { z } from 'zod';
import { defineFix } from '../lint/check.ts';
import { localizedText } from '../vocabulary/schema.ts';
import { BLANK, editableText } from './blank.ts';

const params = z.strictObject({
  title: localizedText,
  /** What is added at the end of the section; whatever a physician has to find out is a blank in it. */
  text: z.string().refine((text) => text.includes(BLANK), { message: `holds no ${BLANK}` }),
});

/** Ends a section with the outline of the sentence it lacks. */
export const appendText = defineFix({
  kind: 'append-text',
  params,
  make({ chart }, { at, subject }, { title, text }) {
    const file = editableText(chart, at.file);
    const { document, wanted } = subject ?? {};
    if (file === undefined || !document || wanted === undefined) return [];
    const entry = document.facts.entries.get(wanted)?.findLast(({ content }) => content.end > content.start);
    if (!entry) return [];
    const end = document.offset + entry.content.end;
    const stop = /[。；;！？!?]/.test(file[end - 1] ?? '') ? '' : '。';
    return [
      {
        id: 'append-text',
        title,
        safety: 'structure',
        edits: [{ file: at.file, start: end, end, text: `${stop}${text}` }],
      },
    ];
  },
});
