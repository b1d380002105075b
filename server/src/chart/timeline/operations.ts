import { leastDistance, MINUTES_PER_DAY, type Moment } from '../../syntax/moment.ts';
import type { Stamp } from '../../syntax/tree.ts';
import { normalizeName, type Vocabulary } from '../../vocabulary/vocabulary.ts';
import type { ChartDocument, ChartEvent, EventAttributes, Stated } from '../model.ts';
import { fieldText, peopleOf, placeOf, stampOf, stampRangeOf, stated } from '../read.ts';
import type { Reading } from './timeline.ts';

/** Documents that only exist for an operation that was done, the best witness first. Plans and consents are no witness. */
const WITNESSES = [
  'operation-record',
  'delivery-record-cesarean',
  'anesthesia-record',
  'count-record',
  'safety-checklist',
  'post-op-first-note',
  'front-page',
];

/**
 * Operations that were done. Each 手术记录 is one; other witnesses join the operation of their day (or, undated, the only
 * one, or the one of the same name), and stand for an operation of their own where none fits. 首页 only joins: it lists interventions beside operations.
 */
export function readOperations({ documents, vocabulary }: Reading): ChartEvent[] {
  const operations: ChartEvent[] = [];
  for (const kind of WITNESSES) {
    for (const document of documents.filter(({ facts }) => facts.kind === kind)) {
      const witness = readWitness(document, vocabulary);
      if (!witness) continue;
      const match = kind === 'operation-record' ? undefined : matching(operations, witness);
      if (match) operations[operations.indexOf(match)] = join(match, witness);
      else if (kind !== 'front-page') operations.push(witness);
    }
  }
  return operations;
}

function readWitness(document: ChartDocument, vocabulary: Vocabulary): ChartEvent | undefined {
  const { facts } = document;
  const { start, end } = operationTimes(document);
  const name = fieldText(facts, 'operation-name', 'main-operation')?.replace(/[，,；;。、\s]+$/, '');
  if (facts.kind === 'front-page' && (!name || /^(?:无|未行)/.test(name) || !start)) return undefined;
  if (facts.kind === 'safety-checklist' && !start && !name) return undefined;
  return {
    kind: 'operation',
    start,
    end,
    source: start?.source ?? placeOf(document, facts.anchor),
    recordedBy: [document],
    attributes: {
      name,
      surgeon: peopleOf(facts, vocabulary, 'surgeon')[0],
      firstAssistant: peopleOf(facts, vocabulary, 'first-assistant', 'assistants')[0],
      level: levelOf(fieldText(facts, 'operation-level')),
      emergency: emergencyOf(fieldText(facts, 'emergency-operation')),
    },
  };
}

/** 手术开始时间 and 手术结束时间, else what 手术日期 (手术时间) gives, which may be a range; an end before its beginning is no end. */
function operationTimes(document: ChartDocument): {
  start: Stated<Moment> | undefined;
  end: Stated<Moment> | undefined;
} {
  const { facts } = document;
  const range = stampRangeOf(facts, 'operation-date');
  const begin: Stamp | undefined = stampOf(facts, 'operation-start') ?? range?.start;
  const finish: Stamp | undefined = stampOf(facts, 'operation-end') ?? range?.end;
  const isReversed = begin?.moment && finish?.moment && finish.moment.latest < begin.moment.earliest;
  return { start: stated(document, begin), end: isReversed ? undefined : stated(document, finish) };
}

const LEVELS: readonly (readonly [RegExp, number])[] = [
  [/四|4|Ⅳ|IV/i, 4],
  [/三|3|Ⅲ|III/i, 3],
  [/二|2|Ⅱ|II/i, 2],
  [/一|1|Ⅰ|I/i, 1],
];

function levelOf(text: string | undefined): number | undefined {
  return LEVELS.find(([pattern]) => text !== undefined && pattern.test(text))?.[1];
}

function emergencyOf(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  return !/^(?:否|无|不|非|择期|限期)/.test(text.trim());
}

function matching(operations: readonly ChartEvent[], witness: ChartEvent): ChartEvent | undefined {
  const sameDay = operations.filter((operation) => mayBeSameTime(operation, witness));
  const name = normalizeName(witness.attributes.name ?? '');
  const sameName = sameDay.filter(
    (operation) => name !== '' && normalizeName(operation.attributes.name ?? '') === name,
  );
  if (sameName.length > 0) return nearest(sameName, witness);
  return witness.start || sameDay.length === 1 ? nearest(sameDay, witness) : lastBefore(sameDay, witness);
}

/** Begun within a day of each other, or one of them undated: a record and a checklist may give the day alone or straddle midnight. */
function mayBeSameTime(a: ChartEvent, b: ChartEvent): boolean {
  if (!a.start || !b.start) return true;
  const left = a.start.value;
  const right = b.start.value;
  if (left.earliest === left.latest && right.earliest === right.latest) {
    // Two operations on one day are told apart by their hours; a checklist begins a little before the knife.
    const end = a.end?.value.latest ?? left.latest + MINUTES_PER_DAY / 4;
    return right.earliest >= left.earliest - MINUTES_PER_DAY / 6 && right.earliest <= end;
  }
  return left.earliest <= right.latest && right.earliest <= left.latest;
}

function nearest(operations: readonly ChartEvent[], witness: ChartEvent): ChartEvent | undefined {
  const gap = (operation: ChartEvent) =>
    operation.start && witness.start ? leastDistance(operation.start.value, witness.start.value) : 0;
  return [...operations].sort((a, b) => gap(a) - gap(b))[0];
}

/** An undated witness belongs to the last operation before it was written. */
function lastBefore(operations: readonly ChartEvent[], witness: ChartEvent): ChartEvent | undefined {
  const written = witness.recordedBy[0]?.facts.dated?.moment?.latest;
  if (written === undefined) return operations[0];
  return (
    [...operations].reverse().find((operation) => (operation.start?.value.earliest ?? written) <= written) ??
    operations[0]
  );
}

function join(operation: ChartEvent, witness: ChartEvent): ChartEvent {
  return {
    ...operation,
    start: finer(operation.start, witness.start),
    end: operation.end ?? witness.end,
    recordedBy: [...operation.recordedBy, ...witness.recordedBy],
    attributes: merged(operation.attributes, witness.attributes),
  };
}

function finer(a: Stated<Moment> | undefined, b: Stated<Moment> | undefined): Stated<Moment> | undefined {
  if (!a || !b) return a ?? b;
  return a.value.precision !== 'minute' && b.value.precision === 'minute' ? b : a;
}

function merged(a: EventAttributes, b: EventAttributes): EventAttributes {
  return {
    name: a.name ?? b.name,
    surgeon: a.surgeon ?? b.surgeon,
    firstAssistant: a.firstAssistant ?? b.firstAssistant,
    level: a.level ?? b.level,
    emergency: a.emergency ?? b.emergency,
  };
}
