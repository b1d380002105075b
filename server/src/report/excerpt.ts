import type { Span } from '../syntax/span.ts';
import type { ReportFinding } from './model.ts';

const BEFORE = 24;
const MARKED = 120;
const AFTER = 60;

/** The line of a place, cut to what fits a page. */
export function excerptOf(text: string, { start, end }: Span): ReportFinding['excerpt'] {
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const breakAt = text.slice(end, end + AFTER + 1).search(/[\r\n]/);
  const from = Math.max(lineStart, start - BEFORE);
  const to = breakAt >= 0 ? end + breakAt : Math.min(text.length, end + AFTER);
  const marked = text.slice(start, end);
  const long = marked.length > MARKED;
  const cutAfter = to < text.length && breakAt < 0;
  return {
    before: `${from > lineStart ? '…' : ''}${wholeCharacters(text.slice(from, start))}`.trimStart(),
    marked: long ? `${wholeCharacters(marked.slice(0, MARKED))}…` : marked,
    after: long ? '' : `${wholeCharacters(text.slice(end, to))}${cutAfter ? '…' : ''}`.trimEnd(),
  };
}

/** A cut may go through a pair of surrogates; the lone half is dropped. */
function wholeCharacters(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}
