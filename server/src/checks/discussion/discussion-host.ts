import { z } from 'zod';
import type { Chart, ChartDocument } from '../../chart/model.ts';
import { filledEntry, placeOf, textOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import { nameAgrees } from '../../syntax/inline/names.ts';
import type { Person } from '../../syntax/tree.ts';
import { normalizeName, type Vocabulary } from '../../vocabulary/vocabulary.ts';
import { attendanceOf } from './attendance.ts';

const params = z.strictObject({
  documents: z.array(z.string()).min(1),
  /** Ranks that may be those of a head of department, so that without more to go by it cannot be told; any above is taken for one. */
  unsure: z.array(z.string()).default([]),
});
type Params = z.output<typeof params>;

/**
 * A discussion whose host is certainly not the head of the department: of a rank below 副高, called the deputy, or
 * another than whom the chart names as head. A rank says nothing of the post, so a host of rank is believed unless the
 * chart knows better; where the rank makes it doubtful, that is said.
 */
export const discussionHost = defineCheck<Params>({
  kind: 'discussion-host',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['other', 'unverifiable'],
  run({ chart, environment: { vocabulary } }, rule, report, undecided) {
    for (const document of chart.documents) {
      if (!rule.documents.includes(document.facts.kind)) continue;
      const [host] = attendanceOf(document.facts, vocabulary).hosts;
      if (!host) undecided();
      if (!host || isHead(document, host, vocabulary)) continue;
      const heads = headsOf(chart, document, vocabulary);
      if (heads.some((name) => host.name === undefined || nameAgrees(name, host.name))) continue;
      const level = vocabulary.rank(host.rank ?? '')?.level;
      const isOther = heads.length > 0 || host.rank === 'deputy-head' || (level !== undefined && level < 3);
      if (!isOther) undecided();
      if (!isOther && !rule.unsure.includes(host.rank ?? '')) continue;
      const data = { document: document.facts.kind, host: host.name ?? '', rank: host.rank ?? null };
      report({
        at: placeOf(document, filledEntry(document.facts, 'host')?.content ?? document.facts.anchor),
        message: isOther ? 'other' : 'unverifiable',
        data,
        severity: isOther ? undefined : 'information',
        subject: { document },
      });
    }
  },
});

/** Names of the heads of department that the chart shows: 科主任 of the front page, of signatures, of the list itself. */
function headsOf(chart: Chart, document: ChartDocument, vocabulary: Vocabulary): readonly string[] {
  const signed = chart.documents.flatMap(({ facts }) =>
    facts.signatures.flatMap(({ people, label }) => (label === 'head-signature' ? people : [])),
  );
  const { listed, hosts } = attendanceOf(document.facts, vocabulary);
  const posts = [...listed, ...hosts].filter((person) => isHead(document, person, vocabulary));
  return [...signed, ...posts].flatMap(({ name }) => name ?? []);
}

/** The post may stand beside a rank, which is read first: `王建国（副主任医师，科主任）`. */
function isHead({ facts }: ChartDocument, person: Person, vocabulary: Vocabulary): boolean {
  if (vocabulary.rank(person.rank ?? '')?.head) return true;
  const written = normalizeName(textOf(facts.node, person));
  const heads = vocabulary.data.ranks.filter(({ head }) => head);
  return heads.some(({ name, aliases }) => [name.zh, ...aliases].some((post) => holdsPost(written, post)));
}

function holdsPost(written: string, post: string): boolean {
  const at = written.indexOf(post);
  return at >= 0 && written[at - 1] !== '副';
}
