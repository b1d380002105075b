import { z } from 'zod';
import type { Chart, ChartDocument, DocumentFacts, SourceRange } from '../../chart/model.ts';
import { filledEntry, stampOf, textOf } from '../../chart/read.ts';
import { defineCheck, type Hit } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import { isMasked } from '../../syntax/inline/value.ts';
import { civilFromDays, formatMinutes, MINUTES_PER_DAY, type Moment } from '../../syntax/moment.ts';
import { timeValue } from '../time/judge.ts';
import { introductionsIn, isOfNewborn } from './person.ts';
import {
  documentsOfPatient,
  placeOfStatement,
  type Saying,
  type Statement,
  statementsOf,
  type Topic,
} from './statements.ts';

const params = z.strictObject({
  /** Years by which an age may exceed the completed years before it is a defect and not another way of counting (虚岁). */
  nominalYears: z.number().int().min(0).default(1),
});
type Params = z.infer<typeof params>;

const BORN = { zh: '出生日期', en: 'Date of birth' };
const STATED_ALSO = { zh: '另处所写', en: 'Stated elsewhere' };

/**
 * An age that the date of birth does not give at any moment of the stay, or, where no date of birth is known, one that
 * differs from the age stated elsewhere by more than a birthday and another way of counting can make up.
 */
export const age = defineCheck<Params>({
  kind: 'age',
  scope: 'chart',
  params,
  messages: ['birth', 'nominal', 'differs'],
  run(view, given, report) {
    const { chart } = view;
    const documents = documentsOfPatient(chart).filter(({ facts }) => !isOfNewborn(facts));
    const statements = statementsOf(documents, AGE, view.environment.vocabulary);
    const [first, ...others] = statements;
    if (!first) return;
    const { birth } = chart.patient;
    if (!birth) {
      for (const other of others) reportDifferent(first, other, given, report);
      return;
    }
    const odd = others.filter(({ saying }) => AGE.show(saying.value) !== AGE.show(first.saying.value));
    for (const statement of [first, ...odd]) reportAgainstBirth(chart, statement, birth, given, report);
  },
});

type Report = (hit: Hit<Place>) => void;
type Born = { readonly value: Moment; readonly source: SourceRange };

/** An age as written: `58岁`, `1岁2月`, `3月`, `5天`. Hours count as no day. */
interface Age {
  readonly unit: 'year' | 'month' | 'day';
  readonly count: number;
  /** A number alone, which among the very young may be months or days. */
  readonly bare: boolean;
}

const AGE: Topic<Age> = {
  field: 'age',
  read(facts) {
    const entry = filledEntry(facts, 'age');
    const spans = [
      ...(entry && !/胎龄|孕龄/.test(entry.name) ? [entry.content] : []),
      ...introductionsIn(facts).flatMap((introduction) => (introduction.age ? [introduction.age] : [])),
    ];
    return spans.flatMap(({ start, end }): Saying<Age>[] => {
      const value = readAge(textOf(facts.node, { start, end }), entry?.name ?? '');
      return value ? [{ start, end, value }] : [];
    });
  },
  isExact: () => true,
  agree: (a, b) => a.unit === b.unit && a.count === b.count,
  show: ({ unit, count }) => (unit === 'month' && count >= 12 ? showMonths(count) : `${count}${NAMES[unit]}`),
};

const NAMES = { year: '岁', month: '月', day: '天' } as const;

function showMonths(months: number): string {
  const rest = months % 12;
  return `${Math.floor(months / 12)}岁${rest > 0 ? `${rest}月` : ''}`;
}

function readAge(text: string, label: string): Age | undefined {
  if (isMasked(text) || text.length > 20 || /周(?!岁)|\+/.test(text)) return undefined;
  const number = (pattern: RegExp) => {
    const found = pattern.exec(text)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const years = number(/(\d{1,3})(?:\.\d+)?\s*(?:周?岁|[Yy](?![a-z]))/);
  const months = number(/(\d{1,2})(?:\s*\d+\/30)?\s*个?月/);
  const days = number(/(\d{1,3})\s*[天日]/);
  if (years !== undefined) {
    // From six years on nobody counts months.
    return months === undefined || years >= 6
      ? { unit: 'year', count: years, bare: false }
      : { unit: 'month', count: years * 12 + months, bare: false };
  }
  if (months !== undefined) return { unit: 'month', count: months, bare: false };
  if (days !== undefined) return { unit: 'day', count: days, bare: false };
  if (/\d\s*(?:小时|分钟|时|分)/.test(text)) return { unit: 'day', count: 0, bare: false };
  const bare = number(/^\s*(\d{1,3})\s*$/);
  return bare === undefined || /月龄|日龄/.test(label) ? undefined : { unit: 'year', count: bare, bare: true };
}

function reportDifferent(first: Statement<Age>, other: Statement<Age>, given: Params, report: Report): void {
  const [a, b] = [first.saying.value, other.saying.value];
  if (a.unit !== 'year' || b.unit !== 'year' || a.bare !== b.bare) return;
  if (Math.abs(a.count - b.count) <= given.nominalYears) return;
  report({
    at: placeOfStatement(other),
    message: 'differs',
    data: {
      document: other.document.facts.kind,
      stated: AGE.show(b),
      other: first.document.facts.kind,
      expected: AGE.show(a),
    },
    related: [{ ...placeOfStatement(first), label: STATED_ALSO }],
    subject: { document: other.document },
  });
}

function reportAgainstBirth(chart: Chart, statement: Statement<Age>, birth: Born, given: Params, report: Report): void {
  const { value } = statement.saying;
  const meant = seenDuring(chart, statement.document);
  if (!meant || meant.latest < birth.value.earliest) return;
  const possible = agesBetween(birth.value, meant, value.unit);
  if (value.bare && possible.most < 3) return;
  const slack = value.unit === 'year' ? { below: 0, above: given.nominalYears } : { below: 1, above: 1 };
  const tooYoung = value.count < possible.least - slack.below;
  const tooOld = value.count > possible.most + slack.above;
  const nominal = value.unit === 'year' && value.count > possible.most;
  if (!tooYoung && !tooOld && !nominal) return;
  report({
    at: placeOfStatement(statement),
    message: tooYoung || tooOld ? 'birth' : 'nominal',
    ...(!tooYoung && !tooOld && { severity: 'information' as const }),
    data: {
      document: statement.document.facts.kind,
      stated: AGE.show(value),
      birth: timeValue(birth.value) ?? formatMinutes(birth.value.earliest).slice(0, 7),
      expected: AGE.show({ unit: value.unit, count: tooYoung ? possible.least : possible.most, bare: false }),
    },
    related: [{ ...birth.source, label: BORN }],
    subject: { document: statement.document },
  });
}

/** Between which minutes the document speaks of the patient's age: at admission, or when it was written. */
function seenDuring(chart: Chart, document: ChartDocument): { earliest: number; latest: number } | undefined {
  const { admission, discharge } = chart.encounter;
  const moments = [admission?.start?.value, dateOf(document.facts)];
  if (document.facts.kind === 'chart-header' || document.facts.kind === 'front-page')
    moments.push(discharge?.start?.value);
  const known = moments.filter((moment) => moment !== undefined);
  if (known.length === 0) return undefined;
  return {
    earliest: Math.min(...known.map(({ earliest }) => earliest)),
    latest: Math.max(...known.map(({ latest }) => latest)),
  };
}

function dateOf(facts: DocumentFacts): Moment | undefined {
  return (facts.dated ?? facts.completed)?.moment ?? stampOf(facts, 'visit-time')?.moment;
}

/** The least and the most of completed years, completed months or days old that the patient was in that time. */
function agesBetween(birth: Moment, during: { earliest: number; latest: number }, unit: Age['unit']) {
  const count = { year: completedYears, month: completedMonths, day: daysOld }[unit];
  return {
    least: Math.max(0, count(dayOf(birth.latest), dayOf(during.earliest))),
    most: Math.max(0, count(dayOf(birth.earliest), dayOf(during.latest))),
  };
}

function dayOf(minutes: number): number {
  return Math.floor(minutes / MINUTES_PER_DAY);
}

function completedYears(birth: number, day: number): number {
  return Math.floor(completedMonths(birth, day) / 12);
}

function completedMonths(birth: number, day: number): number {
  const [from, to] = [civilFromDays(birth), civilFromDays(day)];
  return (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0);
}

function daysOld(birth: number, day: number): number {
  return day - birth;
}
