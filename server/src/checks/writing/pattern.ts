import { z } from 'zod';
import type { DocumentFacts } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import type { DocumentNode, Entry } from '../../syntax/tree.ts';
import { memoByDocument } from '../memo.ts';
import { textIn } from '../reading.ts';
import { Covered } from './covered.ts';
import { linearPattern } from './linear.ts';

const patternSchema = z.strictObject({
  match: linearPattern,
  /** What should stand there instead; shown, and offered where the rule has a fix that writes it. */
  write: z.string().optional(),
  /** A document that holds none of these strings is not searched. */
  needs: z.array(z.string().min(1)).min(1),
  /** What is no fault although it matches: matches that touch a match of one of these on their line. */
  unless: z.array(linearPattern).default([]),
  /** In de-identified charts the same characters stand for what was taken out. */
  maskWhenDeidentified: z.boolean().default(false),
  /** Ids of entries and roles of entries (`signature`, `field`) in which it is not searched. */
  exceptEntries: z.array(z.string()).default([]),
});

const params = z.strictObject({
  exceptDocuments: z.array(z.string()).default([]),
  patterns: z.array(patternSchema).min(1),
});
type Params = z.infer<typeof params>;
type Pattern = z.infer<typeof patternSchema>;

/**
 * Text that must not stand in a record. Patterns are linear in the text (`linear.ts`); overlapping matches are reported
 * once, the first pattern of the list before later ones.
 */
export const pattern = defineCheck<Params>({
  kind: 'pattern',
  scope: 'chart',
  params,
  messages: ['found'],
  run({ chart }, given, report) {
    const search = searchDocument(given);
    for (const document of [...chart.headers, ...chart.documents]) {
      if (given.exceptDocuments.includes(document.facts.kind)) continue;
      for (const { span, masks, write } of search(document.facts)) {
        if (masks && chart.encounter.deidentified) continue;
        const text = textIn(document.facts.node, span);
        report({
          at: placeOf(document, span),
          message: 'found',
          data: write === undefined ? { text } : { text, write },
          subject: { document, replacement: write },
        });
      }
    }
  },
});

interface Match {
  readonly span: Span;
  readonly masks: boolean;
  readonly write: string | undefined;
}

const searchers = new WeakMap<Params, (facts: DocumentFacts) => readonly Match[]>();

function searchDocument(given: Params): (facts: DocumentFacts) => readonly Match[] {
  const known = searchers.get(given);
  if (known) return known;
  const ready = given.patterns.map((each) => ({
    each,
    match: new RegExp(each.match, 'gu'),
    unless: each.unless.map((source) => new RegExp(source, 'gu')),
  }));
  // One pass for all the strings that patterns need: most documents hold none of them.
  const needed = new RegExp(given.patterns.flatMap(({ needs }) => needs.map(escapePattern)).join('|'));
  const byDocument = memoByDocument((facts, _: Params) =>
    needed.test(facts.node.text) ? matchesIn(facts.node, ready) : [],
  );
  const search = (facts: DocumentFacts) => byDocument(facts, given);
  searchers.set(given, search);
  return search;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

interface Ready {
  readonly each: Pattern;
  readonly match: RegExp;
  readonly unless: readonly RegExp[];
}

function matchesIn(node: DocumentNode, patterns: readonly Ready[]): readonly Match[] {
  const found: Match[] = [];
  const covered = new Covered();
  for (const { each, match, unless } of patterns) {
    if (!each.needs.some((word) => node.text.includes(word))) continue;
    for (const { index, 0: text } of node.text.matchAll(match)) {
      const span = { start: index, end: index + text.length };
      if (text.length === 0 || covered.touches(span)) continue;
      if (isExcepted(node, span, each.exceptEntries) || isExcused(node.text, span, unless)) continue;
      covered.add(span);
      found.push({ span, masks: each.maskWhenDeidentified, write: each.write });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Lines of a record may be whole documents; so much of a line around a match is looked at, on each side. */
const AROUND = 120;

function isExcused(text: string, span: Span, unless: readonly RegExp[]): boolean {
  if (unless.length === 0) return false;
  const before = text.slice(Math.max(0, span.start - AROUND), span.start);
  const behind = text.slice(span.end, span.end + AROUND);
  const from = span.start - before.length + before.lastIndexOf('\n') + 1;
  const newline = behind.indexOf('\n');
  const around = text.slice(from, span.end + (newline < 0 ? behind.length : newline));
  const within = { start: span.start - from, end: span.end - from };
  return unless.some((except) =>
    [...around.matchAll(except)].some(({ index, 0: match }) =>
      overlaps({ start: index, end: index + match.length }, within),
    ),
  );
}

function isExcepted(node: DocumentNode, span: Span, except: readonly string[]): boolean {
  if (except.length === 0) return false;
  const entry = entryAt(node, span.start);
  return entry !== undefined && (except.includes(entry.role) || (entry.id !== undefined && except.includes(entry.id)));
}

/** Entries tile the text behind the heading, so the one that holds an offset is found by bisection. */
function entryAt(node: DocumentNode, offset: number): Entry | undefined {
  let low = 0;
  let high = node.entries.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const entry = node.entries[middle];
    if (!entry) return undefined;
    if (offset < entry.start) high = middle - 1;
    else if (offset >= entry.end) low = middle + 1;
    else return entry;
  }
  return undefined;
}
