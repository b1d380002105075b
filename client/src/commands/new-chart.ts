import * as vscode from 'vscode';

/** Opens a copy of a shipped sample as an untitled chart. */
export async function newChart(extension: vscode.Uri): Promise<void> {
  const samples = await findSamples(vscode.Uri.joinPath(extension, 'samples'));
  const choice = await vscode.window.showQuickPick(samples, {
    placeHolder: vscode.l10n.t('Sample to start from'),
    matchOnDescription: true,
  });
  if (!choice) return;
  const bytes = await vscode.workspace.fs.readFile(choice.uri);
  const content = new TextDecoder().decode(bytes);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'emr', content }));
}

interface Sample extends vscode.QuickPickItem {
  readonly uri: vscode.Uri;
}

async function findSamples(folder: vscode.Uri, within = ''): Promise<Sample[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const found: Sample[] = [];
  for (const [name, type] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const uri = vscode.Uri.joinPath(folder, name);
    if (type === vscode.FileType.Directory) found.push(...(await findSamples(uri, `${within}${name}/`)));
    else if (/\.(emr|病历)$/.test(name)) found.push({ label: name.replace(/\.[^.]+$/, ''), description: within, uri });
  }
  return found;
}
