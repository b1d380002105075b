import type { Moment } from './moment.ts';
import type { Span } from './span.ts';

/**
 * What a front end (text or CDA) makes of one file.
 *
 * The parts tile the text: part 0 begins at 0, each part begins where the one before ends. Every other span in a
 * part is relative to the part's first character, so a part is untouched by edits elsewhere and is reused as the
 * same object; whatever is derived from a {@link DocumentNode} may be cached by its identity.
 */
export interface RecordTree {
  readonly format: 'text' | 'cda';
  readonly text: string;
  readonly parts: readonly RecordPart[];
}

export interface RecordPart {
  /** UTF-16 offset of the part in the file. */
  readonly offset: number;
  readonly node: DocumentNode;
}

/** The chart header (`kind` is {@link CHART_HEADER}) or one document. All spans are relative to `text`. */
export interface DocumentNode {
  readonly text: string;
  /** Vocabulary id of the document kind, `chart-header`, or `unknown` for a heading the vocabulary does not hold. */
  readonly kind: string;
  /** Undefined for the chart header and for a document that its sections or a bare time line opened. */
  readonly heading: Heading | undefined;
  /** In text order; heading and entries tile `text`. */
  readonly entries: readonly Entry[];
  /**
   * What the floors above have made of this node, by whoever made it. It lives and dies with the node; a WeakMap would
   * do the same, but costs the garbage collector a tenth of a run over many charts.
   */
  readonly derived: Map<object, unknown>;
}

export const CHART_HEADER = 'chart-header';
export const UNKNOWN_DOCUMENT = 'unknown';

/** A document heading, its bare time line included when one stands right above or below it. */
export interface Heading extends Span {
  /** The title's own characters, without brackets, times and numbering. */
  readonly title: Span;
  /** The title as the vocabulary compares it: half width, without blanks. */
  readonly name: string;
  readonly stamp: Stamp | undefined;
  /** People the title names, as in `王某某主任医师查房记录`; a rank without a name counts (`主治医师查房`). */
  readonly people: readonly Person[];
}

/** A time as written. `moment` is undefined when no such date exists (2024-02-30) or too much of it is masked. */
export interface Stamp extends Span {
  readonly moment: Moment | undefined;
  readonly notation: 'standard' | 'twelve-hour' | 'chinese-numeral';
  /** True for a date or hour that does not exist. */
  readonly impossible: boolean;
}

/** A person as written. `name` keeps masking characters (`王某某`); it is undefined where only a rank is given. */
export interface Person extends Span {
  readonly name: string | undefined;
  /** Vocabulary id of the professional rank. */
  readonly rank: string | undefined;
}

/**
 * One labelled stretch of a document (a section, a field or a signature), or the unlabelled text between such.
 * `start` is the label's first character; `end` includes the line break, so entries tile the document.
 */
export interface Entry extends Span {
  readonly role: 'section' | 'field' | 'signature' | 'text';
  /** Vocabulary id; undefined for unlabelled text and for labels the vocabulary does not hold. */
  readonly id: string | undefined;
  /** The label as the vocabulary compares it; empty for unlabelled text. */
  readonly name: string;
  /** The label's own characters, without brackets, numbering and colon; undefined for unlabelled text. */
  readonly label: Span | undefined;
  /** From the first to the last character of the content that is no blank; empty (start = end) when there is none. */
  readonly content: Span;
  readonly blocks: readonly Block[];
  /** Set on signatures and on unlabelled text that is a signature line (`李某某/王某某`). */
  readonly signature: Signature | undefined;
}

export interface Signature extends Span {
  readonly people: readonly Person[];
  /** The signing time: behind the name, or on the bare time line below. */
  readonly stamp: Stamp | undefined;
}

/** What an entry's content is made of, in order. Blocks and the label tile the entry. */
export type Block =
  | (Span & { readonly kind: 'paragraph' })
  | (Span & { readonly kind: 'blank' })
  | (Span & { readonly kind: 'time'; readonly stamp: Stamp })
  | Table;

export interface Table extends Span {
  readonly kind: 'table';
  /** Vocabulary ids of the columns, undefined where the header is unknown. */
  readonly columns: readonly (string | undefined)[];
  readonly header: readonly Span[];
  readonly rows: readonly Row[];
}

export interface Row extends Span {
  /** One for each column, trimmed; an empty cell is an empty span. A row with too few cells is padded by empty spans at its end. */
  readonly cells: readonly Span[];
}
