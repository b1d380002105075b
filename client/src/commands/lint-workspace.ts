import * as vscode from 'vscode';
import { type LintWorkspaceParams, type LintWorkspaceResult, Method } from '../../../server/src/lsp/protocol.ts';
import type { Server } from '../server.ts';

let runs = 0;

export async function lintWorkspace(server: Server): Promise<void> {
  if (!vscode.workspace.workspaceFolders?.length) {
    vscode.window.showInformationMessage(vscode.l10n.t('Open a folder with charts first.'));
    return;
  }
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Linting all charts'), cancellable: true },
    (progress, token) => runWithProgress(server, progress, token),
  );
  if (!result) return;
  const { charts, files, errors, warnings } = result;
  const showProblems = vscode.l10n.t('Show Problems');
  const showReport = vscode.l10n.t('Open Report');
  const message = vscode.l10n.t('{0} charts in {1} files: {2} errors, {3} warnings.', charts, files, errors, warnings);
  const choice = await vscode.window.showInformationMessage(message, showProblems, showReport);
  if (choice === showProblems) await vscode.commands.executeCommand('workbench.actions.view.problems');
  if (choice === showReport) await vscode.commands.executeCommand('emrLint.openReport');
}

async function runWithProgress(
  server: Server,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<LintWorkspaceResult | undefined> {
  const workDoneToken = `emrLint/lintWorkspace/${++runs}`;
  let done = 0;
  const listener = server.progress(workDoneToken, ({ message, percentage = done }) => {
    progress.report({ ...(message !== undefined && { message }), increment: percentage - done });
    done = percentage;
  });
  const params: LintWorkspaceParams = { workDoneToken };
  try {
    return await server.ask<LintWorkspaceResult>(Method.lintWorkspace, params, token);
  } catch (error) {
    if (token.isCancellationRequested) return undefined;
    throw error;
  } finally {
    listener.dispose();
  }
}
