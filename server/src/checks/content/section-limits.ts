import { z } from 'zod';
import type { DocumentFacts } from '../../chart/model.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import { conceptSchema } from '../../vocabulary/schema.ts';
import { passagesOf } from './passage.ts';

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
  run(facts, given, { vocabulary }, report) {
    for (const passage of passagesOf(facts, given.sections, vocabulary)) {
      // A section that runs on over unknown headings is no longer the one line that is limited.
      const { characters } = given;
      const n = lengthOf(facts, passage);
      if (characters !== undefined && n > characters) {
        report({ at: passage, message: 'long', data: { n, most: characters } });
      }
    }
  },
});

function lengthOf({ node }: DocumentFacts, span: Span): number {
  return [...node.text.slice(span.start, span.end).replace(/\s/g, '')].length;
}
