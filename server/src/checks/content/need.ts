import { z } from 'zod';
import { mentionsIn } from '../../chart/clinical.ts';
import type { DocumentFacts } from '../../chart/model.ts';
import type { Mention } from '../../clinical/model.ts';
import { severitySchema } from '../../lint/pack.ts';
import type { Span } from '../../syntax/span.ts';
import { conceptSchema } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { linearPattern } from '../writing/linear.ts';
import { plainIn, plainText } from './passage.ts';

/** Ways in which a stretch of text may say something; any of them will do. Compared in half width and lower case. */
export const sayingSchema = z.strictObject({
  words: z.array(z.string().min(1)).default([]),
  patterns: z.array(linearPattern).default([]),
  /** Concepts of these groups or kinds, whoever they are said of and however. */
  groups: z.array(z.string()).default([]),
  kinds: z.array(conceptSchema.shape.kind).default([]),
  /** Concepts by id: these too, and of the groups and kinds all but those. */
  concepts: z.array(z.string()).default([]),
  exceptConcepts: z.array(z.string()).default([]),
  exceptGroups: z.array(z.string()).default([]),
});
export type Saying = z.infer<typeof sayingSchema>;

export const needSchema = sayingSchema.extend({
  /** Key of the message that reports its absence. */
  name: z.string(),
  /** Met by whatever is left once these are taken away: a complaint that is more than a length of time. */
  besides: z.array(linearPattern).default([]),
  /** Met anywhere in the section, not only near what calls for it. */
  anywhere: z.boolean().default(false),
  severity: severitySchema.optional(),
});
export type Need = z.infer<typeof needSchema>;

/** Whether a span of a document says it. */
export function says(facts: DocumentFacts, span: Span, saying: Saying, vocabulary: Vocabulary): boolean {
  const ready = readyFor(saying);
  const text = plainIn(facts.node, span);
  if (ready.words.some((word) => text.includes(word))) return true;
  if (ready.patterns.some((pattern) => pattern.test(text))) return true;
  return conceptsOf(facts, span, saying, vocabulary).length > 0;
}

export function isMet(facts: DocumentFacts, span: Span, need: Need, vocabulary: Vocabulary): boolean {
  if (says(facts, span, need, vocabulary)) return true;
  if (need.besides.length === 0) return false;
  const rest = readyFor(need).besides.reduce((text, each) => text.replace(each, ' '), plainIn(facts.node, span));
  return /\p{L}/u.test(rest);
}

/** Where a span of a document says it, in text order. */
export function placesOf(
  facts: DocumentFacts,
  span: Span,
  saying: Saying,
  vocabulary: Vocabulary,
): readonly { readonly span: Span; readonly mention: Mention | undefined }[] {
  const text = plainIn(facts.node, span);
  const ready = readyFor(saying);
  const literal = [...ready.wordPatterns, ...ready.places].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
      span: { start: span.start + index, end: span.start + index + found.length },
      mention: undefined,
    })),
  );
  const mentions = conceptsOf(facts, span, saying, vocabulary).map((mention) => ({ span: mention, mention }));
  return [...literal, ...mentions].sort((a, b) => a.span.start - b.span.start);
}

function conceptsOf(facts: DocumentFacts, span: Span, saying: Saying, vocabulary: Vocabulary): readonly Mention[] {
  const { groups, kinds, concepts, exceptConcepts, exceptGroups } = saying;
  if (groups.length + kinds.length + concepts.length === 0) return [];
  return mentionsIn(facts, span, vocabulary).filter(({ concept }) => {
    if (concepts.includes(concept.id)) return true;
    if (exceptConcepts.includes(concept.id) || concept.groups.some((group) => exceptGroups.includes(group)))
      return false;
    return kinds.includes(concept.kind) || concept.groups.some((group) => groups.includes(group));
  });
}

interface Ready {
  readonly words: readonly string[];
  readonly patterns: readonly RegExp[];
  readonly wordPatterns: readonly RegExp[];
  readonly places: readonly RegExp[];
  readonly besides: readonly RegExp[];
}

const readied = new WeakMap<Saying, Ready>();

function readyFor(saying: Saying): Ready {
  const known = readied.get(saying);
  if (known) return known;
  const words = saying.words.map(plainText);
  const global = (source: string) => new RegExp(source, 'gu');
  const made: Ready = {
    words,
    patterns: saying.patterns.map((source) => new RegExp(source, 'u')),
    wordPatterns: words.map((word) => global(word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))),
    places: saying.patterns.map(global),
    besides: 'besides' in saying ? (saying as Need).besides.map(global) : [],
  };
  readied.set(saying, made);
  return made;
}
