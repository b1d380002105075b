import type { Chart, ChartEvent, EncounterType } from '../chart/model.ts';
import { CHECK_FAILED, type RuleText } from '../lint/built-in-rules.ts';
import type { Basis, Finding, FindingData, Severity } from '../lint/finding.ts';
import type { Outcomes } from '../lint/indicators.ts';
import { type Locale, messageOf } from '../lint/message.ts';
import type { RuleSet } from '../lint/rule-set.ts';
import { isInSheet, type Score, type ScoreSheet, scoreChart } from '../lint/score.ts';
import type { JudgedFinding } from '../lint/waivers.ts';
import { formatMinutes } from '../syntax/moment.ts';
import type { Span } from '../syntax/span.ts';
import { cite, type Sources } from '../vocabulary/source.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { excerptOf } from './excerpt.ts';
import type { ReportIndicator } from './indicators.ts';

/** Line and character are 0-based, in UTF-16 code units, as in the Language Server Protocol. */
export interface ReportPosition {
  readonly line: number;
  readonly character: number;
}

export interface ReportRange {
  readonly start: ReportPosition;
  readonly end: ReportPosition;
}

/** Everything the formats write, worded in one language: plain data, fit to travel between threads. */
export interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  readonly locale: Locale;
  /** `2024-03-10T00:00` */
  readonly asOf: string;
  readonly charts: readonly ReportChart[];
  /** The rules that findings name, by id. */
  readonly rules: Readonly<Record<string, ReportRule>>;
  /** In the order of their definitions; those that charts cannot answer are named with the reason. */
  readonly indicators: readonly ReportIndicator[];
  readonly summary: Summary;
}

export interface Summary {
  readonly charts: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly hints: number;
}

export interface ReportRule {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly basis: readonly ReportBasis[];
}

export interface ReportBasis {
  readonly source: string;
  readonly clause: string;
  /** The clause as it is cited: `《病历书写基本规范》第二十二条(八)`. */
  readonly text: string;
}

export interface ReportChart {
  readonly id: string;
  readonly files: readonly string[];
  readonly encounter: EncounterType;
  readonly patient: string | undefined;
  readonly department: string | undefined;
  /** `2024-03-01T10:20`, or the day alone where the chart says no more. */
  readonly admission: string | undefined;
  readonly discharge: string | undefined;
  readonly died: boolean;
  /** Undefined for a chart the score sheet is not made for. */
  readonly score: ReportScore | undefined;
  readonly findings: readonly ReportFinding[];
  /** What the chart says of the indicators that concern it, by their ids. */
  readonly outcomes: Outcomes;
}

export interface ReportScore {
  /** Title of the score sheet. */
  readonly sheet: string;
  readonly points: number;
  readonly grade: string;
  readonly vetoes: readonly string[];
  readonly deductions: readonly ReportDeduction[];
}

export interface ReportDeduction {
  readonly item: string;
  readonly row: string;
  readonly asked: number;
  readonly taken: number;
  readonly veto: boolean;
  readonly inferred: boolean;
  /** How many findings it stands for. */
  readonly count: number;
}

export interface ReportFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly basis: readonly ReportBasis[];
  readonly file: string;
  /** UTF-16 offsets in the file. */
  readonly start: number;
  readonly end: number;
  readonly range: ReportRange;
  readonly state: 'missing' | 'late' | 'due' | undefined;
  readonly data: FindingData;
  readonly related: readonly { readonly file: string; readonly range: ReportRange; readonly message: string }[];
  readonly fixes: readonly ReportFix[];
  readonly fingerprint: string;
  /** Points that the score sheet took for it; those of a deduction for several findings stand with the first of them. */
  readonly deducted: number | undefined;
  readonly waived: { readonly reason: string; readonly by: string; readonly date: string } | undefined;
  /** The line of the place, cut to what fits a page. */
  readonly excerpt: { readonly before: string; readonly marked: string; readonly after: string } | undefined;
}

export interface ReportFix {
  readonly title: string;
  readonly safety: 'safe' | 'structure';
  readonly edits: readonly { readonly file: string; readonly range: ReportRange; readonly text: string }[];
}

/** A chart as it was judged. */
export interface JudgedChart {
  readonly chart: Chart;
  readonly findings: readonly JudgedFinding[];
  readonly rules: RuleSet;
  readonly sheet: ScoreSheet | undefined;
  /** What it says of the indicators; worked out when asked for. */
  outcomes(): Outcomes;
}

export interface ReportContext {
  readonly locale: Locale;
  readonly vocabulary: Vocabulary;
  readonly sources: Sources;
  /** Name of a file as readers are to see it: relative, with `/`. */
  fileName(file: string): string;
  /** Lines of a file of the chart, or of the waiver file. */
  linesOf(file: string): { range(span: Span): ReportRange };
  /** Whether texts of the record may appear beside the findings. */
  readonly excerpts: boolean;
}

/** Words one judged chart. `rules` collects the rules its findings name. */
export function reportChart(judged: JudgedChart, context: ReportContext, rules: Map<string, ReportRule>): ReportChart {
  const { chart, findings } = judged;
  const { admission, discharge, death, department, type } = chart.encounter;
  const texts = new Map(chart.files.map(({ name, tree }) => [name, tree.text]));
  const score = scoreOf(judged);
  const points = score ? pointsByFinding(score) : undefined;
  return {
    id: chart.id,
    files: chart.files.map(({ name }) => context.fileName(name)),
    encounter: type,
    patient: chart.patient.name?.value,
    department: department?.value,
    admission: timeOf(admission),
    discharge: timeOf(discharge ?? death),
    died: death !== undefined,
    score: score && reportScore(score, context.locale),
    findings: findings.map((entry) =>
      reportFinding(entry, judged.rules, texts, context, rules, points?.get(entry.finding)),
    ),
    outcomes: judged.outcomes(),
  };
}

export function createReport(
  about: Pick<Report, 'tool' | 'locale' | 'asOf'>,
  charts: readonly ReportChart[],
  rules: ReadonlyMap<string, ReportRule>,
  indicators: readonly ReportIndicator[],
): Report {
  const named = [...rules].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...about, charts, rules: Object.fromEntries(named), indicators, summary: summarize(charts) };
}

/** Waived findings are not counted. */
export function summarize(charts: readonly ReportChart[]): Summary {
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { findings } of charts) for (const { severity, waived } of findings) if (!waived) counts[severity]++;
  const { error: errors, warning: warnings, information, hint: hints } = counts;
  return { charts: charts.length, errors, warnings, information, hints };
}

function timeOf(event: ChartEvent | undefined): string | undefined {
  const moment = event?.start?.value;
  if (!moment) return undefined;
  const time = formatMinutes(moment.earliest);
  if (moment.earliest === moment.latest) return time;
  return moment.precision === 'day' && !moment.masked ? time.slice(0, 10) : undefined;
}

interface Scored extends Score {
  readonly sheetTitle: ScoreSheet['title'];
  readonly counted: readonly Finding[];
}

function scoreOf({ chart, findings, sheet }: JudgedChart): Scored | undefined {
  if (!sheet || !isInSheet(chart, sheet)) return undefined;
  const counted = findings.filter(({ waiver }) => !waiver).map(({ finding }) => finding);
  return { ...scoreChart(counted, sheet), sheetTitle: sheet.title, counted };
}

/** What was taken, shared out so that it adds up to the deductions. */
function pointsByFinding({ deductions, counted }: Scored): ReadonlyMap<Finding, number> {
  const points = new Map<Finding, number>();
  for (const { findings, taken, each } of deductions) {
    let left = taken;
    for (const index of findings) {
      const finding = counted[index];
      const share = Math.min(left, each ?? left);
      left = Math.round((left - share) * 100) / 100;
      if (finding) points.set(finding, share);
    }
  }
  return points;
}

function reportScore({ points, grade, vetoes, deductions, sheetTitle }: Scored, locale: Locale): ReportScore {
  return {
    sheet: sheetTitle[locale],
    points,
    grade,
    vetoes: vetoes.map((title) => title[locale]),
    deductions: deductions.map(({ item, row, asked, taken, veto, inferred, findings: { length: count } }) => ({
      ...{ item: item[locale], row: row[locale], asked, taken, veto, inferred, count },
    })),
  };
}

function reportFinding(
  { finding, fingerprint, waiver }: JudgedFinding,
  ruleSet: RuleSet,
  texts: ReadonlyMap<string, string>,
  context: ReportContext,
  rules: Map<string, ReportRule>,
  deducted: number | undefined,
): ReportFinding {
  const rule = ruleSet.describe(finding.rule);
  if (rule && !rules.has(rule.id)) rules.set(rule.id, reportRule(rule, context));
  const { locale, fileName } = context;
  const rangeIn = (file: string, span: Span) => context.linesOf(file).range(span);
  const text = texts.get(finding.file);
  return {
    rule: finding.rule,
    severity: finding.severity,
    basis: reportBasis(finding.basis ?? rule?.basis ?? [], context),
    message: rule ? messageOf(finding, rule, locale, context.vocabulary) : finding.message,
    file: fileName(finding.file),
    start: finding.start,
    end: finding.end,
    range: rangeIn(finding.file, finding),
    state: finding.state,
    data: finding.data,
    related: finding.related.map(({ label, ...place }) => ({
      ...{ file: fileName(place.file), range: rangeIn(place.file, place), message: label[locale] },
    })),
    fixes: finding.fixes.map(({ title, safety, edits }) => ({
      title: title[locale],
      safety,
      edits: edits.map((edit) => ({ file: fileName(edit.file), range: rangeIn(edit.file, edit), text: edit.text })),
    })),
    ...{ fingerprint, deducted },
    waived: waiver && { reason: waiver.reason, by: waiver.by, date: waiver.date },
    excerpt:
      context.excerpts && text !== undefined && finding.rule !== CHECK_FAILED ? excerptOf(text, finding) : undefined,
  };
}

export function reportRule(rule: RuleText, { locale, sources }: Pick<ReportContext, 'locale' | 'sources'>): ReportRule {
  return {
    id: rule.id,
    title: rule.title[locale],
    description: rule.description[locale],
    severity: rule.severity,
    basis: reportBasis(rule.basis, { locale, sources }),
  };
}

function reportBasis(
  basis: readonly Basis[],
  { locale, sources }: Pick<ReportContext, 'locale' | 'sources'>,
): ReportBasis[] {
  return basis.map(({ source, clause }) => ({ source, clause, text: cite(sources, { source, clause }, locale) }));
}
