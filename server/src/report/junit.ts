import type { Report, ReportChart, ReportFinding } from './model.ts';
import { placeText, severityWord } from './words.ts';

/**
 * JUnit XML: a suite for each chart, a case for each finding. Errors fail; waived findings are skipped with their
 * reason; everything milder passes and tells of itself in `system-out`. A chart without findings has one passing case.
 */
export function junitReport(report: Report): string {
  const suites = report.charts.map((chart) => suite(chart, report));
  const tests = report.charts.reduce((sum, { findings }) => sum + Math.max(1, findings.length), 0);
  const head = `<testsuites name="emr-lint" tests="${tests}" failures="${report.summary.errors}">`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites, '</testsuites>', ''].join('\n');
}

function suite(chart: ReportChart, report: Report): string {
  const { id, findings, files } = chart;
  const failures = findings.filter(({ severity, waived }) => severity === 'error' && !waived).length;
  const skipped = findings.filter(({ waived }) => waived).length;
  const cases =
    findings.length > 0
      ? findings.map((finding) => testCase(finding, report))
      : [`    <testcase name="emr-lint" classname=${quoted(files[0] ?? id)}/>`];
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return [`  <testsuite name=${quoted(id)} ${counts}>`, ...cases, '  </testsuite>'].join('\n');
}

function testCase(finding: ReportFinding, { locale }: Report): string {
  const place = `${finding.file}:${placeText(finding.range)}`;
  const open = `    <testcase name=${quoted(`${finding.rule} ${placeText(finding.range)}`)} classname=${quoted(finding.file)}>`;
  const basis = finding.basis.map((one) => one.text).join('；');
  const told = escaped(`${place} ${finding.message}${basis ? `\n${basis}` : ''}`);
  const body = finding.waived
    ? `<skipped message=${quoted(finding.waived.reason)}/>`
    : finding.severity === 'error'
      ? `<failure type=${quoted(finding.rule)} message=${quoted(finding.message)}>${told}</failure>`
      : `<system-out>${escaped(severityWord(finding.severity, locale))} ${told}</system-out>`;
  return `${open}\n      ${body}\n    </testcase>`;
}

function quoted(text: string): string {
  return `"${escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`;
}

/** XML 1.0 has no place for most control characters and lone surrogates, escaped or not. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uFFFD]/g, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
