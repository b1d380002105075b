import { z } from 'zod';
import type { ChartDocument } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import { type ChartView, defineCheck, type Hit } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import { MINUTES_PER_DAY } from '../../syntax/moment.ts';
import { completedMoment, physicianNotes } from './answers.ts';
import { type CriticalValue, criticalValuesOf, isSameThing, resultsIn } from './critical-value.ts';
import { type Statement, saysCritical, speaksOf, statementsOf, statesValue } from './statements.ts';

/** A register's entry, or the note that answers, gives another value than the report, or another item. */
export const criticalMismatch = defineCheck({
  kind: 'critical-mismatch',
  scope: 'chart',
  params: z.strictObject({}),
  messages: ['register', 'note', 'item'],
  run(view, _params, report) {
    const values = criticalValuesOf(view).filter(({ source }) => source !== 'sample');
    for (const value of values) {
      const hit = registerHit(view, value);
      if (hit) report(hit);
    }
    for (const document of physicianNotes(view)) {
      for (const hit of noteHits(view, document, values)) report(hit);
    }
  },
});

/** Results of the item within the day around the row, none of which is the row's value. */
function registerHit(view: ChartView, value: CriticalValue): Hit<Place> | undefined {
  const { row, quantity } = value;
  const [concept] = value.concepts;
  if (!row?.start || !quantity || !concept) return undefined;
  const at = row.start.value;
  const results = resultsOf(view, value).filter(
    ({ start }) => start && Math.abs(start.value.earliest - at.earliest) <= MINUTES_PER_DAY,
  );
  const told = results.filter(({ attributes: { result } }) => result?.flag === 'critical' || results.length === 1);
  if (told.length === 0 || results.some((each) => mayState(each, value))) return undefined;
  const [first] = told;
  const other = first?.attributes.result;
  if (!first || !other || other.number === undefined || other.bound) return undefined;
  const data = { item: value.name, result: value.text, other: other.text };
  return {
    at: value.place,
    message: 'register',
    data,
    related: [{ ...first.source, label: { zh: '报告', en: 'report' } }],
  };
}

function resultsOf({ chart }: ChartView, value: CriticalValue) {
  return resultsIn(chart).filter(({ attributes: { result, name = '' } }) => {
    if (!result) return false;
    return isSameThing({ name, concepts: result.concept ? [result.concept] : [] }, value);
  });
}

/** A masked or bounded result may be any value. */
function mayState(event: ReturnType<typeof resultsOf>[number], value: CriticalValue): boolean {
  const { result } = event.attributes;
  const [concept] = value.concepts;
  if (!result || !concept || !value.quantity || result.number === undefined || result.bound) return true;
  const statement = { numbers: [{ value: result.number, unit: result.unit, start: 0, end: 0 }], masked: false };
  return statesValue({ concept, clause: '', start: 0, end: 0, ...statement }, value.quantity, concept);
}

function noteHits(view: ChartView, document: ChartDocument, values: readonly CriticalValue[]): Hit<Place>[] {
  const { facts } = document;
  const isNote = facts.kind === 'critical-value-note';
  if (!isNote && !saysCritical(facts, view.environment.vocabulary)) return [];
  const moment = completedMoment(document);
  if (!moment || moment.earliest !== moment.latest) return [];
  const recent = values.filter((value) => {
    const from = (value.received ?? value.reported)?.value;
    return from && from.earliest <= moment.latest && moment.earliest - from.latest <= MINUTES_PER_DAY;
  });
  if (recent.length === 0) return [];
  const statements = statementsOf(facts, view.environment.vocabulary);
  const called = statements.filter((each) => isNote || callsCritical(facts.node.text, each));
  const hits = recent.flatMap((value) => noteHit(view, document, value, { values, called, statements }));
  return hits.length > 0 || !isNote ? hits : itemHit(view, document, recent, called);
}

/** 危急值 stands in the sentence that names the item. */
function callsCritical(text: string, { start, end }: Statement): boolean {
  const from = Math.max(text.lastIndexOf('。', start), text.lastIndexOf('\n', start), start - 40) + 1;
  const stops = [text.indexOf('。', end), text.indexOf('\n', end), end + 40].filter((at) => at >= 0);
  return /危急值|危机值/.test(text.slice(from, Math.min(...stops)));
}

/** Words that make a number another one than the critical value. */
const OTHER = /复查|复测|昨|前次|上次|既往|入院时|此前|目标|维持|正常值|参考|升至|降至|控制/;

/** All critical values of the chart, and what the note states, called critical or not. */
interface NoteContext {
  readonly values: readonly CriticalValue[];
  readonly called: readonly Statement[];
  readonly statements: readonly Statement[];
}

function noteHit(
  view: ChartView,
  document: ChartDocument,
  value: CriticalValue,
  { values, called, statements }: NoteContext,
): Hit<Place>[] {
  const [concept] = value.concepts;
  const { quantity } = value;
  if (!concept || !quantity) return [];
  const isAbout = (statement: Statement) => isSameThing({ name: '', concepts: [statement.concept] }, value);
  const about = called.filter((each) => isAbout(each) && (each.numbers.length > 0 || each.masked));
  const all = statements.filter(isAbout);
  const [first] = about.filter(
    ({ start }) => !OTHER.test(document.facts.node.text.slice(Math.max(0, start - 10), start)),
  );
  const stated = first?.numbers[0];
  if (!first || !stated || all.some((each) => statesValue(each, quantity, concept))) return [];
  // Another result of the item, critical or not, may be the one the note speaks of.
  const known = resultsOf(view, value).some(({ attributes: { result } }) => {
    if (!result || result.number === undefined) return true;
    return statesValue(first, { value: result.number, unit: result.unit }, concept);
  });
  const isAnother = values.some(
    (other) => isSameThing(other, value) && (!other.quantity || statesValue(first, other.quantity, concept)),
  );
  if (known || isAnother || OTHER.test(first.clause)) return [];
  const data = {
    item: value.name,
    result: value.text,
    other: document.facts.node.text.slice(stated.start, stated.end),
  };
  const related = [{ ...value.place, label: { zh: '危急值', en: 'critical value' } }];
  return [{ at: placeOf(document, stated), message: 'note', data, related }];
}

/** A 危急值处理记录 that names items with their values, and none of those that were critical. */
function itemHit(
  view: ChartView,
  document: ChartDocument,
  recent: readonly CriticalValue[],
  called: readonly Statement[],
): Hit<Place>[] {
  const valued = called.filter(({ concept, numbers }) => concept.kind === 'laboratory-item' && numbers.length > 0);
  const [first] = valued;
  const [value] = recent;
  if (!first || !value || recent.some(({ concepts }) => concepts.length === 0)) return [];
  if (recent.some((each) => speaksOf(document.facts, each, view.environment.vocabulary))) return [];
  const data = { item: value.name, result: value.text, other: first.concept.id };
  const related = [{ ...value.place, label: { zh: '危急值', en: 'critical value' } }];
  return [{ at: placeOf(document, first), message: 'item', data, related }];
}
