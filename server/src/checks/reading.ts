import type { DocumentFacts, DocumentSignature } from '../chart/model.ts';
import type { Span } from '../syntax/span.ts';
import type { DocumentNode, Entry } from '../syntax/tree.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';

/** Small readers shared by the content checks. Spans are relative to the document. */

export function textIn(node: DocumentNode, span: Span): string {
  return node.text.slice(span.start, span.end);
}

export function isBlank(entry: Entry): boolean {
  return entry.content.end <= entry.content.start;
}

/** True when the label stands first on its line, whatever brackets, numbering and blanks stand before it. */
export function opensLine(node: DocumentNode, entry: Entry): boolean {
  if (!entry.label) return false;
  const before = node.text.slice(Math.max(0, entry.label.start - 12), entry.label.start);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return (
    (line.length < before.length || entry.label.start <= 12) && !/[\p{L}：:，,；;。]/u.test(line.replace(ORDINAL, ''))
  );
}

const ORDINAL = /^[\s(（]*(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．\s]*/;

/** The names by which a label may be written, as {@link normalizeName} compares them; names of one character are left out. */
export function namesOf(id: string, vocabulary: Vocabulary): readonly string[] {
  const label = vocabulary.label(id);
  return label ? [label.name.zh, ...label.aliases].filter((name) => name.length >= 2) : [];
}

/** Ranks of the people of a signature; a label (`主治医师：`) states the rank of a name without one. */
export function ranksOf(signature: DocumentSignature, vocabulary: Vocabulary): readonly (string | undefined)[] {
  const labelled = signature.label === undefined ? undefined : vocabulary.label(signature.label)?.rank;
  return signature.people.filter((person) => person.name !== undefined).map((person) => person.rank ?? labelled);
}

/** Signatures of staff that show a name; `主治医师：` with nothing behind it is a line still to be signed. */
export function namedSignatures(facts: DocumentFacts): readonly DocumentSignature[] {
  return facts.signatures.filter(
    (signature) => signature.party !== 'patient' && signature.people.some((person) => person.name !== undefined),
  );
}

/** Something to fill in stands where a name should: `【待填】`, a run of underscores, a slot. */
export const BLANK_TO_FILL = /【\s*】|[【[（(]待填|_{2,}|＿{2,}|\{\{/;

/** Whether two names may be one person's: masked characters agree with any, `某某` alone with nobody in particular. */
export function mayBeSameName(a: string, b: string): boolean {
  const masked = /[某*＊×xXＸ□○]/;
  if (!masked.test(a) && !masked.test(b)) return a === b;
  const [x, y] = [[...a], [...b]];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const [c, d] = [x[i] ?? '', y[i] ?? ''];
    if (c !== d && !masked.test(c) && !masked.test(d)) return false;
  }
  return true;
}
