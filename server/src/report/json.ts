import { type ReportIndicator, rateOf } from './indicators.ts';
import type { Report, ReportChart, ReportFinding } from './model.ts';

/** The whole report as one JSON object; its shape is promised to readers and has a version. */
export function jsonReport(report: Report): string {
  const { asOf, summary } = report;
  const indicators = report.indicators.map(jsonIndicator);
  const charts = report.charts.map((chart) => jsonChart(chart));
  return `${JSON.stringify({ version: 1, asOf, charts, indicators, summary }, undefined, 2)}\n`;
}

/** One chart as it stands in {@link jsonReport}, and alone on a line of ndjson. */
export function jsonChart({ id, files, score, findings, outcomes }: ReportChart): object {
  return {
    id,
    files,
    score: score ? { points: score.points, grade: score.grade, vetoes: score.vetoes } : null,
    findings: findings.map(jsonFinding),
    indicators: outcomes,
  };
}

/** Charts that could not be judged are in neither number. `rate` is null where none could. */
function jsonIndicator(indicator: ReportIndicator): object {
  const { id, numerator, denominator, failed, undecided, name, better, status, basis, unanswerable } = indicator;
  return {
    ...{ id, numerator, denominator, failed },
    undecided: undecided.length,
    undecidedCharts: undecided,
    rate: rateOf(indicator) ?? null,
    ...{ name, better, status, basis },
    answerable: unanswerable === undefined,
    reason: unanswerable ?? null,
  };
}

function jsonFinding(finding: ReportFinding): object {
  const { rule, severity, message, file, range, basis, data, related, fingerprint } = finding;
  return {
    ...{ rule, severity, message, file, range },
    state: finding.state ?? null,
    data,
    basis: basis.map(({ source, clause }) => ({ source, clause })),
    related,
    fixes: finding.fixes.map(({ title, edits }) => ({ title, edits })),
    fingerprint,
    waived: finding.waived ?? null,
  };
}
