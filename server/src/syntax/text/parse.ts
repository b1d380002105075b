import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import type { DocumentNode, Entry, RecordPart, RecordTree } from '../tree.ts';
import { isHeadless, type OpenDocument } from './document-state.ts';
import { RecordGrammar } from './grammar.ts';
import { lexiconOf } from './lexicon.ts';
import { breakOf } from './lines.ts';
import { Scanner } from './scanner.ts';
import type { Opening } from './tokens.ts';

/** One change of a text: the characters from `start` to `end` become `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Documents before an edited one that are read again: what ends one may be decided by the first lines of the next two. */
const READ_BACK = 2;

let grammar: RecordGrammar | undefined;

function theGrammar(): RecordGrammar {
  grammar ??= new RecordGrammar();
  return grammar;
}

/** Reads record text. Total: whatever the text, the parts of the tree tile it. */
export function parseText(text: string, vocabulary: Vocabulary): RecordTree {
  const scanner = new Scanner(text, lexiconOf(vocabulary));
  const end = scanner.scan(0);
  return { format: 'text', text, parts: theGrammar().build(text, scanner.tokens, end, vocabulary) };
}

/**
 * The tree of the text after `edits`, each of which counts in the text that the ones before it left. Equal to parsing
 * anew; documents that no edit touches are the same objects as in `tree`.
 */
export function reparseText(tree: RecordTree, edits: readonly TextEdit[], vocabulary: Vocabulary): RecordTree {
  const { text, prefix, suffix } = applied(tree.text, edits);
  if (tree.parts.length === 0 || breakOf(text) !== breakOf(tree.text)) return parseText(text, vocabulary);
  const first = firstToRead(tree, prefix);
  const delta = text.length - tree.text.length;
  let rejoined = tree.parts.length;
  const stop = (offset: number, opening: Opening): boolean => {
    if (offset < text.length - suffix) return false;
    const index = partAt(tree.parts, offset - delta);
    if (index <= first || !sameOpening(tree.parts[index], offset - delta, opening)) return false;
    rejoined = index;
    return true;
  };
  const scanner = new Scanner(
    text,
    lexiconOf(vocabulary),
    first === 0 ? undefined : stateOf(tree.parts[first - 1]),
    stop,
  );
  const end = scanner.scan(tree.parts[first]?.offset ?? 0);
  const read = theGrammar().build(text, scanner.tokens, end, vocabulary);
  const before = tree.parts.slice(0, first);
  const behind = tree.parts.slice(rejoined).map(({ offset, node }) => ({ offset: offset + delta, node }));
  return { format: 'text', text, parts: [...before, ...kept(read, tree.parts.slice(first, rejoined)), ...behind] };
}

/** The edited text, and how many characters at its ends no edit touched. */
function applied(text: string, edits: readonly TextEdit[]): { text: string; prefix: number; suffix: number } {
  let edited = text;
  let prefix = text.length;
  let suffix = text.length;
  for (const { start, end, text: inserted } of edits) {
    prefix = Math.min(prefix, start);
    suffix = Math.min(suffix, edited.length - end);
    edited = edited.slice(0, start) + inserted + edited.slice(end);
  }
  return { text: edited, prefix, suffix: Math.min(suffix, edited.length - prefix) };
}

/** Index of the part that holds `offset`. */
function partAt(parts: readonly RecordPart[], offset: number): number {
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((parts[middle]?.offset ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The part to begin at: some before the edited one, from one that begins a line. A document opened by sections alone
 * got its kind from all of them, so the first two parts are read from the beginning.
 */
function firstToRead({ text, parts }: RecordTree, prefix: number): number {
  let index = partAt(parts, prefix);
  while (index > 0 && !/[\r\n]/.test(text.charAt((parts[index]?.offset ?? 0) - 1))) index--;
  return index - READ_BACK <= 1 ? 0 : index - READ_BACK;
}

function stateOf(part: RecordPart | undefined): OpenDocument | undefined {
  if (!part) return undefined;
  const { kind, heading, text, entries } = part.node;
  const hashes = heading ? (/^[ \t\u3000]*(#{1,6})/.exec(text.slice(0, heading.title.start))?.[1]?.length ?? 0) : 0;
  return {
    kind,
    level: hashes,
    headless: isHeadless(text, heading, heading?.end ?? 0),
    maybeContinued: entries.some(hasContent) && !entries.some(isSigned),
  };
}

function hasContent({ role, content }: Entry): boolean {
  return role !== 'text' || content.end > content.start;
}

function isSigned({ role, signature }: Entry): boolean {
  return role === 'signature' || signature !== undefined;
}

function sameOpening(part: RecordPart | undefined, offset: number, opening: Opening): boolean {
  if (!part || part.offset !== offset || part.node.kind !== opening.kind) return false;
  return part.node.heading?.name === opening.heading?.name;
}

/** What was read again, with the old object wherever it came out equal. */
function kept(read: readonly RecordPart[], old: readonly RecordPart[]): RecordPart[] {
  const byText = new Map<string, DocumentNode>(old.map(({ node }) => [node.text, node]));
  return read.map(({ offset, node }) => {
    const same = byText.get(node.text);
    return { offset, node: same && isEqual(same, node) ? same : node };
  });
}

function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => isEqual(one[key as keyof typeof one], other[key as keyof typeof other]));
}
