import { z } from 'zod';
import { defineFix } from '../lint/check.ts';
import { editableText } from './blank.ts';

/** Writes the same time in the prescribed notation; only where the check is certain which time is meant. */
export const notation = defineFix({
  kind: 'notation',
  params: z.strictObject({}),
  make({ chart }, { at, subject }) {
    const replacement = subject?.replacement;
    const text = editableText(chart, at.file);
    if (replacement === undefined || text === undefined) return [];
    const written = text.slice(at.start, at.end);
    return [
      {
        id: 'notation',
        title: { zh: `改写为“${replacement.trim()}”`, en: `Write "${replacement.trim()}"` },
        safety: 'safe',
        edits: written === replacement ? [] : [{ ...at, text: replacement }],
      },
    ];
  },
});
