import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { CHART_HEADER, type DocumentNode, type Entry, type RecordPart, type RecordTree } from '../syntax/tree.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import type { LineIndex } from '../workspace/lines.ts';
import type { Locale } from './locale.ts';

/** Editors grow slow beyond this; what is left out is said in a last entry, never silently. */
export const MAX_SYMBOLS = 5000;

/** The outline: chart header and documents, under each its sections and tables. */
export function documentSymbols(
  tree: RecordTree,
  lines: LineIndex,
  vocabulary: Vocabulary,
  locale: Locale,
  limit: number = MAX_SYMBOLS,
): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  let left = limit;
  for (const part of tree.parts) {
    if (isBlank(part.node)) continue;
    if (left <= 0) return [...symbols, leftOut(tree, part.offset, lines, locale)];
    left--;
    const children: DocumentSymbol[] = [];
    for (const entry of part.node.entries) {
      if (left <= 0) break;
      const child = entrySymbol(part, entry, lines, vocabulary, locale);
      if (!child) continue;
      left--;
      children.push(child);
    }
    symbols.push({ ...partSymbol(part, lines, vocabulary, locale), children });
  }
  return symbols;
}

function isBlank(node: DocumentNode): boolean {
  return node.kind === CHART_HEADER && node.text.trim() === '';
}

function partSymbol(part: RecordPart, lines: LineIndex, vocabulary: Vocabulary, locale: Locale): DocumentSymbol {
  const { node, offset } = part;
  const stamp = node.heading?.stamp;
  return {
    name: titleOf(node, vocabulary, locale),
    ...(stamp ? { detail: node.text.slice(stamp.start, stamp.end) } : {}),
    kind: node.kind === CHART_HEADER ? SymbolKind.Namespace : SymbolKind.Class,
    range: lines.range({ start: offset, end: offset + contentEnd(node.text, node.text.length) }),
    selectionRange: lines.range(shift(node.heading?.title ?? firstLine(node.text), offset)),
  };
}

/** A document's title as written, or the name of its kind where no heading stands. */
export function titleOf(node: DocumentNode, vocabulary: Vocabulary, locale: Locale): string {
  const written = node.heading ? node.text.slice(node.heading.title.start, node.heading.title.end).trim() : '';
  if (written !== '') return written;
  if (node.kind === CHART_HEADER) return locale === 'zh' ? '病历首部' : 'Chart header';
  return vocabulary.nameOf(node.kind)[locale];
}

function entrySymbol(
  part: RecordPart,
  entry: Entry,
  lines: LineIndex,
  vocabulary: Vocabulary,
  locale: Locale,
): DocumentSymbol | undefined {
  const table = entry.blocks.some((block) => block.kind === 'table');
  if (entry.role !== 'section' && !table) return undefined;
  const { text } = part.node;
  const label = entry.label ?? firstLine(text, entry.start);
  const end = Math.max(label.end, contentEnd(text, entry.end, entry.start));
  const name = entry.label ? text.slice(label.start, label.end).trim() : locale === 'zh' ? '表格' : 'Table';
  const glossed = locale === 'en' && entry.id !== undefined ? vocabulary.nameOf(entry.id).en : undefined;
  return {
    name: name === '' ? entry.name || '…' : name,
    ...(glossed ? { detail: glossed } : {}),
    kind: entry.role === 'section' ? SymbolKind.Field : SymbolKind.Array,
    range: lines.range(shift({ start: Math.min(entry.start, label.start), end }, part.offset)),
    selectionRange: lines.range(shift(label, part.offset)),
  };
}

function leftOut(tree: RecordTree, offset: number, lines: LineIndex, locale: Locale): DocumentSymbol {
  const range = lines.range({ start: offset, end: tree.text.length });
  const name = locale === 'zh' ? '…（其余内容过多，大纲未列出）' : '… (too many entries; the rest is not listed)';
  return { name, kind: SymbolKind.Null, range, selectionRange: { start: range.start, end: range.start } };
}

function firstLine(text: string, from = 0): { start: number; end: number } {
  let start = from;
  while (start < text.length && /\s/.test(text[start] ?? '')) start++;
  let end = start;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return { start, end };
}

/** The end without the blanks and line breaks that trail. */
export function contentEnd(text: string, end: number, start = 0): number {
  let at = end;
  while (at > start && text.charCodeAt(at - 1) <= 32) at--;
  return at;
}

function shift(span: { start: number; end: number }, by: number): { start: number; end: number } {
  return { start: span.start + by, end: span.end + by };
}
