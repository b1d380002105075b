import type { Chart, ChartDocument, DocumentFacts } from '../chart/model.ts';
import type { Span } from '../syntax/span.ts';
import { CHECK_FAILED } from './built-in-rules.ts';
import type { AnyCheck, AnyFixKind, ChartView, Environment, Hit } from './check.ts';
import { type CatalogueRule, catalogue, compileRules, mergePacks } from './compile.ts';
import type { Finding, Fix, Place, Severity } from './finding.ts';
import type { Pack } from './pack.ts';
import type { BoundCheck, RuleProblem, RuleSet, Selection } from './rule-set.ts';
import { viewChart } from './view.ts';

export interface Engine {
  readonly packs: readonly Pack[];
  /** Every rule of every pack, active or not, by id. */
  readonly rules: ReadonlyMap<string, CatalogueRule>;
  /** Faults of the packs as a whole: a rule defined twice, an amendment of nothing. */
  readonly problems: readonly RuleProblem[];
  compile(selection: Selection): { readonly ruleSet: RuleSet; readonly problems: readonly RuleProblem[] };
}

/** Brings packs, check kinds and fix kinds together; it imports none of them. */
export function createEngine(given: {
  readonly packs: readonly Pack[];
  readonly checks: readonly AnyCheck[];
  readonly fixes: readonly AnyFixKind[];
}): Engine {
  const parts = { ...given, packs: mergePacks(given.packs) };
  const problems: RuleProblem[] = [];
  const rules = catalogue(parts.packs, problems);
  return { packs: parts.packs, rules, problems, compile: (selection) => compileRules(parts, rules, selection) };
}

/**
 * All findings of a chart, in order of file, place and rule. Total and deterministic; a check that throws becomes one
 * finding that names rule and error.
 *
 * What document checks report is kept by document and rule set, so that after an edit only new documents are judged
 * anew. The environment's vocabulary must therefore be the same whenever a rule set is used.
 */
export function lintChart(chart: Chart, ruleSet: RuleSet, environment: Environment): Finding[] {
  return judgeChart(chart, ruleSet, environment).findings;
}

/**
 * The findings of {@link lintChart}; with them those that repeat a graver one by another limit, which readers are
 * spared but indicators count; and the rules that could not be judged in full.
 */
export function judgeChart(
  chart: Chart,
  ruleSet: RuleSet,
  environment: Environment,
): { readonly findings: Finding[]; readonly repeated: Finding[]; readonly undecided: ReadonlySet<string> } {
  const view = viewChart(chart, environment);
  const raised: Raised<Place>[] = [];
  const undecided = new Set<string>();
  for (const document of [...chart.headers, ...chart.documents]) {
    for (const entry of documentHits(document.facts, ruleSet, environment, chart.template)) {
      if (speaks(view, entry.bound)) raised.push(rebase(entry, document));
    }
  }
  for (const bound of ruleSet.chartChecks) {
    if (!speaks(view, bound)) continue;
    const doubt = () => undecided.add(bound.rule.id);
    raised.push(
      ...run<Place>(bound, chartPlace(chart), (report) => bound.check.run(view, bound.params, report, doubt)),
    );
  }
  for (const { bound, failed } of raised) if (failed) undecided.add(bound.rule.id);
  const told = raised.filter(({ hit }) => hit.state !== 'due' || view.running);
  const speaking = withoutRepeats(told);
  const findings = speaking.flatMap((entry) => toFindings(entry, view)).sort(inOrder);
  if (speaking.length === told.length) return { findings, repeated: [], undecided };
  const repeated = told.filter((entry) => !entry.failed && !speaking.includes(entry));
  return { findings, repeated: repeated.flatMap((entry) => toFindings(entry, view)), undecided };
}

/** What a check had to say, or, with `failed`, that it threw. */
interface Raised<Position> {
  readonly bound: BoundCheck;
  readonly hit: Hit<Position>;
  readonly failed: boolean;
}

function speaks(view: ChartView, { rule, when }: BoundCheck): boolean {
  return isTemplateRule(rule) === view.chart.template && view.applies(rule.when) && view.applies(when);
}

function isTemplateRule({ when }: BoundCheck['rule']): boolean {
  return when?.template ?? false;
}

/** Runs one check under guard. What it said before it threw is dropped: half a verdict is none. */
function run<Position>(
  bound: BoundCheck,
  fallback: Position,
  check: (report: (hit: Hit<Position>) => void) => void,
): Raised<Position>[] {
  const raised: Raised<Position>[] = [];
  try {
    check((hit) => raised.push({ bound, hit, failed: false }));
    return raised;
  } catch (error) {
    return [failure(bound, fallback, error)];
  }
}

function failure<Position>(bound: BoundCheck, at: Position, error: unknown): Raised<Position> {
  const data = { failed: bound.rule.id, check: bound.check.kind, error: nameError(error) };
  return { bound, hit: { at, message: 'failed', data }, failed: true };
}

/** Class and code location only: an error's text may quote the record. */
function nameError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  for (const line of error.stack?.split('\n') ?? []) {
    const frame = /^\s+at (?:.*[/\\( ])?([\w.-]+\.[cm]?[jt]s:\d+:\d+)\)?$/.exec(line);
    if (frame) return `${error.constructor.name} @ ${frame[1]}`;
  }
  return error.constructor.name;
}

function documentHits(
  facts: DocumentFacts,
  ruleSet: RuleSet,
  environment: Environment,
  template: boolean,
): readonly Raised<Span>[] {
  const kept = facts.derived.get(ruleSet) as readonly Raised<Span>[] | undefined;
  if (kept) return kept;
  const raised = ruleSet
    .documentChecks(facts.kind)
    .filter(({ rule }) => isTemplateRule(rule) === template)
    .flatMap((bound) =>
      run<Span>(bound, facts.anchor, (report) => bound.check.run(facts, bound.params, environment, report)),
    );
  facts.derived.set(ruleSet, raised);
  return raised;
}

function rebase({ bound, hit, failed }: Raised<Span>, document: ChartDocument): Raised<Place> {
  const place = ({ start, end }: Span): Place => ({
    file: document.file,
    start: start + document.offset,
    end: end + document.offset,
  });
  const related = hit.related?.map((other) => ({ ...place(other), label: other.label }));
  return { bound, hit: { ...hit, at: place(hit.at), related, subject: { document, ...hit.subject } }, failed };
}

function chartPlace(chart: Chart): Place {
  const first = chart.documents[0];
  if (!first) return { file: chart.files[0]?.name ?? '', start: 0, end: 0 };
  const { anchor } = first.facts;
  return { file: first.file, start: first.offset + anchor.start, end: first.offset + anchor.end };
}

/**
 * Several checks of one rule (a national limit and a stricter regional one) may find the same deadline missed: the
 * graver of them speaks. A rule that failed on several documents says so once.
 */
function withoutRepeats(raised: readonly Raised<Place>[]): Raised<Place>[] {
  const gravest = new Map<string, Raised<Place>>();
  const keyOf = ({ bound, hit, failed }: Raised<Place>): string | undefined => {
    if (failed) return `${bound.rule.id}!`;
    if (!hit.state) return undefined;
    return [bound.rule.id, hit.at.file, hit.at.start, hit.at.end, hit.data.document ?? ''].join('\n');
  };
  for (const entry of raised) {
    const key = keyOf(entry);
    const other = key === undefined ? undefined : gravest.get(key);
    if (key !== undefined && (!other || RANK[severityOf(entry)] < RANK[severityOf(other)])) gravest.set(key, entry);
  }
  return raised.filter((entry) => {
    const key = keyOf(entry);
    if (key === undefined) return true;
    const speaker = gravest.get(key);
    return speaker === entry || (!entry.failed && speaker?.bound === entry.bound);
  });
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

/**
 * The hit's own severity, else its check's, else its rule's. A severity from the configuration replaces them, but does
 * not make graver what is no defect: a deadline ahead, or a limit that could not be checked.
 */
function severityOf({ bound, hit, failed }: Raised<Place>): Severity {
  if (failed) return 'warning';
  const own = hit.severity ?? (hit.state === 'due' ? 'information' : bound.severity) ?? bound.rule.severity;
  if (!bound.rule.severityForced) return own;
  const advice = hit.state === 'due' || hit.severity === 'information' || hit.severity === 'hint';
  return advice && RANK[own] > RANK[bound.rule.severity] ? own : bound.rule.severity;
}

function toFindings(entry: Raised<Place>, view: ChartView): Finding[] {
  const { bound, hit, failed } = entry;
  const finding = (fixes: readonly Fix[]): Finding => ({
    rule: failed ? CHECK_FAILED : bound.rule.id,
    severity: severityOf(entry),
    message: hit.message,
    data: hit.data,
    ...(hit.state && { state: hit.state }),
    file: hit.at.file,
    start: hit.at.start,
    end: hit.at.end,
    ...(hit.basis && { basis: hit.basis }),
    related: hit.related ?? [],
    fixes,
  });
  const { fix } = bound.rule;
  if (failed || !fix) return [finding([])];
  try {
    return [finding(fix.kind.make(view, hit, fix.params))];
  } catch (error) {
    return [finding([]), ...toFindings(failure(bound, hit.at, error), view)];
  }
}

/** Findings of one rule at one place stay in the order their check gave them: sections in the prescribed order. */
function inOrder(a: Finding, b: Finding): number {
  return compare(a.file, b.file) || a.start - b.start || a.end - b.end || compare(a.rule, b.rule);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
