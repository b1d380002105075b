import { z } from 'zod';
import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { filledEntry, peopleOf, placeOf } from '../../chart/read.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import { nameAgrees } from '../../syntax/inline/names.ts';
import { readPeople } from '../../syntax/inline/people.ts';
import type { Person } from '../../syntax/tree.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { textIn } from '../reading.ts';
import { documentsFor, mayBeRescue, type Operation, operationsOf } from './operations.ts';

const params = z.strictObject({
  /** The discussion. */
  document: z.array(z.string()).min(1),
  /** Fields that name who took part. */
  participants: z.array(z.string()).min(1),
  /** Not asked of an emergency operation to save life. */
  notRescue: z.boolean().default(false),
});
type Params = z.output<typeof params>;

/** Who operates takes part in the discussion before (HX2018 八(二)1). A discussion that does not say who was there says nothing. */
export const surgeonPresent = defineCheck<Params>({
  kind: 'surgeon-present',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['absent'],
  run(view, rule, report) {
    for (const operation of operationsOf(view)) {
      const surgeons = surgeonsOf(view, operation);
      if (surgeons.length === 0 || (rule.notRescue && mayBeRescue(view, operation))) continue;
      const discussions = documentsFor(view, operation, rule, 'before');
      const [discussion] = discussions;
      if (!discussion || discussions.some((document) => mayHaveBeen(view, document, surgeons, rule))) continue;
      report({
        at: placeOf(discussion, participantsSpan(discussion.facts, rule)),
        message: 'absent',
        data: { document: discussion.facts.kind, surgeon: surgeons[0] ?? null },
        related: [{ ...operation.event.source, label: { zh: '手术', en: 'operation' } }],
        subject: { document: discussion, event: operation.event },
      });
    }
  },
});

/** Names of who operated, by every paper of the operation itself. */
function surgeonsOf({ environment }: ChartView, { event }: Operation): readonly string[] {
  const people = event.recordedBy.flatMap(({ facts }) => peopleOf(facts, environment.vocabulary, 'surgeon'));
  return people.flatMap(({ name }) => name ?? []);
}

function mayHaveBeen(
  { environment }: ChartView,
  { facts }: ChartDocument,
  surgeons: readonly string[],
  rule: Params,
): boolean {
  const listed = participantsOf(facts, rule, environment.vocabulary);
  if (listed.length === 0 || /全科|全体/.test(textIn(facts.node, participantsSpan(facts, rule)))) return true;
  const there = [...listed, ...peopleOf(facts, environment.vocabulary, 'host'), ...signersOf(facts)];
  return surgeons.some((surgeon) => there.some((one) => agrees(one, surgeon)) || speaks(facts, surgeon));
}

function agrees({ name }: Person, surgeon: string): boolean {
  return name !== undefined && nameAgrees(name, surgeon);
}

function signersOf(facts: DocumentFacts): readonly Person[] {
  return facts.signatures.flatMap(({ people }) => people);
}

/** Fields and the column of a table that name who took part. */
function participantsOf(facts: DocumentFacts, { participants }: Params, vocabulary: Vocabulary): readonly Person[] {
  const inTables = facts.node.entries.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      const column = block.kind === 'table' ? block.columns.indexOf('participant') : -1;
      if (block.kind !== 'table' || column < 0) return [];
      return block.rows.flatMap(({ cells }) => {
        const cell = cells[column];
        return cell ? readPeople(facts.node.text, cell, vocabulary) : [];
      });
    }),
  );
  return [...inTables, ...peopleOf(facts, vocabulary, ...participants)].filter(({ name }) => name !== undefined);
}

/** `王某某主任医师：同意手术` shows that he was there, though the list forgot him. */
function speaks({ node: { text } }: DocumentFacts, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (/^[^\s，。；：:]{0,8}[：:]/.test(text.slice(at + name.length, at + name.length + 9))) return true;
  }
  return false;
}

function participantsSpan(facts: DocumentFacts, { participants }: Params) {
  for (const id of participants) {
    const entry = filledEntry(facts, id);
    if (entry) return entry.content;
  }
  return facts.anchor;
}
