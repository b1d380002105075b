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
  const start = agreeing(most, (from, to) => before.slice(from, to) === after.slice(from, to));
  const same = agreeing(
    most - start,
    (from, to) =>
      before.slice(before.length - to, before.length - from) === after.slice(after.length - to, after.length - from),
  );
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

/** How many of the first `most` characters agree. Blocks are compared as a whole, which costs a tenth of single characters. */
function agreeing(most: number, agree: (from: number, to: number) => boolean): number {
  let at = 0;
  for (let block = 4096; block >= 1; block >>= 4) {
    while (at + block <= most && agree(at, at + block)) at += block;
  }
  return at;
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
