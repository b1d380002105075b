import type { ChartEvent } from '../model.ts';
import { placeOf } from '../read.ts';
import { cellTime, rowsWith } from './orders.ts';
import type { Reading } from './timeline.ts';

/** Rows of 危急值报告登记 (HX2018 十四): reported at `start`, received at `arrived`, physician told at `completed`. */
export function readCriticalValues({ documents }: Reading): ChartEvent[] {
  return documents
    .filter(({ facts }) => facts.kind === 'critical-value-register')
    .flatMap((document) =>
      rowsWith(document, 'item').map(
        (row): ChartEvent => ({
          kind: 'critical-value',
          start: cellTime(row, 'report-time'),
          end: undefined,
          source: placeOf(document, row.row),
          recordedBy: [document],
          attributes: {
            name: row.cells.item ?? '',
            arrived: cellTime(row, 'received-time'),
            completed: cellTime(row, 'notified-time'),
            cells: row.cells,
          },
        }),
      ),
    );
}
