import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The report in a tab. It gets no network and runs no script but the page's own. */
export class ReportPanel implements vscode.Disposable {
  #panel: vscode.WebviewPanel | undefined;
  #html = '';

  show(html: string): void {
    this.#html = html;
    if (!this.#panel) {
      this.#panel = vscode.window.createWebviewPanel(
        'emrLint.report',
        vscode.l10n.t('Quality Report'),
        vscode.ViewColumn.Active,
        { enableScripts: true, enableFindWidget: true, retainContextWhenHidden: true, localResourceRoots: [] },
      );
      this.#panel.onDidDispose(() => {
        this.#panel = undefined;
      });
    }
    this.#panel.webview.html = confine(html, randomBytes(16).toString('base64url'));
    this.#panel.reveal();
  }

  async save(): Promise<void> {
    if (!this.#html) return;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const target = await vscode.window.showSaveDialog({
      filters: { HTML: ['html'] },
      ...(folder && { defaultUri: vscode.Uri.joinPath(folder, 'emr-lint-report.html') }),
    });
    if (!target) return;
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(this.#html));
    const open = vscode.l10n.t('Open in Browser');
    if ((await vscode.window.showInformationMessage(vscode.l10n.t('Report saved.'), open)) === open) {
      await vscode.env.openExternal(target);
    }
  }

  dispose(): void {
    this.#panel?.dispose();
  }
}

/** Only scripts that the page holds now get the nonce; its own policy, made for browsers, gives way to the stricter one. */
export function confine(html: string, nonce: string): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'nonce-${nonce}'`;
  return html
    .replace(/<meta[^>]+http-equiv="Content-Security-Policy"[^>]*>/i, '')
    .replace(/<script(?=[\s>])/g, `<script nonce="${nonce}"`)
    .replace(/<head[^>]*>/i, (head) => `${head}<meta http-equiv="Content-Security-Policy" content="${policy}">`);
}
