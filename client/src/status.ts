import * as vscode from 'vscode';
import { Method, type ScoreChangedParams, type ScoreParams, type ScoreResult } from '../../server/src/lsp/protocol.ts';
import type { Server } from './server.ts';

/** Shows the score of the chart in the active editor; a click opens its report. */
export class ScoreItem implements vscode.Disposable {
  readonly #server: Server;
  readonly #item = vscode.window.createStatusBarItem('emrLint.score', vscode.StatusBarAlignment.Right, 95);
  readonly #subscriptions: vscode.Disposable[];
  #asked = 0;

  constructor(server: Server) {
    this.#server = server;
    this.#item.name = vscode.l10n.t('Score of the chart');
    this.#subscriptions = [
      this.#item,
      vscode.window.onDidChangeActiveTextEditor(() => this.refresh()),
      vscode.workspace.onDidOpenTextDocument((opened) => {
        if (opened === vscode.window.activeTextEditor?.document) this.refresh();
      }),
      server.onStarted(() => this.refresh()),
      server.listen<ScoreChangedParams>(Method.scoreChanged, ({ uris }) => this.#refreshIfShown(uris)),
    ];
  }

  async refresh(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== 'emr' || !this.#server.isRunning) {
      this.#item.hide();
      return;
    }
    const turn = ++this.#asked;
    const params: ScoreParams = { uri: this.#server.uri(document.uri) };
    const score = await this.#server.ask<ScoreResult | null>(Method.score, params).catch(() => null);
    if (turn !== this.#asked) return;
    if (score) this.#show(score, document.uri);
    else this.#item.hide();
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose();
  }

  #refreshIfShown(uris: readonly string[]): void {
    const shown = vscode.window.activeTextEditor?.document.uri;
    if (shown && uris.includes(this.#server.uri(shown))) this.refresh();
  }

  #show(score: ScoreResult, uri: vscode.Uri): void {
    const { error, warning, information, hint } = score.counts;
    this.#item.text = `$(checklist) ${score.points} ${score.grade}`.trimEnd();
    this.#item.accessibilityInformation = {
      label: vscode.l10n.t('Chart score {0}, grade {1}', score.points, score.grade),
    };
    this.#item.command = {
      command: 'emrLint.openReport',
      title: vscode.l10n.t('Open the report of this chart'),
      arguments: [uri],
    };
    const lines = [
      `**${vscode.l10n.t('Chart {0}', plain(score.chart))}**`,
      vscode.l10n.t('{0} points, grade {1}', score.points, plain(score.grade)),
      vscode.l10n.t('{0} errors, {1} warnings, {2} notes, {3} hints', error, warning, information, hint),
      ...score.vetoes.map((veto) => `$(warning) ${plain(veto)}`),
    ];
    if (score.waived > 0) lines.push(vscode.l10n.t('{0} waived', score.waived));
    if (score.deductions.length > 0) lines.push(bill(score), billLink(uri));
    const tooltip = new vscode.MarkdownString(lines.join('\n\n'), true);
    tooltip.isTrusted = { enabledCommands: [SHOW_DEDUCTIONS] };
    this.#item.tooltip = tooltip;
    this.#item.backgroundColor =
      score.vetoes.length > 0 ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    this.#item.show();
  }
}

const SHOW_DEDUCTIONS = 'emrLint.showDeductions';
/** More than these do not fit a tooltip; the command lists them all. */
const SHOWN = 8;

function bill({ deductions, sheet }: ScoreResult): string {
  const lines = deductions.slice(0, SHOWN).map(({ taken, row }) => `- −${taken} ${plain(row)}`);
  if (deductions.length > SHOWN) lines.push(`- ${vscode.l10n.t('{0} more', deductions.length - SHOWN)}`);
  return `${vscode.l10n.t('Deducted by {0}:', plain(sheet))}\n${lines.join('\n')}`;
}

function billLink(uri: vscode.Uri): string {
  const argument = encodeURIComponent(JSON.stringify([uri.toJSON()]));
  return `[${vscode.l10n.t('List the deductions')}](command:${SHOW_DEDUCTIONS}?${argument})`;
}

/** Texts of the chart and the score sheet are data, not Markdown. */
const plain = (text: string) => text.replace(/[\\`*_{}[\]()#+\-.!|<>$]/g, '\\$&');
