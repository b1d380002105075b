import type { Chart } from '../chart/model.ts';

/** Stands wherever a physician has to write; `section/placeholder` reports what is left of it. */
export const BLANK = '【待填】';

/** The text of a file that text edits can repair; undefined for CDA, whose structure is the sending system's to mend. */
export function editableText(chart: Chart, file: string): string | undefined {
  const tree = chart.files.find((each) => each.name === file)?.tree;
  return tree?.format === 'text' ? tree.text : undefined;
}

/** The line break this text uses: its first. */
export function lineBreakOf(text: string): string {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}

/** Offset of the first character of the line that holds `offset`. */
export function lineStartAt(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset behind the line break that ends the line that holds `offset`, or the end of the text. */
export function lineEndAt(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

/** A line of its own at `offset`: breaks are added where the text around has none. */
export function asLine(text: string, offset: number, line: string): string {
  const eol = lineBreakOf(text);
  const before = offset > 0 && text[offset - 1] !== '\n' ? eol : '';
  // At the very end a break is only wanted where the text before had one.
  const after = offset < text.length || before === '' ? eol : '';
  return `${before}${line}${after}`;
}
