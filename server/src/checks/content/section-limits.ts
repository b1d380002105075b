import { z } from 'zod';
import type { DocumentFacts } from '../../chart/model.ts';
import { conceptsIn } from '../../clinical/lexicon.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import { type Concept, conceptSchema } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';

const params = z.strictObject({
  documents: z.array(z.string()).min(1),
  sections: z.array(z.string()).min(1),
  /** At most so many characters, punctuation included; blanks do not count. */
  characters: z.number().int().optional(),
  /** At most so many different concepts of these kinds. */
  concepts: z.strictObject({ kinds: z.array(conceptSchema.shape.kind).min(1), most: z.number().int() }).optional(),
});
type Params = z.infer<typeof params>;

/** A section that says more than it should: a chief complaint of forty characters or of five symptoms. */
export const sectionLimits = defineCheck<Params>({
  kind: 'section-limits',
  scope: 'document',
  params,
  messages: ['long', 'many'],
  subscribe: ({ documents }) => documents,
  run(facts, { sections, characters, concepts }, { vocabulary }, report) {
    for (const entry of sections.flatMap((id) => facts.entries.get(id) ?? [])) {
      const n = lengthOf(facts, entry.content);
      if (characters !== undefined && n > characters) {
        report({ at: entry.content, message: 'long', data: { n, most: characters } });
        continue;
      }
      const named = concepts ? namedIn(facts, entry.content, concepts.kinds, vocabulary) : 0;
      if (concepts && named > concepts.most) {
        report({ at: entry.content, message: 'many', data: { n: named, most: concepts.most } });
      }
    }
  },
});

function lengthOf({ node }: DocumentFacts, span: Span): number {
  // A comma at its end belongs to the text that several sections were pasted into.
  return [...node.text.slice(span.start, span.end).replace(/\s|[,，;；]$/g, '')].length;
}

function namedIn(
  { node }: DocumentFacts,
  span: Span,
  kinds: readonly Concept['kind'][],
  vocabulary: Vocabulary,
): number {
  const found = conceptsIn(node.text.slice(span.start, span.end), vocabulary);
  return new Set(found.filter(({ concept }) => kinds.includes(concept.kind)).map(({ concept }) => concept.id)).size;
}
