import { z } from 'zod';
import { defineFix } from '../lint/check.ts';
import { BLANK, editableText } from './blank.ts';

/** Puts a blank under a heading that stands empty, so that it is not overlooked. */
export const fillSection = defineFix({
  kind: 'fill-section',
  params: z.strictObject({}),
  make({ chart, environment: { vocabulary } }, { at, subject }) {
    const text = editableText(chart, at.file);
    if (text === undefined || !subject?.wanted) return [];
    const rest = text.slice(at.end, at.end + 60);
    const closed = /^(?:[(（][^()（）\n]{0,40}[)）])?[】\]〕》>]?[ \t]*[：:]?/.exec(rest)?.[0].trimEnd() ?? '';
    const start = at.end + closed.length;
    const needsColon = !/[】\]〕》>：:]$/.test(closed);
    const { zh, en } = vocabulary.nameOf(subject.wanted);
    return [
      {
        id: 'fill-section',
        title: { zh: `在“${zh}”后标出待填`, en: `Mark "${en}" as to be filled in` },
        safety: 'structure',
        edits: [{ file: at.file, start, end: start, text: `${needsColon ? '：' : ''}${BLANK}` }],
      },
    ];
  },
});
