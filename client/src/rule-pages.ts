import * as vscode from 'vscode';
import { type ExplainRuleParams, type ExplainRuleResult, Method } from '../../server/src/lsp/protocol.ts';
import type { Server } from './server.ts';

const SCHEME = 'emr-lint-rule';
/** The manifest opens files of this ending in the Markdown preview. */
const ENDING = '.emr-rule.md';

/** Where a click on the rule id of a finding leads. */
export const ruleUri = (rule: string) => vscode.Uri.from({ scheme: SCHEME, path: `/${rule}${ENDING}` });

export function linkToRule(diagnostic: vscode.Diagnostic): vscode.Diagnostic {
  if (typeof diagnostic.code === 'string' && diagnostic.code.includes('/')) {
    diagnostic.code = { value: diagnostic.code, target: ruleUri(diagnostic.code) };
  }
  return diagnostic;
}

/** Pages that explain a rule: read-only Markdown, written by the server in the language of the display. */
export class RulePages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  #server: Server | undefined;
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  explainWith(server: Server): void {
    this.#server = server;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const rule = uri.path.slice(1, -ENDING.length);
    const params: ExplainRuleParams = { rule };
    const page = await this.#server?.ask<ExplainRuleResult | null>(Method.explainRule, params);
    return page?.markdown ?? vscode.l10n.t('There is no rule “{0}”.', rule);
  }

  async show(rule: string): Promise<void> {
    await vscode.commands.executeCommand('vscode.open', ruleUri(rule), { viewColumn: vscode.ViewColumn.Beside });
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
