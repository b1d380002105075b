import { leastDistance, MINUTES_PER_DAY } from '../../syntax/moment.ts';
import type { ChartDocument, ChartEvent } from '../model.ts';
import { fieldText, placeOf, stampOf, stated } from '../read.ts';
import type { Reading } from './timeline.ts';

/** Consultations (HX2018 三): each 会诊记录 is one; an order for one that no record answers is one too. */
export function readConsultations(reading: Reading): ChartEvent[] {
  const recorded = reading.documents.filter(({ facts }) => facts.kind === 'consultation-record').map(consultation);
  const ordered = reading.orders.filter((order) => isConsultationOrder(order.attributes.name ?? '')).map(requested);
  return [...recorded, ...unanswered(ordered, recorded)];
}

function consultation(document: ChartDocument): ChartEvent {
  const { facts } = document;
  const requestTime = stated(document, stampOf(facts, 'request-time'));
  const type = `${fieldText(facts, 'consultation-type') ?? ''}${facts.node.heading?.name ?? ''}`;
  const consulting = fieldText(facts, 'consulting-department');
  return {
    kind: 'consultation',
    start: requestTime,
    end: undefined,
    source: requestTime?.source ?? placeOf(document, facts.anchor),
    recordedBy: [document],
    attributes: {
      urgency: urgencyOf(type),
      external: /院外|外院|机构外|远程|外请/.test(`${type}${consulting ?? ''}`) || undefined,
      from: fieldText(facts, 'requesting-department'),
      to: consulting,
      requested: requestTime,
      arrived: stated(document, stampOf(facts, 'arrival-time')),
      completed: stated(document, stampOf(facts, 'completed-time') ?? facts.completed),
    },
  };
}

function urgencyOf(type: string): 'urgent' | 'routine' | undefined {
  if (/非急|平|普通|常规|一般|择期/.test(type)) return 'routine';
  // 急诊科会诊 names a department, 急诊会诊 and 急会诊 an urgency.
  return /急(?!诊科|诊内科|诊外科)/.test(type) ? 'urgent' : undefined;
}

/** `请心内科会诊`, `急会诊`, `心内科会诊`; not the carrying out of an opinion (`会诊后`) nor a cancelled one. */
function isConsultationOrder(name: string): boolean {
  return /会诊$|会诊[（(][^）)]*[）)]$/.test(name.trim()) && !/取消|作废|费|后|意见/.test(name);
}

function requested(order: ChartEvent): ChartEvent {
  const name = order.attributes.name ?? '';
  return {
    ...order,
    kind: 'consultation',
    end: undefined,
    recordedBy: [],
    attributes: {
      name,
      urgency: urgencyOf(name),
      external: /院外|外院|远程|外请/.test(name) || undefined,
      to: /(?:请|邀)?([\p{Script=Han}]{1,10}科)/u.exec(name)?.[1],
      requested: order.start,
    },
  };
}

/**
 * Orders left over when each record has answered one: the one that asks for its department, else any near it, since a
 * department goes by several names (心内科, 心血管内科). An order given again to the same department is the same request.
 */
function unanswered(orders: readonly ChartEvent[], recorded: readonly ChartEvent[]): ChartEvent[] {
  const free = new Set(recorded);
  const answeredDepartments: string[] = [];
  return orders.filter((order) => {
    const department = order.attributes.to ?? '';
    if (answeredDepartments.includes(department)) return false;
    const near = [...free].filter((record) => isNear(record, order));
    const answer = near.find((record) => department !== '' && record.attributes.to?.includes(department)) ?? near[0];
    if (!answer) return true;
    free.delete(answer);
    if (department !== '') answeredDepartments.push(department);
    return false;
  });
}

/** Requested within a day of the order, or at an unknown time. */
function isNear(record: ChartEvent, order: ChartEvent): boolean {
  const moment = record.start?.value ?? record.attributes.completed?.value;
  if (!moment || !order.start) return true;
  return leastDistance(moment, order.start.value) <= MINUTES_PER_DAY;
}
