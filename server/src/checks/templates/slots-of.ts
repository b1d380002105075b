import type { DocumentFacts } from '../../chart/model.ts';
import { findSlots, type Slot } from '../../syntax/inline/slots.ts';

/** The slots of a document, read once. */
export function slotsOf(facts: DocumentFacts): readonly Slot[] {
  const known = facts.derived.get(slotsOf) as readonly Slot[] | undefined;
  if (known) return known;
  const slots = findSlots(facts.node.text, { start: 0, end: facts.node.text.length });
  facts.derived.set(slotsOf, slots);
  return slots;
}
