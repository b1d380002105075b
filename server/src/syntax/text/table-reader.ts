import type { Span } from '../span.ts';
import { isBlank } from './characters.ts';
import type { Lexicon } from './lexicon.ts';
import type { TextLine } from './lines.ts';
import { aligned, blankCells, columnsOf, fitted, isPipe, isRule, pipeCells, readResult } from './tables.ts';
import * as T from './tokens.ts';

/** Longest line that may be the header of a table without pipes. */
const LONGEST_HEADER = 300;

/** Remembers the open table and turns lines into its header, rows and rules. */
export class TableReader {
  private readonly text: string;
  private readonly lexicon: Lexicon;
  private columns: readonly (string | undefined)[] | undefined;
  private piped = false;

  constructor(text: string, lexicon: Lexicon) {
    this.text = text;
    this.lexicon = lexicon;
  }

  close(): void {
    this.columns = undefined;
  }

  get isOpen(): boolean {
    return this.columns !== undefined;
  }

  /** A line that begins with a pipe, or holds one inside a table of pipes. */
  pipeRow(line: TextLine): T.ScanToken | undefined {
    const leading = isPipe(this.text.charCodeAt(line.from));
    if (!leading && !(this.columns && this.piped && this.hasPipe(line))) return undefined;
    if (isRule(this.text, line.from, line.end)) {
      return T.makeToken(this.columns ? T.TableRule : T.Line, line.start, line.next);
    }
    const cells = pipeCells(this.text, line.from, line.end);
    if (!this.columns || !this.piped) return this.open(line, cells, true);
    return T.makeToken(T.TableRow, line.start, line.next, fitted(cells, this.columns.length, line.end));
  }

  /** A row of a table without pipes: a line of two cells or more. */
  blankRow(line: TextLine): T.ScanToken | undefined {
    if (!this.columns || this.piped) return undefined;
    const cells = blankCells(this.text, line.start, line.end);
    const filled = cells.filter(({ start, end }) => end > start);
    if (filled.length < 2) return undefined;
    const row = aligned(this.text, cells, this.columns, this.lexicon.vocabulary, line.end);
    return T.makeToken(T.TableRow, line.start, line.next, row);
  }

  /** A header without pipes at its ends: known column names parted by blanks or pipes. */
  header(line: TextLine): T.ScanToken | undefined {
    if (line.end - line.from > LONGEST_HEADER) return undefined;
    const piped = this.hasPipe(line);
    if (!piped && !this.hasGap(line)) return undefined;
    const cells = piped ? pipeCells(this.text, line.from, line.end) : blankCells(this.text, line.from, line.end);
    if (cells.length < 2) return undefined;
    const known = columnsOf(this.text, cells, this.lexicon.vocabulary).filter((id) => id !== undefined).length;
    return known >= 2 && known * 2 >= cells.length ? this.open(line, cells, piped) : undefined;
  }

  /** A result told in prose. */
  result(line: TextLine): T.ScanToken | undefined {
    const cells = readResult(this.text, line.from, line.end);
    return cells && T.makeToken(T.ResultRow, line.start, line.next, cells);
  }

  private open(line: TextLine, cells: readonly Span[], piped: boolean): T.ScanToken {
    this.columns = columnsOf(this.text, cells, this.lexicon.vocabulary);
    this.piped = piped;
    return T.makeToken(T.TableHeader, line.start, line.next, { columns: this.columns, cells });
  }

  private hasGap(line: TextLine): boolean {
    for (let at = line.from; at < line.end; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 0x3002) return false;
      if (isBlank(code) && (code === 0x09 || isBlank(this.text.charCodeAt(at + 1)))) return at + 1 < line.end;
    }
    return false;
  }

  private hasPipe(line: TextLine): boolean {
    const last = Math.min(line.end, line.from + LONGEST_HEADER);
    for (let at = line.from; at < last; at++) if (isPipe(this.text.charCodeAt(at))) return true;
    return false;
  }
}
