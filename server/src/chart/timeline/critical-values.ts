import { isEmptyValue } from '../../syntax/inline/value.ts';
import type { Entry } from '../../syntax/tree.ts';
import { normalizeName, type Vocabulary } from '../../vocabulary/vocabulary.ts';
import type { ChartDocument, ChartEvent } from '../model.ts';
import { isEmpty, placeOf, stampIn, stated, textOf } from '../read.ts';
import { cellTime, rowsWith } from './orders.ts';
import type { Reading } from './timeline.ts';

/** Entries of 危急值报告登记 (HX2018 十四): reported at `start`, received at `arrived`, physician told at `completed`. */
export function readCriticalValues({ documents, vocabulary }: Reading): ChartEvent[] {
  return documents
    .filter(({ facts }) => facts.kind === 'critical-value-register')
    .flatMap((document) => {
      const rows = fromRows(document);
      return rows.length > 0 ? rows : fromFields(document, vocabulary);
    });
}

function fromRows(document: ChartDocument): ChartEvent[] {
  const entries = rowsWith(document, 'item').filter(({ cells }) => !isNothing(cells.item ?? ''));
  return entries.map((row): ChartEvent => {
    const { text } = document.facts.node;
    const end = row.row.start + text.slice(row.row.start, row.row.end).trimEnd().length;
    return {
      kind: 'critical-value',
      start: cellTime(row, 'report-time'),
      end: undefined,
      source: placeOf(document, { start: row.row.start, end }),
      recordedBy: [document],
      attributes: {
        name: row.cells.item ?? '',
        arrived: cellTime(row, 'received-time'),
        completed: cellTime(row, 'notified-time'),
        cells: row.cells,
      },
    };
  });
}

/** `无`, a dash: a register that says there was nothing to enter. */
function isNothing(item: string): boolean {
  return isEmptyValue(item) || /^(?:无|没有|未见|无危急值)$/.test(item.trim());
}

/** Names under which a form gives what a register has a column for. */
const FIELDS: Readonly<Record<string, string>> = {
  'critical-item': 'item',
  'report-result': 'result',
  'reported-time': 'report-time',
};

/** A form for one value (`项目：血钾  结果：2.6mmol/L  报告时间：…`) reads as one row. */
function fromFields(document: ChartDocument, vocabulary: Vocabulary): ChartEvent[] {
  const { node } = document.facts;
  const cells: Record<string, string> = {};
  const at = new Map<string, Entry>();
  for (const entry of node.entries) {
    const column = columnOf(entry, vocabulary);
    if (column === undefined || at.has(column) || isEmpty(node, entry.content)) continue;
    at.set(column, entry);
    cells[column] = textOf(node, entry.content);
  }
  cells.item ??= unlabelledItem(node.entries, (entry) => textOf(node, entry.content)) ?? '';
  if (isNothing(cells.item)) return [];
  const time = (column: string) => {
    const entry = at.get(column);
    return entry && stated(document, stampIn(node, entry.content));
  };
  return [
    {
      kind: 'critical-value',
      start: time('report-time'),
      end: undefined,
      source: placeOf(document, at.get('item')?.content ?? document.facts.anchor),
      recordedBy: [document],
      attributes: {
        name: cells.item,
        arrived: time('received-time'),
        completed: time('notified-time'),
        cells,
      },
    },
  ];
}

function columnOf(entry: Entry, vocabulary: Vocabulary): string | undefined {
  if (entry.id !== undefined) return FIELDS[entry.id] ?? (vocabulary.column(entry.id) ? entry.id : undefined);
  return entry.name === '' ? undefined : vocabulary.columnsByName.get(normalizeName(entry.name))?.id;
}

/** 项目 alone is too ordinary a word to be a label anywhere. */
function unlabelledItem(entries: readonly Entry[], textOfEntry: (entry: Entry) => string): string | undefined {
  for (const entry of entries) {
    if (entry.role !== 'text') continue;
    const item = /(?:^|\s)(?:项目|检验项目)[：:]\s*(\S+)/.exec(textOfEntry(entry))?.[1];
    if (item) return item;
  }
  return undefined;
}
