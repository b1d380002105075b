import type { Chart, ChartEvent, EncounterType } from '../chart/model.ts';
import { CHECK_FAILED, type RuleText } from '../lint/built-in-rules.ts';
import type { Basis, FindingData, Severity } from '../lint/finding.ts';
import { type Locale, messageOf } from '../lint/message.ts';
import type { RuleSet } from '../lint/rule-set.ts';
import { type ScoreSheet, scoreChart } from '../lint/score.ts';
import type { JudgedFinding } from '../lint/waivers.ts';
import { formatMinutes } from '../syntax/moment.ts';
import type { Span } from '../syntax/span.ts';
import { cite, type Sources } from '../vocabulary/source.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';

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
  return {
    id: chart.id,
    files: chart.files.map(({ name }) => context.fileName(name)),
    encounter: type,
    patient: chart.patient.name?.value,
    department: department?.value,
    admission: timeOf(admission),
    discharge: timeOf(discharge ?? death),
    died: death !== undefined,
    score: reportScore(judged, context.locale),
    findings: findings.map((entry) => reportFinding(entry, judged.rules, texts, context, rules)),
  };
}

export function createReport(
  about: Pick<Report, 'tool' | 'locale' | 'asOf'>,
  charts: readonly ReportChart[],
  rules: ReadonlyMap<string, ReportRule>,
): Report {
  const named = [...rules].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...about, charts, rules: Object.fromEntries(named), summary: summarize(charts) };
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

function reportScore({ chart, findings, sheet }: JudgedChart, locale: Locale): ReportScore | undefined {
  if (!sheet || (sheet.when?.encounter && !sheet.when.encounter.includes(chart.encounter.type))) return undefined;
  const counted = findings.filter(({ waiver }) => !waiver).map(({ finding }) => finding);
  const { points, grade, vetoes, deductions } = scoreChart(counted, sheet);
  return {
    sheet: sheet.title[locale],
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
    fingerprint,
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

const BEFORE = 24;
const MARKED = 120;
const AFTER = 60;

function excerptOf(text: string, { start, end }: Span): ReportFinding['excerpt'] {
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const breakAt = text.slice(end, end + AFTER + 1).search(/[\r\n]/);
  const from = Math.max(lineStart, start - BEFORE);
  const to = breakAt >= 0 ? end + breakAt : Math.min(text.length, end + AFTER);
  const marked = text.slice(start, end);
  const long = marked.length > MARKED;
  const cutAfter = to < text.length && breakAt < 0;
  return {
    before: `${from > lineStart ? '…' : ''}${wholeCharacters(text.slice(from, start))}`.trimStart(),
    marked: long ? `${wholeCharacters(marked.slice(0, MARKED))}…` : marked,
    after: long ? '' : `${wholeCharacters(text.slice(end, to))}${cutAfter ? '…' : ''}`.trimEnd(),
  };
}

/** A cut may go through a pair of surrogates; the lone half is dropped. */
function wholeCharacters(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}
