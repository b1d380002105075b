import { z } from 'zod';
import type { Chart, ChartDocument } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Person } from '../../syntax/tree.ts';
import { normalizeName, type Vocabulary } from '../../vocabulary/vocabulary.ts';
import { mayBeSameName, namedSignatures, ranksOf } from '../reading.ts';

const params = z.strictObject({
  documents: z.array(z.string()),
});

/**
 * A round whose title states a rank: `unnamed` when the text names nobody of that rank or above as making it,
 * `unsigned` when it names one but all who signed are known to be of lower rank.
 */
export const roundRank = defineCheck<z.infer<typeof params>>({
  kind: 'round-rank',
  scope: 'chart',
  params,
  messages: ['unnamed', 'unsigned'],
  run({ chart, environment: { vocabulary } }, given, report) {
    for (const document of chart.documents) {
      if (!given.documents.includes(document.facts.kind)) continue;
      const rank = statedRank(document, vocabulary);
      const level = rank === undefined ? 0 : (vocabulary.rank(rank)?.level ?? 0);
      // A resident's round needs no superior.
      if (rank === undefined || level < 2) continue;
      const named = document.facts.rounds.filter((person) => person.name !== undefined);
      const at = placeOf(document, document.facts.anchor);
      const data = { document: document.facts.kind, rank };
      if (named.length === 0) {
        if (!mayNameSomebody(document, level, vocabulary))
          report({ at, message: 'unnamed', data, subject: { document } });
      } else if (isUnsigned(chart, document, named, level, vocabulary)) {
        report({ at, message: 'unsigned', data, severity: 'warning', subject: { document } });
      }
    }
  },
});

function statedRank({ facts }: ChartDocument, vocabulary: Vocabulary): string | undefined {
  const titled = facts.node.heading?.people.find((person) => person.rank !== undefined)?.rank;
  return titled ?? vocabulary.document(facts.kind)?.rank;
}

/** Any 王主任, 李某某主治医师, `**主任医师` or 查房医师 in the text leaves room for a name that was not understood. */
function mayNameSomebody({ facts }: ChartDocument, level: number, vocabulary: Vocabulary): boolean {
  const { text, heading } = facts.node;
  const body = text.slice(heading?.end ?? 0);
  if (/查房(?:医师|医生|者|人)/.test(body)) return true;
  const plain = normalizeName(body);
  for (const [name, rank] of vocabulary.ranksByName) {
    if (rank.level === undefined || rank.level < level || name.length < 2) continue;
    for (let at = plain.indexOf(name); at >= 0; at = plain.indexOf(name, at + 1)) {
      if (at > 0 && NAME_END.test(plain[at - 1] ?? '')) return true;
    }
  }
  return facts.signatures.some((signature) =>
    signature.people.some((person) => isOfLevel(person.rank, level, vocabulary)),
  );
}

/** A Chinese character that can end a name, or a mask; not the words that usually stand before a bare rank. */
const NAME_END = /[*＊xX×○□某]|(?![级请由经随和及的与是我科本院今日午天示告予向同位级副正])[\u4e00-\u9fff]/;

function isOfLevel(rank: string | undefined, level: number, vocabulary: Vocabulary): boolean {
  return rank !== undefined && (vocabulary.rank(rank)?.level ?? 0) >= level;
}

function isUnsigned(
  chart: Chart,
  { facts }: ChartDocument,
  named: readonly Person[],
  level: number,
  vocabulary: Vocabulary,
): boolean {
  const signatures = namedSignatures(facts);
  const people = signatures.flatMap(({ people: signers }) => signers.filter((person) => person.name !== undefined));
  if (people.length === 0) return false;
  if (people.some((signer) => named.some((person) => mayBeSameName(person.name ?? '', signer.name ?? ''))))
    return false;
  const ranks = signatures.flatMap((signature) => ranksOf(signature, vocabulary));
  const known = ranks.map((rank, index) => rank ?? rankElsewhere(chart, people[index]?.name ?? '', vocabulary));
  return known.every((rank) => rank !== undefined && !isOfLevel(rank, level, vocabulary));
}

const chartRanks = new WeakMap<Chart, ReadonlyMap<string, string | undefined>>();

/** The rank that signatures of the chart give this name, when they agree. */
function rankElsewhere(chart: Chart, name: string, vocabulary: Vocabulary): string | undefined {
  let ranks = chartRanks.get(chart);
  if (!ranks) {
    const found = new Map<string, string | undefined>();
    for (const { facts } of chart.documents) {
      for (const signature of namedSignatures(facts)) {
        const people = signature.people.filter((person) => person.name !== undefined);
        for (const [index, rank] of ranksOf(signature, vocabulary).entries()) {
          const signer = people[index]?.name ?? '';
          if (rank !== undefined) found.set(signer, found.has(signer) && found.get(signer) !== rank ? undefined : rank);
        }
      }
    }
    ranks = found;
    chartRanks.set(chart, ranks);
  }
  return ranks.get(name);
}
