import { isMask } from '../inline/numerals.ts';
import { readStamp } from '../inline/time.ts';
import type { Span } from '../span.ts';
import { type Stamp, UNKNOWN_DOCUMENT } from '../tree.ts';
import { CLASS, COLON, digitValue, isBlank, nameIn, skipBlanks, skipBlanksBack } from './characters.ts';
import {
  type HeadingContext,
  type HeadingMatch,
  known,
  LONGEST_LINE,
  skipColon,
  titleAlone,
  unknown,
  wholeTitle,
} from './heading-match.ts';
import { closingBracket, hashesEnd, mayBeHeading } from './labels.ts';
import { isRunOnGap, noteTitle, runOnHeading, titleBeforeField, titleWithColon } from './run-on-headings.ts';

const UNKNOWN_TITLE = /(?:记录|同意书|讨论|小结|报告|单)$/;

/** Reads the document heading a line begins with; `from` is its first character that is no blank. */
export function readHeading(
  text: string,
  from: number,
  lineEnd: number,
  context: HeadingContext,
): HeadingMatch | undefined {
  const code = text.charCodeAt(from);
  if (code === 0x3010) return bracketedHeading(text, from, lineEnd, undefined, context);
  if (code === 0x23) return hashedHeading(text, from, lineEnd, context);
  const stamp = mayBeginStamp(text, from, code) ? readStamp(text, from, lineEnd) : undefined;
  if (stamp) return stampedHeading(text, stamp, lineEnd, context);
  return bareHeading(text, from, lineEnd, context);
}

/** Tells a date from the number of a list item by its fourth character or by 月. */
function mayBeginStamp(text: string, from: number, code: number): boolean {
  if (digitValue(code) < 0) return code === 0x2a || code === 0xff0a;
  const second = text.charCodeAt(from + 1);
  const third = text.charCodeAt(from + 2);
  if (second === 0x6708 || third === 0x6708) return true;
  const fourth = text.charCodeAt(from + 3);
  return digitValue(fourth) >= 0 || isMask(fourth);
}

/** The stamp behind a title, and where the text behind both begins. */
function stampBehind(text: string, from: number, lineEnd: number): { stamp: Stamp | undefined; end: number } {
  const at = skipBlanks(text, skipColon(text, from, lineEnd), lineEnd);
  const stamp = readStamp(text, at, lineEnd);
  return stamp?.moment || stamp?.impossible
    ? { stamp, end: skipColon(text, stamp.end, lineEnd) }
    : { stamp: undefined, end: skipColon(text, from, lineEnd) };
}

function bracketedHeading(
  text: string,
  from: number,
  lineEnd: number,
  before: Stamp | undefined,
  context: HeadingContext,
): HeadingMatch | undefined {
  const close = closingBracket(text, from, lineEnd);
  if (close === undefined) return undefined;
  const start = skipBlanks(text, from + 1, close);
  const end = skipBlanksBack(text, close, start);
  if (start >= end) return undefined;
  const label = context.lexicon.label(nameIn(text, start, end), context.kind);
  if (label && context.kind.listed.has(label.id)) return undefined;
  const dated = before ? undefined : stampInside(text, start, end);
  const datedTitle = dated && wholeTitle(text, dated.start, dated.end, context, false);
  if (datedTitle) return known(text, dated, datedTitle, dated.stamp, skipColon(text, close + 1, lineEnd));
  const title = wholeTitle(text, start, end, context, false);
  const behind = before
    ? { stamp: before, end: skipColon(text, close + 1, lineEnd) }
    : stampBehind(text, close + 1, lineEnd);
  if (title) return known(text, { start, end }, title, behind.stamp, behind.end);
  const named = !label && mayBeHeading(text, start, end) && UNKNOWN_TITLE.test(nameIn(text, start, end));
  return named ? unknown(text, { start, end }, behind.stamp, behind.end) : undefined;
}

/** `【2024-03-05 09:00 主治医师查房记录】`, `【主治医师查房记录 2024-03-05 09:00】`: the title beside a stamp in its bracket. */
function stampInside(text: string, start: number, end: number): (Span & { readonly stamp: Stamp }) | undefined {
  const digit = firstDigit(text, start, end);
  const stamp = digit < end ? readStamp(text, digit, end) : undefined;
  if (!stamp || !(stamp.moment || stamp.impossible)) return undefined;
  if (digit === start) return { stamp, start: skipBlanks(text, stamp.end, end), end };
  return stamp.end === end ? { stamp, start, end: skipBlanksBack(text, digit, start) } : undefined;
}

function hashedHeading(text: string, from: number, lineEnd: number, context: HeadingContext): HeadingMatch | undefined {
  const hashes = hashesEnd(text, from, lineEnd);
  const start = skipBlanks(text, hashes, lineEnd);
  if (start === lineEnd || lineEnd - start > LONGEST_LINE) return undefined;
  const level = hashes - from;
  const inner = readHeading(text, start, lineEnd, { ...context, level: -1 });
  if (inner && inner.level === 0 && inner.kind !== UNKNOWN_DOCUMENT) return { ...inner, level };
  const end = skipBlanksBack(text, lineEnd, start);
  const label = context.lexicon.label(nameIn(text, start, skipBlanksBack(text, end, start)), context.kind);
  if (label || !mayBeHeading(text, start, end)) return undefined;
  const opens = context.level < 0 || context.level === level || UNKNOWN_TITLE.test(nameIn(text, start, end));
  return opens ? unknown(text, { start, end }, undefined, lineEnd, level) : undefined;
}

function stampedHeading(
  text: string,
  stamp: Stamp,
  lineEnd: number,
  context: HeadingContext,
): HeadingMatch | undefined {
  const gapStart = skipColon(text, stamp.end, lineEnd);
  const start = skipBlanks(text, gapStart, lineEnd);
  if (start === lineEnd) return undefined;
  if (text.charCodeAt(start) === 0x3010) return bracketedHeading(text, start, lineEnd, stamp, context);
  const end = skipBlanksBack(text, lineEnd, start);
  const runsOn = isRunOnGap(text, gapStart, start);
  // In a run-on note what stands before the first gap may be the title with a label behind it (首次病程记录病例特点：).
  for (const stop of runsOn ? [end] : [end, firstGap(text, start, lineEnd)]) {
    const title = wholeTitle(text, start, stop, context, false);
    if (title)
      return known(text, { start, end: stop }, title, stamp, skipColon(text, skipBlanks(text, stop, lineEnd), lineEnd));
  }
  if (runsOn) return runOnHeading(text, stamp, start, lineEnd, context);
  const note = stamp.moment ? noteTitle(text, stamp, start, lineEnd, context) : undefined;
  if (note) return known(text, note, note.title, stamp, note.end);
  return mayBeHeading(text, start, end) && UNKNOWN_TITLE.test(nameIn(text, start, end))
    ? unknown(text, { start, end }, stamp, lineEnd)
    : undefined;
}

/** Where the first gap of two blanks or the first colon stands, at most where the line ends. */
function firstGap(text: string, start: number, lineEnd: number): number {
  const last = Math.min(lineEnd, start + LONGEST_LINE);
  for (let at = start; at < last; at++) {
    const code = text.charCodeAt(at);
    if (CLASS[code] === COLON || (isBlank(code) && (at + 1 === lineEnd || isBlank(text.charCodeAt(at + 1))))) return at;
  }
  return last;
}

/**
 * A title alone on its line, or with a stamp or the first field behind it; `入院记录：…` only where no heading has opened
 * a document.
 */
function bareHeading(text: string, from: number, lineEnd: number, context: HeadingContext): HeadingMatch | undefined {
  const fields = titleBeforeField(text, from, lineEnd, context);
  if (fields) return fields;
  if (lineEnd - from > LONGEST_LINE) return context.headless ? titleWithColon(text, from, lineEnd, context) : undefined;
  const end = skipBlanksBack(text, lineEnd, from);
  const last = text.charCodeAt(end - 1);
  const colonEnd = CLASS[last] === COLON ? skipBlanksBack(text, end - 1, from) : end;
  const title = titleAlone(text, from, colonEnd, context);
  if (title && (colonEnd === end || title.unclaimed)) {
    return known(text, { start: from, end: colonEnd }, title.title, undefined, lineEnd);
  }
  return (
    titleAndStamp(text, from, end, lineEnd, context) ??
    (context.headless ? titleWithColon(text, from, lineEnd, context) : undefined)
  );
}

const STAMP_ENDS = '0123456789０１２３４５６７８９分时日点*＊';

/** `首次病程记录 2024-03-01 14:10`. */
function titleAndStamp(
  text: string,
  from: number,
  end: number,
  lineEnd: number,
  context: HeadingContext,
): HeadingMatch | undefined {
  const last = skipBlanksBack(text, CLASS[text.charCodeAt(end - 1)] === COLON ? end - 1 : end, from);
  if (!STAMP_ENDS.includes(text.charAt(last - 1))) return undefined;
  const digit = firstDigit(text, from, end);
  const stamp = digit > from && digit < end ? readStamp(text, digit, end) : undefined;
  if (!stamp || stamp.end < last || !(stamp.moment || stamp.impossible)) return undefined;
  const stop = skipBlanksBack(text, digit, from);
  const title = wholeTitle(text, from, stop, context, false);
  return title && known(text, { start: from, end: stop }, title, stamp, lineEnd);
}

/** Where a stamp may begin behind a title: the first four digits in a row. */
function firstDigit(text: string, from: number, end: number): number {
  for (let at = from; at + 7 < end; at++) {
    if (digitValue(text.charCodeAt(at)) >= 0 && digitValue(text.charCodeAt(at + 3)) >= 0) return at;
  }
  return end;
}
