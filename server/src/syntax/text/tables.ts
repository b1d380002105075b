import type { Column } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { isSurelyName } from '../inline/names.ts';
import { readStamp } from '../inline/time.ts';
import type { Span } from '../span.ts';
import { digitValue, isBlank, nameIn, skipBlanks, skipBlanksBack } from './characters.ts';

/** No list or register has more; what stands behind them in a broken row is not cut further. */
const MOST_CELLS = 64;

export function isPipe(code: number): boolean {
  return code === 0x7c || code === 0xff5c || code === 0x2502;
}

function trimmed(text: string, start: number, end: number): Span {
  const from = skipBlanks(text, start, end);
  return { start: from, end: skipBlanksBack(text, end, from) };
}

/** Cells of a row parted by pipes; a pipe at either end parts nothing. */
export function pipeCells(text: string, from: number, lineEnd: number): Span[] {
  const cells: Span[] = [];
  let start = isPipe(text.charCodeAt(from)) ? from + 1 : from;
  for (let at = start; at < lineEnd && cells.length < MOST_CELLS; at++) {
    if (!isPipe(text.charCodeAt(at))) continue;
    cells.push(trimmed(text, start, at));
    start = at + 1;
  }
  const last = trimmed(text, start, lineEnd);
  if (cells.length < MOST_CELLS && (last.end > last.start || cells.length === 0)) cells.push(last);
  return cells;
}

/** A `|---|:--:|` row. */
export function isRule(text: string, from: number, lineEnd: number): boolean {
  let dashes = 0;
  for (let at = from; at < lineEnd; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x2d || code === 0x2014 || code === 0x2500) dashes++;
    else if (!isPipe(code) && code !== 0x3a && !isBlank(code)) return false;
  }
  return dashes > 0;
}

/** Cells parted by tabs or two and more blanks. Two tabs in a row hold an empty cell between them. */
export function blankCells(text: string, from: number, lineEnd: number): Span[] {
  const cells: Span[] = [];
  let start = from;
  for (let at = from; at < lineEnd && cells.length < MOST_CELLS; at++) {
    if (!isBlank(text.charCodeAt(at))) continue;
    const next = skipBlanks(text, at, lineEnd);
    const tabs = countTabs(text, at, next);
    if (next - at >= 2 || tabs > 0) {
      if (next < lineEnd || tabs > 0) cells.push({ start, end: at });
      for (let empty = 1; empty < tabs && cells.length < MOST_CELLS; empty++) cells.push({ start: next, end: next });
      start = next;
    }
    at = next - 1;
  }
  const last = trimmed(text, start, lineEnd);
  if (cells.length < MOST_CELLS && last.end > last.start) cells.push(last);
  return cells;
}

function countTabs(text: string, from: number, to: number): number {
  let tabs = 0;
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 0x09) tabs++;
  return tabs;
}

export function columnsOf(text: string, cells: readonly Span[], vocabulary: Vocabulary): (string | undefined)[] {
  return cells.map(({ start, end }) => vocabulary.columnsByName.get(nameIn(text, start, end))?.id);
}

/** Pads a row to its table's width; cells too many are joined into the last. */
export function fitted(cells: readonly Span[], width: number, rowEnd: number): Span[] {
  if (cells.length > width && width > 0) {
    const last = cells.slice(width - 1).filter(({ start, end }) => end > start);
    const tail = { start: last[0]?.start ?? rowEnd, end: last.at(-1)?.end ?? rowEnd };
    return [...cells.slice(0, width - 1), tail];
  }
  const row = [...cells];
  while (row.length < width) row.push({ start: rowEnd, end: rowEnd });
  return row;
}

/**
 * Puts the cells of a row whose empty cells were dropped under their columns: the assignment in order that fits best
 * what each cell is (a time, a person, a number, 长期 or 临时) and what each column holds.
 */
export function aligned(
  text: string,
  cells: readonly Span[],
  columns: readonly (string | undefined)[],
  vocabulary: Vocabulary,
  rowEnd: number,
): Span[] {
  const filled = cells.filter(({ start, end }) => end > start);
  if (cells.length === columns.length || filled.length >= columns.length) return fitted(cells, columns.length, rowEnd);
  const kinds = filled.map((cell) => cellKind(text, cell, vocabulary));
  const held = columns.map((id) => (id === undefined ? undefined : vocabulary.column(id)));
  const places = bestPlaces(kinds, held);
  const row: Span[] = columns.map(() => ({ start: rowEnd, end: rowEnd }));
  filled.forEach((cell, index) => {
    row[places[index] as number] = cell;
  });
  return row;
}

type CellKind = 'time' | 'person' | 'number' | 'order-type' | 'flag' | 'reference' | 'text';

function cellKind(text: string, cell: Span, vocabulary: Vocabulary): CellKind {
  const word = nameIn(text, cell.start, cell.end);
  const stamp = readStamp(text, cell.start, cell.end);
  if ((stamp && stamp.end === cell.end) || /^\d{1,2}:\d{2}(:\d{2})?$/.test(word)) return 'time';
  if (/^(长期|临时|长嘱|临嘱|长期医嘱|临时医嘱)$/.test(word)) return 'order-type';
  if (/^([↑↓]+|h{1,2}|l{1,2}|偏?[高低]|危急|异常|正常|阳性|阴性|\*)$/.test(word)) return 'flag';
  if (/^[<>≤≥]?[\d.]+(?:-{1,2}|~|～|—)[\d.]+/.test(word)) return 'reference';
  if (digitValue(text.charCodeAt(cell.start)) >= 0 && /^[<>≤≥]?[\d.,]+$/.test(word)) return 'number';
  if (isSurelyName(word) || endsWithRank(word, vocabulary)) return 'person';
  return 'text';
}

function endsWithRank(word: string, vocabulary: Vocabulary): boolean {
  for (let length = Math.min(6, word.length - 1); length >= 2; length--) {
    if (vocabulary.ranksByName.has(word.slice(word.length - length))) return word.length - length <= 4;
  }
  return false;
}

/** How well a cell fits a column; strongly negative where it surely stands elsewhere. */
function fitness(cell: CellKind, column: Column | undefined): number {
  if (!column) return 0;
  if (cell === 'time') return column.value === 'time' ? 4 : -8;
  if (column.value === 'time') return -8;
  if (cell === 'order-type') return column.id === 'order-type' ? 5 : -4;
  if (column.id === 'order-type') return -4;
  if (cell === 'person') return column.value === 'person' ? 3 : 0;
  if (column.value === 'person') return -3;
  if (cell === 'flag') return column.id === 'flag' ? 4 : 0;
  if (column.id === 'flag') return -3;
  if (cell === 'reference') return column.id === 'reference' ? 4 : -1;
  if (column.id === 'reference') return -1;
  if (cell === 'number') return column.value === 'number' || column.id === 'result' ? 3 : -1;
  return column.value === 'number' ? -2 : 1;
}

/** Column of each cell, ascending, with the greatest sum of fits; earlier columns win ties. */
function bestPlaces(cells: readonly CellKind[], columns: readonly (Column | undefined)[]): number[] {
  const width = columns.length;
  const best: number[][] = [new Array<number>(width + 1).fill(0)];
  for (let cell = 1; cell <= cells.length; cell++) {
    const row = new Array<number>(width + 1).fill(Number.NEGATIVE_INFINITY);
    for (let column = cell; column <= width; column++) {
      const placed =
        (best[cell - 1]?.[column - 1] as number) + fitness(cells[cell - 1] as CellKind, columns[column - 1]);
      row[column] = Math.max(row[column - 1] as number, placed);
    }
    best.push(row);
  }
  const places = new Array<number>(cells.length);
  for (let cell = cells.length, column = width; cell > 0; column--) {
    if (column > cell && (best[cell]?.[column - 1] as number) >= (best[cell]?.[column] as number)) continue;
    places[cell - 1] = column - 1;
    cell--;
  }
  return places;
}

/** Columns of a {@link readResult} row. */
export const RESULT_COLUMNS = ['item', 'result', 'unit', 'flag', 'reference'] as const;
const LONGEST_RESULT = 160;
const RESULT =
  /^([^\s\d|。，,；;：:][^|。，,；;：:]{0,30}?)(?:[ \t\u3000]+|[ \t\u3000]*[：:][ \t\u3000]*)([<>≤≥＜＞]?[\d*＊]+(?:\.[\d*＊]+)?)[ \t\u3000]*([^\s↑↓（(，,；;。\u4e00-\u9fff]*)[ \t\u3000]*([↑↓]{0,3}|[HL]{1,2})[ \t\u3000]*(?:[（(]([^（）()]*)[）)])?[ \t\u3000]*[。；;，,]?[ \t\u3000]*$/d;
const REFERENCE = /(?:参考(?:范围|区间|值)?|正常值?)[：:\s]*([^，,；;]+)/d;
const CRITICAL = /危急值?|异常|偏[高低]/d;

/** `钾 2.6 mmol/L ↓（危急值，参考范围 3.5-5.3）`, the cells in the order of {@link RESULT_COLUMNS}. */
export function readResult(text: string, from: number, lineEnd: number): Span[] | undefined {
  if (lineEnd - from > LONGEST_RESULT) return undefined;
  const match = RESULT.exec(text.slice(from, lineEnd));
  if (!match?.indices) return undefined;
  const span = (index: number): Span => {
    const found = match.indices?.[index];
    return found ? { start: from + found[0], end: from + found[1] } : { start: lineEnd, end: lineEnd };
  };
  const remark = match[5] ?? '';
  const inRemark = (pattern: RegExp, group: number): Span | undefined => {
    const found = pattern.exec(remark)?.indices?.[group];
    return found && { start: span(5).start + found[0], end: span(5).start + found[1] };
  };
  const empty = { start: lineEnd, end: lineEnd };
  const reference = inRemark(REFERENCE, 1) ?? (/^[\d.<>≤≥]+\s*[-~～—]+\s*[\d.]+/.test(remark) ? span(5) : undefined);
  const flag = inRemark(CRITICAL, 0) ?? (match[4] ? span(4) : undefined);
  return [span(1), span(2), match[3] ? span(3) : empty, flag ?? empty, reference ?? empty];
}
