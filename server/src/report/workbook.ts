import writeXlsxFile, { type Cell, type Feature, type Sheet } from 'write-excel-file/universal';
import { daysFromCivil, MINUTES_PER_DAY } from '../syntax/moment.ts';

/** A table that a quality office can file: one sheet of a workbook. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
}

export interface Column {
  readonly title: string;
  /** In characters of the default font; a Chinese character takes two. */
  readonly width: number;
  readonly kind?: 'text' | 'time' | 'number' | 'percent';
}

/** Times are `2024-03-01T10:20` or the day alone; undefined is an empty cell. */
export type Value = string | number | undefined;

/** The most rows that Excel takes in a sheet, its head left out. */
const MOST_ROWS = 1_048_575;
/** The most characters that Excel takes in a cell. */
const MOST_CHARACTERS = 32_767;

/** The same tables give the same bytes, whatever the clock says. */
export async function workbook(tables: readonly Table[]): Promise<Uint8Array> {
  const sheets = tables.flatMap(split).map(sheetOf);
  const options = { fontFamily: 'Microsoft YaHei', fontSize: 10, features: [furnishing(sheets)] };
  const blob = await writeXlsxFile(sheets, options).toBlob();
  return withoutClock(new Uint8Array(await blob.arrayBuffer()));
}

/** Rows that do not fit one sheet go on in the next. */
function split(table: Table): Table[] {
  const parts = Math.max(1, Math.ceil(table.rows.length / MOST_ROWS));
  return Array.from({ length: parts }, (_, part) => ({
    ...table,
    name: part === 0 ? table.name : `${table.name} ${part + 1}`,
    rows: table.rows.slice(part * MOST_ROWS, (part + 1) * MOST_ROWS),
  }));
}

function sheetOf({ name, columns, rows }: Table): Sheet<Blob> {
  const head = columns.map(
    ({ title }): Cell => ({
      ...{ value: title, fontWeight: 'bold', textColor: '#FFFFFF', backgroundColor: '#0F6B72' },
      ...{ alignVertical: 'center', wrap: true, height: 24 },
    }),
  );
  return {
    sheet: name,
    stickyRowsCount: 1,
    orientation: 'landscape',
    columns: columns.map(({ width }) => ({ width })),
    data: [head, ...rows.map((row) => row.map((value, index) => cellOf(value, columns[index]?.kind ?? 'text')))],
  };
}

function cellOf(value: Value, kind: NonNullable<Column['kind']>): Cell {
  if (value === undefined || value === '') return null;
  if (typeof value === 'number')
    return { value, type: Number, alignVertical: 'top', ...(kind === 'percent' && { format: '0.0%' }) };
  if (kind === 'time') {
    const format = value.length > 10 ? 'yyyy-mm-dd hh:mm' : 'yyyy-mm-dd';
    return { value: serialOf(value), type: Number, format, align: 'left', alignVertical: 'top' };
  }
  return { value: fitted(value), type: String, wrap: true, alignVertical: 'top' };
}

/** 1970-01-01 as spreadsheets count days: 1 is 1900-01-01, with a 29th of February that 1900 never had. */
const EPOCH = 25_569;

function serialOf(time: string): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = time.split(/[-T:]/).map(Number);
  return EPOCH + daysFromCivil(year, month, day) + (hour * 60 + minute) / MINUTES_PER_DAY;
}

function fitted(text: string): string {
  const whole = text.toWellFormed();
  return whole.length <= MOST_CHARACTERS ? whole : `${whole.slice(0, MOST_CHARACTERS - 1)}…`.toWellFormed();
}

/**
 * What the library has no word for: a filter over each sheet, its head on every printed page, pages as wide as the
 * sheet. Places are those of the schema (ECMA-376 part 1, 18.3.1.99): sheetPr first, autoFilter behind sheetData.
 */
function furnishing(sheets: readonly Sheet<Blob>[]): Feature<Blob> {
  const areas = sheets.map(({ data }) => `A1:${columnName(data[0]?.length ?? 1)}${data.length}`);
  const names = sheets.map(({ sheet = '' }, index) => {
    const area = (areas[index] ?? '').replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${sheet}'!${area}</definedName><definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${sheet}'!$1:$1</definedName>`;
  });
  const sheetXml = (content: string, area: string) =>
    content
      .replace(/(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
      .replace('</sheetData>', `</sheetData><autoFilter ref="${area}"/>`)
      .replace(/<pageSetup[^>]*\/>/, '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>');
  return {
    files: {
      transform: {
        'xl/workbook.xml': {
          transform: (content) =>
            content.replace('</sheets>', () => `</sheets><definedNames>${names.join('')}</definedNames>`),
        },
        'xl/worksheets/sheet{id}.xml': {
          transform: (content, _, { sheetIndex }) => sheetXml(content, areas[sheetIndex] ?? 'A1'),
        },
      },
    },
  };
}

function columnName(count: number): string {
  const index = count - 1;
  return `${index >= 26 ? String.fromCharCode(64 + Math.floor(index / 26)) : ''}${String.fromCharCode(65 + (index % 26))}`;
}

const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 1980-01-01 00:00, the zero of the archive's clock. */
const ZERO = 0x00210000;

/** The time of writing taken out of the archive: in each entry's own header and in the directory at the end. */
function withoutClock(archive: Uint8Array): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  let end = archive.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end--;
  if (end < 0) throw new Error('no archive');
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== CENTRAL) throw new Error('no archive');
    view.setUint32(at + 12, ZERO, true);
    view.setUint32(view.getUint32(at + 42, true) + 10, ZERO, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return archive;
}
