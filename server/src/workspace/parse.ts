import { parseText } from '../syntax/text/parse.ts';
import type { RecordTree } from '../syntax/tree.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';

/** Reads a record; what of `previous` still stands is taken over as it is. */
export function parseRecord(text: string, vocabulary: Vocabulary, previous: RecordTree | undefined): RecordTree {
  void previous;
  return parseText(text, vocabulary);
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
