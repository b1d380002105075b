import type { ChartEvent, SourceRange, Stated } from '../../chart/model.ts';
import type { Result } from '../../chart/timeline/results.ts';
import { namesIn } from '../../clinical/lexicon.ts';
import { behindCode, type ResultValue, valueAt } from '../../clinical/result-value.ts';
import { mayBeEqual, type Quantity, readUnit } from '../../clinical/units.ts';
import type { ChartView, Environment } from '../../lint/check.ts';
import type { Criticality } from '../../lint/critical-limits.ts';
import { leastDistance, MINUTES_PER_DAY, type Moment } from '../../syntax/moment.ts';
import type { Concept } from '../../vocabulary/schema.ts';
import { normalizeName } from '../../vocabulary/vocabulary.ts';
import { memoByPair } from '../memo.ts';
import { type Item, isSameItem } from './statements.ts';

/** A critical value of the chart: told by a report, by the register, or by both. */
export interface CriticalValue extends Item {
  /** The result as written. */
  readonly text: string;
  /** Undefined for a result in words, and for a masked one. */
  readonly quantity: Quantity | undefined;
  /** Digits of it are hidden. */
  readonly masked: boolean;
  readonly row: ChartEvent | undefined;
  readonly result: ChartEvent | undefined;
  /** Who calls it critical: the register, the report's own flag, the hospital's limits, or the sample of limits alone. */
  readonly source: 'register' | 'report' | Criticality['source'];
  readonly criticality: Criticality | undefined;
  readonly sampled: Stated<Moment> | undefined;
  readonly reported: Stated<Moment> | undefined;
  readonly received: Stated<Moment> | undefined;
  /** Where the chart says so: the register's row, else the report's. */
  readonly place: SourceRange;
}

/** Every critical value of the chart, one for each row of the register and each critical result that has none. */
export function criticalValuesOf(view: ChartView): readonly CriticalValue[] {
  return readAll(view.chart, view.environment);
}

/** No patient has more; what holds more is no chart, and time must not grow with the square of its length. */
const MOST = 300;

const resultsOfChart = new WeakMap<ChartView['chart'], readonly ChartEvent[]>();

/** Every single result of the chart. */
export function resultsIn(chart: ChartView['chart']): readonly ChartEvent[] {
  const kept = resultsOfChart.get(chart);
  if (kept) return kept;
  const made = chart.events.filter(({ kind }) => kind === 'result');
  resultsOfChart.set(chart, made);
  return made;
}

const readAll = memoByPair((chart: ChartView['chart'], environment: Environment): readonly CriticalValue[] => {
  const rows = chart.events
    .filter(({ kind, attributes }) => kind === 'critical-value' && attributes.name !== '')
    .slice(0, MOST)
    .map((row) => readRow(row, environment));
  const results = withoutReprints(
    resultsIn(chart).flatMap((event) => {
      const { result } = event.attributes;
      if (!result) return [];
      const criticality = environment.criticalLimits.judge(result, chart, event.start?.value);
      return result.flag === 'critical' || criticality ? [readResult(event, result, criticality)] : [];
    }),
  );
  const joined = rows.map((row) => {
    const told = results.filter((result) => isSame(row, result));
    const own = told.find((result) => hasSameValue(row, result)) ?? told[0];
    return own ? { ...row, result: own.result, sampled: own.sampled, criticality: own.criticality } : row;
  });
  // A value that the register holds is not repeated for the report that gives it again within the day.
  const unregistered = results.filter((result) => !rows.some((row) => isSame(row, result)));
  return [...joined, ...unregistered];
});

/** Item, and within a day of each other as far as is known. */
function isSame(a: CriticalValue, b: CriticalValue): boolean {
  if (!isSameThing(a, b)) return false;
  return !a.reported || !b.reported || leastDistance(a.reported.value, b.reported.value) <= MINUTES_PER_DAY;
}

export function isSameThing(a: Item, b: Item): boolean {
  if (a.concepts.some((one) => b.concepts.some((other) => isSameItem(one, other)))) return true;
  const [x, y] = [normalizeName(a.name), normalizeName(b.name)];
  return x !== '' && y !== '' && (x.includes(y) || y.includes(x));
}

export function hasSameValue(a: CriticalValue, b: CriticalValue): boolean {
  if (!a.quantity || !b.quantity) return true;
  return mayBeEqual(a.quantity, b.quantity, a.concepts[0] ?? b.concepts[0]);
}

/** A result that is printed in two reports is one. */
function withoutReprints(values: readonly CriticalValue[]): readonly CriticalValue[] {
  return values
    .slice(0, MOST)
    .filter(
      (value, i) =>
        !values
          .slice(0, i)
          .some(
            (other) =>
              isSameThing(value, other) &&
              other.text === value.text &&
              (value.reported === undefined ||
                other.reported === undefined ||
                leastDistance(value.reported.value, other.reported.value) === 0),
          ),
    );
}

function readResult(event: ChartEvent, result: Result, criticality: Criticality | undefined): CriticalValue {
  const { number, unit } = result;
  return {
    name: result.name,
    concepts: result.concept ? [result.concept] : [],
    text: result.text,
    quantity: number === undefined ? undefined : { value: number, unit },
    masked: number === undefined && /[*＊]/.test(result.text),
    row: undefined,
    result: event,
    source: result.flag === 'critical' ? 'report' : (criticality?.source ?? 'sample'),
    criticality,
    sampled: event.attributes.taken,
    reported: event.start,
    received: undefined,
    place: event.source,
  };
}

/** A row gives the item and its value in two cells, or both in one (`血钾2.6mmol/L`). */
function readRow(row: ChartEvent, environment: Environment): CriticalValue {
  const { name = '', cells = {}, arrived } = row.attributes;
  const named = namesIn(name, 0, name.length, environment.vocabulary);
  const items = named.filter(({ concept }) => concept.kind === 'laboratory-item');
  const concepts = (items.length > 0 ? items : named).map(({ concept }) => concept);
  const written = cells.result ?? '';
  const value = valueIn(written, environment) ?? valueIn(name, environment);
  const text = written === '' ? name : written;
  return {
    name,
    concepts: [...new Set<Concept>(concepts)],
    text,
    quantity:
      value?.number === undefined || concepts.length > 1
        ? undefined
        : { value: value.number, unit: value.unit ?? readUnit(cells.unit ?? '') },
    masked: /[*＊]/.test(text),
    row,
    result: undefined,
    source: 'register',
    criticality: undefined,
    sampled: undefined,
    reported: row.start,
    received: arrived,
    place: row.source,
  };
}

function valueIn(text: string, { vocabulary }: Environment): ResultValue | undefined {
  const [item] = namesIn(text, 0, text.length, vocabulary);
  return valueAt(text, item ? behindCode(text, item.end, text.length) : 0, text.length);
}
