import * as vscode from 'vscode';

/** A `.txt` export becomes a chart for this session; on request all `.txt` of its folder do from now on. */
export async function treatAsChart(target: vscode.Uri | undefined): Promise<void> {
  const uri = target ?? vscode.window.activeTextEditor?.document.uri;
  if (!uri) return;
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  await vscode.languages.setTextDocumentLanguage(document, 'emr');
  const pattern = patternOfSiblings(uri);
  if (!pattern) return;
  const always = vscode.l10n.t('All Like It in This Folder');
  const question = vscode.l10n.t('This file is read as a medical record now.');
  if ((await vscode.window.showInformationMessage(question, always)) === always) await associate(pattern);
}

function patternOfSiblings(uri: vscode.Uri): string | undefined {
  const extension = /\.[^./]+$/.exec(uri.path)?.[0];
  if (!extension || !vscode.workspace.getWorkspaceFolder(uri)) return undefined;
  const folder = vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..'), false);
  return folder === uri.path.slice(0, uri.path.lastIndexOf('/')) ? `*${extension}` : `**/${folder}/*${extension}`;
}

async function associate(pattern: string): Promise<void> {
  const files = vscode.workspace.getConfiguration('files');
  const own = files.inspect<Record<string, string>>('associations')?.workspaceValue ?? {};
  await files.update('associations', { ...own, [pattern]: 'emr' }, vscode.ConfigurationTarget.Workspace);
}
