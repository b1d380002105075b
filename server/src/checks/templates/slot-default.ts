import { z } from 'zod';
import type { DocumentFacts } from '../../chart/model.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import { textIn } from '../reading.ts';
import { slotsOf } from './slots-of.ts';

const params = z.strictObject({
  /** Words that state a finding: in a default nobody has made it. */
  words: z.array(z.string().min(1)).min(1),
  /** Sections in which the same words, written outside any slot, are a finding that nobody made. */
  sections: z.array(z.string()).default([]),
});
type Params = z.infer<typeof params>;

/** A template that states a finding before anybody has looked: as the default of a slot, or as fixed text. */
export const slotDefault = defineCheck<Params>({
  kind: 'slot-default',
  scope: 'document',
  params,
  messages: ['default', 'preset'],
  subscribe: () => undefined,
  run(facts, { words, sections }, _environment, report) {
    const states = (span: Span) => words.find((word) => textIn(facts.node, span).includes(word));
    for (const slot of slotsOf(facts)) {
      const word = slot.default && states(slot.default);
      if (slot.default && word !== undefined)
        report({
          at: slot.default,
          message: 'default',
          data: { slot: slot.name, text: textIn(facts.node, slot.default) },
        });
    }
    for (const section of sections) {
      for (const clause of fixedClauses(facts, section)) {
        if (states(clause) !== undefined)
          report({ at: clause, message: 'preset', data: { section, text: textIn(facts.node, clause) } });
      }
    }
  },
});

/** Clauses of a section without a slot, a blank or a choice in them. */
function fixedClauses({ entries, node }: DocumentFacts, id: string): Span[] {
  return (entries.get(id) ?? []).flatMap(({ content }) =>
    [...maskSlots(textIn(node, content)).matchAll(/[^，,。；;\n]+/g)]
      .filter(([clause]) => !/\{\{|\}\}|_{2}|[□☐○√]|[/／]/.test(clause))
      .map(({ 0: clause, index }) => {
        const start = content.start + index + (clause.length - clause.trimStart().length);
        return { start, end: start + clause.trim().length };
      }),
  );
}

/** A default may hold commas: without them the slot stays one clause, and the text its length. */
function maskSlots(text: string): string {
  return text.replace(/\{\{[^{}\n]*\}\}/g, (slot) => '{'.repeat(slot.length));
}
