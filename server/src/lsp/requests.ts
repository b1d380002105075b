import { posix } from 'node:path';
import type { CancellationToken, Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import sources from '../generated/sources.json' with { type: 'json' };
import { BUILT_IN_RULES } from '../lint/built-in-rules.ts';
import { WRITERS } from '../report/format.ts';
import { reportIndicators } from '../report/indicators.ts';
import { createReport, type JudgedChart, type ReportChart, type ReportRule, reportChart } from '../report/model.ts';
import { formatMinutes } from '../syntax/moment.ts';
import type { Sources } from '../vocabulary/source.ts';
import { Batch } from '../workspace/batch.ts';
import { Breath } from '../workspace/breath.ts';
import { LineIndex } from '../workspace/lines.ts';
import { isDiskPath } from '../workspace/paths.ts';
import { chartsDone } from './background.ts';
import { whileWanted } from './cancellation.ts';
import { say } from './locale.ts';
import {
  type ExplainRuleParams,
  type ExplainRuleResult,
  type LintWorkspaceParams,
  type LintWorkspaceResult,
  type ListRulesResult,
  Method,
  type ReportParams,
  type ReportResult,
  type ScoreParams,
  type ScoreResult,
} from './protocol.ts';
import { ruleMarkdown } from './rule-text.ts';
import { scoreResult } from './score.ts';
import { nameOf } from './uris.ts';
import { VERSION } from './version.ts';
import type { World } from './world.ts';

export function listenToRequests(connection: Connection, world: World): void {
  connection.onRequest(Method.score, async ({ uri }: ScoreParams) => {
    await world.settled;
    return score(world, uri);
  });
  connection.onRequest(Method.explainRule, ({ rule }: ExplainRuleParams) => explain(world, rule));
  connection.onRequest(Method.listRules, () => listRules(world));
  connection.onRequest(Method.report, (params: ReportParams, token: CancellationToken) =>
    whileWanted(token, (signal) => report(connection, world, params, signal)),
  );
  connection.onRequest(Method.lintWorkspace, (params: LintWorkspaceParams, token: CancellationToken) =>
    whileWanted(token, (signal) => lintWorkspace(connection, world, params, signal)),
  );
}

async function score(world: World, uri: string): Promise<ScoreResult | null> {
  const name = nameOf(uri);
  if (world.documents.byName(name)?.kind !== 'record' || !world.settings.of(name).enable) return null;
  const judged = await world.judged(name);
  const { vocabulary } = world.linter.parts;
  return (judged && scoreResult(judged, world.client.locale, vocabulary, (file) => world.uriOf(file))) ?? null;
}

function explain({ linter, client: { locale } }: World, id: string): ExplainRuleResult | null {
  const rule = linter.engine.rules.get(id)?.rule ?? BUILT_IN_RULES.find((builtIn) => builtIn.id === id);
  return rule ? { rule: id, title: rule.title[locale], markdown: ruleMarkdown(rule, locale, true) } : null;
}

function listRules({ linter, client: { locale } }: World): ListRulesResult {
  const ids = [...linter.engine.rules.keys()].sort();
  return { rules: ids.map((rule) => ({ rule, title: linter.engine.rules.get(rule)?.rule.title[locale] ?? rule })) };
}

/** Judges files as they are now, open ones as their editor holds them, whatever is shown at the moment. */
async function report(
  connection: Connection,
  world: World,
  { uris, format, workDoneToken }: ReportParams,
  signal: AbortSignal | undefined,
): Promise<ReportResult> {
  await world.settled;
  const progress = beginProgress(connection, world, workDoneToken);
  const rules = new Map<string, ReportRule>();
  const charts: ReportChart[] = [];
  const breath = new Breath();
  try {
    for await (const judged of judgeFor(world, uris?.map(nameOf) ?? world.roots, signal)) {
      charts.push(reportChart(judged, contextFor(world, judged), rules));
      progress?.report(chartsDone(charts.length, world));
      await breath.take(signal);
    }
  } finally {
    progress?.done();
  }
  const { locale } = world.client;
  const asOf = formatMinutes(world.asOf(uris?.[0] === undefined ? '' : nameOf(uris[0]), undefined).minutes);
  const about = { tool: { name: 'emr-lint', version: VERSION }, locale, asOf };
  const indicators = reportIndicators(charts, world.linter.definitions, { locale, sources: sources as Sources });
  return { content: WRITERS[format](createReport(about, charts, rules, indicators)) };
}

async function* judgeFor(world: World, names: readonly string[], signal?: AbortSignal): AsyncGenerator<JudgedChart> {
  for (const name of names.filter((each) => !isDiskPath(each))) {
    const judged = await world.judged(name);
    if (judged) yield judged;
  }
  const [first = '/'] = names;
  const asOf = world.asOf(first, undefined);
  const request = {
    cwd: world.roots[0] ?? posix.dirname(first),
    now: world.now(),
    ...(asOf.given && { asOf: asOf.minutes }),
  };
  const batch = new Batch(request, world.linter, world.fs);
  for await (const job of batch.jobs(names.filter(isDiskPath), { signal })) yield* batch.run(job, { signal });
}

function contextFor(world: World, { chart }: JudgedChart) {
  const lines = new Map(chart.files.map(({ name, tree }) => [name, new LineIndex(tree.text)]));
  const base = (name: string) => world.rootOf(name) ?? posix.dirname(name);
  return {
    locale: world.client.locale,
    vocabulary: world.linter.parts.vocabulary,
    sources: sources as Sources,
    fileName: (name: string) => (isDiskPath(name) ? posix.relative(base(name), name) : name),
    linesOf: (name: string) => lines.get(name) ?? new LineIndex(''),
    excerpts: true,
  };
}

/** Reads every closed file again. The user asked for all, so in scope `open` closed files are shown from now on, too. */
async function lintWorkspace(
  connection: Connection,
  world: World,
  { workDoneToken }: LintWorkspaceParams,
  signal: AbortSignal | undefined,
): Promise<LintWorkspaceResult> {
  await world.settled;
  const progress = beginProgress(connection, world, workDoneToken);
  world.session.configure(world.roots, 'workspace');
  try {
    await world.session.scan({
      ...(signal && { signal }),
      fresh: true,
      progress: (charts) => progress?.report(chartsDone(charts, world)),
    });
  } finally {
    progress?.done();
  }
  const charts = new Set<string>();
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  let files = 0;
  for (const { name, verdict, findings } of world.session.reports) {
    files++;
    charts.add(`${posix.dirname(name)}\0${verdict.chart}`);
    for (const { finding, waiver } of findings) if (!waiver) counts[finding.severity]++;
  }
  const { error: errors, warning: warnings, information, hint: hints } = counts;
  return { charts: charts.size, files, errors, warnings, information, hints };
}

function beginProgress(
  connection: Connection,
  world: World,
  workDoneToken: string | number | undefined,
): WorkDoneProgressReporter | undefined {
  if (workDoneToken === undefined) return undefined;
  const progress = connection.window.attachWorkDoneProgress(workDoneToken);
  progress.begin(say(world.client.locale, '检查病历', 'Linting charts'), undefined, undefined, true);
  return progress;
}
