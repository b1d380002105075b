import type { TokenType } from 'chevrotain';
import { readSignerLine, signerSuffix } from '../inline/signers.ts';
import { findStamp, readStamp } from '../inline/time.ts';
import { CHART_HEADER, type Stamp } from '../tree.ts';
import { CLASS, COLON, DATE_MARK, digitValue, skipBlanks, skipBlanksBack } from './characters.ts';
import { KindGuess } from './guess.ts';
import { type HeadingMatch, isRunOnGap, readHeading, runOnHeading, titleWithColon } from './headings.ts';
import { labelBeforeColon, type OpenEntry, unknownBeforeColon } from './inline-labels.ts';
import { isClosingTag, itemColon, type LabelMatch, readLineLabel } from './labels.ts';
import type { KindFacts, Lexicon } from './lexicon.ts';
import { LineReader, type TextLine, timeAlone } from './lines.ts';
import { TableReader } from './table-reader.ts';
import * as T from './tokens.ts';

/** The document that is open where scanning begins, as far as it bears on what follows. */
export interface OpenDocument {
  readonly kind: string;
  readonly level: number;
  readonly headless: boolean;
}

/** Asked at each document start found: true ends the scan there. */
export type Stop = (offset: number, opening: T.Opening) => boolean;

/** Notes that a bare time line may follow at any point; others hold times of their own and end by a signature. */
const RUNNING_NOTES = new Set([
  'first-progress-note',
  'progress-note',
  'ward-round',
  'post-op-first-note',
  'critical-value-note',
]);
const PROGRESS_NOTE = 'progress-note';
const LONGEST_RUN_ON_TITLE = 16;
const LONGEST_AWAITED = 60;
const SENTENCE_ENDS = '。；;！!？?，,：:';

/** What the readers of headings and labels look at. */
interface State {
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

/**
 * Cuts text into tokens that tile it, in one pass. What a line is depends on the kind of the open document and on the
 * open entry, which this class keeps; how each thing is read stands in its own file.
 */
export class Scanner {
  readonly tokens: T.ScanToken[] = [];
  private readonly text: string;
  private readonly lines: LineReader;
  private readonly tables: TableReader;
  private readonly stop: Stop | undefined;
  private readonly state: State;
  private guess: { readonly kinds: KindGuess; readonly opening: T.Opening } | undefined;
  private inPreface: boolean;
  /** The open document has text beside its heading. */
  private hasContent = false;
  /** The open entry has a label and nothing behind it so far. */
  private isEmpty = false;
  /** A field or signature whose own line is empty: the next line may be its value. */
  private awaiting: LabelMatch | undefined;
  private lastLabel: LabelMatch | undefined;
  /** The last line signs without a time. */
  private unsigned = false;
  private stoppedAt = -1;
  /** Where scanning began inside a line; a document is known to begin there. */
  private resumedAt = -1;

  constructor(text: string, lexicon: Lexicon, before?: OpenDocument, stop?: Stop) {
    this.text = text;
    this.lines = new LineReader(text);
    this.tables = new TableReader(text, lexicon);
    this.stop = stop;
    this.inPreface = before === undefined;
    const kind = lexicon.kind(before?.kind ?? CHART_HEADER);
    const level = before?.level ?? -1;
    const headless = before?.headless ?? true;
    this.state = { lexicon, kind, level, headless, guessed: false, open: 'text', outline: 0, opened: new Set() };
  }

  /** Scans from a document start to the end, or to where `stop` says so; returns that offset. */
  scan(offset: number): number {
    let at = offset;
    this.hasContent = offset > 0;
    if (offset > 0) this.state.open = 'signature';
    if (offset > 0 && !this.isLineStart(offset)) {
      this.resumedAt = offset;
      const line = this.lines.at(offset);
      this.scanRest(offset, line, false);
      at = line.next;
    }
    while (at < this.text.length && this.stoppedAt < 0) at = this.scanLine(at);
    this.settleGuess();
    return this.stoppedAt < 0 ? this.text.length : this.stoppedAt;
  }

  private isLineStart(offset: number): boolean {
    const before = this.text.charCodeAt(offset - 1);
    return before === 0x0a || before === 0x0d;
  }

  private push(type: TokenType, start: number, end: number, payload?: T.ScanToken['payload']): void {
    this.tokens.push(T.makeToken(type, start, end, payload));
  }

  private scanLine(start: number): number {
    const line = this.lines.at(start);
    if (line.from === line.end) return this.scanBlank(line);
    const row = this.tables.pipeRow(line);
    if (row) return this.pushRow(row, line);
    const heading = readHeading(this.text, line.from, line.end, this.state);
    if (heading) return this.scanHeading(start, heading, line);
    const cells = this.tables.blankRow(line);
    if (cells) return this.pushRow(cells, line);
    this.tables.close();
    const label = readLineLabel(this.text, line.from, line.end, this.state);
    if (!label) return this.scanUnlabelled(line);
    this.pushLabel(label, start);
    this.scanRest(label.end, line, true);
    return line.next;
  }

  private pushRow(token: T.ScanToken, line: TextLine): number {
    this.tokens.push(token);
    this.settled();
    return line.next;
  }

  /** Something that is content now stands in the open entry. */
  private settled(): void {
    this.hasContent = true;
    this.isEmpty = false;
    this.awaiting = undefined;
    this.unsigned = false;
  }

  private scanBlank(first: TextLine): number {
    this.tables.close();
    this.awaiting = undefined;
    let line = first;
    let count = 1;
    while (line.next < this.text.length) {
      const following = this.lines.at(line.next);
      if (following.from < following.end) {
        const stamp = this.unsigned && count <= 2 ? timeAlone(this.text, following) : undefined;
        if (!stamp || this.ownerOf(following, true, 'signature') !== 'above') break;
        this.push(T.SigningTime, first.start, following.next, stamp);
        this.unsigned = false;
        return following.next;
      }
      line = following;
      count++;
    }
    this.unsigned = false;
    this.push(T.Blank, first.start, line.next);
    return line.next;
  }

  /** Whose a line with nothing but a time is: of the heading or signature above it, or of the heading below. */
  private ownerOf(
    time: TextLine,
    gapAbove: boolean,
    above: 'signature' | 'heading' | 'none',
    state: State = this.state,
  ): 'above' | 'below' | 'none' {
    const unowned = above === 'none' ? 'none' : 'above';
    const ahead = this.lines.ahead(time.next);
    const heading = ahead && readHeading(this.text, ahead.line.from, ahead.line.end, state);
    if (!ahead || !heading || heading.stamp || this.statesItsTime(heading, ahead.line)) return unowned;
    if (above === 'none') return 'below';
    if (gapAbove !== ahead.gap) return gapAbove ? 'below' : 'above';
    return above === 'signature' ? 'below' : 'above';
  }

  /** A time line or 记录时间 stands right under the heading. */
  private statesItsTime(heading: HeadingMatch, line: TextLine): boolean {
    if (skipBlanks(this.text, heading.end, line.end) < line.end) return false;
    const ahead = this.lines.ahead(line.next);
    if (!ahead) return false;
    if (timeAlone(this.text, ahead.line)) return true;
    const label = readLineLabel(this.text, ahead.line.from, ahead.line.end, this.stateUnder(heading))?.label;
    return label?.id === 'recorded-time';
  }

  private scanHeading(start: number, heading: HeadingMatch, line: TextLine, timeAbove?: Stamp): number {
    const endsLine = skipBlanks(this.text, heading.end, line.end) === line.end;
    let end = endsLine ? line.next : heading.end;
    let stamp = heading.stamp ?? timeAbove;
    if (!stamp && endsLine) {
      const ahead = this.lines.ahead(line.next);
      const below = ahead && timeAlone(this.text, ahead.line);
      if (ahead && below && this.ownerOf(ahead.line, ahead.gap, 'heading', this.stateUnder(heading)) === 'above') {
        stamp = below;
        end = ahead.line.next;
      }
    }
    const { title, name, people, kind, level } = heading;
    this.openDocument(T.DocumentHeading, start, end, { kind, heading: { title, name, stamp, people } }, level);
    if (this.stoppedAt >= 0 || endsLine) return end;
    this.scanHeadingRest(end, line);
    return line.next;
  }

  /** What stands behind a heading on its line: a label, or text. */
  private scanHeadingRest(from: number, line: TextLine): void {
    const at = skipBlanks(this.text, from, line.end);
    const label = readLineLabel(this.text, at, line.end, this.state);
    if (label) this.pushLabel(label, from);
    this.scanRest(label ? label.end : from, line, label !== undefined);
  }

  /** What the lines under a heading will be read by. */
  private stateUnder(heading: HeadingMatch): State {
    const kind = this.state.lexicon.kind(heading.kind);
    const headless = isHeadless(this.text, heading, heading.end);
    return { ...this.state, kind, level: heading.level, headless, outline: 0, guessed: false };
  }

  private openDocument(type: TokenType, start: number, end: number, opening: T.Opening, level: number): void {
    if (this.stop?.(start, opening)) {
      this.stoppedAt = start;
      return;
    }
    this.settleGuess();
    this.push(type, start, end, opening);
    this.reset(this.state.lexicon.kind(opening.kind), level, isHeadless(this.text, opening.heading, end));
  }

  private reset(kind: KindFacts, level: number, headless: boolean): void {
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
    this.hasContent = false;
    this.isEmpty = false;
    this.awaiting = undefined;
    this.unsigned = false;
  }

  private settleGuess(): void {
    if (this.guess) this.guess.opening.kind = this.guess.kinds.kind;
    this.guess = undefined;
  }

  private pushLabel(match: LabelMatch, start: number): void {
    const { label, role, name, span, outline } = match;
    const facts: T.LabelFacts = { id: label?.id, role, name, span };
    if (this.inPreface && label?.role === 'section' && !this.state.lexicon.kind(CHART_HEADER).listed.has(label.id)) {
      const opening: T.Opening = { kind: this.state.kind.id, heading: undefined };
      this.guess = { kinds: new KindGuess(this.state.lexicon), opening };
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
    this.awaiting = undefined;
    this.lastLabel = role === 'section' ? undefined : match;
  }

  private scanUnlabelled(line: TextLine): number {
    const stamp = timeAlone(this.text, line);
    if (stamp) return this.scanTime(line, stamp);
    if (isClosingTag(this.text, line.from, line.end)) {
      this.push(T.Blank, line.start, line.next);
      return line.next;
    }
    if (this.awaiting && this.fills(this.awaiting, line)) {
      this.pushPiece(line.start, line.next, true, false);
      return line.next;
    }
    const header = this.tables.header(line) ?? (this.isReport() ? this.tables.result(line) : undefined);
    if (header) return this.pushRow(header, line);
    if (readSignerLine(this.text, { start: line.from, end: line.end }, this.state.lexicon.vocabulary)) {
      this.pushSigners(line.start, line.next);
      return line.next;
    }
    this.scanRest(line.start, line, false);
    return line.next;
  }

  private isReport(): boolean {
    return this.state.kind.kind?.group === 'report';
  }

  /** A line under an empty label is its value when it can be: a time only if it is one, a person only if short. */
  private fills(awaiting: LabelMatch, line: TextLine): boolean {
    const value = awaiting.label?.value;
    if (value === 'time') return false;
    if (awaiting.label?.role === 'signature' || value === 'person') {
      return (
        readSignerLine(this.text, { start: line.from, end: line.end }, this.state.lexicon.vocabulary) ||
        line.end - line.from <= 4
      );
    }
    return value === 'text' || value === 'people' || line.end - line.from <= LONGEST_AWAITED;
  }

  private pushSigners(start: number, end: number): void {
    this.push(T.SignatureLine, start, end);
    this.settled();
    this.state.open = 'text';
    this.unsigned = findStamp(this.text, { start, end }) === undefined;
  }

  private scanTime(line: TextLine, stamp: Stamp): number {
    if (this.awaiting?.label?.value === 'time') {
      this.push(T.Text, line.start, line.next);
      this.settled();
      return line.next;
    }
    const owner = this.ownerOf(line, false, this.unsigned ? 'signature' : 'none');
    if (owner === 'below') {
      const { line: below } = this.lines.ahead(line.next) as { line: TextLine };
      const heading = readHeading(this.text, below.from, below.end, this.state) as HeadingMatch;
      return this.scanHeading(line.start, heading, below, stamp);
    }
    if (owner === 'above') {
      this.push(T.SigningTime, line.start, line.next, stamp);
      this.settled();
    } else if (this.opensNote(stamp)) {
      this.openDocument(T.NoteTime, line.start, line.next, { kind: PROGRESS_NOTE, heading: undefined, stamp }, 0);
    } else {
      this.push(T.TimeLine, line.start, line.next, stamp);
      this.settled();
    }
    return line.next;
  }

  private opensNote(stamp: Stamp): boolean {
    const { kind } = this.state;
    const running = RUNNING_NOTES.has(kind.id) || (kind.kind?.progressNote === true && this.state.open === 'signature');
    const precise = stamp.moment ? stamp.moment.precision === 'minute' || stamp.moment.precision === 'hour' : false;
    return running && precise && this.hasContent && !this.isEmpty;
  }

  /** The rest of a line of text: cut at labels in its middle and at run-on notes. `labelled` when a label precedes it. */
  private scanRest(from: number, line: TextLine, labelled: boolean): void {
    const { text } = this;
    let piece = from;
    let floor = from;
    let behindLabel = labelled;
    const own = labelled ? undefined : itemColon(text, line.from, line.end);
    for (let at = from; at < line.end; at++) {
      const sort = CLASS[text.charCodeAt(at)];
      if (sort === 0 || at === own) continue;
      if (sort === COLON) {
        const label = labelBeforeColon(text, floor, at, this.state) ?? this.unknownField(floor, at);
        if (!label) {
          const end = this.state.headless ? this.titledHere(piece, at, line, behindLabel) : undefined;
          if (this.stoppedAt >= 0) return;
          if (end === undefined) continue;
          piece = floor = end;
          behindLabel = false;
          continue;
        }
        this.pushPiece(piece, label.start, behindLabel, false);
        this.pushLabel(label, label.start);
        piece = floor = label.end;
        behindLabel = true;
      } else if (sort === DATE_MARK) {
        const end = this.runOn(piece, at, line, behindLabel);
        if (end === undefined) continue;
        if (this.stoppedAt >= 0) return;
        piece = floor = end;
        at = Math.max(at, end - 1);
        behindLabel = false;
      }
    }
    this.pushPiece(piece, line.next, behindLabel, true);
  }

  private unknownField(floor: number, colon: number): LabelMatch | undefined {
    const fields = this.state.open === 'field' || this.state.open === 'signature';
    return fields ? unknownBeforeColon(this.text, floor, colon) : undefined;
  }

  /** `…。出院记录：…`: in a text without headings a title behind a sentence opens a document. */
  private titledHere(piece: number, colon: number, line: TextLine, behindLabel: boolean): number | undefined {
    const floor = Math.max(piece, colon - LONGEST_RUN_ON_TITLE);
    let start = skipBlanksBack(this.text, colon, floor);
    while (start > floor && this.text.charCodeAt(start - 1) !== 0x3002) start--;
    if (start === floor && floor !== this.resumedAt) return undefined;
    const heading = titleWithColon(this.text, skipBlanks(this.text, start, colon), line.end, this.state);
    if (!heading) return undefined;
    this.pushPiece(piece, start, behindLabel, true);
    return this.openRunOn(start, heading);
  }

  /** A note run on in the middle of a line, or a titled document in a text without headings; where its text begins. */
  private runOn(piece: number, mark: number, line: TextLine, behindLabel: boolean): number | undefined {
    const { text } = this;
    const start = mark - 4;
    if (start < piece || digitValue(text.charCodeAt(start)) < 0 || digitValue(text.charCodeAt(mark - 1)) < 0)
      return undefined;
    // Behind a colon a time is the value of a field, whatever blanks part it from the next field.
    if (CLASS[text.charCodeAt(skipBlanksBack(text, start, piece) - 1)] === COLON) return undefined;
    const stamp = readStamp(text, start, line.end);
    if (!stamp || !(stamp.moment || stamp.impossible)) return undefined;
    const title = skipBlanks(text, stamp.end, line.end);
    if (title === line.end || !isRunOnGap(text, stamp.end, title)) return undefined;
    this.pushPiece(piece, start, behindLabel, true);
    return this.openRunOn(start, runOnHeading(text, stamp, title, line.end, this.state));
  }

  private openRunOn(start: number, { title, name, stamp, people, kind, end }: HeadingMatch): number {
    this.openDocument(T.DocumentHeading, start, end, { kind, heading: { title, name, stamp, people } }, 0);
    return end;
  }

  /** Text between two labels, or up to the end of a note's line; signers at its end are cut off there. */
  private pushPiece(start: number, end: number, behindLabel: boolean, endsNote: boolean): void {
    const { text } = this;
    const from = skipBlanks(text, start, end);
    if (from === end) {
      if (start < end) this.push(behindLabel ? T.Text : T.Blank, start, end);
      this.awaiting = behindLabel && endsNote ? this.lastLabel : undefined;
      return;
    }
    const signers =
      endsNote && this.state.open !== 'signature' && this.state.open !== 'field' ? this.signersAt(from, end) : end;
    if (signers > start) {
      this.push(behindLabel ? T.Text : T.Line, start, signers);
      this.settled();
      this.unsigned = this.state.open === 'signature' && findStamp(text, { start: from, end: signers }) === undefined;
    }
    if (signers < end) this.pushSigners(signers, end);
  }

  /** Where the signers begin behind the last sentence of a line, else its end. */
  private signersAt(from: number, end: number): number {
    const last = skipBlanksBack(this.text, end, from) - 1;
    if (SENTENCE_ENDS.includes(this.text.charAt(last))) return end;
    const beforeStamp = end < this.text.length && digitValue(this.text.charCodeAt(end)) >= 0;
    return signerSuffix(this.text, { start: from, end }, this.state.lexicon.vocabulary, beforeStamp) ?? end;
  }
}
