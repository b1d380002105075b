import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import type { RecordTree } from '../syntax/tree.ts';
import type { LineIndex } from '../workspace/lines.ts';
import { contentEnd } from './outline.ts';

/** Documents, their sections and their tables, as far as they span lines. Trailing blank lines stay outside. */
export function foldingRanges(tree: RecordTree, lines: LineIndex, limit = Number.MAX_SAFE_INTEGER): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const seen = new Set<string>();
  const add = (start: number, end: number, kind?: FoldingRangeKind) => {
    const startLine = lines.position(start).line;
    const endLine = lines.position(end).line;
    const key = `${startLine}-${endLine}`;
    if (endLine <= startLine || ranges.length >= limit || seen.has(key)) return;
    seen.add(key);
    ranges.push(kind ? { startLine, endLine, kind } : { startLine, endLine });
  };
  for (const { offset, node } of tree.parts) {
    const first = node.text.length - node.text.trimStart().length;
    add(offset + first, offset + contentEnd(node.text, node.text.length), FoldingRangeKind.Region);
    for (const entry of node.entries) {
      const from = entry.label?.start ?? entry.content.start;
      if (entry.role === 'section') add(offset + from, offset + contentEnd(node.text, entry.end, from));
      for (const block of entry.blocks) {
        if (block.kind === 'table') add(offset + block.start, offset + contentEnd(node.text, block.end, block.start));
      }
    }
  }
  return ranges;
}
