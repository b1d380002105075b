import { readPeople } from '../syntax/inline/people.ts';
import type { Span } from '../syntax/span.ts';
import { CHART_HEADER, type DocumentNode, type Entry, type Person, type Stamp } from '../syntax/tree.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import type { DocumentFacts, DocumentSignature } from './model.ts';
import { stampIn } from './read.ts';

/** What a document says by itself; the same object for the same node. One process uses one vocabulary. */
export function factsOf(node: DocumentNode, vocabulary: Vocabulary): DocumentFacts {
  const known = node.derived.get(factsOf) as DocumentFacts | undefined;
  if (known) return known;
  const facts = readFacts(node, vocabulary);
  node.derived.set(factsOf, facts);
  return facts;
}

/** A 门诊病历 is a 初诊记录 or a 复诊记录 by the visit it belongs to (`format.md`); the same object for the same answer. */
export function factsOfVisit(facts: DocumentFacts, visit: 'first' | 'return' | undefined): DocumentFacts {
  if (facts.kind !== 'outpatient-record' || visit === undefined) return facts;
  const kind = `outpatient-${visit}`;
  const known = facts.derived.get(factsOfVisit) as DocumentFacts | undefined;
  if (known?.kind === kind) return known;
  const made = { ...facts, kind, derived: new Map() };
  facts.derived.set(factsOfVisit, made);
  return made;
}

/** Who asks for a consultation signs before it is done. */
const REQUESTER = 'requesting-physician';

function readFacts(node: DocumentNode, vocabulary: Vocabulary): DocumentFacts {
  const entries = entriesById(node);
  const signatures = readSignatures(node, vocabulary);
  const recorded = stampOfEntry(node, entries, 'recorded-time');
  const dated = node.heading ? node.heading.stamp : openingTime(node);
  const signed = earliest([
    ...signatures.filter(({ label }) => label !== REQUESTER).map((signature) => signature.stamp),
    ...['signed-time', 'consent-time', 'reported-time'].map((id) => stampOfEntry(node, entries, id)),
  ]);
  return {
    node,
    kind: node.kind,
    anchor: anchorOf(node),
    dated: dated?.moment ? dated : (recorded ?? signed ?? dated),
    recorded,
    completed: signed ?? stampOfEntry(node, entries, 'completed-time') ?? recorded ?? dated,
    signatures,
    rounds: readRounds(node, vocabulary),
    entries,
    writtenLate: /补记|补录/.test(node.heading ? node.heading.name : '') || saysWrittenLate(node, entries),
    derived: new Map(),
  };
}

/** A document that a bare time line opened is dated by that line. */
function openingTime(node: DocumentNode): Stamp | undefined {
  const first = node.entries[0]?.blocks.find((block) => block.kind !== 'blank');
  return first?.kind === 'time' ? first.stamp : undefined;
}

function entriesById(node: DocumentNode): Map<string, Entry[]> {
  const byId = new Map<string, Entry[]>();
  for (const entry of node.entries) {
    if (entry.id === undefined) continue;
    const same = byId.get(entry.id);
    if (same) same.push(entry);
    else byId.set(entry.id, [entry]);
  }
  return byId;
}

function anchorOf(node: DocumentNode): Span {
  if (node.heading) return node.heading.title;
  const first = node.entries.find((entry) => entry.label !== undefined);
  if (first?.label) return first.label;
  const text = node.entries.find((entry) => entry.content.end > entry.content.start);
  return text ? { start: text.content.start, end: lineEnd(node.text, text.content) } : { start: 0, end: 0 };
}

function lineEnd(text: string, span: Span): number {
  const newline = text.indexOf('\n', span.start);
  return newline < 0 || newline > span.end ? span.end : newline;
}

function stampOfEntry(
  node: DocumentNode,
  entries: ReadonlyMap<string, readonly Entry[]>,
  id: string,
): Stamp | undefined {
  for (const entry of entries.get(id) ?? []) {
    const stamp = stampIn(node, entry.content);
    if (stamp?.moment) return stamp;
  }
  return undefined;
}

/** The first signing completes the record; a superior's later countersignature does not move it (`domain.md` T01, first sign). */
function earliest(stamps: readonly (Stamp | undefined)[]): Stamp | undefined {
  let first: Stamp | undefined;
  for (const stamp of stamps) {
    if (!stamp) continue;
    // A signing time that cannot be read may be the first one: then nothing is known of when the record was completed.
    if (!stamp.moment) return stamp;
    if (!first?.moment || stamp.moment.earliest < first.moment.earliest) first = stamp;
  }
  return first;
}

function readSignatures(node: DocumentNode, vocabulary: Vocabulary): DocumentSignature[] {
  if (node.kind === CHART_HEADER) return [];
  const signatures: DocumentSignature[] = [];
  for (const entry of node.entries) {
    signatures.push(...rowSignatures(node, entry, vocabulary));
    if (!entry.signature) continue;
    const label = entry.id === undefined ? undefined : vocabulary.label(entry.id);
    if (label?.party === 'patient') continue;
    signatures.push({ ...entry.signature, label: entry.id, party: label?.party });
  }
  return signatures;
}

/** Nurses sign observations line by line, in a column of the table; such a signature has no time of its own. */
function rowSignatures(node: DocumentNode, entry: Entry, vocabulary: Vocabulary): DocumentSignature[] {
  return entry.blocks.flatMap((block) => {
    const column = block.kind === 'table' ? block.columns.indexOf('signature') : -1;
    if (block.kind !== 'table' || column < 0) return [];
    return block.rows.flatMap((row): DocumentSignature[] => {
      const cell = row.cells[column];
      const people = cell ? readPeople(node.text, cell, vocabulary) : [];
      if (!cell || people.length === 0) return [];
      return [{ ...cell, people, stamp: undefined, label: 'signature', party: undefined }];
    });
  });
}

/** Enough for `2024-03-05 今日上午李某某主任医师带领全科医师查房`. */
const ROUND_SENTENCE = 60;
const ROUND_KINDS = new Set(['ward-round', 'progress-note', 'first-progress-note', 'post-op-first-note']);

/** Who makes the round: named by the title, else by the opening sentence up to the word 查房. */
function readRounds(node: DocumentNode, vocabulary: Vocabulary): readonly Person[] {
  if (!ROUND_KINDS.has(node.kind)) return [];
  const titled = (node.heading?.people ?? []).filter((person) => person.rank !== undefined);
  if (titled.some((person) => person.name !== undefined)) return titled;
  const field = node.entries.find((entry) => entry.id === 'round-physician');
  if (field) {
    const people = readPeople(node.text, field.content, vocabulary);
    if (people.length > 0) return people;
  }
  const spoken = roundInText(node, vocabulary);
  return spoken.length > 0 ? spoken : titled;
}

function roundInText(node: DocumentNode, vocabulary: Vocabulary): readonly Person[] {
  for (const entry of node.entries) {
    if (entry.role !== 'text' && entry.role !== 'section') continue;
    const { start, end } = entry.content;
    const opening = node.text.slice(start, Math.min(end, start + ROUND_SENTENCE));
    const at = opening.indexOf('查房');
    if (at < 0) continue;
    const round = start + at;
    const before = opening.slice(0, at);
    // 请…查房, 拟…查房 and yesterday's round are no round of this note.
    if (/[请拟待。；\n]|明日|次日|昨日/.test(before)) continue;
    return readPeople(node.text, { start, end: round }, vocabulary).filter((person) => person.rank !== undefined);
  }
  return [];
}

function saysWrittenLate(node: DocumentNode, entries: ReadonlyMap<string, readonly Entry[]>): boolean {
  const stated = entries.get('written-late')?.[0];
  if (stated) return !/^(?:否|无|不是)/.test(node.text.slice(stated.content.start, stated.content.end));
  return /补记|补录/.test(node.text);
}
