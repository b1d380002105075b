import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../scripts/shell.ts';

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'editor.minimap.enabled': false,
  'editor.fontSize': 14,
  'git.enabled': false,
};

export interface CodeServerOptions {
  /** Entry of code-server. */
  readonly entry: string;
  /** Extensions to install. */
  readonly vsix: readonly string[];
  readonly settings?: Record<string, unknown>;
  /** Open folders as trusted without asking. */
  readonly trusted: boolean;
  /** Display language; Chinese shows the texts of extensions only, since no language pack can be had. */
  readonly language?: 'en' | 'zh-cn';
  readonly env?: NodeJS.ProcessEnv;
}

/** A VS Code server of its own on this machine, with nothing in it but the given extensions. */
export class CodeServer {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #home: string;

  private constructor(url: string, process: ChildProcess, home: string) {
    this.url = url;
    this.#process = process;
    this.#home = home;
  }

  static async start({ entry, vsix, settings, trusted, language = 'en', env }: CodeServerOptions): Promise<CodeServer> {
    const home = mkdtempSync(join(tmpdir(), 'emr-lint-code-'));
    const folders = ['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')];
    const config = ['--config', join(home, 'config.yaml')];
    mkdirSync(join(home, 'data/User'), { recursive: true });
    writeFileSync(join(home, 'config.yaml'), 'auth: none\n');
    writeFileSync(join(home, 'data/User/settings.json'), JSON.stringify({ ...SETTINGS, ...settings }));
    if (language !== 'en') writeLanguagePack(join(home, 'data'), language);
    for (const file of vsix) {
      const { status, text } = await run(
        process.execPath,
        [entry, ...config, ...folders, '--install-extension', file],
        { output: 'quiet' },
      );
      if (status !== 0) throw new Error(`code-server did not install ${file}:\n${text}`);
    }
    const port = await freePort();
    const options = [
      '--auth',
      'none',
      '--bind-addr',
      `127.0.0.1:${port}`,
      '--disable-telemetry',
      '--disable-update-check',
    ];
    options.push('--locale', language);
    if (trusted) options.push('--disable-workspace-trust');
    const child = spawn(process.execPath, [entry, ...config, ...folders, ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    await listening(child);
    return new CodeServer(`http://127.0.0.1:${port}`, child, home);
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGTERM');
    await gone;
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** What VS Code keeps of an installed language pack; this one translates nothing of VS Code itself. */
function writeLanguagePack(data: string, language: string): void {
  const vscode = join(data, 'vscode.i18n.json');
  writeFileSync(vscode, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: 'none',
    label: language,
    extensions: [{ extensionIdentifier: { id: 'emr-lint.none' }, version: '1.0.0' }],
    translations: { vscode },
  };
  writeFileSync(join(data, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (said.includes('HTTP server listening')) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (status) => reject(new Error(`code-server ended with ${status}:\n${said}`)));
    setTimeout(() => reject(new Error(`code-server did not start:\n${said}`)), 60_000).unref();
  });
}
