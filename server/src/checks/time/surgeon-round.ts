import { z } from 'zod';
import type { ChartDocument } from '../../chart/model.ts';
import { type ChartView, defineCheck, type Hit } from '../../lint/check.ts';
import type { Place, Severity } from '../../lint/finding.ts';
import { severitySchema } from '../../lint/pack.ts';
import { nameAgrees } from '../../syntax/inline/names.ts';
import { formatMinutes, type Moment } from '../../syntax/moment.ts';
import type { Person } from '../../syntax/tree.ts';
import { type Anchor, anchorsOf } from './anchor.ts';
import { timeValue } from './judge.ts';
import { limitSchema, limitValue } from './limit.ts';
import { datedMoment, isProgressNote } from './places.ts';
import { mayBeBy, roundsOf } from './rounds.ts';
import { isExcerpt, mayHaveLeftBy } from './stay.ts';

const params = z.strictObject({
  /** Before the operation, or after it. */
  side: z.enum(['before', 'after']),
  within: limitSchema,
  /** Severity when the surgeon saw the patient before, but longer ago than the limit. */
  early: severitySchema.default('warning'),
  /** Severity for an emergency operation, before which there may have been no time. */
  emergency: severitySchema.optional(),
});
type Params = z.output<typeof params>;

/** The surgeon himself makes a round before and after each operation (HX2018 二(二)4). */
export const surgeonRound = defineCheck<Params>({
  kind: 'surgeon-round',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['missing', 'early', 'due'],
  run(view, rule, report, undecided) {
    if (isExcerpt(view)) return undecided();
    for (const anchor of anchorsOf(view, rule.side === 'before' ? 'operation-start' : 'operation-end')) {
      const { surgeon } = anchor.event.attributes;
      if (!surgeon?.name || anchor.bounds.latest === Infinity) {
        undecided();
        continue;
      }
      const seen = visitsBy(view, surgeon);
      const hit =
        rule.side === 'before'
          ? judgeBefore(view, anchor, surgeon, seen, rule)
          : judgeAfter(view, anchor, surgeon, seen, rule);
      if (hit) report(hit);
    }
  },
});

/** When notes may show the surgeon at the bedside; an unreadable time is undefined. */
function visitsBy(view: ChartView, surgeon: Person): readonly (Moment | undefined)[] {
  const documents = new Set(
    roundsOf(view)
      .filter(({ people }) => mayBeBy(people, surgeon, view.environment.vocabulary))
      .map(({ document }) => document),
  );
  for (const document of view.chart.documents) if (tellsVisit(view, document, surgeon)) documents.add(document);
  return [...documents].map(({ facts }) => datedMoment(facts));
}

const VISIT = /^[^。；;\n]{0,12}?(?:查房|查看|看视|看望|巡视|探视|诊视|会诊|到场|到达|床旁)/;
const SURGEON_VISIT = /(?:术者|主刀医?[师生]?)[^。；;\n]{0,16}(?:查房|查看|看视|看望|巡视|诊视)/;
const OWN_NOTES = new Set(['ward-round', 'progress-note', 'first-progress-note', 'pre-op-summary']);

/** A note that the surgeon signs, or that says that he looked after the patient. */
function tellsVisit(view: ChartView, document: ChartDocument, surgeon: Person): boolean {
  const { environment } = view;
  const { facts } = document;
  if (facts.kind !== 'pre-op-summary' && !isProgressNote(document, environment.vocabulary)) return false;
  if (
    OWN_NOTES.has(facts.kind) &&
    facts.signatures.some(({ people }) => named(people) && mayBeBy(people, surgeon, environment.vocabulary))
  )
    return true;
  const { text } = facts.node;
  const name = surgeon.name ?? '';
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (VISIT.test(text.slice(at + name.length, at + name.length + 20))) return true;
  }
  return SURGEON_VISIT.test(text) && !namesOtherSurgeon(view, surgeon, text);
}

/** `术者` is the surgeon of another operation of the stay, whom the note names. */
function namesOtherSurgeon({ chart }: ChartView, { name = '' }: Person, text: string): boolean {
  if (text.includes(name)) return false;
  return chart.events.some(({ kind, attributes }) => {
    const other = kind === 'operation' ? attributes.surgeon?.name : undefined;
    return other !== undefined && !nameAgrees(other, name) && text.includes(other);
  });
}

function named(people: readonly Person[]): boolean {
  return people.some(({ name }) => name !== undefined);
}

/** Minutes from admission within which an emergency goes to theatre without a round of its own. */
const STRAIGHT_TO_THEATRE = 60;

function judgeBefore(
  view: ChartView,
  { event, bounds, stated }: Anchor,
  surgeon: Person,
  seen: readonly (Moment | undefined)[],
  rule: Params,
): Hit<Place> | undefined {
  const admitted = view.chart.encounter.admission?.start?.value;
  if (!admitted || !stated || bounds.latest > view.judgedAt || bounds.earliest < admitted.latest) return undefined;
  if (event.attributes.emergency && bounds.earliest - admitted.earliest <= STRAIGHT_TO_THEATRE) return undefined;
  const before = seen.filter((moment) => !moment || moment.earliest <= bounds.latest);
  if (before.some((moment) => !moment || moment.latest >= bounds.earliest - rule.within.count)) return undefined;
  const last = before.reduce<Moment | undefined>((a, b) => (a && b && a.earliest > b.earliest ? a : b), undefined);
  const data = { operation: timeValue(stated.value), surgeon: surgeon.name ?? null, limit: limitValue(rule.within) };
  const subject = { event, wanted: 'ward-round' };
  if (last) {
    const early = { ...data, last: timeValue(last) };
    return { at: event.source, message: 'early', severity: rule.early, data: early, subject };
  }
  return {
    at: event.source,
    message: 'missing',
    severity: emergencySeverity(event.attributes.emergency, rule),
    data,
    subject,
  };
}

function judgeAfter(
  view: ChartView,
  { event, bounds }: Anchor,
  surgeon: Person,
  seen: readonly (Moment | undefined)[],
  rule: Params,
): Hit<Place> | undefined {
  const due = bounds.latest + rule.within.count;
  if (seen.some((moment) => !moment || (moment.latest >= bounds.earliest && moment.earliest <= due))) return undefined;
  if (mayHaveLeftBy(view, due)) return undefined;
  const data = {
    operation: timeValue(event.start?.value),
    surgeon: surgeon.name ?? null,
    due: formatMinutes(due),
    limit: limitValue(rule.within),
  };
  const subject = { event, wanted: 'ward-round' };
  if (view.judgedAt > due) return { at: event.source, message: 'missing', state: 'missing', data, subject };
  if (bounds.latest > view.judgedAt) return undefined;
  return { at: event.source, message: 'due', state: 'due', data: { ...data, remaining: due - view.judgedAt }, subject };
}

function emergencySeverity(isEmergency: boolean | undefined, { emergency }: Params): Severity | undefined {
  return isEmergency ? emergency : undefined;
}
