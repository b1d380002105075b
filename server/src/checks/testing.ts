import type {
  Chart,
  ChartDocument,
  ChartEvent,
  DocumentFacts,
  EncounterType,
  EventKind,
  SourceRange,
  Stated,
} from '../chart/model.ts';
import type { AnyCheck, ChartCheck, ChartView, Environment, Hit } from '../lint/check.ts';
import { createCriticalLimits } from '../lint/critical-limits.ts';
import type { Place } from '../lint/finding.ts';
import { viewChart } from '../lint/view.ts';
import { daysFromCivil, MINUTES_PER_DAY, type Moment } from '../syntax/moment.ts';
import type { Entry, Heading, Person, Stamp } from '../syntax/tree.ts';
import { builtInVocabulary } from '../vocabulary/builtin.ts';

/** Charts made by hand, for tests of check kinds: what a rule says of a whole text stands in the packs' examples. */

/** Minutes of `2024-03-01 10:20`. */
export function minute(text: string): number {
  return moment(text).earliest;
}

/** `2024-03-01 10:20`, or a day. */
export function moment(text: string): Moment {
  const [year = 0, month = 1, day = 1, hour, minutes = 0] = text.split(/[- :T]/).map(Number);
  const start = daysFromCivil(year, month, day) * MINUTES_PER_DAY;
  if (hour === undefined)
    return { earliest: start, latest: start + MINUTES_PER_DAY - 1, precision: 'day', masked: false };
  const at = start + hour * 60 + minutes;
  return { earliest: at, latest: at, precision: 'minute', masked: false };
}

/** A calendar without days of rest but these. */
export function holidays(...dates: readonly string[]): Pick<Environment, 'isWorkday'> {
  const rest = new Set(dates.map((date) => Math.floor(minute(date) / MINUTES_PER_DAY)));
  return { isWorkday: (day) => !rest.has(day) };
}

let places = 0;

/** A place of its own for each thing, so that a test can tell which one a finding points at. */
function newPlace(): SourceRange {
  places += 10;
  return { file: 'a.emr', start: places, end: places + 5 };
}

export function stated(text: string): Stated<Moment> {
  return { value: moment(text), source: newPlace() };
}

/** `王某某/attending`, `/chief` for a rank alone, `王某某` for a name alone. */
export function person(text: string): Person {
  const [name, rank] = text.split('/');
  return { start: 0, end: 0, name: name || undefined, rank };
}

interface DocumentParts {
  readonly dated?: string;
  readonly recorded?: string;
  readonly completed?: string;
  readonly rounds?: readonly string[];
  readonly signed?: readonly string[];
  readonly text?: string;
  readonly writtenLate?: boolean;
}

export function aDocument(kind: string, parts: DocumentParts = {}): ChartDocument {
  const { file, start, end } = newPlace();
  const stamp = (text: string | undefined): Stamp | undefined =>
    text === undefined
      ? undefined
      : { start: 0, end: 5, moment: moment(text), notation: 'standard', impossible: false };
  const dated = stamp(parts.dated);
  const recorded = stamp(parts.recorded);
  const facts: DocumentFacts = {
    node: { text: parts.text ?? '', kind, heading: dated && heading(dated), entries: [], derived: new Map() },
    kind,
    anchor: { start: 0, end: end - start },
    dated: dated ?? recorded,
    recorded,
    completed: stamp(parts.completed) ?? recorded ?? dated,
    signatures: (parts.signed ?? []).map((name) => ({
      start: 0,
      end: 0,
      people: [person(name)],
      stamp: undefined,
      label: undefined,
      party: undefined,
    })),
    rounds: (parts.rounds ?? []).map(person),
    entries: new Map(),
    writtenLate: parts.writtenLate ?? false,
    derived: new Map(),
  };
  return { file, offset: start, facts };
}

function heading(stamp: Stamp): Heading {
  return { start: 0, end: 5, title: { start: 0, end: 5 }, name: '', stamp, people: [] };
}

interface EventParts extends Partial<Pick<ChartEvent, 'recordedBy' | 'attributes'>> {
  readonly start?: string;
  readonly end?: string;
}

export function anEvent(
  kind: EventKind,
  { start, end, recordedBy = [], attributes = {} }: EventParts = {},
): ChartEvent {
  const begun = start === undefined ? undefined : stated(start);
  const ended = end === undefined ? undefined : stated(end);
  return { kind, start: begun, end: ended, source: begun?.source ?? newPlace(), recordedBy, attributes };
}

/** The lines ahead of the documents, with 入院时间 among them. */
function aHeader(): ChartDocument {
  const header = aDocument('chart-header');
  const entry: Entry = {
    role: 'field',
    id: 'admission-time',
    name: '入院时间',
    label: undefined,
    content: { start: 0, end: 0 },
    blocks: [],
    signature: undefined,
    start: 0,
    end: 0,
  };
  return { ...header, facts: { ...header.facts, entries: new Map([['admission-time', [entry]]]) } };
}

export interface ChartParts {
  readonly type?: EncounterType;
  readonly admission?: string;
  readonly discharge?: string;
  readonly death?: string;
  readonly archived?: string;
  readonly documents?: readonly ChartDocument[];
  readonly events?: readonly ChartEvent[];
}

export function aChart(parts: ChartParts): Chart {
  const one = (kind: EventKind, time: string | undefined) =>
    time === undefined ? undefined : anEvent(kind, { start: time });
  const admission = one('admission', parts.admission);
  const discharge = one('discharge', parts.discharge);
  const death = one('death', parts.death);
  const archived = one('archive', parts.archived);
  return {
    id: 'Z1/1',
    files: [{ name: 'a.emr', tree: { format: 'text', text: '', parts: [] } }],
    template: false,
    encounter: {
      type: parts.type ?? 'inpatient',
      admission,
      discharge,
      death,
      archived,
      department: undefined,
      disposition: undefined,
      visit: undefined,
      deidentified: false,
    },
    patient: { name: undefined, sex: undefined, birth: undefined, age: undefined },
    headers: admission ? [aHeader()] : [],
    documents: parts.documents ?? [],
    events: [admission, discharge, death, archived, ...(parts.events ?? [])].filter((event) => event !== undefined),
    lastEntry: undefined,
  };
}

/** The chart judged at `asOf`; every day is a working day unless the test says otherwise. */
export function viewOf(chart: Chart, asOf: string, calendar: Pick<Environment, 'isWorkday'> = holidays()): ChartView {
  const criticalLimits = createCriticalLimits([], undefined, builtInVocabulary);
  return viewChart(chart, {
    asOf: minute(asOf),
    asOfGiven: true,
    vocabulary: builtInVocabulary,
    criticalLimits,
    ...calendar,
  });
}

/** What a chart check reports with these parameters, read by its own schema as the engine reads them. */
export function hitsOf(check: AnyCheck, params: object, view: ChartView): readonly Hit<Place>[] {
  const hits: Hit<Place>[] = [];
  (check as ChartCheck<unknown>).run(
    view,
    check.params.parse(params),
    (hit) => hits.push(hit),
    () => {},
  );
  return hits;
}

/** `late 120`, `missing`, … of each hit: its message and by how much. */
export function summary(hits: readonly Hit<Place>[]): readonly string[] {
  return hits.map(({ message, data }) =>
    [message, data.late ?? data.remaining ?? data.early].filter((part) => part !== undefined).join(' '),
  );
}
