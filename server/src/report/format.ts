import { csvReport, indicatorsCsv } from './csv.ts';
import { htmlReport } from './html/page.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import type { Report } from './model.ts';
import { ndjsonReport } from './ndjson.ts';
import { sarifReport } from './sarif.ts';

/** Formats that are the same wherever they are written; `stylish` depends on the terminal. */
export const WRITERS = {
  json: jsonReport,
  sarif: sarifReport,
  junit: junitReport,
  csv: csvReport,
  'indicators-csv': indicatorsCsv,
  ndjson: ndjsonReport,
  html: htmlReport,
} as const satisfies Record<string, (report: Report) => string>;
