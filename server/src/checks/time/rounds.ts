import type { ChartDocument } from '../../chart/model.ts';
import type { ChartView } from '../../lint/check.ts';
import { nameAgrees } from '../../syntax/inline/names.ts';
import type { Moment } from '../../syntax/moment.ts';
import type { Person } from '../../syntax/tree.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { datedMoment } from './places.ts';

/** A round as a note tells it. */
export interface Round {
  readonly document: ChartDocument;
  /** When the round is dated; undefined for a note without a readable time. */
  readonly moment: Moment | undefined;
  /** Everybody whom the note may mean; empty for a round by nobody in particular (`上级医师查房`). */
  readonly people: readonly Person[];
  /** The highest level that took part (1 resident, 2 attending, 3 associate chief or above); undefined when untold. */
  readonly level: number | undefined;
}

/** The rounds of the chart, in the order of its documents. A first or post-operative note is one only when its text says so. */
export function roundsOf(view: ChartView): readonly Round[] {
  const { chart, environment } = view;
  const known = ranksByName(view);
  return chart.documents.flatMap((document) => {
    const people = roundPeople(document);
    if (!people) return [];
    const levels = people.map((person) => levelOf(person, known, environment.vocabulary));
    const stated = levels.filter((level) => level !== undefined);
    const level =
      stated.length > 0 && stated.length === levels.length ? Math.max(...stated) : highest(stated, document, view);
    return [{ document, moment: datedMoment(document.facts), people, level }];
  });
}

/** With somebody's rank untold, only the top rank is certain; with nobody named, the kind of document may state one. */
function highest(stated: readonly number[], document: ChartDocument, { environment }: ChartView): number | undefined {
  if (stated.includes(TOP)) return TOP;
  if (stated.length > 0) return undefined;
  const rank = environment.vocabulary.document(document.facts.kind)?.rank;
  return document.facts.rounds.length === 0 && rank ? environment.vocabulary.rank(rank)?.level : undefined;
}

/** Level of 副主任医师 and above. */
export const TOP = 3;

/** Who makes the round of a note; undefined when the note is no round at all. */
function roundPeople({ facts }: ChartDocument): readonly Person[] | undefined {
  const titled = facts.node.heading?.people ?? [];
  if (facts.kind === 'ward-round') return facts.rounds.length > 0 ? facts.rounds : titled;
  if (facts.rounds.length === 0) return undefined;
  if (facts.kind === 'progress-note') return facts.rounds;
  // 首次病程记录 李某某主治医师: its title names the author. Only people whom its text names made a round.
  const spoken = facts.rounds.filter((person) => !titled.some((other) => other.start === person.start));
  return spoken.length > 0 ? spoken : undefined;
}

/** Plain 医师 is no rank: then what the person is elsewhere in the chart. */
function levelOf(person: Person, known: ReadonlyMap<string, number>, vocabulary: Vocabulary): number | undefined {
  const level = person.rank === undefined ? undefined : vocabulary.rank(person.rank)?.level;
  return level ?? (person.name === undefined ? undefined : known.get(person.name));
}

/** The highest level at which anybody of that name signs or makes a round anywhere in the chart. */
function ranksByName({ chart, environment }: ChartView): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  const see = (person: Person, rank: string | undefined) => {
    const level = rank === undefined ? undefined : environment.vocabulary.rank(rank)?.level;
    if (person.name === undefined || level === undefined || isMasked(person.name)) return;
    levels.set(person.name, Math.max(level, levels.get(person.name) ?? 0));
  };
  for (const { facts } of chart.documents) {
    for (const person of facts.rounds) see(person, person.rank);
    for (const signature of facts.signatures) {
      const labelled = signature.label === undefined ? undefined : environment.vocabulary.label(signature.label)?.rank;
      for (const person of signature.people) see(person, person.rank ?? labelled);
    }
  }
  return levels;
}

/** 某某 stands for several people: what one of them is says nothing of another. */
function isMasked(name: string): boolean {
  return /[某*＊×xXＸ○]/.test(name);
}

/** Whether a note by these people may be one by that person: named so, of the same level without a name, or by nobody in particular. */
export function mayBeBy(people: readonly Person[], person: Person, vocabulary: Vocabulary): boolean {
  const levelOfRank = (rank: string | undefined) => (rank === undefined ? undefined : vocabulary.rank(rank)?.level);
  const own = levelOfRank(person.rank);
  return (
    people.length === 0 ||
    people.some(({ name, rank }) => {
      if (name !== undefined && person.name !== undefined) return nameAgrees(name, person.name);
      const level = levelOfRank(rank);
      return level === undefined || own === undefined || level === own;
    })
  );
}
