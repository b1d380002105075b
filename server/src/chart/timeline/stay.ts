import type { Moment } from '../../syntax/moment.ts';
import type { ChartDocument, ChartEvent, EventKind, SourceRange, Stated } from '../model.ts';
import type { Sources } from '../patient.ts';
import { placeOf, stampOf, stated } from '../read.ts';
import type { Reading } from './timeline.ts';

const DISCHARGE_KINDS = ['discharge-record', 'admission-discharge-24h', 'discharge-summary'];
const DEATH_KINDS = ['death-record', 'admission-death-24h', 'death-discussion'];

/** Admission, discharge, death and archiving: at most one of each. */
export function readStay({ documents, sources }: Reading): ChartEvent[] {
  const disposition = sources.text('disposition');
  const leaves = documents.filter(({ facts }) => DISCHARGE_KINDS.includes(facts.kind));
  const deaths = documents.filter(({ facts }) => DEATH_KINDS.includes(facts.kind));
  const died = deaths.length > 0 || (disposition !== undefined && isDeath(disposition.value));
  const discharged = sources.time('discharge-time');
  const admissions = documents.filter(({ facts }) => /^(?:re)?admission-/.test(facts.kind));
  return [
    ...stay('admission', finest(sources, documents, 'admission-time'), undefined, admissions),
    ...stay(
      'discharge',
      discharged,
      leaves[0] ? placeOf(leaves[0], leaves[0].facts.anchor) : disposition?.source,
      leaves,
    ),
    ...(died
      ? stay('death', sources.time('death-time') ?? discharged, placeOfFirst(deaths) ?? disposition?.source, deaths)
      : []),
    ...stay('archive', sources.time('archived-time'), undefined, []),
  ];
}

/** 离院方式 死亡, or its code 5 (首页: 1 医嘱离院 … 5 死亡). */
function isDeath(disposition: string): boolean {
  return /死亡/.test(disposition) || /^\s*5\s*[.、]?\s*$/.test(disposition);
}

function placeOfFirst(documents: readonly ChartDocument[]): SourceRange | undefined {
  return documents[0] && placeOf(documents[0], documents[0].facts.anchor);
}

/** The most trusted statement, unless it gives the day alone and a later one the minute of that same day. */
function finest(sources: Sources, documents: readonly ChartDocument[], id: string): Stated<Moment> | undefined {
  const first = sources.time(id);
  if (!first || first.value.precision === 'minute') return first;
  for (const document of documents) {
    const other = stated(document, stampOf(document.facts, id));
    if (other?.value.precision === 'minute' && within(other.value, first.value)) return other;
  }
  return first;
}

function within(inner: Moment, outer: Moment): boolean {
  return inner.earliest >= outer.earliest && inner.latest <= outer.latest;
}

function stay(
  kind: EventKind,
  start: Stated<Moment> | undefined,
  fallback: SourceRange | undefined,
  recordedBy: readonly ChartDocument[],
): ChartEvent[] {
  const source = start?.source ?? fallback;
  return source ? [{ kind, start, end: undefined, source, recordedBy, attributes: {} }] : [];
}
