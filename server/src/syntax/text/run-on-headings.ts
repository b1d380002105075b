import type { Span } from '../span.ts';
import type { Stamp } from '../tree.ts';
import { CLASS, COLON, isBlank, nameIn, offsetInName, skipBlanks, skipBlanksBack, wordEnd } from './characters.ts';
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
import { LONGEST_TITLE, type Title } from './titles.ts';

/* Headings whose document begins on their own line. */

/** Length of the longest date without a time, `2025年12月31日`. */
const DATE_ALONE = 11;
const NOTE_TITLE = /(?:记录|小结)$/;
/** Raw length within which the label of a field ends behind a title. */
const LONGEST_FIELD = 8;

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

/** `2025-01-06 16:20 病程记录 患者……`: the word that is a title by itself, a single blank before what the note says. */
export function noteTitle(
  text: string,
  stamp: Stamp,
  start: number,
  lineEnd: number,
  context: HeadingContext,
): (Span & { readonly title: Title }) | undefined {
  if (stamp.end - stamp.start <= DATE_ALONE) return undefined;
  const end = wordEnd(text, start, Math.min(lineEnd, start + LONGEST_TITLE));
  if (end === lineEnd || !isBlank(text.charCodeAt(end)) || !NOTE_TITLE.test(text.slice(start, end))) return undefined;
  const title = wholeTitle(text, start, end, context, false);
  return title && { start, end, title };
}

/** `出院记录 姓名：徐某 …`: a document's title and its fields in one line. */
export function titleBeforeField(
  text: string,
  from: number,
  lineEnd: number,
  context: HeadingContext,
): HeadingMatch | undefined {
  const end = wordEnd(text, from, Math.min(lineEnd, from + LONGEST_TITLE));
  if (end === lineEnd || !isBlank(text.charCodeAt(end))) return undefined;
  const start = skipBlanks(text, end, lineEnd);
  const colon = firstColon(text, start, Math.min(lineEnd, start + LONGEST_FIELD));
  const title = colon === undefined ? undefined : titleAlone(text, from, end, context);
  if (colon === undefined || !title?.unclaimed) return undefined;
  const field = context.lexicon.label(nameIn(text, start, colon), context.lexicon.kind(title.title.kind.id));
  return field?.role === 'field' ? known(text, { start: from, end }, title.title, undefined, end) : undefined;
}

function firstColon(text: string, start: number, end: number): number | undefined {
  for (let at = start; at < end; at++) if (CLASS[text.charCodeAt(at)] === COLON) return at;
  return undefined;
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
