import { z } from 'zod';
import { defineCheck } from '../../lint/check.ts';
import type { Entry } from '../../syntax/tree.ts';
import type { DocumentKind } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { opensLine } from '../reading.ts';

const params = z.strictObject({
  documents: z.array(z.string()),
  /** Groups whose members may stand in any order among themselves. */
  interchangeable: z.array(z.array(z.string())).default([]),
  /** Sections that may stand anywhere. */
  unordered: z.array(z.string()).default([]),
});
type Params = z.infer<typeof params>;

/**
 * Sections that stand out of the order in which the regulation lists them. The longest run in order stands; each
 * section outside of it is reported once, with a section it should precede or follow.
 */
export const sectionOrder = defineCheck<Params>({
  kind: 'section-order',
  scope: 'document',
  params,
  messages: ['before', 'after'],
  subscribe: (given) => given.documents,
  run(facts, given, { vocabulary }, report) {
    const kind = vocabulary.document(facts.kind);
    if (!kind) return;
    const ranks = rankSections(kind, given, vocabulary);
    const seen = new Set<string>();
    const placed: Placed[] = [];
    for (const entry of facts.node.entries) {
      const rank = ranks.get(entry.id ?? '');
      if (rank === undefined || entry.id === undefined || seen.has(entry.id) || !opensLine(facts.node, entry)) continue;
      seen.add(entry.id);
      placed.push({ entry, id: entry.id, rank });
    }
    const inOrder = longestOrdered(placed);
    for (const [index, stray] of placed.entries()) {
      if (inOrder.has(stray) || !stray.entry.label) continue;
      const early = placed.slice(0, index).find((other) => inOrder.has(other) && other.rank > stray.rank);
      const late = placed.slice(index + 1).findLast((other) => inOrder.has(other) && other.rank < stray.rank);
      const other = early ?? late;
      if (!other) continue;
      report({
        at: stray.entry.label,
        message: early ? 'before' : 'after',
        data: { document: kind.id, section: stray.id, other: other.id },
      });
    }
  },
});

interface Placed {
  readonly entry: Entry;
  readonly id: string;
  readonly rank: number;
}

function rankSections(kind: DocumentKind, given: Params, vocabulary: Vocabulary): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  for (const [index, { id }] of kind.sections.entries()) {
    if (vocabulary.label(id)?.role !== 'section' || given.unordered.includes(id)) continue;
    const group = given.interchangeable.find((members) => members.includes(id));
    const shared = group?.map((member) => ranks.get(member)).find((rank) => rank !== undefined);
    ranks.set(id, shared ?? index);
  }
  return ranks;
}

/** The members of a longest subsequence that never descends; of several the one found first. Quadratic in about ten sections. */
function longestOrdered(placed: readonly Placed[]): ReadonlySet<Placed> {
  const runs: Placed[][] = [];
  for (const item of placed) {
    let best: Placed[] = [];
    for (const run of runs) {
      const last = run.at(-1);
      if (last && last.rank <= item.rank && run.length > best.length) best = run;
    }
    runs.push([...best, item]);
  }
  return new Set(runs.reduce((longest, run) => (run.length > longest.length ? run : longest), []));
}
