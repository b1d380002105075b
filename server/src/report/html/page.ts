import type { Report } from '../model.ts';

export function htmlReport(report: Report): string {
  return JSON.stringify(report);
}
