import { z } from 'zod';
import type { ChartEvent, EventKind, Stated } from '../../chart/model.ts';
import type { ChartView } from '../../lint/check.ts';
import type { Moment } from '../../syntax/moment.ts';
import type { LocalizedText } from '../../vocabulary/schema.ts';

/** When something happened, in minutes: at `earliest` at the soonest, at `latest` (or some unknown time after) at the most. */
export interface Bounds {
  readonly earliest: number;
  /** `Infinity` when nothing in the chart tells by when it had happened. */
  readonly latest: number;
}

/** The start of a time limit: one event of the chart and the moment of it that counts. */
export interface Anchor {
  readonly event: ChartEvent;
  /** The moment as the chart states it; undefined when it only follows from other times. */
  readonly stated: Stated<Moment> | undefined;
  readonly bounds: Bounds;
  /** Vocabulary id of the time that an absent statement lacks. */
  readonly needs: string;
}

interface AnchorKind {
  readonly event: EventKind;
  /** The moment of the event that counts. */
  readonly moment: (event: ChartEvent) => Stated<Moment> | undefined;
  readonly needs: string;
  readonly label: LocalizedText;
}

const ANCHORS = {
  admission: {
    event: 'admission',
    moment: startOf,
    needs: 'admission-time',
    label: { zh: '入院', en: 'admission' },
  },
  discharge: {
    event: 'discharge',
    moment: startOf,
    needs: 'discharge-time',
    label: { zh: '出院', en: 'discharge' },
  },
  death: { event: 'death', moment: startOf, needs: 'death-time', label: { zh: '死亡', en: 'death' } },
  'operation-start': {
    event: 'operation',
    moment: startOf,
    needs: 'operation-start',
    label: { zh: '手术', en: 'operation' },
  },
  'operation-end': {
    event: 'operation',
    moment: (event) => event.end,
    needs: 'operation-end',
    label: { zh: '手术', en: 'operation' },
  },
  'rescue-end': {
    event: 'rescue',
    moment: (event) => event.end,
    needs: 'rescue-end',
    label: { zh: '抢救', en: 'rescue' },
  },
  'procedure-end': {
    event: 'procedure',
    moment: (event) => event.end ?? event.start,
    needs: 'procedure-time',
    label: { zh: '有创操作', en: 'procedure' },
  },
  'transfusion-end': {
    event: 'transfusion',
    moment: (event) => event.end,
    needs: 'transfusion-end',
    label: { zh: '输血', en: 'transfusion' },
  },
  'consultation-request': {
    event: 'consultation',
    moment: (event) => event.attributes.requested ?? event.start,
    needs: 'request-time',
    label: { zh: '会诊申请', en: 'request for consultation' },
  },
  transfer: { event: 'transfer', moment: startOf, needs: 'transfer-time', label: { zh: '转科', en: 'transfer' } },
  'transfer-in': {
    event: 'transfer',
    moment: (event) => event.attributes.arrived ?? event.start,
    needs: 'transfer-in-time',
    label: { zh: '转入', en: 'transfer in' },
  },
  handover: { event: 'handover', moment: startOf, needs: 'handover-time', label: { zh: '交接班', en: 'handover' } },
  takeover: {
    event: 'handover',
    moment: (event) => event.attributes.arrived ?? event.start,
    needs: 'takeover-time',
    label: { zh: '接班', en: 'takeover' },
  },
  'autopsy-report': {
    event: 'autopsy-report',
    moment: startOf,
    needs: 'report-time',
    label: { zh: '尸检报告', en: 'autopsy report' },
  },
} as const satisfies Record<string, AnchorKind>;

/** `leaving` is the end of the stay: death, else discharge. */
export type AnchorName = keyof typeof ANCHORS | 'leaving';

export const anchorSchema = z.enum(['leaving', ...(Object.keys(ANCHORS) as (keyof typeof ANCHORS)[])]);

/** Whether this is the stay's own beginning or end, of which every chart has one and may fail to tell when. */
export function isOfStay(name: AnchorName | EventKind): boolean {
  return name === 'admission' || name === 'discharge' || name === 'death' || name === 'leaving';
}

/** The end of the stay: death, else discharge. */
export function leavingOf({ chart }: ChartView): ChartEvent | undefined {
  const { death, discharge } = chart.encounter;
  return death?.start ? death : (discharge ?? death);
}

/** Every start of a limit of that name in the chart; none where the stay itself has no readable time. */
export function anchorsOf(view: ChartView, name: AnchorName): readonly Anchor[] {
  if (name === 'leaving') {
    const leaving = leavingOf(view);
    return leaving ? anchorsOf(view, leaving.kind === 'death' ? 'death' : 'discharge') : [];
  }
  const kind: AnchorKind = ANCHORS[name];
  const anchors = eventsOf(view, kind.event).map((event) => anchorAt(view, event, kind));
  return isOfStay(kind.event) ? anchors.filter(({ stated }) => stated !== undefined) : anchors;
}

export function labelOf(name: AnchorName): LocalizedText {
  return name === 'leaving' ? { zh: '离院', en: 'end of stay' } : ANCHORS[name].label;
}

/** Events of a kind; of admission, discharge and death the one the encounter knows. */
function eventsOf({ chart }: ChartView, kind: EventKind): readonly ChartEvent[] {
  if (kind === 'admission' || kind === 'discharge' || kind === 'death') {
    const event = chart.encounter[kind];
    return event ? [event] : [];
  }
  return chart.events.filter((event) => event.kind === kind);
}

function anchorAt(view: ChartView, event: ChartEvent, kind: AnchorKind): Anchor {
  // 手术日期 alone: the event, its end included, lay on that day.
  const stated = kind.moment(event) ?? (event.start?.value.precision === 'day' ? event.start : undefined);
  if (stated) return { event, stated, bounds: stated.value, needs: kind.needs };
  const earliest = event.start?.value.earliest ?? view.chart.encounter.admission?.start?.value.earliest ?? -Infinity;
  return { event, stated: undefined, bounds: { earliest, latest: knownToBeOver(view, event) }, needs: kind.needs };
}

/** A record that is only begun when the event is over shows that it was; so does the end of the stay. */
function knownToBeOver(view: ChartView, event: ChartEvent): number {
  const afterwards = event.recordedBy
    .filter(({ facts }) => facts.kind === 'post-op-first-note' || facts.kind === 'anesthesia-post-visit')
    .map(({ facts }) => facts.dated?.moment?.latest);
  const ends = [...afterwards, leavingOf(view)?.start?.value.latest].filter((minute) => minute !== undefined);
  return Math.min(Infinity, ...ends);
}

function startOf(event: ChartEvent): Stated<Moment> | undefined {
  return event.start;
}
