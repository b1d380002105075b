import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Finding, Severity } from '../lint/finding.ts';
import { messageOf } from '../lint/message.ts';
import type { JudgedFinding } from '../lint/waivers.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import type { FileReport } from '../workspace/reports.ts';
import { type Locale, say } from './locale.ts';
import type { DiagnosticData, DiagnosticFix } from './protocol.ts';
import { clauseOf } from './rule-text.ts';

export interface DiagnosticStyle {
  readonly locale: Locale;
  readonly vocabulary: Vocabulary;
  /** As the client spells it. */
  readonly uriOf: (name: string) => string;
  /** Page on a rule that can be shown without a network; undefined where none is installed. */
  readonly docsOf: (rule: string) => string | undefined;
  readonly maxFindings: number;
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function sourceOf(locale: Locale): string {
  return say(locale, '病历质控', 'emr-lint');
}

/** All findings of a file but the waived; of too many the gravest, with a last one that says what was left out. */
export function toDiagnostics(report: FileReport, style: DiagnosticStyle): Diagnostic[] {
  const findings = report.findings.filter(({ waiver }) => waiver === undefined);
  if (findings.length <= style.maxFindings) return findings.map((judged) => toDiagnostic(judged, report, style));
  const gravest = new Set(findings.toSorted((a, b) => rank(a) - rank(b)).slice(0, style.maxFindings));
  const shown = findings.filter((judged) => gravest.has(judged)).map((judged) => toDiagnostic(judged, report, style));
  return [...shown, leftOut(findings.length - style.maxFindings, style.locale)];
}

function rank({ finding }: JudgedFinding): number {
  return SEVERITIES[finding.severity];
}

function leftOut(count: number, locale: Locale): Diagnostic {
  const start = { line: 0, character: 0 };
  const message = say(
    locale,
    `本文件另有 ${count} 项较轻的问题未列出（设置 emrLint.maxFindings）`,
    `${count} less serious findings of this file are not listed (setting emrLint.maxFindings)`,
  );
  return { range: { start, end: start }, severity: DiagnosticSeverity.Information, source: sourceOf(locale), message };
}

export function toDiagnostic(
  { finding, fingerprint }: JudgedFinding,
  report: FileReport,
  style: DiagnosticStyle,
): Diagnostic {
  const { locale } = style;
  const href = style.docsOf(finding.rule);
  const data: DiagnosticData = {
    rule: finding.rule,
    chart: report.verdict.chart,
    fingerprint,
    version: report.version,
    fixes: finding.fixes.map((fix) => toDiagnosticFix(fix, report, style)),
  };
  return {
    range: rangeIn(report, finding),
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    ...(href !== undefined && { codeDescription: { href } }),
    source: sourceOf(locale),
    message: messageText(finding, report, style),
    ...(finding.related.length > 0 && {
      relatedInformation: finding.related.map((related) => ({
        location: { uri: style.uriOf(related.file), range: rangeIn(report, related) },
        message: related.label[locale],
      })),
    }),
    data,
  };
}

/** What is wrong, and by which clause. */
function messageText(finding: Finding, report: FileReport, { locale, vocabulary }: DiagnosticStyle): string {
  const rule = report.verdict.rules.describe(finding.rule);
  if (!rule) return finding.rule;
  const text = messageOf(finding, rule, locale, vocabulary);
  const [basis] = finding.basis ?? rule.basis;
  return basis ? `${text}〔${clauseOf(basis, locale)}〕` : text;
}

function toDiagnosticFix(fix: Finding['fixes'][number], report: FileReport, style: DiagnosticStyle): DiagnosticFix {
  return {
    id: fix.id,
    title: fix.title[style.locale],
    safety: fix.safety,
    edits: fix.edits.map((edit) => ({
      uri: style.uriOf(edit.file),
      version: report.versions.get(edit.file) ?? null,
      range: rangeIn(report, edit),
      newText: edit.text,
    })),
  };
}

function rangeIn(report: FileReport, place: { readonly file: string; readonly start: number; readonly end: number }) {
  const nowhere = { line: 0, character: 0 };
  return report.lines.get(place.file)?.range(place) ?? { start: nowhere, end: nowhere };
}
