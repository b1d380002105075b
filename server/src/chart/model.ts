import type { Moment } from '../syntax/moment.ts';
import type { Span } from '../syntax/span.ts';
import type { DocumentNode, Entry, Person, RecordTree, Signature, Stamp } from '../syntax/tree.ts';
import type { Concept } from '../vocabulary/schema.ts';
import type { Result } from './timeline/results.ts';

/** Everything known of one encounter, as plain data. Built anew on every change from parts that are cached. */
export interface Chart {
  /** 住院号/住院次数, 门诊号/就诊时间, or `?/<file>` when no header names a patient. */
  readonly id: string;
  readonly files: readonly ChartFile[];
  /** A template of documents (`.emrt`), not a record: nobody's, and nothing has happened in it. */
  readonly template: boolean;
  readonly encounter: Encounter;
  readonly patient: Patient;
  /** The header of each file that has one. */
  readonly headers: readonly ChartDocument[];
  /** In file order, then text order: files are sorted by name, so the order of the command line does not matter. */
  readonly documents: readonly ChartDocument[];
  /** Sorted by time; events whose time is unknown stand last. */
  readonly events: readonly ChartEvent[];
  /** Latest minute at which the chart says anything; undefined for a chart without any time. */
  readonly lastEntry: number | undefined;
}

export interface ChartFile {
  readonly name: string;
  readonly tree: RecordTree;
}

/** A place in a file, absolute UTF-16 offsets. */
export interface SourceRange extends Span {
  readonly file: string;
}

/** A stated value with the place that states it. */
export interface Stated<T> {
  readonly value: T;
  readonly source: SourceRange;
}

export type EncounterType = 'inpatient' | 'outpatient' | 'emergency' | 'day' | 'internet';

export interface Encounter {
  readonly type: EncounterType;
  readonly admission: ChartEvent | undefined;
  readonly discharge: ChartEvent | undefined;
  readonly death: ChartEvent | undefined;
  readonly archived: ChartEvent | undefined;
  readonly department: Stated<string> | undefined;
  /** 离院方式 as written. */
  readonly disposition: Stated<string> | undefined;
  /** 初诊 or 复诊. */
  readonly visit: 'first' | 'return' | undefined;
  /** The header says the chart is de-identified. */
  readonly deidentified: boolean;
}

export interface Patient {
  readonly name: Stated<string> | undefined;
  readonly sex: Stated<'male' | 'female'> | undefined;
  readonly birth: Stated<Moment> | undefined;
  /** Age in days at its least precise: `3月` is 90. */
  readonly age: Stated<{ readonly years: number; readonly days: number | undefined }> | undefined;
}

/** A document in its chart. `facts` and everything in it is relative to `offset`. */
export interface ChartDocument {
  readonly file: string;
  readonly offset: number;
  readonly facts: DocumentFacts;
}

/** What one document says by itself. Depends on its {@link DocumentNode} alone and is cached by it. */
export interface DocumentFacts {
  readonly node: DocumentNode;
  readonly kind: string;
  /** First place to point at when the document as a whole is meant: its title, or its first label. */
  readonly anchor: Span;
  /** The heading's time: when the note is dated. */
  readonly dated: Stamp | undefined;
  /** 记录时间. */
  readonly recorded: Stamp | undefined;
  /** Signing time, else 完成时间, else 记录时间, else the heading's time (`format.md`, completion time). */
  readonly completed: Stamp | undefined;
  /** Signatures of staff, in order; those of patients are entries of their own. */
  readonly signatures: readonly DocumentSignature[];
  /** People the heading or the first sentence names as making the round. */
  readonly rounds: readonly Person[];
  /** Entries by vocabulary id, first one first. */
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  /** The document says it was written late (补记). */
  readonly writtenLate: boolean;
  /** What checks have found out about the document, by whoever did; it dies with these facts, as in {@link DocumentNode}. */
  readonly derived: Map<object, unknown>;
}

export interface DocumentSignature extends Signature {
  /** Vocabulary id of the label, undefined for a bare `李某某/王某某` line. */
  readonly label: string | undefined;
  readonly party: string | undefined;
}

export type EventKind =
  | 'admission'
  | 'discharge'
  | 'death'
  | 'archive'
  | 'transfer'
  | 'handover'
  | 'operation'
  | 'rescue'
  | 'consultation'
  | 'procedure'
  | 'transfusion'
  | 'condition'
  | 'critical-value'
  | 'order'
  | 'report'
  | 'result'
  | 'autopsy-report';

/** Something that happened, as far as the chart tells. One event may be told by several documents. */
export interface ChartEvent {
  readonly kind: EventKind;
  /** When it happened or began; undefined when no source gives a readable time. */
  readonly start: Stated<Moment> | undefined;
  /** When it ended; for a point in time undefined. */
  readonly end: Stated<Moment> | undefined;
  /** Where the chart speaks of it most directly: what a finding about its absence elsewhere points at. */
  readonly source: SourceRange;
  /** Documents that record this very event (the 手术记录 of this operation), by kind. */
  readonly recordedBy: readonly ChartDocument[];
  /** Names and attributes by event kind; absent where the chart does not say. */
  readonly attributes: EventAttributes;
}

export interface EventAttributes {
  /** Name of the operation, procedure, order text, examination reported, item of the critical value, blood component. */
  readonly name?: string;
  /** What an order or a report names: drugs, examinations, blood components, in text order. */
  readonly concepts?: readonly Concept[];
  /** Where a report states its result: 检查所见, 检查结论, 病理诊断, or the rows of its table. */
  readonly results?: readonly SourceRange[];
  /** One value, or the conclusion of one examination. */
  readonly result?: Result;
  /** When the examination of a report was done or its specimen taken. */
  readonly taken?: Stated<Moment> | undefined;
  /** 术者, 操作医师, 术者 of the record. */
  readonly surgeon?: Person;
  readonly firstAssistant?: Person;
  /** 手术级别 1–4. */
  readonly level?: number;
  readonly emergency?: boolean;
  /** `critical` 病危, `serious` 病重. */
  readonly condition?: 'critical' | 'serious';
  /** `urgent` 急会诊, `routine` 普通会诊. */
  readonly urgency?: 'urgent' | 'routine';
  /** Consultant from outside the institution. */
  readonly external?: boolean;
  readonly from?: string;
  readonly to?: string;
  /** 会诊 到达时间, 危急值 接收时间. */
  readonly arrived?: Stated<Moment>;
  readonly requested?: Stated<Moment>;
  readonly completed?: Stated<Moment>;
  /** 医嘱 category: 长期 or 临时. */
  readonly orderType?: 'standing' | 'once';
  /** 取消 or 作废: nothing follows from the order. */
  readonly cancelled?: boolean;
  readonly cells?: Readonly<Record<string, string>>;
}
