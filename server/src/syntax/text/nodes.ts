import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { readSignature } from '../inline/people.ts';
import type { Span } from '../span.ts';
import {
  type Block,
  CHART_HEADER,
  type DocumentNode,
  type Entry,
  type Heading,
  type Person,
  type RecordPart,
  type Row,
  type Signature,
  type Stamp,
} from '../tree.ts';
import { skipBlanks, skipBlanksBack } from './characters.ts';
import type * as T from './tokens.ts';

/** An entry while its blocks come in; offsets are the document's, `contentStart` is −1 until there is content. */
interface OpenEntry {
  readonly role: Entry['role'] | 'signers';
  readonly start: number;
  readonly facts: T.LabelFacts | undefined;
  readonly blocks: Block[];
  end: number;
  contentStart: number;
  contentEnd: number;
  signingTime: Stamp | undefined;
}

interface OpenPart {
  readonly offset: number;
  readonly kind: string;
  readonly heading: Heading | undefined;
  readonly entries: Entry[];
}

/** Tokens here always carry their end, exclusive; chevrotain's type only allows for it. */
function endOf(token: T.ScanToken): number {
  return token.endOffset ?? token.startOffset;
}

/** Makes nodes of what the grammar tells it. Tokens carry offsets of the file, nodes of their part: only this class turns one into the other. */
export class NodeBuilder {
  readonly parts: RecordPart[] = [];
  private readonly text: string;
  private readonly vocabulary: Vocabulary;
  private part: OpenPart | undefined;
  private entry: OpenEntry | undefined;
  private base = 0;

  constructor(text: string, vocabulary: Vocabulary) {
    this.text = text;
    this.vocabulary = vocabulary;
  }

  openHeader(token: T.ScanToken): void {
    this.openPart(token.startOffset, CHART_HEADER, undefined);
  }

  openDocument(token: T.ScanToken): void {
    const { kind, heading } = token.payload as T.Opening;
    this.openPart(token.startOffset, kind, undefined);
    if (heading && this.part) this.part = { ...this.part, heading: this.headingOf(token, heading) };
  }

  /** A note that a time line opens; the time is the first block of its text. */
  openNote(token: T.ScanToken): void {
    this.openDocument(token);
    this.openText(token.startOffset);
    const { stamp } = token.payload as T.Opening;
    if (stamp) this.time(token, stamp);
  }

  openInferred(token: T.ScanToken): void {
    const { opening } = token.payload as T.LabelFacts;
    this.openPart(token.startOffset, opening?.kind ?? CHART_HEADER, undefined);
    this.openLabelled(token);
  }

  openLabelled(token: T.ScanToken): void {
    const facts = token.payload as T.LabelFacts;
    this.openEntry(facts.role, token.startOffset, endOf(token), facts);
  }

  openSigners(token: T.ScanToken): void {
    this.openEntry('signers', token.startOffset, token.startOffset, undefined);
    this.paragraph(token);
  }

  openText(start: number): void {
    this.openEntry('text', start, start, undefined);
  }

  paragraph(token: T.ScanToken): void {
    const from = skipBlanks(this.text, token.startOffset, endOf(token));
    if (from === endOf(token)) {
      this.blank(token);
      return;
    }
    this.grow(from, skipBlanksBack(this.text, endOf(token), from));
    const end = endOf(token);
    this.add({ kind: 'paragraph', start: token.startOffset - this.base, end: end - this.base }, end);
  }

  blank(token: T.ScanToken): void {
    const end = endOf(token);
    this.add({ kind: 'blank', start: token.startOffset - this.base, end: end - this.base }, end);
  }

  time(token: T.ScanToken, stamp: Stamp): void {
    this.grow(stamp.start, stamp.end);
    this.add({ kind: 'time', ...this.spanOf(token), stamp: this.stampIn(stamp) }, endOf(token));
  }

  signingTime(token: T.ScanToken): void {
    const stamp = token.payload as Stamp;
    this.time(token, stamp);
    if (this.entry) this.entry.signingTime = stamp;
  }

  table(header: T.ScanToken | undefined, rows: readonly T.ScanToken[], columns: readonly (string | undefined)[]): void {
    const first = header ?? rows[0];
    const last = rows.at(-1) ?? header;
    if (!first || !last) return;
    const cells = header ? (header.payload as T.HeaderFacts).cells : [];
    const made: Row[] = [];
    for (const row of rows) {
      if (!row.payload) continue;
      made.push({ ...this.spanOf(row), cells: (row.payload as readonly Span[]).map((cell) => this.relative(cell)) });
    }
    const start = skipBlanks(this.text, first.startOffset, endOf(last));
    this.grow(start, skipBlanksBack(this.text, endOf(last), start));
    const span = { start: first.startOffset - this.base, end: endOf(last) - this.base };
    this.add(
      { kind: 'table', ...span, columns, header: cells.map((cell) => this.relative(cell)), rows: made },
      endOf(last),
    );
  }

  /** Ends the last part at `end` and returns all. */
  finish(end: number): RecordPart[] {
    this.closePart(end);
    return this.parts;
  }

  private openPart(offset: number, kind: string, heading: Heading | undefined): void {
    this.closePart(offset);
    this.base = offset;
    this.part = { offset, kind, heading, entries: [] };
  }

  private closePart(end: number): void {
    this.closeEntry();
    if (!this.part) return;
    const { offset, kind, heading, entries } = this.part;
    const node: DocumentNode = { text: this.text.slice(offset, end), kind, heading, entries, derived: new Map() };
    this.parts.push({ offset, node });
    this.part = undefined;
  }

  private openEntry(role: OpenEntry['role'], start: number, end: number, facts: T.LabelFacts | undefined): void {
    this.closeEntry();
    this.entry = { role, start, end, facts, blocks: [], contentStart: -1, contentEnd: end, signingTime: undefined };
  }

  private add(block: Block, end: number): void {
    if (!this.entry) return;
    this.entry.blocks.push(block);
    this.entry.end = end;
  }

  private grow(start: number, end: number): void {
    if (!this.entry) return;
    if (this.entry.contentStart < 0) this.entry.contentStart = start;
    this.entry.contentEnd = end;
  }

  private closeEntry(): void {
    if (!this.entry || !this.part) return;
    const { role, start, end, facts, blocks, contentStart, contentEnd } = this.entry;
    const content =
      contentStart < 0 ? { start: contentEnd, end: contentEnd } : { start: contentStart, end: contentEnd };
    const signed = role === 'signature' || role === 'signers';
    this.part.entries.push({
      role: role === 'signers' ? 'text' : role,
      id: facts?.id,
      name: facts?.name ?? '',
      label: facts && this.relative(facts.span),
      start: start - this.base,
      end: end - this.base,
      content: this.relative(content),
      blocks,
      signature: signed ? this.signatureOf(content, this.entry) : undefined,
    });
    this.entry = undefined;
  }

  private signatureOf(content: Span, { facts, signingTime }: OpenEntry): Signature {
    const nameEnd = signingTime ? Math.min(content.end, signingTime.start) : content.end;
    const { people, stamp } = readSignature(this.text, { start: content.start, end: nameEnd }, this.vocabulary);
    const rank = facts?.id === undefined ? undefined : this.vocabulary.label(facts.id)?.rank;
    const signed = stamp ?? signingTime;
    return {
      ...this.relative(content),
      people: people.map((person) => this.personIn(rank && !person.rank ? { ...person, rank } : person)),
      stamp: signed && this.stampIn(signed),
    };
  }

  private headingOf(token: T.ScanToken, { title, name, stamp, people }: T.HeadingFacts): Heading {
    return {
      ...this.spanOf(token),
      title: this.relative(title),
      name,
      stamp: stamp && this.stampIn(stamp),
      people: people.map((person) => this.personIn(person)),
    };
  }

  private spanOf(token: T.ScanToken): Span {
    return { start: token.startOffset - this.base, end: endOf(token) - this.base };
  }

  private relative({ start, end }: Span): Span {
    return { start: start - this.base, end: end - this.base };
  }

  private stampIn(stamp: Stamp): Stamp {
    return { ...stamp, start: stamp.start - this.base, end: stamp.end - this.base };
  }

  private personIn(person: Person): Person {
    return { ...person, start: person.start - this.base, end: person.end - this.base };
  }
}
