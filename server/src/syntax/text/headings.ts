import { isMask } from '../inline/numerals.ts';
import { readStamp } from '../inline/time.ts';
import type { Span } from '../span.ts';
import { type Person, type Stamp, UNKNOWN_DOCUMENT } from '../tree.ts';
import { CLASS, COLON, digitValue, isBlank, nameIn, offsetInName, skipBlanks, skipBlanksBack } from './characters.ts';
import { closingBracket, hashesEnd, type LabelContext, mayBeHeading } from './labels.ts';
import { LONGEST_TITLE, type Title } from './titles.ts';
import type { HeadingFacts } from './tokens.ts';

/** A document heading found in the text; `end` is where the document's own text begins, at most the line's end. */
export interface HeadingMatch extends HeadingFacts {
  readonly kind: string;
  readonly end: number;
  /** Number of `#` before it; 0 for every other form. */
  readonly level: number;
}

export interface HeadingContext extends LabelContext {
  /** `#`s of the open document's heading; −1 when no document is open. */
  readonly level: number;
  /** The open document has no heading: sections or nothing at all opened it. */
  readonly headless: boolean;
}

/** Raw length of a line that may be a title: names are spaced out and stamps stand beside them. */
const LONGEST_LINE = 120;
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

function peopleOf(text: string, start: number, title: Title): Person[] {
  const at = (index: number): number => offsetInName(text, start, index);
  return title.people.map((person) => ({ ...person, start: at(person.start), end: at(person.end - 1) + 1 }));
}

function known(text: string, span: Span, title: Title, stamp: Stamp | undefined, end: number, level = 0): HeadingMatch {
  const name = nameIn(text, span.start, span.end);
  return { kind: title.kind.id, title: span, name, stamp, people: peopleOf(text, span.start, title), end, level };
}

function unknown(text: string, span: Span, stamp: Stamp | undefined, end: number, level = 0): HeadingMatch {
  return {
    kind: UNKNOWN_DOCUMENT,
    title: span,
    name: nameIn(text, span.start, span.end),
    stamp,
    people: [],
    end,
    level,
  };
}

function wholeTitle(
  text: string,
  start: number,
  end: number,
  context: HeadingContext,
  bare: boolean,
): Title | undefined {
  if (end - start > LONGEST_LINE) return undefined;
  return context.lexicon.titles.whole(nameIn(text, start, end), bare);
}

/** Skips the colon some exports put behind a heading. */
function skipColon(text: string, from: number, lineEnd: number): number {
  return from < lineEnd && CLASS[text.charCodeAt(from)] === COLON ? from + 1 : from;
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

/** The gap by which exports of running notes set the title off: U+3000s between stamp and title. */
export function isRunOnGap(text: string, from: number, to: number): boolean {
  let wide = 0;
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 0x3000) wide++;
  return wide >= 2;
}

/** Stamp, wide blanks, title, body on one line: the title is the longest known one, else what ends in 记录 or at blanks. */
export function runOnHeading(
  text: string,
  stamp: Stamp,
  start: number,
  lineEnd: number,
  context: HeadingContext,
): HeadingMatch {
  const window = Math.min(lineEnd, start + LONGEST_LINE);
  const title = context.lexicon.titles.prefix(nameIn(text, start, window));
  if (title) {
    const end = offsetInName(text, start, title.length - 1) + 1;
    return known(text, { start, end }, title, stamp, skipColon(text, end, lineEnd));
  }
  const head = text.slice(start, Math.min(lineEnd, start + LONGEST_TITLE));
  const named =
    /^[\u3400-\u9fff\d（）()]{2,18}?(?:记录|小结|讨论)/.exec(head) ??
    /^[\u3400-\u9fff\d]{2,16}(?=[ \u3000\t]{2})/.exec(head);
  const end = start + (named?.[0].length ?? 0);
  return { ...unknown(text, { start, end }, stamp, end), kind: 'progress-note' };
}

/** A title alone on its line, or with a stamp behind it; `入院记录：…` only where no heading has opened a document. */
function bareHeading(text: string, from: number, lineEnd: number, context: HeadingContext): HeadingMatch | undefined {
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

/** The title a line is, unless the open document has a section of that name. */
function titleAlone(
  text: string,
  from: number,
  end: number,
  context: HeadingContext,
): { title: Title; unclaimed: boolean } | undefined {
  const { titleEnds, titleStarts } = context.lexicon;
  if (titleEnds[text.charCodeAt(end - 1)] === 0 && titleStarts[text.charCodeAt(from)] === 0) return undefined;
  const title = wholeTitle(text, from, end, context, true);
  if (!title) return undefined;
  const label = context.lexicon.label(nameIn(text, from, end), context.kind);
  return label && context.kind.listed.has(label.id) ? undefined : { title, unclaimed: label === undefined };
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

/** A word that is a title by itself and no label. */
export function titleWord(text: string, start: number, end: number, context: HeadingContext): HeadingMatch | undefined {
  const title = wholeTitle(text, start, end, context, true);
  if (!title || context.lexicon.label(nameIn(text, start, end), context.kind)) return undefined;
  return known(text, { start, end }, title, undefined, end);
}

export function titleWithColon(
  text: string,
  from: number,
  lineEnd: number,
  context: HeadingContext,
): HeadingMatch | undefined {
  const last = Math.min(lineEnd, from + LONGEST_TITLE);
  for (let at = from; at < last; at++) {
    const code = text.charCodeAt(at);
    if (CLASS[code] === COLON) {
      const name = nameIn(text, from, at);
      const title =
        /(?:记录|小结)$/.test(name) && !context.lexicon.label(name, context.kind)
          ? context.lexicon.titles.whole(name, true)
          : undefined;
      return title && known(text, { start: from, end: skipBlanksBack(text, at, from) }, title, undefined, at + 1);
    }
    if (!isBlank(code) && (code < 0x3400 || code > 0x9fff)) return undefined;
  }
  return undefined;
}
