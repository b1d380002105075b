import { isSurelyName } from '../inline/names.ts';
import { readSignerLine } from '../inline/signers.ts';
import type { Stamp } from '../tree.ts';
import { skipBlanks } from './characters.ts';
import type { OpenDocument, Stop } from './document-state.ts';
import type { HeadingMatch } from './heading-match.ts';
import { readHeading } from './headings.ts';
import { isClosingTag, type LabelMatch, readLineLabel } from './labels.ts';
import type { Lexicon } from './lexicon.ts';
import { LineScanner } from './line-scanner.ts';
import { LineReader, type TextLine, timeAlone } from './lines.ts';
import { ownerOf, type Surroundings, stateUnder } from './time-owner.ts';
import * as T from './tokens.ts';

/** Notes that a bare time line may follow at any point; others hold times of their own and end by a signature. */
const RUNNING_NOTES = new Set([
  'first-progress-note',
  'progress-note',
  'ward-round',
  'post-op-first-note',
  'critical-value-note',
]);
const PROGRESS_NOTE = 'progress-note';
const LONGEST_AWAITED = 60;
const LONGEST_NAME = 8;
/** Labels, rows and lines in one document; a chart of 40 KB has about two thousand in all. */
const MOST_TOKENS = 200_000;

/**
 * Cuts text into tokens that tile it, in one pass. What a line is depends on the kind of the open document and on the
 * open entry, which this class keeps; how each thing is read stands in its own file.
 */
export class Scanner extends LineScanner {
  private readonly lines: LineReader;
  private readonly surroundings: Surroundings;

  constructor(text: string, lexicon: Lexicon, before?: OpenDocument, stop?: Stop) {
    super(text, lexicon, before, stop);
    this.lines = new LineReader(text);
    this.surroundings = { text, lines: this.lines };
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

  private scanLine(start: number): number {
    const line = this.lines.at(start);
    if (this.tokens.length - this.partStart > MOST_TOKENS) return this.scanCrowd(line);
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

  /** A document this long is none; up to the next heading it is prose, and all in one piece, so that memory stays bounded. */
  private scanCrowd(line: TextLine): number {
    const heading = line.from < line.end && readHeading(this.text, line.from, line.end, this.state);
    if (heading) return this.scanHeading(line.start, heading, line);
    this.tables.close();
    const last = this.tokens.at(-1);
    if (last?.tokenType === T.Line) T.extendTo(last, line.next);
    else this.push(T.Line, line.start, line.next);
    this.settled();
    return line.next;
  }

  private pushRow(token: T.ScanToken, line: TextLine): number {
    this.tokens.push(token);
    this.settled();
    return line.next;
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
        if (!stamp || ownerOf(this.surroundings, following, true, 'signature', this.state) !== 'above') break;
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

  private scanHeading(start: number, heading: HeadingMatch, line: TextLine, timeAbove?: Stamp): number {
    const endsLine = skipBlanks(this.text, heading.end, line.end) === line.end;
    let end = endsLine ? line.next : heading.end;
    let stamp = heading.stamp ?? timeAbove;
    if (!stamp && endsLine) {
      const ahead = this.lines.ahead(line.next);
      const below = ahead && timeAlone(this.text, ahead.line);
      if (
        ahead &&
        below &&
        ownerOf(this.surroundings, ahead.line, ahead.gap, 'heading', stateUnder(this.text, heading, this.state)) ===
          'above'
      ) {
        stamp = below;
        end = ahead.line.next;
      }
    }
    const { title, name, people, kind, level } = heading;
    if (endsLine && !stamp && title.start === line.from && this.isPageHeading(heading)) {
      this.tables.close();
      this.push(T.Line, start, end);
      this.settled();
      return end;
    }
    this.openDocument(T.DocumentHeading, start, end, { kind, heading: { title, name, stamp, people } }, level);
    if (this.stoppedAt >= 0 || endsLine) return end;
    this.scanHeadingRest(end, line);
    return line.next;
  }

  /** The plain title of the open document again, before anybody signed it: printed on top of its next page. */
  private isPageHeading({ kind }: HeadingMatch): boolean {
    const open = this.state.kind;
    return open.id === kind && open.kind?.once === true && this.hasContent && !this.isSigned;
  }

  /** What stands behind a heading on its line: a label, or text. */
  private scanHeadingRest(from: number, line: TextLine): void {
    const at = skipBlanks(this.text, from, line.end);
    const label = readLineLabel(this.text, at, line.end, this.state);
    if (label) this.pushLabel(label, from);
    this.scanRest(label ? label.end : from, line, label !== undefined);
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
    if (
      readSignerLine(this.text, { start: line.from, end: line.end }, this.state.lexicon.vocabulary) ||
      this.isLastName(line)
    ) {
      this.pushSigners(line.start, line.next);
      return line.next;
    }
    this.scanRest(line.start, line, false);
    return line.next;
  }

  /** One name alone at the end of a running note, behind a finished sentence, signs it. */
  private isLastName(line: TextLine): boolean {
    const { text } = this;
    const { id, kind } = this.state.kind;
    if (!(RUNNING_NOTES.has(id) || kind?.progressNote) || line.end - line.from > LONGEST_NAME) return false;
    if (!this.endsNote(line)) return false;
    if (!isSurelyName(text.slice(line.from, line.end).trimEnd())) return false;
    let before = line.start;
    while (before > 0 && text.charCodeAt(before - 1) <= 0x20) before--;
    return before > 0 && '。！；.'.includes(text.charAt(before - 1));
  }

  /** Nothing stands under the line, or the title of the next document does, with its time. */
  private endsNote({ next }: TextLine): boolean {
    if (next >= this.text.length) return true;
    const below = this.lines.at(next);
    if (below.from === below.end) return true;
    return readHeading(this.text, below.from, below.end, this.state)?.stamp !== undefined;
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

  private scanTime(line: TextLine, stamp: Stamp): number {
    if (this.awaiting?.label?.value === 'time') {
      this.push(T.Text, line.start, line.next);
      this.settled();
      return line.next;
    }
    const owner = ownerOf(this.surroundings, line, false, this.unsigned ? 'signature' : 'none', this.state);
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
}
