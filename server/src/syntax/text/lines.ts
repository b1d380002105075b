import { readStamp } from '../inline/time.ts';
import type { Stamp } from '../tree.ts';
import { CLASS, COLON, skipBlanks } from './characters.ts';

/** A line of the text: `from` is its first character that is no blank, `end` stands before its break, `next` behind. */
export interface TextLine {
  readonly start: number;
  readonly from: number;
  readonly end: number;
  readonly next: number;
}

/** Cuts lines at `\n` and `\r\n`, or at `\r` in a text that has no `\n`. */
export class LineReader {
  private readonly text: string;
  private readonly lineBreak: string;

  constructor(text: string) {
    this.text = text;
    this.lineBreak = breakOf(text);
  }

  at(start: number): TextLine {
    const found = this.text.indexOf(this.lineBreak, start);
    const next = found < 0 ? this.text.length : found + 1;
    let end = found < 0 ? this.text.length : found;
    if (end > start && this.text.charCodeAt(end - 1) === 0x0d) end--;
    return { start, from: skipBlanks(this.text, start, end), end, next };
  }

  /** The next line with text in it, when at most two empty ones stand before it; `gap` says whether any does. */
  ahead(start: number): { line: TextLine; gap: boolean } | undefined {
    let at = start;
    for (let empty = 0; empty <= 2 && at < this.text.length; empty++) {
      const line = this.at(at);
      if (line.from < line.end) return { line, gap: empty > 0 };
      at = line.next;
    }
    return undefined;
  }
}

export function breakOf(text: string): '\n' | '\r' {
  return text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
}

/** The date, with or without a time of day, that a line consists of. */
export function timeAlone(text: string, line: TextLine): Stamp | undefined {
  if (line.end - line.from > 60) return undefined;
  const stamp = readStamp(text, line.from, line.end);
  if (!stamp || !isWrittenDate(text, stamp)) return undefined;
  let at = stamp.end;
  while (at < line.end && (CLASS[text.charCodeAt(at)] === COLON || '。，,；; \t\u3000'.includes(text.charAt(at)))) at++;
  return at === line.end ? stamp : undefined;
}

/** A day of some month, not a bare run of digits (it may be a number of any sort) and not an hour alone. */
function isWrittenDate(text: string, { start, end, moment }: Stamp): boolean {
  if (moment?.precision === 'month' || moment?.precision === 'year') return false;
  const written = text.slice(start, end);
  return /[年月/.\-－．／]/.test(written) || end - start >= 12;
}
