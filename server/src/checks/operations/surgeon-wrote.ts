import { z } from 'zod';
import type { DocumentFacts } from '../../chart/model.ts';
import { peopleOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import { nameAgrees } from '../../syntax/inline/names.ts';
import type { Person } from '../../syntax/tree.ts';
import { namedSignatures } from '../reading.ts';

const params = z.strictObject({
  document: z.array(z.string()).min(1),
  /** Fields that name who operated, and who assisted first. */
  surgeon: z.array(z.string()).min(1),
  assistant: z.array(z.string()).default([]),
});
type Params = z.output<typeof params>;

/**
 * The record of an operation is the surgeon's: he signs it, and whoever else wrote it assisted first (BW2010
 * 第二十二条(十五)). A record that nobody signed is another rule's matter.
 */
export const surgeonWrote = defineCheck<Params>({
  kind: 'surgeon-wrote',
  scope: 'document',
  params: params as z.ZodType<Params>,
  messages: ['unsigned', 'writer'],
  subscribe: ({ document }) => document,
  run(facts, rule, { vocabulary }, report) {
    const surgeons = names(peopleOf(facts, vocabulary, ...rule.surgeon));
    const signatures = namedSignatures(facts);
    if (surgeons.length === 0 || signatures.length === 0) return;
    const signed = names(signatures.flatMap(({ people }) => people));
    const bySurgeon = signed.some((name) => isOneOf(name, surgeons));
    if (!bySurgeon && !signatures.some(({ party }) => party === 'surgeon')) {
      report({ at: signatures[0] ?? facts.anchor, message: 'unsigned', data: { surgeon: surgeons[0] ?? null } });
      return;
    }
    const writer = writerOf(facts, [...surgeons, ...names(peopleOf(facts, vocabulary, ...rule.assistant))]);
    if (writer && names(peopleOf(facts, vocabulary, ...rule.assistant)).length > 0)
      report({ at: writer.at, message: 'writer', data: { writer: writer.name, surgeon: surgeons[0] ?? null } });
  },
});

function names(people: readonly Person[]): readonly string[] {
  return people.flatMap(({ name }) => name ?? []);
}

function isOneOf(name: string, others: readonly string[]): boolean {
  return others.some((other) => nameAgrees(name, other));
}

/** Whoever a label 记录者 names, if neither operated nor assisted first. */
function writerOf(facts: DocumentFacts, allowed: readonly string[]) {
  for (const signature of namedSignatures(facts)) {
    if (signature.label !== 'recorder') continue;
    const [name] = names(signature.people);
    if (name !== undefined && !isOneOf(name, allowed)) return { at: signature, name };
  }
  return undefined;
}
