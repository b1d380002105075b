import { conceptsIn } from '../../clinical/lexicon.ts';
import { leastDistance, MINUTES_PER_DAY } from '../../syntax/moment.ts';
import type { Stamp } from '../../syntax/tree.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import type { ChartDocument, ChartEvent, EventKind } from '../model.ts';
import { fieldText, MOST_EVENTS, peopleOf, placeOf, stampOf, stampRangeOf, stated, termsOf } from '../read.ts';
import { plainName } from './orders.ts';
import type { Reading } from './timeline.ts';

/** Rescues (BW2010 第二十二条(八)): one for each 抢救记录, and one for an order of rescue that no record stands near. */
export function readRescues(reading: Reading): ChartEvent[] {
  const recorded = reading.documents
    .filter(({ facts }) => facts.kind === 'rescue-record')
    .map((document) =>
      recordedEvent('rescue', document, 'rescue-start', 'rescue-end', 'rescue-time', reading.vocabulary),
    );
  const ordered = ordersNamed(reading, 'rescue-orders', 'rescue');
  return [...recorded, ...unrecorded(ordered, recorded, MINUTES_PER_DAY)];
}

/** Invasive procedures (第二十二条(九)) recorded, or ordered by name and not recorded within a day. */
export function readProcedures(reading: Reading): ChartEvent[] {
  const recorded = reading.documents
    .filter(({ facts }) => facts.kind === 'procedure-record')
    .map((document) =>
      recordedEvent('procedure', document, 'procedure-start', 'procedure-end', 'procedure-time', reading.vocabulary),
    );
  const ordered = ordersNamed(reading, 'invasive-procedures', 'procedure').filter(
    (order) => order.attributes.orderType !== 'standing',
  );
  return [...recorded, ...unrecorded(ordered, recorded, MINUTES_PER_DAY)];
}

/** Transfusions recorded, or ordered and not recorded within two days; 备血 alone is none. */
export function readTransfusions(reading: Reading): ChartEvent[] {
  const recorded = reading.documents
    .filter(({ facts }) => facts.kind === 'transfusion-record')
    .map((document) =>
      recordedEvent(
        'transfusion',
        document,
        'transfusion-start',
        'transfusion-end',
        'transfusion-time',
        reading.vocabulary,
      ),
    );
  const ordered = transfusionOrders(reading);
  return [...recorded, ...unrecorded(ordered, recorded, 2 * MINUTES_PER_DAY)];
}

function recordedEvent(
  kind: EventKind,
  document: ChartDocument,
  startId: string,
  endId: string,
  rangeId: string,
  vocabulary: Vocabulary,
): ChartEvent {
  const { facts } = document;
  const range = stampRangeOf(facts, rangeId);
  const start: Stamp | undefined = stampOf(facts, startId) ?? range?.start;
  const end: Stamp | undefined = stampOf(facts, endId) ?? range?.end;
  const name = fieldText(facts, 'procedure-name', 'component');
  return {
    kind,
    start: stated(document, start),
    end: stated(document, end),
    source: placeOf(document, start ?? facts.anchor),
    recordedBy: [document],
    attributes: {
      name,
      concepts: name === undefined ? undefined : conceptsIn(name, vocabulary).map(({ concept }) => concept),
      surgeon: peopleOf(facts, vocabulary, 'operator-signature', 'surgeon')[0],
    },
  };
}

/** Orders that name exactly one of the list: `床旁胸腔穿刺术` names 胸腔穿刺, `胸腔穿刺包` does not. */
function ordersNamed({ orders, vocabulary }: Reading, list: string, kind: EventKind): ChartEvent[] {
  const terms = termsOf(vocabulary, list);
  return orders
    .filter((order) => {
      const name = plainName(order, vocabulary).replace(
        /^(?:今日|急诊|紧急|局麻下|床旁|床边|b超|彩超|超声|ct)*(?:引导下|定位下)?行?/,
        '',
      );
      return terms.some((term) => name === term || name === `${term}术`);
    })
    .map((order): ChartEvent => ({ ...order, kind, end: undefined, recordedBy: [] }));
}

function transfusionOrders({ orders, vocabulary }: Reading): ChartEvent[] {
  const terms = termsOf(vocabulary, 'transfusion-components');
  const not = termsOf(vocabulary, 'transfusion-not');
  return orders
    .filter((order) => {
      const name = plainName(order, vocabulary);
      return (
        !/^备|拟|必要时/.test(name) &&
        // A component by its bare name (血小板) is as often a laboratory test.
        /输|滴|\d/.test(name) &&
        !not.some((term) => name.includes(term)) &&
        terms.some((term) => name.includes(term))
      );
    })
    .map((order): ChartEvent => ({ ...order, kind: 'transfusion', end: undefined, recordedBy: [] }));
}

/** The ordered events that no recorded one lies near; a record without a time may be any of them. */
function unrecorded(ordered: readonly ChartEvent[], recorded: readonly ChartEvent[], reach: number): ChartEvent[] {
  return ordered.slice(0, MOST_EVENTS).filter((order) => {
    const at = order.start?.value;
    return !recorded.some((event) => {
      const moment = event.start?.value ?? event.recordedBy[0]?.facts.dated?.moment;
      return !at || !moment || leastDistance(moment, at) <= reach;
    });
  });
}
