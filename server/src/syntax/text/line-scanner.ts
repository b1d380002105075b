import { signerSuffix } from '../inline/signers.ts';
import { findStamp, readStamp } from '../inline/time.ts';
import {
  CLASS,
  COLON,
  DATE_MARK,
  digitValue,
  isBlank,
  isWideBlank,
  skipBlanks,
  skipBlanksBack,
  wordEnd,
} from './characters.ts';
import { DocumentState } from './document-state.ts';
import type { HeadingMatch } from './heading-match.ts';
import { labelBeforeColon, unknownBeforeColon } from './inline-labels.ts';
import { itemColon, type LabelMatch } from './labels.ts';
import type { TextLine } from './lines.ts';
import { isRunOnGap, runOnHeading, titleWithColon, titleWord } from './run-on-headings.ts';
import * as T from './tokens.ts';

const LONGEST_RUN_ON_TITLE = 16;
const LONGEST_VALUE = 120;
const SENTENCE_ENDS = '。；;！!？?，,：:';

/** Cuts what stands inside a line: labels in its middle, documents run on behind one another, signers at its end. */
export class LineScanner extends DocumentState {
  /** The rest of a line of text: cut at labels in its middle and at run-on notes. `labelled` when a label precedes it. */
  protected scanRest(from: number, line: TextLine, labelled: boolean): void {
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
        if (this.stoppedAt >= 0) return;
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

  protected unknownField(floor: number, colon: number): LabelMatch | undefined {
    const fields = this.state.open === 'field' || this.state.open === 'signature';
    return fields ? unknownBeforeColon(this.text, floor, colon) : undefined;
  }

  /** `…。出院记录：…`: in a text without headings a title behind a sentence opens a document. */
  protected titledHere(piece: number, colon: number, line: TextLine, behindLabel: boolean): number | undefined {
    const floor = Math.max(piece, colon - LONGEST_RUN_ON_TITLE);
    let start = skipBlanksBack(this.text, colon, floor);
    while (start > floor && this.text.charCodeAt(start - 1) !== 0x3002) start--;
    if (start === floor && floor !== this.resumedAt) return undefined;
    const heading = titleWithColon(this.text, skipBlanks(this.text, start, colon), line.end, this.state);
    if (!heading) return undefined;
    this.pushPiece(piece, start, behindLabel, true);
    return this.stoppedAt < 0 ? this.openRunOn(start, heading) : start;
  }

  /** A note run on in the middle of a line, or a titled document in a text without headings; where its text begins. */
  protected runOn(piece: number, mark: number, line: TextLine, behindLabel: boolean): number | undefined {
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
    if (this.stoppedAt >= 0) return start;
    return this.openRunOn(start, runOnHeading(text, stamp, title, line.end, this.state));
  }

  protected openRunOn(start: number, { title, name, stamp, people, kind, end }: HeadingMatch): number {
    this.openDocument(T.DocumentHeading, start, end, { kind, heading: { title, name, stamp, people } }, 0);
    return end;
  }

  /** Text between two labels, or up to the end of a note's line; signers at its end are cut off there. */
  protected pushPiece(start: number, end: number, behindLabel: boolean, endsNote: boolean): void {
    const { text } = this;
    const from = skipBlanks(text, start, end);
    if (from === end) {
      if (start < end) this.push(behindLabel ? T.Text : T.Blank, start, end);
      this.awaiting = behindLabel && endsNote ? this.lastLabel : undefined;
      return;
    }
    const title = this.inPreface && this.state.open === 'field' ? this.titleInValue(from, end) : undefined;
    if (title) {
      this.pushPiece(start, title.title.start, behindLabel, false);
      this.openRunOn(title.title.start, title);
      if (this.stoppedAt < 0) this.pushPiece(title.end, end, false, endsNote);
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

  /** `离院方式：医嘱离院  入院记录  姓名：…`: the first document of a chart exported in one line, behind its header's fields. */
  private titleInValue(from: number, end: number): HeadingMatch | undefined {
    const { text } = this;
    for (let at = from; at < Math.min(end, from + LONGEST_VALUE); at++) {
      if (!isBlank(text.charCodeAt(at))) continue;
      const start = skipBlanks(text, at, end);
      if (start === end) return undefined;
      if (start - at >= 2 || isWideBlank(text.charCodeAt(at))) {
        const stop = wordEnd(text, start, end);
        const heading = titleWord(text, start, stop, this.state);
        if (heading) return heading;
      }
      at = start - 1;
    }
    return undefined;
  }

  /** Where the signers begin behind the last sentence of a line, else its end. */
  protected signersAt(from: number, end: number): number {
    const last = skipBlanksBack(this.text, end, from) - 1;
    if (SENTENCE_ENDS.includes(this.text.charAt(last))) return end;
    const beforeStamp = end < this.text.length && digitValue(this.text.charCodeAt(end)) >= 0;
    return signerSuffix(this.text, { start: from, end }, this.state.lexicon.vocabulary, beforeStamp) ?? end;
  }
}
