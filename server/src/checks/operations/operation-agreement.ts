import { z } from 'zod';
import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { filledEntry, peopleOf, placeOf } from '../../chart/read.ts';
import { type ChartView, defineCheck, type Hit } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import { nameAgrees } from '../../syntax/inline/names.ts';
import type { Span } from '../../syntax/span.ts';
import type { Concept } from '../../vocabulary/schema.ts';
import { normalizeName, type Vocabulary } from '../../vocabulary/vocabulary.ts';
import { textIn } from '../reading.ts';
import { datedMoment } from '../time/places.ts';
import { documentsFor, holdsAny, type Operation, operationsNamed, operationsOf } from './operations.ts';
import { sideOf } from './side.ts';

const params = z.strictObject({
  /** The record against which the others are held. */
  record: z.array(z.string()).min(1),
  /** Papers written before, and papers of the operation itself. */
  planned: z.array(z.string()).default([]),
  done: z.array(z.string()).default([]),
  /** Fields that name the operation, and who operates. */
  names: z.array(z.string()).min(1),
  surgeons: z.array(z.string()).min(1),
  /** Organs near enough for a plan to change from one to the other. */
  neighbours: z.array(z.array(z.string())).default([]),
  /** Words that tell of a change during the operation. */
  explained: z.array(z.string()).default([]),
});
type Params = z.output<typeof params>;

/** Another operation, another side or another surgeon than the record of the operation has. Only what contradicts counts. */
export const operationAgreement = defineCheck<Params>({
  kind: 'operation-agreement',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['name', 'side', 'reversed', 'surgeon'],
  run(view, rule, report) {
    const operations = operationsOf(view);
    for (const operation of operations) {
      const records = operation.event.recordedBy.filter(({ facts }) => rule.record.includes(facts.kind));
      const [record] = records;
      // Several teams at work at once have a name and a surgeon each.
      if (records.filter(({ facts }) => facts.kind === record?.facts.kind).length > 1) continue;
      const name = record && statedName(record.facts, rule);
      if (!record || !name) continue;
      const compared: Compared = { view, operation, record, name, rule, isOnly: operations.length === 1 };
      const papers = papersOf(compared).filter((paper) => isComparable(compared, paper));
      const reversed = againstAll(compared, papers);
      if (reversed) report(reversed);
      for (const document of papers) {
        const byName = reversed ? undefined : nameHit(compared, document);
        for (const hit of [byName, surgeonHit(compared, document)]) if (hit) report(hit);
      }
    }
  },
});

interface StatedName extends Span {
  readonly text: string;
}

interface Compared {
  readonly view: ChartView;
  readonly operation: Operation;
  readonly record: ChartDocument;
  readonly name: StatedName;
  readonly rule: Params;
  readonly isOnly: boolean;
}

function statedName(facts: DocumentFacts, { names }: Params): StatedName | undefined {
  for (const id of names) {
    const entry = filledEntry(facts, id);
    if (entry) return { ...entry.content, text: textIn(facts.node, entry.content) };
  }
  return undefined;
}

/** Papers that are certainly of this operation; of several of one kind none, if one of them agrees. */
function papersOf(compared: Compared): readonly ChartDocument[] {
  const { view, operation, record, rule, isOnly } = compared;
  const { event, after, from } = operation;
  const planned = documentsFor(view, operation, { document: rule.planned }, 'before').filter(({ facts }) => {
    const moment = facts.completed?.moment ?? datedMoment(facts);
    return isOnly || (moment !== undefined && moment.earliest > after && moment.latest <= from);
  });
  const done = event.recordedBy.filter(
    (document) => document !== record && (isOnly || document.facts.kind !== 'front-page'),
  );
  const papers = [...planned, ...done.filter(({ facts }) => rule.done.includes(facts.kind))];
  return papers.filter(
    (document) =>
      !papers.some(
        (other) => other.facts.kind === document.facts.kind && other !== document && agreesAltogether(compared, other),
      ),
  );
}

/** 首页 lists all that was done in the stay: it is compared where it names this operation. */
function isComparable({ view, name, rule }: Compared, { facts }: ChartDocument): boolean {
  if (facts.kind !== 'front-page') return true;
  const given = statedName(facts, rule);
  const { vocabulary } = view.environment;
  return (
    given !== undefined &&
    isSameOperation(
      given.text,
      name.text,
      operationsNamed(given.text, vocabulary),
      operationsNamed(name.text, vocabulary),
    )
  );
}

function agreesAltogether(compared: Compared, document: ChartDocument): boolean {
  return !nameHit(compared, document) && !surgeonHit(compared, document);
}

/** Three papers or more name the other side, and none the record's: the record is the one that is reversed. */
function againstAll(compared: Compared, papers: readonly ChartDocument[]): Hit<Place> | undefined {
  const { record, name } = compared;
  const hits = papers.map((paper) => nameHit(compared, paper)).filter((hit) => hit?.message === 'side');
  const [first] = hits;
  if (!first || hits.length < 3) return undefined;
  const own = sideOf(name.text);
  if (papers.some(({ facts }) => sideOf(statedName(facts, compared.rule)?.text ?? '') === own)) return undefined;
  return {
    at: placeOf(record, name),
    message: 'reversed',
    data: { record: name.text, count: hits.length, given: first.data.given ?? null },
    related: hits.flatMap((hit) => (hit ? [{ ...hit.at, label: { zh: '另一侧', en: 'other side' } }] : [])),
    subject: { document: record },
  };
}

function nameHit(compared: Compared, document: ChartDocument): Hit<Place> | undefined {
  const { view, record, name, rule } = compared;
  const given = statedName(document.facts, rule);
  if (!given || /[*＊×]|待填/.test(given.text + name.text)) return undefined;
  const message = contradiction(given.text, name.text, rule, view.environment.vocabulary);
  if (!message || isExplained(compared)) return undefined;
  return {
    at: placeOf(document, given),
    message,
    data: { document: document.facts.kind, given: given.text, record: name.text },
    related: [{ ...placeOf(record, name), label: { zh: '手术记录', en: 'operation record' } }],
    subject: { document },
  };
}

function contradiction(a: string, b: string, rule: Params, vocabulary: Vocabulary): 'name' | 'side' | undefined {
  const [one, other] = [operationsNamed(a, vocabulary), operationsNamed(b, vocabulary)];
  const [left, right] = [sideOf(a), sideOf(b)];
  if (left && right && left !== right && isSameOperation(a, b, one, other)) return 'side';
  const [organs, others] = [organsOf(one), organsOf(other)];
  if (!organs || !others || organs.some((organ) => others.some((each) => isNear(organ, each, rule)))) return undefined;
  return 'name';
}

/** Sides are only held against each other where both names are of one operation, or of one organ. */
function isSameOperation(a: string, b: string, one: readonly Concept[], other: readonly Concept[]): boolean {
  if (one.some((concept) => other.includes(concept))) return true;
  if (one.some(({ organ }) => organ !== undefined && other.some((each) => each.organ === organ))) return true;
  const withoutSide = (name: string) => normalizeName(name).replace(/[左右]侧?/g, '');
  return withoutSide(a) === withoutSide(b);
}

/** The organs of all operations named; undefined where one of them has none, or none is known. */
function organsOf(operations: readonly Concept[]): readonly string[] | undefined {
  const organs = operations.map(({ organ }) => organ);
  return organs.length > 0 && organs.every((organ) => organ !== undefined) ? organs : undefined;
}

function isNear(a: string, b: string, { neighbours }: Params): boolean {
  return a === b || neighbours.some((region) => region.includes(a) && region.includes(b));
}

/** The record, or a note of the operation, tells that the plan was changed. */
function isExplained({ view, operation, record, rule }: Compared): boolean {
  const told = documentsFor(
    view,
    operation,
    { document: ['post-op-first-note', 'progress-note', 'ward-round'] },
    'after',
  );
  return [record, ...told].some(({ facts }) => holdsAny(facts, rule.explained));
}

function surgeonHit(compared: Compared, document: ChartDocument): Hit<Place> | undefined {
  const { view, record, rule } = compared;
  const { vocabulary } = view.environment;
  const operated = namesIn(record.facts, vocabulary, ['surgeon']);
  const team = [...operated, ...namesIn(record.facts, vocabulary, TEAM)];
  const stated = namedIn(document.facts, vocabulary, rule);
  if (operated.length === 0 || !stated || stated.names.length === 0) return undefined;
  if (stated.names.some((name) => team.some((member) => nameAgrees(name, member)))) return undefined;
  const [given = null] = stated.names;
  return {
    at: placeOf(document, stated.span),
    message: 'surgeon',
    data: { document: document.facts.kind, given, record: operated[0] ?? null },
    related: [{ ...placeOf(record, record.facts.anchor), label: { zh: '手术记录', en: 'operation record' } }],
    subject: { document },
  };
}

const TEAM = ['first-assistant', 'second-assistant', 'third-assistant', 'assistants', 'surgical-team'];

function namesIn(facts: DocumentFacts, vocabulary: Vocabulary, ids: readonly string[]): readonly string[] {
  return ids.flatMap((id) => peopleOf(facts, vocabulary, id).flatMap(({ name }) => name ?? []));
}

/** Who operates by this paper: the field, or who signs as surgeon. */
function namedIn(facts: DocumentFacts, vocabulary: Vocabulary, { surgeons }: Params) {
  for (const id of surgeons) {
    const entry = filledEntry(facts, id);
    if (entry) return { names: namesIn(facts, vocabulary, [id]), span: entry.content };
  }
  return undefined;
}
