import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { BLANK } from '../fixes/blank.ts';
import { BUILT_IN_RULES } from '../lint/built-in-rules.ts';
import { compatibleFixes } from '../lint/edits.ts';
import type { Fix } from '../lint/finding.ts';
import type { FileReport } from '../workspace/reports.ts';
import { type DiagnosticStyle, toDiagnostic } from './diagnostics.ts';
import { say } from './locale.ts';
import {
  type BlankArguments,
  ClientCommand,
  Command,
  type DiagnosticData,
  type DiagnosticFix,
  type TurnOffArguments,
  type WaiverArguments,
} from './protocol.ts';

export const FIX_ALL = 'source.fixAll.emrLint';
export const CODE_ACTION_KINDS = [CodeActionKind.QuickFix, FIX_ALL];

export interface ActionContext {
  readonly report: FileReport;
  readonly style: DiagnosticStyle;
  readonly uri: string;
  /** The client takes versioned edits. */
  readonly documentChanges: boolean;
  /** The client goes to a place when asked. */
  readonly showDocument: boolean;
  readonly wordRule: (rule: string) => string;
}

/**
 * What may be done about the diagnostics at a range. A diagnostic carries its own edits; one that comes without them,
 * or was made for an older text, is looked up again among the present findings.
 */
export function codeActions(context: ActionContext, params: CodeActionParams): CodeAction[] {
  const wants = (kind: string) => {
    const { only } = params.context;
    return !only || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`) || wanted === '');
  };
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const diagnostics = presentDiagnostics(context, params);
    for (const diagnostic of diagnostics) actions.push(...fixActions(context, diagnostic));
    for (const rule of new Set(diagnostics.map(({ data }) => data.rule)))
      actions.push(...fixRuleActions(context, rule));
    for (const diagnostic of diagnostics) actions.push(...waiveActions(context, diagnostic));
    for (const rule of new Set(diagnostics.map(({ data }) => data.rule))) actions.push(...ruleActions(context, rule));
  }
  if (wants(FIX_ALL)) actions.push(...fixAllActions(context));
  return actions;
}

type OwnDiagnostic = Omit<Diagnostic, 'data'> & { readonly data: DiagnosticData };

function presentDiagnostics({ report, style }: ActionContext, { context, range }: CodeActionParams): OwnDiagnostic[] {
  const current = () =>
    report.findings.filter(({ waiver }) => !waiver).map((judged) => own(toDiagnostic(judged, report, style)));
  const given = context.diagnostics.filter(({ source, code }) => isOurs(source) || isRule(report, code));
  const fresh = given.filter((diagnostic): diagnostic is OwnDiagnostic => isFresh(diagnostic.data, report));
  if (fresh.length === given.length && given.length > 0) return fresh;
  const here = current().filter((diagnostic) => overlap(diagnostic.range, range));
  if (given.length === 0) return here;
  const wanted = new Set(given.map(({ code }) => code));
  return here.filter(({ code }) => wanted.has(code));
}

function own(diagnostic: Diagnostic): OwnDiagnostic {
  return diagnostic as OwnDiagnostic;
}

function isOurs(source: string | undefined): boolean {
  return source === 'emr-lint' || source === '病历质控';
}

function isRule(report: FileReport, code: Diagnostic['code']): boolean {
  return typeof code === 'string' && report.verdict.rules.describe(code) !== undefined;
}

function isFresh(data: unknown, report: FileReport): data is DiagnosticData {
  if (typeof data !== 'object' || data === null) return false;
  const { version, fixes, rule } = data as Partial<DiagnosticData>;
  return version === report.version && Array.isArray(fixes) && typeof rule === 'string';
}

function fixActions(context: ActionContext, diagnostic: OwnDiagnostic): CodeAction[] {
  const { fixes } = diagnostic.data;
  return fixes.map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    ...(fixes.length === 1 && { isPreferred: true }),
    edit: toWorkspaceEdit(fix.edits, context.documentChanges),
    ...(context.showDocument && showingBlank(fix)),
  }));
}

/** A fix may insert far from the finding, where nobody would see it: the cursor goes to what is left to fill in. */
function showingBlank({ title, edits }: DiagnosticFix): Pick<CodeAction, 'command'> {
  const [edit] = edits;
  const at = edit?.newText.indexOf(BLANK) ?? -1;
  if (!edit || edits.length > 1 || at < 0) return {};
  const above = edit.newText.slice(0, at).split('\n');
  const { line, character } = edit.range.start;
  const start = {
    line: line + above.length - 1,
    character: (above.length === 1 ? character : 0) + (above.at(-1)?.length ?? 0),
  };
  const range = { start, end: { line: start.line, character: start.character + BLANK.length } };
  const blank: BlankArguments = { uri: edit.uri, range };
  return { command: { title, command: Command.showBlank, arguments: [blank] } };
}

/** All findings of one rule at once, where there are several and their edits leave each other alone. */
function fixRuleActions(context: ActionContext, rule: string): CodeAction[] {
  const { report, style } = context;
  const findings = report.findings
    .filter(({ finding, waiver }) => finding.rule === rule && !waiver)
    .map(({ finding }) => finding);
  const fixes = compatibleFixes(findings, () => true);
  if (fixes.length < 2) return [];
  const title = say(
    style.locale,
    `修复本文件全部 ${fixes.length} 处：${context.wordRule(rule)}`,
    `Fix all ${fixes.length} in this file: ${context.wordRule(rule)}`,
  );
  return [{ title, kind: CodeActionKind.QuickFix, edit: editOf(context, fixes) }];
}

function fixAllActions(context: ActionContext): CodeAction[] {
  const { report, style } = context;
  const findings = report.findings.filter(({ waiver }) => !waiver).map(({ finding }) => finding);
  const fixes = compatibleFixes(findings, ({ safety }) => safety === 'safe');
  if (fixes.length === 0) return [];
  const title = say(style.locale, '修正全部书写格式问题', 'Fix all notation problems');
  return [{ title, kind: FIX_ALL, edit: editOf(context, fixes) }];
}

function editOf({ report, style, documentChanges }: ActionContext, fixes: readonly Fix[]): WorkspaceEdit {
  const edits = fixes.flatMap((fix) =>
    fix.edits.map((edit) => ({
      uri: style.uriOf(edit.file),
      version: report.versions.get(edit.file) ?? null,
      range: report.lines.get(edit.file)?.range(edit) ?? {
        start: { line: 0, character: 0 },
        end: { line: 0, character: 0 },
      },
      newText: edit.text,
    })),
  );
  return toWorkspaceEdit(edits, documentChanges);
}

export function toWorkspaceEdit(edits: DiagnosticFix['edits'], documentChanges: boolean): WorkspaceEdit {
  const byUri = Map.groupBy(edits, ({ uri }) => uri);
  const plain = (uri: string) => (byUri.get(uri) ?? []).map(({ range, newText }) => ({ range, newText }));
  if (!documentChanges) return { changes: Object.fromEntries([...byUri.keys()].map((uri) => [uri, plain(uri)])) };
  return {
    documentChanges: [...byUri].map(([uri, [first]]) => ({
      textDocument: { uri, version: first?.version ?? null },
      edits: plain(uri),
    })),
  };
}

/** Rules about the tool itself are neither waived nor turned off. */
const UNTOUCHABLE = new Set(BUILT_IN_RULES.map(({ id }) => id));

function waiveActions({ uri, style, wordRule }: ActionContext, diagnostic: OwnDiagnostic): CodeAction[] {
  const { rule, chart, fingerprint } = diagnostic.data;
  if (UNTOUCHABLE.has(rule)) return [];
  const title = say(
    style.locale,
    `豁免此处（须写明理由）：${wordRule(rule)}`,
    `Waive this finding (asks a reason): ${wordRule(rule)}`,
  );
  const waiver: WaiverArguments = { uri, rule, chart, fingerprint };
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      command: { title, command: ClientCommand.waive, arguments: [waiver] },
    },
  ];
}

function ruleActions({ uri, style, wordRule }: ActionContext, rule: string): CodeAction[] {
  const kind = CodeActionKind.QuickFix;
  const action = (title: string, command: string, argument: unknown): CodeAction => ({
    title,
    kind,
    command: { title, command, arguments: [argument] },
  });
  const off: TurnOffArguments = { uri, rule };
  const show = action(
    say(style.locale, `查看规则：${wordRule(rule)}`, `Show rule: ${wordRule(rule)}`),
    ClientCommand.showRule,
    rule,
  );
  if (UNTOUCHABLE.has(rule)) return [show];
  return [
    action(
      say(style.locale, `停用规则：${wordRule(rule)}`, `Turn rule off: ${wordRule(rule)}`),
      Command.turnRuleOff,
      off,
    ),
    show,
  ];
}

function overlap(a: Range, b: Range): boolean {
  return !before(a.end, b.start) && !before(b.end, a.start);
}

function before(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
