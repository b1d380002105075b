import type { Span } from '../../syntax/span.ts';

/** Text without its `⟦…⟧` markers, and the ranges they marked, by start then end. They may nest and may be empty. */
export function readMarkedText(marked: string): { readonly text: string; readonly ranges: readonly Span[] } {
  const ranges: Span[] = [];
  const open: number[] = [];
  let text = '';
  for (const piece of marked.split(/([⟦⟧])/)) {
    if (piece === '⟦') open.push(text.length);
    else if (piece === '⟧') {
      const start = open.pop();
      if (start === undefined) throw new Error('⟧ without ⟦');
      ranges.push({ start, end: text.length });
    } else text += piece;
  }
  if (open.length > 0) throw new Error('⟦ without ⟧');
  return { text, ranges: ranges.sort((a, b) => a.start - b.start || a.end - b.end) };
}
