import type { Report, ReportChart, ReportFinding } from './model.ts';

/** The whole report as one JSON object; its shape is promised to readers and has a version. */
export function jsonReport(report: Report): string {
  const { asOf, summary } = report;
  const charts = report.charts.map((chart) => jsonChart(chart));
  return `${JSON.stringify({ version: 1, asOf, charts, indicators: [], summary }, undefined, 2)}\n`;
}

/** One chart as it stands in {@link jsonReport}, and alone on a line of ndjson. */
export function jsonChart({ id, files, score, findings }: ReportChart): object {
  return {
    id,
    files,
    score: score ? { points: score.points, grade: score.grade, vetoes: score.vetoes } : null,
    findings: findings.map(jsonFinding),
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
