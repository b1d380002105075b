import { z } from 'zod';
import type { DocumentFacts } from '../../chart/model.ts';
import { peopleOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import { nameAgrees } from '../../syntax/inline/names.ts';
import type { Person } from '../../syntax/tree.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { isBlank, namedSignatures, ranksOf } from '../reading.ts';

const params = z.strictObject({
  document: z.array(z.string()).min(1),
  /** Fields that name who led. */
  host: z.array(z.string()).min(1),
  /** Fields that name who took part: where no leader is named, it is whoever of them ranks highest (HX2018 七). */
  participants: z.array(z.string()).default([]),
});
type Params = z.output<typeof params>;

/** Who led signs the record. A record that nobody signed is another rule's matter. */
export const hostSigned = defineCheck<Params>({
  kind: 'host-signed',
  scope: 'document',
  params: params as z.ZodType<Params>,
  messages: ['host'],
  subscribe: ({ document }) => document,
  run(facts, rule, { vocabulary }, report) {
    const signatures = namedSignatures(facts);
    if (signatures.length === 0) return;
    const leaders = leadersOf(facts, rule, vocabulary);
    if (leaders.length === 0 || hasHostSignature(facts)) return;
    const signers = signatures.flatMap(({ people }) => people);
    if (leaders.some((leader) => signers.some(({ name }) => name !== undefined && nameAgrees(name, leader.name ?? ''))))
      return;
    const level = Math.max(...leaders.map((leader) => levelOf(leader.rank, vocabulary) ?? Infinity));
    const ranks = signatures.flatMap((signature) => ranksOf(signature, vocabulary));
    if (!isNamedHost(facts, rule, vocabulary) && ranks.some((rank) => (levelOf(rank, vocabulary) ?? level) >= level))
      return;
    report({ at: facts.anchor, message: 'host', data: { document: facts.kind, host: leaders[0]?.name ?? null } });
  },
});

/** A mark that is no name (an electronic signature, a blank the placeholder rule reports) may be the host's. */
function hasHostSignature({ signatures, entries }: DocumentFacts): boolean {
  if (entries.get('host-signature')?.some((entry) => !isBlank(entry))) return true;
  return signatures.some(({ party, people }) => party === 'host' && people.some(({ name }) => name !== undefined));
}

function leadersOf(facts: DocumentFacts, { host, participants }: Params, vocabulary: Vocabulary): readonly Person[] {
  const named = (people: readonly Person[]) => people.filter(({ name }) => name !== undefined);
  const hosts = named(peopleOf(facts, vocabulary, ...host));
  if (hosts.length > 0) return hosts.slice(0, 1);
  const present = named(peopleOf(facts, vocabulary, ...participants));
  const top = Math.max(...present.map(({ rank }) => levelOf(rank, vocabulary) ?? -1));
  return top < 0 ? [] : present.filter(({ rank }) => levelOf(rank, vocabulary) === top);
}

function isNamedHost(facts: DocumentFacts, { host }: Params, vocabulary: Vocabulary): boolean {
  return peopleOf(facts, vocabulary, ...host).some(({ name }) => name !== undefined);
}

/** Level of a physician's rank; a nurse present does not lead. */
function levelOf(rank: string | undefined, vocabulary: Vocabulary): number | undefined {
  const known = rank === undefined ? undefined : vocabulary.rank(rank);
  return known?.profession === 'physician' ? known.level : undefined;
}
