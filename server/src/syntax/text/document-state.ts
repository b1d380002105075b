import type { TokenType } from 'chevrotain';
import { findStamp } from '../inline/time.ts';
import { CHART_HEADER } from '../tree.ts';
import { CLASS, COLON } from './characters.ts';
import { KindGuess } from './guess.ts';
import type { OpenEntry } from './inline-labels.ts';
import type { LabelMatch } from './labels.ts';
import type { KindFacts, Lexicon } from './lexicon.ts';
import { TableReader } from './table-reader.ts';
import * as T from './tokens.ts';

/** The document that is open where scanning begins, as far as it bears on what follows. */
export interface OpenDocument {
  readonly kind: string;
  readonly level: number;
  readonly headless: boolean;
  /** It says something and nobody has signed it: its title again may be the head of its next page. */
  readonly maybeContinued: boolean;
}

/** Asked at each document start found: true ends the scan there. */
export type Stop = (offset: number, opening: T.Opening) => boolean;

/** What the readers of headings and labels look at. */
export interface State {
  readonly lexicon: Lexicon;
  kind: KindFacts;
  level: number;
  headless: boolean;
  guessed: boolean;
  open: OpenEntry;
  outline: number;
  opened: Set<string>;
}

/** A document that nothing opened but a section, a time line or `入院记录：…`: run-together text may hold another behind it. */
export function isHeadless(text: string, heading: T.HeadingFacts | undefined, end: number): boolean {
  return !heading?.stamp && (!heading || CLASS[text.charCodeAt(end - 1)] === COLON);
}

/** The scanner's memory: which document and which entry are open, and the tokens so far. */
export class DocumentState {
  readonly tokens: T.ScanToken[] = [];
  protected readonly text: string;
  protected readonly tables: TableReader;
  protected readonly stop: Stop | undefined;
  protected readonly state: State;
  protected guess: { readonly kinds: KindGuess; readonly opening: T.Opening } | undefined;
  protected inPreface: boolean;
  /** Labels of the chart header. */
  private readonly header = new Set<string>();
  /** The open document has text beside its heading. */
  protected hasContent = false;
  /** The open entry has a label and nothing behind it so far. */
  protected isEmpty = false;
  /** A field or signature whose own line is empty: the next line may be its value. */
  protected awaiting: LabelMatch | undefined;
  protected lastLabel: LabelMatch | undefined;
  /** The last line signs without a time. */
  protected unsigned = false;
  protected stoppedAt = -1;
  /** Where scanning began inside a line; a document is known to begin there. */
  protected resumedAt = -1;
  /** Index of the open document's first token. */
  protected partStart = 0;
  /** Somebody has signed the open document. */
  protected isSigned: boolean;

  constructor(text: string, lexicon: Lexicon, before?: OpenDocument, stop?: Stop) {
    this.text = text;
    this.tables = new TableReader(text, lexicon);
    this.stop = stop;
    this.inPreface = before === undefined;
    this.isSigned = before !== undefined && !before.maybeContinued;
    const kind = lexicon.kind(before?.kind ?? CHART_HEADER);
    const level = before?.level ?? -1;
    const headless = before?.headless ?? true;
    this.state = { lexicon, kind, level, headless, guessed: false, open: 'text', outline: 0, opened: new Set() };
  }

  protected push(type: TokenType, start: number, end: number, payload?: T.ScanToken['payload']): void {
    this.tokens.push(T.makeToken(type, start, end, payload));
  }

  /** Something that is content now stands in the open entry. */
  protected settled(): void {
    this.hasContent = true;
    this.isEmpty = false;
    this.awaiting = undefined;
    this.unsigned = false;
  }

  protected openDocument(type: TokenType, start: number, end: number, opening: T.Opening, level: number): void {
    if (this.stop?.(start, opening)) {
      this.stoppedAt = start;
      return;
    }
    this.settleGuess();
    this.push(type, start, end, opening);
    this.reset(this.state.lexicon.kind(opening.kind), level, isHeadless(this.text, opening.heading, end));
  }

  protected reset(kind: KindFacts, level: number, headless: boolean): void {
    this.tables.close();
    Object.assign(this.state, {
      kind,
      level,
      headless,
      guessed: false,
      open: 'text',
      outline: 0,
      opened: new Set<string>(),
    });
    this.inPreface = false;
    this.partStart = this.tokens.length;
    this.isSigned = false;
    this.hasContent = false;
    this.isEmpty = false;
    this.awaiting = undefined;
    this.unsigned = false;
  }

  protected settleGuess(): void {
    if (this.guess) this.guess.opening.kind = this.guess.kinds.kind;
    this.guess = undefined;
  }

  protected pushLabel(match: LabelMatch, start: number): void {
    const { label, role, name, span, outline } = match;
    const facts: T.LabelFacts = { id: label?.id, role, name, span };
    if (this.inPreface && label) this.header.add(label.id);
    if (this.inPreface && label?.role === 'section' && !this.state.lexicon.kind(CHART_HEADER).listed.has(label.id)) {
      const opening: T.Opening = { kind: this.state.kind.id, heading: undefined };
      this.guess = { kinds: new KindGuess(this.state.lexicon, this.isVisit()), opening };
      this.reset(this.state.lexicon.kind(this.guess.kinds.kind), 0, true);
      this.state.guessed = true;
      this.push(T.OpeningLabel, start, match.end, { ...facts, opening });
    } else {
      const type = role === 'section' ? T.SectionLabel : role === 'field' ? T.FieldLabel : T.SignatureLabel;
      this.push(type, start, match.end, facts);
    }
    if (label?.role === 'section') {
      this.state.opened.add(label.id);
      this.guess?.kinds.see(label.id);
      if (this.guess) this.state.kind = this.state.lexicon.kind(this.guess.kinds.kind);
    }
    this.state.open = role;
    if (role === 'section') this.state.outline = outline;
    this.hasContent = true;
    this.isEmpty = true;
    this.unsigned = role === 'signature';
    this.isSigned ||= role === 'signature';
    this.awaiting = undefined;
    this.lastLabel = role === 'section' ? undefined : match;
  }

  /** The header is that of a visit: an outpatient's number or time of visit, and neither of an admission. */
  private isVisit(): boolean {
    const { header } = this;
    return (
      (header.has('outpatient-number') || header.has('visit-time')) &&
      !header.has('admission-number') &&
      !header.has('admission-time')
    );
  }

  protected pushSigners(start: number, end: number): void {
    this.push(T.SignatureLine, start, end);
    this.isSigned = true;
    this.settled();
    this.state.open = 'text';
    this.unsigned = findStamp(this.text, { start, end }) === undefined;
  }
}
