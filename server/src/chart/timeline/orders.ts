import { conceptsIn } from '../../clinical/lexicon.ts';
import type { Row, Table } from '../../syntax/tree.ts';
import type { Concept } from '../../vocabulary/schema.ts';
import { normalizeName, type Vocabulary } from '../../vocabulary/vocabulary.ts';
import type { ChartDocument, ChartEvent, DocumentFacts } from '../model.ts';
import { placeOf, says, stampIn, stated, termsOf, textOf } from '../read.ts';

/** A table row with the cells by vocabulary id. */
export interface TableRow {
  readonly document: ChartDocument;
  readonly row: Row;
  readonly cells: Readonly<Record<string, string>>;
  /** Index of the row's cell for a column id, -1 when the table has no such column. */
  column(id: string): number;
}

/** Rows of all tables in a document that have the column `wanted`. */
export function rowsWith(document: ChartDocument, wanted: string): TableRow[] {
  const rows: TableRow[] = [];
  for (const entry of document.facts.node.entries) {
    for (const block of entry.blocks) {
      if (block.kind !== 'table' || !block.columns.includes(wanted)) continue;
      for (const row of block.rows) rows.push(tableRow(document, block, row));
    }
  }
  return rows;
}

function tableRow(document: ChartDocument, table: Table, row: Row): TableRow {
  const cells: Record<string, string> = {};
  table.columns.forEach((id, i) => {
    const cell = row.cells[i];
    if (id !== undefined && cell && cell.end > cell.start) cells[id] ??= textOf(document.facts.node, cell);
  });
  return { document, row, cells, column: (id) => table.columns.indexOf(id) };
}

/** The time in a row's cell. */
export function cellTime({ document, row, column }: TableRow, id: string) {
  const cell = row.cells[column(id)];
  return cell && stated(document, stampIn(document.facts.node, cell));
}

/** Every row of an order list: BW2010 第二十八条, 长期 and 临时医嘱. */
export function readOrders(documents: readonly ChartDocument[], vocabulary: Vocabulary): ChartEvent[] {
  return documents.flatMap((document) => rowsWith(document, 'order').map((row) => readOrder(row, vocabulary)));
}

function readOrder(row: TableRow, vocabulary: Vocabulary): ChartEvent {
  const type = row.cells['order-type'] ?? '';
  const cell = row.row.cells[row.column('order')] ?? row.row;
  const name = row.cells.order ?? '';
  const known = nameOf(row.document.facts, name, vocabulary);
  const state = `${known.plain} ${normalizeName(row.cells['execution-state'] ?? '')}`;
  return {
    kind: 'order',
    start: cellTime(row, 'start-time') ?? cellTime(row, 'time'),
    end: cellTime(row, 'stop-time'),
    source: placeOf(row.document, cell.end > cell.start ? cell : row.row),
    recordedBy: [row.document],
    attributes: {
      name,
      concepts: known.concepts,
      orderType: says(type, 'order-once', vocabulary)
        ? 'once'
        : says(type, 'order-standing', vocabulary)
          ? 'standing'
          : undefined,
      cancelled:
        termsOf(vocabulary, 'order-cancelled').some((term) => term.length > 1 && state.includes(term)) || undefined,
      cells: row.cells,
    },
  };
}

/** The text of an order as names are compared, with what it names. */
export interface OrderName {
  readonly plain: string;
  readonly concepts: readonly Concept[];
}

/** Orders are read anew on every change of the chart, their texts only on a change of the list they stand in. */
function nameOf(facts: DocumentFacts, name: string, vocabulary: Vocabulary): OrderName {
  let names = facts.derived.get(nameOf) as Map<string, OrderName> | undefined;
  if (!names) {
    names = new Map();
    facts.derived.set(nameOf, names);
  }
  const known = names.get(name);
  if (known) return known;
  const concepts = [...new Set(conceptsIn(name, vocabulary).map(({ concept }) => concept))];
  const made = { plain: normalizeName(name), concepts };
  names.set(name, made);
  return made;
}

/** The text of an order event as names are compared. */
export function plainName(order: ChartEvent, vocabulary: Vocabulary): string {
  const name = order.attributes.name ?? '';
  const facts = order.recordedBy[0]?.facts;
  return facts ? nameOf(facts, name, vocabulary).plain : normalizeName(name);
}
