import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import { BUILT_IN_RULES } from '../lint/built-in-rules.ts';
import { messageOf } from '../lint/message.ts';
import type { JudgedFinding } from '../lint/waivers.ts';
import { judgeWaivers } from '../lint/waivers.ts';
import type { SourceProblem } from '../lint/yaml-source.ts';
import { LineIndex } from '../workspace/lines.ts';
import { sourceOf } from './diagnostics.ts';
import type { World } from './world.ts';

/** Faults of configuration, packs, score sheets and waivers, by file; files without fault have an empty list. */
export async function configurationDiagnostics(world: World): Promise<Map<string, Diagnostic[]>> {
  const byFile = new Map<string, Diagnostic[]>();
  for (const configuration of await world.configurations.known) {
    const { problems } = world.linter.workbench(configuration);
    const sheet = await world.sheets.of(configuration);
    if (configuration.file !== undefined) byFile.set(configuration.file, byFile.get(configuration.file) ?? []);
    for (const problem of [...problems, ...sheet.problems])
      add(byFile, problem.file, problemDiagnostic(problem, world));
    if (!configuration.waivers) continue;
    const { file } = configuration.waivers;
    byFile.set(file, byFile.get(file) ?? []);
    const stale = await waiverDiagnostics(world, configuration.waivers);
    for (const diagnostic of stale) add(byFile, file, diagnostic);
  }
  return byFile;
}

/** Folders may share a file: what is said twice at one place is said once. */
function add(byFile: Map<string, Diagnostic[]>, file: string, diagnostic: Diagnostic): void {
  const there = byFile.get(file) ?? [];
  const known = there.some(
    ({ range, message }) =>
      message === diagnostic.message && JSON.stringify(range) === JSON.stringify(diagnostic.range),
  );
  byFile.set(file, known ? there : [...there, diagnostic]);
}

function problemDiagnostic({ start, end, line, column, message }: SourceProblem, { client }: World): Diagnostic {
  const at = { line: line - 1, character: column - 1 };
  return {
    // A place of several lines is pointed at by its first character.
    range: { start: at, end: { line: at.line, character: at.character + Math.max(0, Math.min(end - start, 80)) } },
    severity: DiagnosticSeverity.Error,
    source: sourceOf(client.locale),
    message: message[client.locale],
  };
}

async function waiverDiagnostics(world: World, waivers: Parameters<typeof judgeWaivers>[0]): Promise<Diagnostic[]> {
  const judged = new Map<string, readonly JudgedFinding[]>();
  let rules: { has(rule: string): boolean } = new Map();
  for (const { verdict } of world.session.reports) {
    judged.set(verdict.chart, verdict.findings);
    rules = verdict.rules.rules;
  }
  const findings = judgeWaivers(waivers, judged, (rule) => rules.has(rule));
  if (findings.length === 0) return [];
  const bytes = await world.fs.read(waivers.file).catch(() => new Uint8Array());
  const lines = new LineIndex(new TextDecoder().decode(bytes));
  const { locale } = world.client;
  return findings.map((finding) => {
    const rule = BUILT_IN_RULES.find(({ id }) => id === finding.rule);
    return {
      range: lines.range(finding),
      severity: DiagnosticSeverity.Warning,
      code: finding.rule,
      source: sourceOf(locale),
      message: rule ? messageOf(finding, rule, locale, world.linter.parts.vocabulary) : finding.rule,
    };
  });
}
