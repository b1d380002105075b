import * as vscode from 'vscode';
import {
  Method,
  type ReportParams,
  type ReportResult,
  type ScoreParams,
  type ScoreResult,
} from '../../../server/src/lsp/protocol.ts';
import type { ReportPanel } from '../report-panel.ts';
import type { Server } from '../server.ts';

/** Shows the report of a folder, of the chart a file belongs to, or of everything. */
export async function openReport(server: Server, panel: ReportPanel, target: vscode.Uri | undefined): Promise<void> {
  const title = vscode.l10n.t('Writing the quality report…');
  const uris = target && (await filesFor(server, target));
  const params: ReportParams = { format: 'html', ...(uris && { uris }) };
  const report = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (_, token) => ask(server, params, token),
  );
  if (report) panel.show(report.content);
}

async function ask(
  server: Server,
  params: ReportParams,
  token: vscode.CancellationToken,
): Promise<ReportResult | undefined> {
  try {
    return await server.ask<ReportResult>(Method.report, params, token);
  } catch (error) {
    if (token.isCancellationRequested) return undefined;
    throw error;
  }
}

async function filesFor(server: Server, target: vscode.Uri): Promise<readonly string[]> {
  const uri = server.uri(target);
  const params: ScoreParams = { uri };
  const score = await server.ask<ScoreResult | null>(Method.score, params).catch(() => null);
  return score?.uris ?? [uri];
}
