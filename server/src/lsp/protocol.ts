/**
 * What server and client say to each other beyond the Language Server Protocol. Plain names and shapes only, so that
 * any client may import this file whatever protocol library it uses.
 */

import type { Position, Range } from 'vscode-languageserver-types';

/** `initializationOptions`; everything may be absent. */
export interface InitializationOptions {
  /** The client itself runs `emrLint.waive` and `emrLint.showRule` (asks a reason, shows a page). */
  readonly clientCommands?: boolean;
  /** Folder of the built-in rule pages (`<rule id with / as ->.md`), for `codeDescription`. */
  readonly docsFolder?: string;
  /** Overrides the language of messages; else `locale` of initialize decides, and Chinese where that is absent. */
  readonly locale?: string;
}

/** The section `emrLint` of the client's configuration. */
export interface Settings {
  /** False: no findings at all. */
  readonly enable: boolean;
  /** `open`: findings of open files (judged with the other files of their chart); `workspace`: of all files. */
  readonly scope: 'open' | 'workspace';
  /** As-of time, `YYYY-MM-DDTHH:MM`; empty for now. */
  readonly asOf: string;
  /** Most findings shown for one file; one more says how many were left out. */
  readonly maxFindings: number;
}

export const DEFAULT_SETTINGS: Settings = { enable: true, scope: 'workspace', asOf: '', maxFindings: 1000 };

/** Names of the custom requests (client to server) and notifications (server to client). */
export const Method = {
  /** {@link ScoreParams} → {@link ScoreResult} | null */
  score: 'emrLint/score',
  /** Notification, {@link ScoreChangedParams}: ask again. */
  scoreChanged: 'emrLint/scoreChanged',
  /** {@link ExplainRuleParams} → {@link ExplainRuleResult} | null */
  explainRule: 'emrLint/explainRule',
  /** `{}` → {@link ListRulesResult}: the rules to choose from in "explain a rule". */
  listRules: 'emrLint/listRules',
  /** {@link ReportParams} → {@link ReportResult} */
  report: 'emrLint/report',
  /** {@link LintWorkspaceParams} → {@link LintWorkspaceResult}; progress by `workDoneToken`. */
  lintWorkspace: 'emrLint/lintWorkspace',
} as const;

/** Names of commands. Those of {@link ClientCommand} the client runs when it said `clientCommands`. */
export const Command = {
  /** Arguments: one {@link WaiverArguments} with its reason. Writes `emr-lint.waivers.yaml` by a workspace edit. */
  applyWaiver: 'emrLint.applyWaiver',
  /** Arguments: one {@link TurnOffArguments}. Edits or creates `emr-lint.config.yaml` by a workspace edit. */
  turnRuleOff: 'emrLint.turnRuleOff',
  /** Arguments: one {@link BlankArguments}. Shows the first blank that a fix left to fill in, once the fix is applied. */
  showBlank: 'emrLint.showBlank',
} as const;

export const ClientCommand = {
  /** Arguments: one {@link WaiverArguments} without reason; the client asks for it and calls `emrLint.applyWaiver`. */
  waive: 'emrLint.waive',
  /** Arguments: the rule id. */
  showRule: 'emrLint.showRule',
} as const;

export interface ScoreParams {
  readonly uri: string;
}

/** Score of the chart the file belongs to. */
export interface ScoreResult {
  readonly chart: string;
  readonly uris: readonly string[];
  readonly points: number;
  readonly grade: string;
  readonly vetoes: readonly string[];
  /** Title of the score sheet. */
  readonly sheet: string;
  /** What was deducted, in the order of the sheet. */
  readonly deductions: readonly ScoreDeduction[];
  readonly counts: {
    readonly error: number;
    readonly warning: number;
    readonly information: number;
    readonly hint: number;
  };
  readonly waived: number;
}

export interface ScoreDeduction {
  readonly item: string;
  readonly row: string;
  /** Points taken; less than were asked where the item's cap was reached or a veto speaks for it. */
  readonly taken: number;
  readonly asked: number;
  readonly veto: boolean;
  /** The sheet as printed has no such row. */
  readonly inferred: boolean;
  /** The findings it stands for, in the words of the diagnostics. */
  readonly places: readonly { readonly uri: string; readonly range: Range; readonly message: string }[];
}

export interface ScoreChangedParams {
  readonly uris: readonly string[];
}

export interface ExplainRuleParams {
  readonly rule: string;
}

export interface ExplainRuleResult {
  readonly rule: string;
  readonly title: string;
  /** Clause, why, how to mend, good and bad examples. */
  readonly markdown: string;
}

export interface ListRulesResult {
  /** Sorted by id; titles in the language of the client. */
  readonly rules: readonly { readonly rule: string; readonly title: string }[];
}

export interface ReportParams {
  /** Files or folders; all of the workspace when absent. */
  readonly uris?: readonly string[];
  readonly format: 'html' | 'json' | 'sarif' | 'csv';
  readonly workDoneToken?: string | number;
}

export interface ReportResult {
  readonly content: string;
}

export interface LintWorkspaceParams {
  readonly workDoneToken?: string | number;
}

export interface LintWorkspaceResult {
  readonly charts: number;
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly hints: number;
}

export interface WaiverArguments {
  readonly uri: string;
  readonly rule: string;
  readonly chart: string;
  readonly fingerprint: string;
  readonly reason?: string;
  readonly by?: string;
}

export interface TurnOffArguments {
  readonly uri: string;
  readonly rule: string;
}

/** A blank in the text as it is after the fix that left it. */
export interface BlankArguments {
  readonly uri: string;
  readonly range: Range;
}

/** `Diagnostic.data`: all that a code action needs, so that the server keeps nothing for it. */
export interface DiagnosticData {
  readonly rule: string;
  readonly chart: string;
  readonly fingerprint: string;
  /** Version of the open document the edits were made for; null for a file that is not open. */
  readonly version: number | null;
  readonly fixes: readonly DiagnosticFix[];
}

export interface DiagnosticFix {
  readonly id: string;
  readonly title: string;
  readonly safety: 'safe' | 'structure';
  readonly edits: readonly {
    readonly uri: string;
    readonly version: number | null;
    readonly range: Range;
    readonly newText: string;
  }[];
}

export type { Position, Range };
