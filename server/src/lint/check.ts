import type { z } from 'zod';
import type { Chart, ChartDocument, ChartEvent, DocumentFacts } from '../chart/model.ts';
import type { Span } from '../syntax/span.ts';
import type { LocalizedText } from '../vocabulary/schema.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import type { CriticalLimits } from './critical-limits.ts';
import type { Basis, FindingData, Fix, Place, Severity } from './finding.ts';
import type { Applicability } from './pack.ts';

/** What the world outside the record contributes; the core has no clock of its own. */
export interface Environment {
  /** As-of time in minutes since 1970-01-01T00:00, hospital wall clock. */
  readonly asOf: number;
  /** The user named the as-of time; otherwise it is now, and a chart long silent is judged at its last entry. */
  readonly asOfGiven: boolean;
  /** Whether a civil day (days since 1970-01-01) is a working day in China; undefined for a year without a published calendar. */
  isWorkday(day: number): boolean | undefined;
  readonly vocabulary: Vocabulary;
  /** What makes a result critical: the hospital's list, and a sample for items it does not name. */
  readonly criticalLimits: CriticalLimits;
}

/** What a check reports. Offsets: of the document for document checks, of the file for chart checks. */
export interface Hit<Position> {
  readonly at: Position;
  /** Key into the rule's messages. */
  readonly message: string;
  readonly data: FindingData;
  readonly severity?: Severity;
  readonly state?: 'missing' | 'late' | 'due';
  /** See {@link Finding}: a clause nearer than the rule's own. */
  readonly basis?: readonly Basis[] | undefined;
  /** Other places, counted from where `at` is counted. */
  readonly related?: readonly (Position & { readonly label: LocalizedText })[];
  /** What a fix kind needs and a reader does not: never shown, never in JSON. */
  readonly subject?: Subject;
}

/** The things of the chart a hit is about, handed to the rule's fix kind. */
export interface Subject {
  readonly document?: ChartDocument;
  readonly event?: ChartEvent;
  /** Vocabulary id of the absent document, section or field. */
  readonly wanted?: string;
  readonly replacement?: string;
}

interface CheckBase<P> {
  readonly kind: string;
  /** A strict object: a parameter it does not know is refused, so that a misspelt one is never passed over. */
  readonly params: z.ZodType<P>;
  /** Keys of messages the check may use: a rule must word each of them that its parameters can reach. */
  readonly messages: readonly string[];
}

/** Sees one document and nothing else, so its hits are kept as long as the document stands unchanged. */
export interface DocumentCheck<P> extends CheckBase<P> {
  readonly scope: 'document';
  /** Document kinds it looks at; undefined for all, the chart header included. */
  subscribe(params: P): readonly string[] | undefined;
  run(
    document: DocumentFacts,
    params: P,
    environment: Pick<Environment, 'vocabulary'>,
    report: (hit: Hit<Span>) => void,
  ): void;
}

/** Sees the whole chart. Runs after every change, so it reads facts and events, not text. */
export interface ChartCheck<P> extends CheckBase<P> {
  readonly scope: 'chart';
  /**
   * `undecided` tells that something the rule asks for can be judged neither met nor broken (an unreadable time, a
   * calendar not published): readers may be spared it, but an indicator must not count the chart as met.
   */
  run(chart: ChartView, params: P, report: (hit: Hit<Place>) => void, undecided: () => void): void;
  /** Whether the chart holds what the check asks about: such charts are the denominator of an indicator. */
  concerns?(chart: ChartView, params: P): boolean;
}

export type Check<P> = DocumentCheck<P> | ChartCheck<P>;
// biome-ignore lint/suspicious/noExplicitAny: parameters are checked by the kind's own schema when the pack is loaded
export type AnyCheck = Check<any>;

/** A chart and the world it is judged in. */
export interface ChartView {
  readonly chart: Chart;
  readonly environment: Environment;
  /** The minute up to which the chart can be judged: as-of time, or the last entry of a chart long silent. */
  readonly judgedAt: number;
  /** The patient is still there and the chart is kept up: only then is anything "still due" (`view.ts`). */
  readonly running: boolean;
  applies(when: Applicability | undefined): boolean;
}

/** Makes the repair of one hit: text edits that insert structure, never content (`fixes/README.md`). */
export interface FixKind<P> {
  readonly kind: string;
  readonly params: z.ZodType<P>;
  make(view: ChartView, hit: Hit<Place>, params: P): readonly Fix[];
}
// biome-ignore lint/suspicious/noExplicitAny: as for AnyCheck
export type AnyFixKind = FixKind<any>;

export function defineCheck<P>(check: Check<P>): Check<P> {
  return check;
}

export function defineFix<P>(fix: FixKind<P>): FixKind<P> {
  return fix;
}
