import { z } from 'zod';
import type { ChartDocument } from '../chart/model.ts';
import { defineFix } from '../lint/check.ts';
import type { Entry } from '../syntax/tree.ts';
import type { DocumentKind } from '../vocabulary/schema.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { asLine, BLANK, editableText, lineBreakOf, lineEndAt, lineStartAt } from './blank.ts';
import { sectionLike } from './section-style.ts';

/** Inserts the absent section or field at its prescribed place, blank, in the style of its document. */
export const insertSection = defineFix({
  kind: 'insert-section',
  params: z.strictObject({}),
  make({ chart, environment: { vocabulary } }, { subject }) {
    const { document, wanted } = subject ?? {};
    if (!document || !wanted) return [];
    const kind = vocabulary.document(document.facts.kind);
    const label = vocabulary.label(wanted);
    const text = editableText(chart, document.file);
    if (!kind || !label || label.role === 'signature' || text === undefined) return [];
    const line =
      label.role === 'field'
        ? placeField(document, kind, wanted, vocabulary)
        : placeSection(document, kind, wanted, vocabulary);
    const start = document.offset + line.at;
    const { zh, en } = label.name;
    return [
      {
        id: 'insert-section',
        title: { zh: `在规定位置插入“${zh}”（待填）`, en: `Insert a blank "${en}" at its place` },
        safety: 'structure',
        edits: [{ file: document.file, start, end: start, text: asLine(text, start, line.text) }],
      },
    ];
  },
});

interface Line {
  /** Offset in the document. */
  readonly at: number;
  readonly text: string;
}

/** Behind the line of the last field that the regulation lists before it, else right below the heading. */
function placeField({ facts }: ChartDocument, kind: DocumentKind, wanted: string, vocabulary: Vocabulary): Line {
  const { node } = facts;
  const ids = kind.sections.map(({ id }) => id);
  const text = `${vocabulary.nameOf(wanted).zh}：${BLANK}`;
  const isField = (entry: Entry) => entry.role === 'field' && entry.id !== undefined;
  const rank = ids.indexOf(wanted);
  const before = node.entries.findLast(
    (entry) => isField(entry) && rankOf(ids, entry) >= 0 && rankOf(ids, entry) < rank,
  );
  const beside = before ?? node.entries.find((entry) => isField(entry) && node.entries.indexOf(entry) < 4);
  if (!beside) return { at: node.heading ? lineEndAt(node.text, node.heading.end - 1) : 0, text };
  return { at: lineEndAt(node.text, Math.max(beside.start, beside.content.end - 1)), text };
}

/**
 * Before the first listed section that belongs behind it, or before what closes the document; so that it follows the
 * last section that belongs before it with all the headings below that one.
 */
function placeSection({ facts }: ChartDocument, kind: DocumentKind, wanted: string, vocabulary: Vocabulary): Line {
  const { node } = facts;
  const ids = kind.sections.map(({ id }) => id);
  const rank = ids.indexOf(wanted);
  const isSection = (entry: Entry) => entry.role === 'section';
  const aboveIndex = node.entries.findLastIndex(
    (entry) => isSection(entry) && rankOf(ids, entry) >= 0 && (rank < 0 || rankOf(ids, entry) < rank),
  );
  const above = node.entries[aboveIndex];
  const closes = (entry: Entry) =>
    entry.role === 'signature' ||
    entry.signature !== undefined ||
    (isSection(entry) && rankOf(ids, entry) > rank && rank >= 0) ||
    (entry.role === 'field' && above !== undefined && CLOSING.has(entry.id ?? ''));
  const below = node.entries.find((entry, index) => index > aboveIndex && closes(entry));
  const text = sectionLike(node, above, below && isSection(below) ? below : undefined, vocabulary.nameOf(wanted).zh);
  if (below) {
    const at = startOfEntry(node.text, below);
    // Sections parted by empty lines stay so.
    const apart = /\n[ \t]*\r?\n[ \t]*$/.test(node.text.slice(0, at));
    return { at, text: apart && isSection(below) ? text + lineBreakOf(node.text) : text };
  }
  const last = above ?? node.entries.findLast((entry) => entry.content.end > entry.content.start);
  const tail = node.entries.findLast((entry) => entry.content.end > entry.content.start) ?? last;
  return { at: lineEndAt(node.text, Math.max(0, (tail?.content.end ?? node.text.length) - 1)), text };
}

/** Fields that may stand below the sections, beside the signature. */
const CLOSING = new Set([
  'recorded-time',
  'completed-time',
  'signed-time',
  'written-late',
  'informant',
  'informant-reliability',
]);

function rankOf(ids: readonly string[], entry: Entry): number {
  return entry.id === undefined ? -1 : ids.indexOf(entry.id);
}

/** The start of the entry's line when only brackets and numbering stand before its label there. */
function startOfEntry(text: string, entry: Entry): number {
  const from = entry.label?.start ?? entry.start;
  const start = lineStartAt(text, from);
  return /^[\s【[〔《<(（一二三四五六七八九十\d)）、.．]*$/.test(text.slice(start, from)) ? start : entry.start;
}
