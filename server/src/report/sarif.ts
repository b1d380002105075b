import type { ArtifactLocation, Fix, Location, Log, Region, ReportingDescriptor, Result } from 'sarif';
import type { Severity } from '../lint/finding.ts';
import type { Report, ReportChart, ReportFinding, ReportRange } from './model.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS: Readonly<Record<Severity, Result.level>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** SARIF 2.1.0: one run; waived findings are results suppressed from outside, with their reason. */
export function sarifReport(report: Report): string {
  const rules = Object.values(report.rules);
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const results = report.charts.flatMap((chart) =>
    chart.findings.map((finding) => result(finding, chart, indexOf.get(finding.rule))),
  );
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            semanticVersion: report.tool.version,
            language: report.locale === 'zh' ? 'zh-CN' : 'en',
            rules: rules.map((rule) => descriptor(rule)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results,
        properties: { asOf: report.asOf },
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptor(rule: Report['rules'][string]): ReportingDescriptor {
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.description },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    help: { text: [rule.description, ...rule.basis.map((basis) => basis.text)].join('\n') },
    properties: { basis: rule.basis.map(({ source, clause }) => ({ source, clause })) },
  };
}

function result(finding: ReportFinding, chart: ReportChart, ruleIndex: number | undefined): Result {
  return {
    ruleId: finding.rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(finding.file),
          region: { ...region(finding.range), charOffset: finding.start, charLength: finding.end - finding.start },
        },
        logicalLocations: [{ name: chart.id, kind: 'chart' }],
      },
    ],
    ...(finding.related.length > 0 && { relatedLocations: finding.related.map(relatedLocation) }),
    partialFingerprints: { 'emrLint/v1': finding.fingerprint },
    ...(finding.fixes.length > 0 && { fixes: finding.fixes.map(fix) }),
    suppressions: finding.waived
      ? [
          {
            kind: 'external',
            status: 'accepted',
            justification: `${finding.waived.reason} (${finding.waived.by}, ${finding.waived.date})`,
          },
        ]
      : [],
    properties: {
      chart: chart.id,
      severity: finding.severity,
      ...(finding.state && { state: finding.state }),
      data: finding.data,
    },
  };
}

function relatedLocation({ file, range, message }: ReportFinding['related'][number], id: number): Location {
  return {
    id,
    message: { text: message },
    physicalLocation: { artifactLocation: artifact(file), region: region(range) },
  };
}

function fix({ title, edits }: ReportFinding['fixes'][number]): Fix {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact(file),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ range, text }) => ({ deletedRegion: region(range), ...(text && { insertedContent: { text } }) })),
    })),
  };
}

/** SARIF counts lines and columns from 1. */
function region({ start, end }: ReportRange): Region {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** A relative reference, or a `file:` URI for a file outside the working directory; Chinese names are percent-encoded. */
function artifact(file: string): ArtifactLocation {
  const path = file.split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]%3A\//.test(path)) return { uri: `file:///${path.replace('%3A', ':')}` };
  return { uri: file.startsWith('/') ? `file://${path}` : path };
}
