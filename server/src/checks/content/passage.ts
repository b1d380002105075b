import type { DocumentFacts } from '../../chart/model.ts';
import type { Span } from '../../syntax/span.ts';
import type { DocumentNode, Entry } from '../../syntax/tree.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { isBlank } from '../reading.ts';

/** A section as a reader sees it: its label, its content, and the unlabelled or unknown stretches that run on from it. */
export interface Passage extends Span {
  readonly label: Span | undefined;
  /** Something the vocabulary knows stands behind it: it ends because its writer ended it, not because the text was cut. */
  readonly closed: boolean;
}

/** Filled sections of these ids or of parts of them, in text order. */
export function passagesOf(facts: DocumentFacts, ids: readonly string[], vocabulary: Vocabulary): readonly Passage[] {
  const { entries } = facts.node;
  const passages: Passage[] = [];
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i];
    if (!entry || !belongsTo(entry.id, ids, vocabulary)) continue;
    let last = i;
    while (last + 1 < entries.length && runsOn(entries[last + 1])) last++;
    const end = Math.max(...entries.slice(i, last + 1).map((each) => each.content.end));
    if (end > entry.content.start && !(isBlank(entry) && last === i)) {
      passages.push({ start: entry.content.start, end, label: entry.label, closed: last + 1 < entries.length });
    }
    i = last;
  }
  return passages;
}

const DEEPEST = 5;

function belongsTo(id: string | undefined, ids: readonly string[], vocabulary: Vocabulary): boolean {
  for (let at = id, depth = 0; at !== undefined && depth < DEEPEST; depth++) {
    if (ids.includes(at)) return true;
    at = vocabulary.label(at)?.partOf;
  }
  return false;
}

/** `一般情况：精神可` below a 现病史 is a heading that nobody knows, and part of the story all the same. */
function runsOn(entry: Entry | undefined): boolean {
  return entry !== undefined && entry.id === undefined && entry.signature === undefined;
}

/**
 * Half width, lower case, offset by offset: what words and patterns are compared with. `，` is `,` and `（` is `(`;
 * `。` and `、`, which have no half-width twin, stay.
 */
export function plainText(text: string): string {
  return text.replace(WIDE, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(CAPITALS, lower);
}

const WIDE = /[\uFF01-\uFF5E]/g;
const CAPITALS = /[A-Z]+/g;
const lower = (text: string) => text.toLowerCase();

export function plainIn(node: DocumentNode, span: Span): string {
  return plainText(node.text.slice(span.start, span.end));
}

/** Sentences of a span: what stands between `。`, `；`, `!`, `？` and line breaks. A full stop between digits ends none. */
export function sentencesIn(text: string, span: Span): readonly Span[] {
  const sentences: Span[] = [];
  let start = span.start;
  for (let at = span.start; at < span.end; at++) {
    if (!'。；;！!？?\n'.includes(text[at] ?? '')) continue;
    if (at > start) sentences.push({ start, end: at });
    start = at + 1;
  }
  if (start < span.end) sentences.push({ start, end: span.end });
  return sentences;
}
