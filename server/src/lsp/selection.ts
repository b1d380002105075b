import type { Position, SelectionRange } from 'vscode-languageserver-types';
import type { Span } from '../syntax/span.ts';
import type { RecordTree } from '../syntax/tree.ts';
import type { LineIndex } from '../workspace/lines.ts';
import { contentEnd } from './outline.ts';

/** Growing selections: cell, row, table or sentence, line, content, section, document, file. */
export function selectionRanges(tree: RecordTree, lines: LineIndex, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    const spans = spansAt(tree, lines.offset(position));
    let range: SelectionRange = { range: lines.range({ start: 0, end: tree.text.length }) };
    let outer: Span = { start: 0, end: tree.text.length };
    for (const span of spans) {
      if (span.start < outer.start || span.end > outer.end) continue;
      if (span.start === outer.start && span.end === outer.end) continue;
      range = { range: lines.range(span), parent: range };
      outer = span;
    }
    return range;
  });
}

/** From the widest to the narrowest; each holds the offset. */
function spansAt(tree: RecordTree, offset: number): Span[] {
  const part = tree.parts.findLast((candidate) => candidate.offset <= offset);
  if (!part) return [];
  const { node } = part;
  const at = offset - part.offset;
  const inner: Span[] = [
    { start: 0, end: node.text.length },
    { start: 0, end: contentEnd(node.text, node.text.length) },
  ];
  const entry = node.entries.find((candidate) => candidate.start <= at && at < candidate.end);
  if (entry) {
    inner.push(entry, { start: entry.start, end: contentEnd(node.text, entry.end, entry.start) }, entry.content);
    const block = entry.blocks.find((candidate) => candidate.start <= at && at < candidate.end);
    if (block?.kind === 'table') {
      inner.push(block);
      const row = block.rows.find((candidate) => candidate.start <= at && at <= candidate.end);
      if (row) inner.push(row, ...row.cells.filter((cell) => cell.start <= at && at <= cell.end).slice(0, 1));
    } else {
      inner.push(...[lineAt(node.text, at), sentenceAt(node.text, at)].map((span) => within(span, entry.content, at)));
    }
  }
  return inner
    .filter((span) => span.start <= at && at <= span.end && span.end > span.start)
    .map((span) => ({ start: span.start + part.offset, end: span.end + part.offset }));
}

/** A line without the label before it, where the offset lies behind that. */
function within(span: Span, content: Span, at: number): Span {
  if (at < content.start || at > content.end) return span;
  return { start: Math.max(span.start, content.start), end: Math.min(span.end, content.end) };
}

function lineAt(text: string, at: number): Span {
  return between(text, at, /[\r\n]/);
}

function sentenceAt(text: string, at: number): Span {
  const span = between(text, at, /[\r\n。；;！!？?]/);
  return text[span.end] === undefined || /[\r\n]/.test(text[span.end] ?? '')
    ? span
    : { start: span.start, end: span.end + 1 };
}

function between(text: string, at: number, stop: RegExp): Span {
  let start = at;
  while (start > 0 && !stop.test(text[start - 1] ?? '')) start--;
  let end = at;
  while (end < text.length && !stop.test(text[end] ?? '')) end++;
  return { start, end };
}
