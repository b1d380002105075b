import type { Chart, ChartDocument, ChartEvent, EncounterType } from '../../chart/model.ts';
import { daysFromCivil, MINUTES_PER_DAY } from '../../syntax/moment.ts';
import { createVocabulary } from '../../vocabulary/vocabulary.ts';
import type { Environment } from '../check.ts';
import { createCriticalLimits } from '../critical-limits.ts';

/** Charts made by hand, for tests of what does not need a record text. */

/** Minutes of `2024-03-01T15:30`. */
export function at(time: string): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = time.split(/[-T:]/).map(Number);
  return daysFromCivil(year, month, day) * MINUTES_PER_DAY + hour * 60 + minute;
}

export function anEnvironment(more: Partial<Environment> = {}): Environment {
  const vocabulary = createVocabulary({ documents: [], labels: [], ranks: [], columns: [], concepts: [], terms: {} });
  return {
    asOf: at('2024-03-10T00:00'),
    asOfGiven: false,
    isWorkday: () => undefined,
    vocabulary,
    criticalLimits: createCriticalLimits([], undefined, vocabulary),
    ...more,
  };
}

export function aDocument({ text, kind, offset = 0 }: { text: string; kind: string; offset?: number }): ChartDocument {
  const node = { text, kind, heading: undefined, entries: [], derived: new Map() };
  const anchor = { start: 0, end: text.length };
  const stamps = { dated: undefined, recorded: undefined, completed: undefined };
  const facts = {
    node,
    kind,
    anchor,
    ...stamps,
    signatures: [],
    rounds: [],
    entries: new Map(),
    writtenLate: false,
    derived: new Map(),
  };
  return { file: 'a.emr', offset, facts };
}

function anEvent(kind: ChartEvent['kind'], time: string | undefined): ChartEvent | undefined {
  if (time === undefined) return undefined;
  const source = { file: 'a.emr', start: 0, end: 0 };
  const value = { earliest: at(time), latest: at(time), precision: 'minute', masked: false } as const;
  return { kind, start: { value, source }, end: undefined, source, recordedBy: [], attributes: {} };
}

export function aChart(
  has: {
    documents?: ChartDocument[];
    lastEntry?: number;
    type?: EncounterType;
    admission?: string;
    discharge?: string;
    death?: string;
  } = {},
): Chart {
  const name = 'a.emr';
  const admission = anEvent('admission', has.admission);
  const discharge = anEvent('discharge', has.discharge);
  const death = anEvent('death', has.death);
  const unknown = { archived: undefined, department: undefined, disposition: undefined, visit: undefined };
  return {
    id: 'Z1/1',
    files: [{ name, tree: { format: 'text', text: '', parts: [] } }],
    template: false,
    encounter: { type: has.type ?? 'inpatient', admission, discharge, death, ...unknown, deidentified: false },
    patient: { name: undefined, sex: undefined, birth: undefined, age: undefined },
    documents: has.documents ?? [],
    headers: [],
    events: [admission, discharge, death].filter((event) => event !== undefined),
    lastEntry: has.lastEntry,
  };
}
