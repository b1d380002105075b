import { jsonChart } from './json.ts';
import type { Report } from './model.ts';

/** One chart a line, in the order of the report. */
export function ndjsonReport(report: Report): string {
  return report.charts.map((chart) => `${JSON.stringify(jsonChart(chart))}\n`).join('');
}
