import { z } from 'zod';
import type { DocumentFacts } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import { basisSchema } from '../../lint/pack.ts';
import { isSurelyName } from '../../syntax/inline/names.ts';
import type { Span } from '../../syntax/span.ts';
import type { Person } from '../../syntax/tree.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { isDraft, isWhole } from '../documents/whole.ts';
import { type Attendance, attendanceOf } from './attendance.ts';

const params = z.strictObject({
  documents: z.array(z.string()).min(1),
  /** So many physicians of this level (2 主治, 3 副高) or above take part. */
  atLeast: z.strictObject({ people: z.number().int().min(1), level: z.number().int().min(1).max(3) }).optional(),
  /** Somebody is named as its host. */
  host: z.boolean().default(false),
  /** Everybody's rank is given. */
  ranks: z.boolean().default(false),
  /** The clause, where the rule rests on several. */
  clause: basisSchema.optional(),
});
type Params = z.output<typeof params>;

/**
 * Too few of a rank at a discussion, nobody named as its host, ranks left out. Ranks that cannot be read, and people a
 * list only hints at (`等6人`), may be whatever is wanted.
 */
export const participants = defineCheck<Params>({
  kind: 'participants',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['few', 'host', 'ranks'],
  run(view, rule, report) {
    const { vocabulary } = view.environment;
    for (const document of view.chart.documents) {
      const { facts } = document;
      const kind = vocabulary.document(facts.kind);
      if (!kind || !rule.documents.includes(kind.id) || !isWhole(facts, kind, vocabulary)) continue;
      for (const { at, message, data } of findingsIn(facts, rule, vocabulary)) {
        report({
          at: placeOf(document, at),
          message,
          data: { document: kind.id, ...data },
          basis: rule.clause && [rule.clause],
          severity: isDraft(view, document) ? 'information' : undefined,
          subject: { document, ...(message === 'host' && { wanted: 'host' }) },
        });
      }
    }
  },
});

interface Found {
  readonly at: Span;
  readonly message: string;
  readonly data: Readonly<Record<string, string | number>>;
}

function findingsIn(facts: DocumentFacts, rule: Params, vocabulary: Vocabulary): readonly Found[] {
  const attendance = attendanceOf(facts, vocabulary);
  const found: Found[] = [];
  if (rule.host && !namesHost(facts, attendance)) found.push({ at: hostPlace(facts), message: 'host', data: {} });
  const few = rule.atLeast && tooFew(attendance, rule.atLeast, vocabulary);
  if (few) found.push(few);
  const unranked = rule.ranks ? withoutRank(facts, attendance) : [];
  const [first, last] = [unranked[0], unranked.at(-1)];
  if (first && last) {
    const names = unranked.map(({ name }) => name).join('、');
    found.push({ at: { start: first.start, end: last.end }, message: 'ranks', data: { names } });
  }
  return found;
}

/** A host is named, masked, or spoken of in the text (`由王建国主任医师主持`). */
function namesHost({ entries, node }: DocumentFacts, { hosts }: Attendance): boolean {
  if (hosts.some(({ name }) => name !== undefined)) return true;
  const stated = entries.get('host')?.map(({ content }) => node.text.slice(content.start, content.end)) ?? [];
  if (stated.some((text) => /[*＊某×【_]/.test(text))) return true;
  const labels = entries.get('host')?.length ?? 0;
  return stated.every((text) => text === '') && /主持(?![人者：:])/.test(node.text) && labels === 0;
}

function hostPlace({ entries, anchor }: DocumentFacts): Span {
  return entries.get('host')?.[0]?.label ?? anchor;
}

function tooFew(
  { list, listed, present, open }: Attendance,
  { people, level }: NonNullable<Params['atLeast']>,
  vocabulary: Vocabulary,
): Found | undefined {
  if (!list || listed.length === 0 || open) return undefined;
  const levels = present.map(({ rank }) => levelOf(rank, vocabulary));
  const certain = levels.filter((each) => each !== undefined && each >= level).length;
  const possible = levels.filter((each) => each === undefined).length;
  if (certain + possible >= people) return undefined;
  return { at: list, message: 'few', data: { count: certain, least: people } };
}

/** Undefined where the rank is not known, or is that of another profession whose standing the text leaves open (主管药师). */
function levelOf(rank: string | undefined, vocabulary: Vocabulary): number | undefined {
  const known = rank === undefined ? undefined : vocabulary.rank(rank);
  if (!known || known.profession === 'physician') return known?.level;
  return known.profession === 'nurse' && known.level === 1 ? 1 : undefined;
}

/** What masked the name may have masked the rank behind it. */
const MASKED = /[*＊×xX]/;

/**
 * Names at the end of the list with no rank behind them, and none anywhere else in the record. Before a rank a name may
 * share it (`赵强、李明主治医师`), and behind a rank that leads too (`主治医师：赵强、李明`, `主治医师赵强、李明`).
 */
function withoutRank({ node }: DocumentFacts, { list, listed, present }: Attendance): readonly Person[] {
  if (!list || /[：:]/.test(node.text.slice(list.start, list.end))) return [];
  const isLed = ({ start, name, rank }: Person) => rank !== undefined && !node.text.startsWith(name ?? '', start);
  if (listed.some(isLed)) return [];
  const lastRanked = listed.reduce((last, { rank }, i) => (rank === undefined ? last : i), -1);
  const trailing = listed.slice(lastRanked + 1);
  return trailing.filter(
    ({ name }) =>
      name !== undefined &&
      isSurelyName(name) &&
      !MASKED.test(name) &&
      !present.some((other) => other.name === name && other.rank !== undefined),
  );
}
