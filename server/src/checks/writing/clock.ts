import { z } from 'zod';
import { defineCheck } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import type { DocumentNode } from '../../syntax/tree.ts';
import { textIn } from '../reading.ts';
import { findOddTimes } from './clock-notation.ts';

const params = z.strictObject({
  exceptDocuments: z.array(z.string()).default([]),
});

/**
 * Dates and times in Chinese numerals or on the 12-hour clock, wherever they stand. 上午9点 is reported only where the
 * document states a time of its own (heading, field, signature): in prose its digits are those of the 24-hour clock.
 */
export const clock = defineCheck<z.infer<typeof params>>({
  kind: 'clock',
  scope: 'document',
  params,
  messages: ['twelve-hour', 'chinese-numeral'],
  subscribe: () => undefined,
  run({ node, kind }, given, _, report) {
    if (given.exceptDocuments.includes(kind)) return;
    for (const time of findOddTimes(node.text)) {
      if (time.sameDigits && !statesTime(node, time)) continue;
      const at = { start: time.start, end: time.end };
      const written = textIn(node, at);
      const subject =
        time.replacement === undefined ? undefined : { replacement: spaced(node.text, at, time.replacement) };
      report({ at, message: time.style, data: { written }, subject });
    }
  },
});

function statesTime(node: DocumentNode, span: Span): boolean {
  if (node.heading && span.start < node.heading.end) return true;
  const entry = node.entries.find((each) => span.start >= each.start && span.start < each.end);
  return entry !== undefined && (entry.role === 'field' || entry.signature !== undefined);
}

/** A clock time right behind the digits of a date needs a blank to stay apart from it. */
function spaced(text: string, { start }: Span, replacement: string): string {
  return /[0-9０-９]/.test(text[start - 1] ?? '') && /^\d{2}:/.test(replacement) ? ` ${replacement}` : replacement;
}
