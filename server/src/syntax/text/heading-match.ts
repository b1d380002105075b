import type { Span } from '../span.ts';
import { type Person, type Stamp, UNKNOWN_DOCUMENT } from '../tree.ts';
import { CLASS, COLON, nameIn, offsetInName } from './characters.ts';
import type { LabelContext } from './labels.ts';
import type { Title } from './titles.ts';
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
export const LONGEST_LINE = 120;
function peopleOf(text: string, start: number, title: Title): Person[] {
  const at = (index: number): number => offsetInName(text, start, index);
  return title.people.map((person) => ({ ...person, start: at(person.start), end: at(person.end - 1) + 1 }));
}

export function known(
  text: string,
  span: Span,
  title: Title,
  stamp: Stamp | undefined,
  end: number,
  level = 0,
): HeadingMatch {
  const name = nameIn(text, span.start, span.end);
  return { kind: title.kind.id, title: span, name, stamp, people: peopleOf(text, span.start, title), end, level };
}

export function unknown(text: string, span: Span, stamp: Stamp | undefined, end: number, level = 0): HeadingMatch {
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

export function wholeTitle(
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
export function skipColon(text: string, from: number, lineEnd: number): number {
  return from < lineEnd && CLASS[text.charCodeAt(from)] === COLON ? from + 1 : from;
}

/** The title a line is, unless the open document has a section of that name. */
export function titleAlone(
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
