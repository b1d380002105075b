import { createToken, createTokenInstance, type IToken, Lexer, type TokenType } from 'chevrotain';
import type { Span } from '../span.ts';
import type { Person, Stamp } from '../tree.ts';

/*
 * What the scanner cuts a text into. Tokens tile the text; each carries what the scanner learnt of it, so that the
 * grammar needs one token of lookahead and never looks at characters. All offsets in payloads are the file's.
 */

const kind = (name: string): TokenType => createToken({ name, pattern: Lexer.NA });

/** Opens a document: its heading with the time lines that belong to it. */
export const DocumentHeading = kind('DocumentHeading');
/** Opens a progress note that has a time and no title. */
export const NoteTime = kind('NoteTime');
/** Opens a document without heading: the first section label of a text that has none. */
export const OpeningLabel = kind('OpeningLabel');
export const SectionLabel = kind('SectionLabel');
export const FieldLabel = kind('FieldLabel');
export const SignatureLabel = kind('SignatureLabel');
/** A line, or the end of one, that names signers without a label. */
export const SignatureLine = kind('SignatureLine');
/** The time line under a signature. */
export const SigningTime = kind('SigningTime');
/** Content on the line of its label, or on the next when the label's own line is empty. */
export const Text = kind('Text');
export const Line = kind('Line');
export const Blank = kind('Blank');
export const TimeLine = kind('TimeLine');
export const TableHeader = kind('TableHeader');
export const TableRow = kind('TableRow');
/** A `---` row. */
export const TableRule = kind('TableRule');
/** A result told in prose, read as a row of item, result, unit, flag and reference. */
export const ResultRow = kind('ResultRow');

export const ALL_TOKENS = [
  DocumentHeading,
  NoteTime,
  OpeningLabel,
  SectionLabel,
  FieldLabel,
  SignatureLabel,
  SignatureLine,
  SigningTime,
  Text,
  Line,
  Blank,
  TimeLine,
  TableHeader,
  TableRow,
  TableRule,
  ResultRow,
];

/** `kind` is settled only when the document is scanned to its end, where no heading states it. */
export interface Opening {
  kind: string;
  readonly heading: HeadingFacts | undefined;
  /** The time line that opens a note without title. */
  readonly stamp?: Stamp;
}

export interface HeadingFacts {
  readonly title: Span;
  readonly name: string;
  readonly stamp: Stamp | undefined;
  readonly people: readonly Person[];
}

export interface LabelFacts {
  readonly id: string | undefined;
  readonly role: 'section' | 'field' | 'signature';
  readonly name: string;
  readonly span: Span;
  /** Set when the label opens a document of its own. */
  readonly opening?: Opening;
}

export interface HeaderFacts {
  readonly columns: readonly (string | undefined)[];
  readonly cells: readonly Span[];
}

export interface ScanToken extends IToken {
  payload?: Opening | LabelFacts | HeaderFacts | Stamp | readonly Span[];
}

export function makeToken(type: TokenType, start: number, end: number, payload?: ScanToken['payload']): ScanToken {
  const token = createTokenInstance(type, '', start, end, -1, -1, -1, -1) as ScanToken;
  token.payload = payload;
  return token;
}

/** Lets a token reach further; `end` is behind its last character, as in {@link makeToken}. */
export function extendTo(token: ScanToken, end: number): void {
  token.endOffset = end;
}
