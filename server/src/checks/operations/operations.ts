import type { ChartDocument, ChartEvent, DocumentFacts } from '../../chart/model.ts';
import { fieldText } from '../../chart/read.ts';
import { conceptsIn } from '../../clinical/lexicon.ts';
import type { ChartView } from '../../lint/check.ts';
import { MINUTES_PER_DAY } from '../../syntax/moment.ts';
import type { Concept } from '../../vocabulary/schema.ts';
import { normalizeName, type Vocabulary } from '../../vocabulary/vocabulary.ts';
import { memoByDocument } from '../memo.ts';
import { datedMoment, isProgressNote } from '../time/places.ts';

/** An operation that was done in this stay, between what came before it and what came after. */
export interface Operation {
  readonly event: ChartEvent;
  /** The soonest that it began and the last minute it may have ended, in minutes. */
  readonly from: number;
  readonly to: number;
  /** Begin of the operation before it, end of what may be written for it: `-Infinity` and `Infinity` where there is none. */
  readonly after: number;
  readonly before: number;
}

/** Work at the bedside, through an endoscope or a vessel has rules of its own and no theatre papers. */
const NO_SURGERY = ['intervention', 'endoscopy', 'invasive-procedure', 'special-treatment'];
const NO_SURGERY_WORDS =
  /镜检查|造影|介入|栓塞|消融|穿刺|置管|支架|起搏|溶栓|取栓|活检|体外.{0,3}碎石|引产|取卵|输液港/;

/** Operations of the chart in their order; none whose time the chart does not tell. Two teams at work at once are one. */
export function operationsOf(view: ChartView): readonly Operation[] {
  const admitted = view.chart.encounter.admission?.start?.value.earliest ?? -Infinity;
  const events = sessions(
    view.chart.events.filter(
      (event) =>
        event.kind === 'operation' &&
        event.start !== undefined &&
        event.start.value.latest >= admitted - MINUTES_PER_DAY &&
        isSurgery(event, view.environment.vocabulary),
    ),
  );
  return events.flatMap((event, i) => {
    const from = event.start?.value.earliest;
    if (from === undefined) return [];
    const to = event.end?.value.latest ?? (event.start?.value.latest ?? from) + MINUTES_PER_DAY / 2;
    const after = events[i - 1]?.start?.value.earliest ?? -Infinity;
    const before = events[i + 1]?.start?.value.latest ?? Infinity;
    return [{ event, from, to, after, before }];
  });
}

/** Operations that may overlap share their papers: one session with all their records. */
function sessions(events: readonly ChartEvent[]): readonly ChartEvent[] {
  const joined: ChartEvent[] = [];
  for (const event of events) {
    const before = joined.at(-1);
    const over = before?.end?.value.latest ?? before?.start?.value.latest ?? -Infinity;
    if (!before || (event.start?.value.earliest ?? Infinity) > over) joined.push(event);
    else joined[joined.length - 1] = { ...before, recordedBy: [...before.recordedBy, ...event.recordedBy] };
  }
  return joined;
}

function isSurgery({ attributes: { name } }: ChartEvent, vocabulary: Vocabulary): boolean {
  if (name === undefined) return true;
  const named = operationsNamed(name, vocabulary);
  if (named.length === 0) return !NO_SURGERY_WORDS.test(name);
  return named.some(({ groups }) => !groups.some((group) => NO_SURGERY.includes(group)));
}

/** The operation's name as finding data; the source that a fix gave with it is no part of it. */
export function nameOf({ attributes: { name } }: ChartEvent): string | null {
  return name?.replace(/（据[^（）]{0,40}）$/, '') ?? null;
}

/** Operations and procedures a short text names. */
export function operationsNamed(name: string, vocabulary: Vocabulary): readonly Concept[] {
  return conceptsIn(name, vocabulary)
    .map(({ concept }) => concept)
    .filter(({ kind }) => kind === 'operation' || kind === 'procedure');
}

export type Side = 'before' | 'during' | 'after';

/** Kinds of document, or words of a title that combines them: 手术麻醉知情同意书. */
export interface Wanted {
  readonly document: readonly string[];
  readonly titled?: readonly string[];
}

/** Documents that may be this operation's: its own, those of its time, undated ones, and those that name it. */
export function documentsFor(
  view: ChartView,
  operation: Operation,
  wanted: Wanted,
  side: Side,
): readonly ChartDocument[] {
  const { event } = operation;
  return view.chart.documents.filter((document) => {
    if (!isWanted(document.facts, wanted)) return false;
    if (event.recordedBy.includes(document)) return true;
    if (side === 'during') return !isOfAnother(view, document);
    return liesAt(document.facts, operation, side) || names(document.facts, event);
  });
}

function isWanted({ kind, node }: DocumentFacts, { document, titled = [] }: Wanted): boolean {
  return document.includes(kind) || titled.some((word) => node.heading?.name.includes(word));
}

function isOfAnother({ chart }: ChartView, document: ChartDocument): boolean {
  let recorded = recordsOfOperations.get(chart);
  if (!recorded) {
    recorded = new Set(chart.events.flatMap(({ kind, recordedBy }) => (kind === 'operation' ? recordedBy : [])));
    recordsOfOperations.set(chart, recorded);
  }
  return recorded.has(document);
}

const recordsOfOperations = new WeakMap<ChartView['chart'], ReadonlySet<ChartDocument>>();

/** Whether a document may have been written on this side of the operation. */
function liesAt(facts: DocumentFacts, operation: Operation, side: Side): boolean {
  const moment = facts.completed?.moment ?? datedMoment(facts);
  if (!moment) return true;
  const last = Math.min(operation.before, side === 'before' ? operation.to + MINUTES_PER_DAY : Infinity);
  const first = side === 'before' ? operation.after : operation.from;
  return moment.latest >= first && moment.earliest <= last;
}

/** A document that speaks of this very operation by name, such as one discussion of two operations. */
function names(facts: DocumentFacts, { attributes: { name } }: ChartEvent): boolean {
  const plain = plainName(name ?? '');
  return plain.length >= 4 && normalizedText(facts).includes(plain);
}

function normalizedText(facts: DocumentFacts): string {
  const known = facts.derived.get(normalizedText) as string | undefined;
  if (known !== undefined) return known;
  const made = normalizeName(facts.node.text);
  facts.derived.set(normalizedText, made);
  return made;
}

/** The name without brackets and sides: 腹腔镜下远端胃癌根治术（D2） is 腹腔镜下远端胃癌根治术. */
function plainName(name: string): string {
  return normalizeName(name).replace(/\([^()]{0,40}\)/g, '');
}

/** A note of the course, or a paper of the operation, on this side of it, that holds one of the words. */
export function isToldOf(view: ChartView, operation: Operation, words: readonly string[], side: Side): boolean {
  if (words.length === 0) return false;
  return view.chart.documents.some(
    (document) =>
      (isProgressNote(document, view.environment.vocabulary) ||
        view.environment.vocabulary.document(document.facts.kind)?.group === 'operation') &&
      liesAt(document.facts, operation, side === 'during' ? 'after' : side) &&
      holdsAny(document.facts, words),
  );
}

export const holdsAny = memoByDocument((facts: DocumentFacts, words: readonly string[]): boolean =>
  words.some((word) => facts.node.text.includes(word)),
);

const holds = memoByDocument((facts: DocumentFacts, pattern: RegExp): boolean => pattern.test(facts.node.text));

const TO_SAVE_LIFE =
  /抢救生命|挽救生命|紧急抢救|抢救性手术|抢救手术|为抢救|以抢救|抢救患者生命|挽救患者生命|救命|绿色通道/;
const LIFE_AT_RISK =
  /休克|脑疝|骤停|心跳停止|大出血|濒死|心包填塞|心脏压塞|窒息|子宫破裂|羊水栓塞|脐带脱垂|胎盘早剥|主动脉夹层|破裂出血|危及生命|胎儿窘迫/;

/** Whether the operation may have been an emergency to save life (以紧急抢救生命为目的的急诊手术), as its papers of that day say. */
export function mayBeRescue(view: ChartView, operation: Operation): boolean {
  const { event, from, to } = operation;
  if (event.attributes.emergency === false) return false;
  const { chart } = view;
  const rescued = chart.events.some(
    ({ kind, start }) =>
      kind === 'rescue' && start && start.value.latest >= from - MINUTES_PER_DAY / 2 && start.value.earliest <= to,
  );
  if (rescued) return true;
  const near = chart.documents.filter(({ facts }) => {
    // The small print of a consent speaks of rescue whatever the operation.
    if (view.environment.vocabulary.document(facts.kind)?.group === 'consent') return false;
    const moment = datedMoment(facts) ?? facts.completed?.moment;
    return moment && moment.latest >= from - MINUTES_PER_DAY && moment.earliest <= to;
  });
  const around = [...event.recordedBy, ...near];
  if (around.some(({ facts }) => holds(facts, TO_SAVE_LIFE))) return true;
  return event.attributes.emergency === true && around.some(({ facts }) => holds(facts, LIFE_AT_RISK));
}

const BY_ANESTHETIST =
  /全(?:身)?麻|静脉|吸入|腰麻|腰硬|硬膜外|蛛网膜|椎管|骶管|骶麻|基础麻|复合|臂丛|颈丛|监护|MAC|插管|喉罩/i;
const LOCAL = /局|表面|表麻|浸润|无麻/;

/** Who gave the anaesthetic, by the methods the operation's own papers state; undefined where they do not tell. */
export function anesthesiaOf({ event }: Operation): 'anesthetist' | 'local' | undefined {
  const stated = event.recordedBy.flatMap(({ facts }) => fieldText(facts, 'anesthesia-method') ?? []);
  if (stated.some((text) => BY_ANESTHETIST.test(text))) return 'anesthetist';
  if (event.recordedBy.some(({ facts }) => facts.kind === 'anesthesia-record')) return 'anesthetist';
  return stated.some((text) => LOCAL.test(text)) ? 'local' : undefined;
}
