import { leastDistance, MINUTES_PER_DAY } from '../../syntax/moment.ts';
import type { ChartDocument, ChartEvent, EventAttributes, EventKind } from '../model.ts';
import { fieldText, MOST_EVENTS, placeOf, stampOf, stated } from '../read.ts';
import type { Reading } from './timeline.ts';

/** One document's half (or, for a combined form, the whole) of a change of hands. */
interface Half {
  readonly document: ChartDocument;
  readonly event: ChartEvent;
}

/** Transfers between departments: 转出记录 and 转入记录 of one move are one event (BW2010 第二十二条(六)). */
export function readTransfers({ documents }: Reading): ChartEvent[] {
  const halves = documents
    .filter(({ facts }) => ['transfer-out', 'transfer-in', 'transfer-record'].includes(facts.kind))
    .map((document) => half('transfer', document, ['transfer-out-time', 'transfer-in-time', 'transfer-time']));
  return pair(halves, 'transfer-out', 'transfer-in');
}

/** Changes of the responsible physician: 交班记录 and 接班记录 (BW2010 第二十二条(五)), not the handover of a shift. */
export function readHandovers({ documents }: Reading): ChartEvent[] {
  const halves = documents
    .filter(({ facts }) => ['handover-out', 'handover-in', 'handover-record'].includes(facts.kind))
    .filter(({ facts }) => !/值班|[早晚夜白日中]班|晨|床[旁边]|护[士理]/.test(facts.node.heading?.name ?? ''))
    .map((document) => half('handover', document, ['handover-time', 'takeover-time']));
  return pair(halves, 'handover-out', 'handover-in');
}

function half(kind: EventKind, document: ChartDocument, times: readonly string[]): Half {
  const { facts } = document;
  const attributes: EventAttributes = {
    from: fieldText(facts, 'from-department'),
    to: fieldText(facts, 'to-department'),
    emergency: /紧急|抢救|急诊手术/.test(fieldText(facts, 'transfer-purpose') ?? '') || undefined,
  };
  const start = stated(document, stampOf(facts, ...times));
  return {
    document,
    event: {
      kind,
      start,
      end: undefined,
      source: start?.source ?? placeOf(document, facts.anchor),
      recordedBy: [document],
      attributes,
    },
  };
}

/** Each incoming half joins the nearest outgoing one of the same move: times at most a day apart, or unknown. */
function pair(all: readonly Half[], outKind: string, inKind: string): ChartEvent[] {
  const halves = all.slice(0, 2 * MOST_EVENTS);
  const events: ChartEvent[] = halves
    .filter(({ document }) => document.facts.kind !== inKind)
    .map(({ event }) => event);
  for (const { event } of halves.filter(({ document }) => document.facts.kind === inKind)) {
    const open = events.filter(
      (other) =>
        other.recordedBy.length === 1 &&
        other.recordedBy[0]?.facts.kind === outKind &&
        distance(other, event) <= MINUTES_PER_DAY,
    );
    const partner = open.sort((a, b) => distance(a, event) - distance(b, event))[0];
    if (!partner) {
      events.push(event);
      continue;
    }
    events[events.indexOf(partner)] = {
      ...partner,
      start: partner.start ?? event.start,
      source: partner.source,
      recordedBy: [...partner.recordedBy, ...event.recordedBy],
      attributes: {
        ...event.attributes,
        from: partner.attributes.from ?? event.attributes.from,
        to: partner.attributes.to ?? event.attributes.to,
        emergency: partner.attributes.emergency ?? event.attributes.emergency,
        ...(event.start ? { arrived: event.start } : {}),
      },
    };
  }
  return events;
}

function distance(a: ChartEvent, b: ChartEvent): number {
  return a.start && b.start ? leastDistance(a.start.value, b.start.value) : 0;
}
