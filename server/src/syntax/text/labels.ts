import type { Label } from '../../vocabulary/schema.ts';
import type { Span } from '../span.ts';
import { CLASS, COLON, digitValue, isBlank, isHan, nameIn, skipBlanks, skipBlanksBack } from './characters.ts';
import type { KindFacts, Lexicon } from './lexicon.ts';

/** A label found in the text. `end` is where its content begins: behind the colon or the closing bracket. */
export interface LabelMatch {
  readonly label: Label | undefined;
  readonly name: string;
  readonly start: number;
  readonly span: Span;
  readonly end: number;
  /** What an unknown label is: a section for headings, a field for what stands in a line of fields. */
  readonly role: 'section' | 'field' | 'signature';
  /** Depth of its numbering: 0 none, 1 `一、`, 2 `（一）`, 3 `1.`, 4 `(1)`. */
  readonly outline: number;
}

/** Longest label with its blanks, in characters of the text. */
const LONGEST_LABEL = 32;
const LONGEST_UNKNOWN = 20;
const STOPS = new Set([...'。，,；;！!？?|｜】]{}'].map((c) => c.charCodeAt(0)));
const HAN_NUMERALS = '一二三四五六七八九十';
const PLACEHOLDER = /待填|待补|请填|待完善|未填|xxx|_{2,}/;
const NUMBERED: Readonly<Record<string, number>> = { '、': 1, '.': 1, '．': 1, ' ': 0 };

/** What the label reader must know of the place it reads at. */
export interface LabelContext {
  readonly lexicon: Lexicon;
  readonly kind: KindFacts;
  /** Depth of numbering of the open section. */
  readonly outline: number;
}

/** Reads the label a line begins with; `from` is its first character that is no blank. */
export function readLineLabel(
  text: string,
  from: number,
  lineEnd: number,
  context: LabelContext,
): LabelMatch | undefined {
  const code = text.charCodeAt(from);
  if (code === 0x3010 || code === 0x5b || code === 0x3014 || code === 0xff3b)
    return bracketed(text, from, lineEnd, context);
  if (code === 0x3c) return tagged(text, from, lineEnd, context);
  if (code === 0x23) return hashed(text, from, lineEnd, context);
  const number = readNumbering(text, from, lineEnd);
  if (number) return numbered(text, from, lineEnd, number, context);
  const match = withColon(text, from, from, lineEnd, 0, context) ?? bare(text, from, from, lineEnd, 0, context);
  return match && isItem(match, context) ? undefined : match;
}

/** Inside a numbered section a plain label that the document does not list is part of the section's text. */
function isItem({ label, role }: LabelMatch, { outline, kind }: LabelContext): boolean {
  return outline > 0 && role === 'section' && label !== undefined && !kind.listed.has(label.id);
}

interface Numbering {
  readonly end: number;
  readonly outline: number;
}

/** The first colon of a numbered line that no label was found in: what stands before it is the item's own word. */
export function itemColon(text: string, from: number, lineEnd: number): number | undefined {
  const number = readNumbering(text, from, lineEnd);
  return number && findColon(text, number.end, lineEnd);
}

function numeralEnd(text: string, from: number, lineEnd: number): { end: number; han: boolean } | undefined {
  let at = from;
  while (at < lineEnd && at - from < 3 && HAN_NUMERALS.includes(text.charAt(at))) at++;
  if (at > from) return { end: at, han: true };
  while (at < lineEnd && at - from < 2 && digitValue(text.charCodeAt(at)) >= 0) at++;
  return at > from ? { end: at, han: false } : undefined;
}

/** `一、` `（一）` `1.` `1、` `(1)` `1)` `①` and what they weigh in the outline. */
function readNumbering(text: string, from: number, lineEnd: number): Numbering | undefined {
  const code = text.charCodeAt(from);
  if (code >= 0x2460 && code <= 0x2473) return { end: skipBlanks(text, from + 1, lineEnd), outline: 4 };
  const open = code === 0x28 || code === 0xff08;
  const numeral = numeralEnd(text, open ? from + 1 : from, lineEnd);
  if (!numeral || numeral.end >= lineEnd) return undefined;
  const mark = text.charAt(numeral.end);
  const closes = mark === ')' || mark === '）';
  if (open)
    return closes ? { end: skipBlanks(text, numeral.end + 1, lineEnd), outline: numeral.han ? 2 : 4 } : undefined;
  const decimal = !numeral.han && digitValue(text.charCodeAt(numeral.end + 1)) >= 0;
  if (closes) return { end: skipBlanks(text, numeral.end + 1, lineEnd), outline: numeral.han ? 2 : 4 };
  if (NUMBERED[mark] === 1 && !decimal)
    return { end: skipBlanks(text, numeral.end + 1, lineEnd), outline: numeral.han ? 1 : 3 };
  return undefined;
}

function numbered(
  text: string,
  from: number,
  lineEnd: number,
  { end, outline }: Numbering,
  context: LabelContext,
): LabelMatch | undefined {
  if (end >= lineEnd) return undefined;
  const inside = context.outline > 0 && outline > context.outline;
  if (inside) return undefined;
  const match =
    withColon(text, from, end, lineEnd, outline, context) ?? bare(text, from, end, lineEnd, outline, context);
  if (match) return match.label && outline >= 3 && !context.kind.listed.has(match.label.id) ? undefined : match;
  return outline === context.outline && outline <= 2 ? unknownNumbered(text, from, end, lineEnd, outline) : undefined;
}

/** `四、护理要点` among sections numbered alike. */
function unknownNumbered(
  text: string,
  from: number,
  nameStart: number,
  lineEnd: number,
  outline: number,
): LabelMatch | undefined {
  const colon = findColon(text, nameStart, lineEnd);
  const nameEnd = skipBlanksBack(text, colon ?? lineEnd, nameStart);
  if (nameEnd - nameStart > LONGEST_UNKNOWN) return undefined;
  for (let at = nameStart; at < nameEnd; at++)
    if (!isHan(text.charCodeAt(at)) && !isBlank(text.charCodeAt(at))) return undefined;
  return unknown(text, from, { start: nameStart, end: nameEnd }, colon === undefined ? lineEnd : colon + 1, outline);
}

function unknown(text: string, start: number, span: Span, end: number, outline: number): LabelMatch {
  return { label: undefined, name: nameIn(text, span.start, span.end), role: 'section', start, span, end, outline };
}

/** The first colon that can end a label. */
function findColon(text: string, from: number, lineEnd: number): number | undefined {
  const last = Math.min(lineEnd, from + LONGEST_LABEL);
  for (let at = from; at < last; at++) {
    const code = text.charCodeAt(at);
    if (CLASS[code] === COLON) return at;
    if (STOPS.has(code)) return undefined;
  }
  return undefined;
}

function withColon(
  text: string,
  start: number,
  from: number,
  lineEnd: number,
  outline: number,
  context: LabelContext,
): LabelMatch | undefined {
  const colon = findColon(text, from, lineEnd);
  if (colon === undefined) return undefined;
  const end = skipBlanksBack(text, colon, from);
  if (end === from) return undefined;
  const found = lookUp(text, from, end, context);
  return found && { ...found, start, end: colon + 1, outline };
}

type Found = Pick<LabelMatch, 'label' | 'role' | 'name' | 'span'>;

/** Looks a name up as it stands, then without a gloss or remark in brackets, then without Latin letters behind it. */
function lookUp(text: string, from: number, end: number, context: LabelContext): Found | undefined {
  const whole = find(text, from, end, context);
  if (whole) return whole;
  const last = text.charCodeAt(end - 1);
  if (last === 0x29 || last === 0xff09) {
    for (let at = end - 2; at > from; at--) {
      const code = text.charCodeAt(at);
      if (code === 0x28 || code === 0xff08) return find(text, from, skipBlanksBack(text, at, from), context);
    }
  }
  let at = end;
  while (at > from && (text.charCodeAt(at - 1) < 0x80 || isBlank(text.charCodeAt(at - 1)))) at--;
  return at > from && at < end ? find(text, from, at, context) : undefined;
}

function find(text: string, from: number, end: number, { lexicon, kind }: LabelContext): Found | undefined {
  if (!lexicon.mayBeLabel(text, from, end)) return undefined;
  const name = nameIn(text, from, end);
  const label = lexicon.label(name, kind);
  return label && { label, role: label.role, name, span: { start: from, end } };
}

/** A section's name alone on its line. */
function bare(
  text: string,
  start: number,
  from: number,
  lineEnd: number,
  outline: number,
  context: LabelContext,
): LabelMatch | undefined {
  if (lineEnd - from > LONGEST_LABEL) return undefined;
  const end = skipBlanksBack(text, lineEnd, from);
  const found = lookUp(text, from, end, context);
  return found?.role === 'section' ? { ...found, start, end: lineEnd, outline } : undefined;
}

function afterColon(text: string, from: number, lineEnd: number): number {
  const at = skipBlanks(text, from, lineEnd);
  return at < lineEnd && CLASS[text.charCodeAt(at)] === COLON ? at + 1 : from;
}

/** Where the bracket that opens at `from` closes, when that is on the line and near. */
export function closingBracket(text: string, from: number, lineEnd: number): number | undefined {
  const opened = text.charAt(from);
  const close = opened === '【' ? '】' : opened === '〔' ? '〕' : opened === '［' ? '］' : opened === '<' ? '>' : ']';
  const last = Math.min(lineEnd, from + LONGEST_LABEL + 16);
  for (let at = from + 1; at < last; at++) if (text.charAt(at) === close) return at;
  return undefined;
}

function bracketed(text: string, from: number, lineEnd: number, context: LabelContext): LabelMatch | undefined {
  const close = closingBracket(text, from, lineEnd);
  if (close === undefined) return undefined;
  const start = skipBlanks(text, from + 1, close);
  const end = skipBlanksBack(text, close, start);
  if (start >= end) return undefined;
  const contentStart = afterColon(text, close + 1, lineEnd);
  const found = lookUp(text, start, end, context);
  if (found) return { ...found, start: from, end: contentStart, outline: 0 };
  if (text.charCodeAt(from) !== 0x3010 || !mayBeHeading(text, start, end)) return undefined;
  return unknown(text, from, { start, end }, contentStart, 0);
}

/** Short, with a letter in it, no sentence and no placeholder. */
export function mayBeHeading(text: string, start: number, end: number): boolean {
  if (end - start > LONGEST_UNKNOWN) return false;
  let letters = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (STOPS.has(code) || CLASS[code] === COLON) return false;
    if (isHan(code) || (code | 0x20) >= 0x61) letters++;
  }
  return letters >= 2 && !PLACEHOLDER.test(nameIn(text, start, end));
}

/** `<病例特点>` alone or before text on its line. */
function tagged(text: string, from: number, lineEnd: number, context: LabelContext): LabelMatch | undefined {
  const close = closingBracket(text, from, lineEnd);
  if (close === undefined || text.charCodeAt(from + 1) === 0x2f) return undefined;
  const found = lookUp(text, from + 1, close, context);
  if (found) return { ...found, start: from, end: close + 1, outline: 0 };
  const alone = skipBlanks(text, close + 1, lineEnd) === lineEnd && isHan(text.charCodeAt(from + 1));
  return alone && mayBeHeading(text, from + 1, close)
    ? unknown(text, from, { start: from + 1, end: close }, close + 1, 0)
    : undefined;
}

/** A closing tag alone on its line: `</病例特点>`. */
export function isClosingTag(text: string, from: number, lineEnd: number): boolean {
  if (text.charCodeAt(from) !== 0x3c || text.charCodeAt(from + 1) !== 0x2f) return false;
  const close = closingBracket(text, from, lineEnd);
  return close !== undefined && skipBlanks(text, close + 1, lineEnd) === lineEnd;
}

export function hashesEnd(text: string, from: number, lineEnd: number): number {
  let at = from;
  while (at < lineEnd && at - from < 6 && text.charCodeAt(at) === 0x23) at++;
  return at;
}

function hashed(text: string, from: number, lineEnd: number, context: LabelContext): LabelMatch | undefined {
  const start = skipBlanks(text, hashesEnd(text, from, lineEnd), lineEnd);
  const label = withColon(text, from, start, lineEnd, 0, context);
  if (label) return label;
  const end = skipBlanksBack(text, lineEnd, start);
  if (start >= end || end - start > LONGEST_LABEL) return undefined;
  const found = lookUp(text, start, end, context);
  if (found) return { ...found, start: from, end: lineEnd, outline: 0 };
  return mayBeHeading(text, start, end) ? unknown(text, from, { start, end }, lineEnd, 0) : undefined;
}
