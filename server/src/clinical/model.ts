import type { Span } from '../syntax/span.ts';
import type { Concept } from '../vocabulary/schema.ts';

/**
 * What a stretch of clinical Chinese says, as plain data. Offsets are those of the text that was read (a document's own
 * text: UTF-16, relative to the document).
 *
 * The axes of an assertion are those of ConText (Harkema et al., J Biomed Inform 2009) and of the i2b2 2010 challenge.
 */
export interface ClinicalText {
  /** In text order; of overlapping terms the longest. */
  readonly mentions: readonly Mention[];
  readonly measurements: readonly Measurement[];
  readonly durations: readonly Duration[];
}

/** One concept named at one place. */
export interface Mention extends Span {
  readonly concept: Concept;
  readonly assertion: Assertion;
  /** Of whom it is said. */
  readonly experiencer: 'patient' | 'family' | 'other';
  /** Said of an earlier time than the present illness: 既往, 10年前, the sections of past history. */
  readonly past: boolean;
  /** Repeated from a report, an outside record or somebody's words, not found by the writer. */
  readonly quoted: boolean;
  /** The side of the body written with it: 左侧腹股沟疝, 双肺. */
  readonly side: Side | undefined;
}

export type Side = 'left' | 'right' | 'both';

/**
 * `present` 有, 出现, or plainly named · `absent` 无, 否认, 未见, 不伴, 除外 · `possible` 可能, 考虑, 待排, 不除外, ？ ·
 * `hypothetical` 如出现, 警惕, 预防, 风险, 必要时 · `planned` 拟行, 建议, 择期, 准备, 要求.
 */
export type Assertion = 'present' | 'absent' | 'possible' | 'hypothetical' | 'planned';

/** A value with its item: 血压120/80mmHg, 血钾 6.8mmol/L, WBC 12.3×10^9/L. */
export interface Measurement extends Span {
  /** A laboratory item or vital sign. */
  readonly concept: Concept;
  /** Where the value and its unit stand. */
  readonly value: Span;
  /** The numbers in their order (`120/80` gives two); undefined for one that is masked. */
  readonly numbers: readonly (number | undefined)[];
  /** The unit in one notation (`10^9/L`, `mmol/L`, `℃`); undefined where none is written. */
  readonly unit: string | undefined;
  /** `>` or `<` before the value: a bound, not a value. */
  readonly bound: 'above' | 'below' | undefined;
}

/** A length of time said of something: 咳嗽3天, 反复胸闷10余年, 加重半月. In days, as an interval when said loosely. */
export interface Duration extends Span {
  /** At least and at most; `3天余` is [3, 4), `近半年` [120, 182]. Undefined when masked. */
  readonly days: { readonly least: number; readonly most: number } | undefined;
  /** A length counted back from now (`3天前`), not a lasting one (`3天`). */
  readonly ago: boolean;
  /** Indices into `mentions` of what it is said of; empty where nothing can be told. */
  readonly of: readonly number[];
}
