import * as vscode from 'vscode';
import { type ListRulesResult, Method } from '../../../server/src/lsp/protocol.ts';
import type { RulePages } from '../rule-pages.ts';
import type { Server } from '../server.ts';

/** Lets the user choose a rule, those with findings at the cursor first, and shows it. */
export async function explainRule(server: Server, pages: RulePages): Promise<void> {
  const { rules } = await server.ask<ListRulesResult>(Method.listRules, {});
  const here = rulesAtCursor();
  const item = ({ rule, title }: ListRulesResult['rules'][number]) => ({ label: title, description: rule, rule });
  const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator, rule: '' });
  const near = rules.filter(({ rule }) => here.has(rule)).map(item);
  const all = rules.filter(({ rule }) => !here.has(rule)).map(item);
  const items =
    near.length > 0 ? [separator(vscode.l10n.t('Here')), ...near, separator(vscode.l10n.t('All rules')), ...all] : all;
  const choice = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Rule to explain'),
    matchOnDescription: true,
  });
  if (choice) await pages.show(choice.rule);
}

function rulesAtCursor(): Set<string> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return new Set();
  const found = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range }) => range.intersection(editor.selection) !== undefined);
  return new Set(found.map(({ code }) => String(typeof code === 'object' ? code.value : code)));
}
