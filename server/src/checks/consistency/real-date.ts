import { z } from 'zod';
import { defineCheck } from '../../lint/check.ts';
import { findStamps } from '../../syntax/inline/time.ts';
import { isMasked } from '../../syntax/inline/value.ts';
import { normalizeName } from '../../vocabulary/vocabulary.ts';

const params = z.strictObject({});

/** Year, month and day parted by marks; eight digits in a row are as often the number of a report. */
const WRITTEN_DATE = /^\d{4}(?:年\d{1,2}月|-\d{1,2}-|\/\d{1,2}\/|\.(?:0?[1-9]|1[0-2])\.)\d{1,2}/;

/** A date or time of day that does not exist: 2024-02-30, 2024-03-01 25:10. */
export const realDate = defineCheck<z.infer<typeof params>>({
  kind: 'real-date',
  scope: 'document',
  params,
  messages: ['impossible'],
  subscribe: () => undefined,
  run({ node }, _given, _environment, report) {
    for (const { impossible, start, end } of findStamps(node.text, { start: 0, end: node.text.length })) {
      const written = impossible ? node.text.slice(start, end) : '';
      if (!impossible || isMasked(written) || !WRITTEN_DATE.test(normalizeName(written))) continue;
      report({ at: { start, end }, message: 'impossible', data: { written } });
    }
  },
});
