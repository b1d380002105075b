import { parseText, reparseText, type TextEdit } from '../syntax/text/parse.ts';
import type { RecordTree } from '../syntax/tree.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';

/** Reads a record; what of `previous` still stands is taken over as it is. */
export function parseRecord(text: string, vocabulary: Vocabulary, previous: RecordTree | undefined): RecordTree {
  return previous
    ? reparseText(previous, [differenceOf(previous.text, text)], vocabulary)
    : parseText(text, vocabulary);
}

/** The one edit that makes `after` of `before`, as short as can be. */
function differenceOf(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < most - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

/** Whether the beginning of a text holds a document heading, or two section headings, that the vocabulary knows. */
export function looksLikeRecord(head: string, vocabulary: Vocabulary): boolean {
  const sections = new Set<string>();
  for (const { node } of parseRecord(head, vocabulary, undefined).parts) {
    if (node.heading && vocabulary.document(node.kind)) return true;
    for (const { role, id } of node.entries) if (role === 'section' && id !== undefined) sections.add(id);
  }
  return sections.size >= 2;
}
