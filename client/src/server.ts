import * as vscode from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../server/src/lsp/protocol.ts';
import { linkToRule } from './rule-pages.ts';

const documentSelector = [
  { language: 'emr' },
  { scheme: 'file', pattern: '**/emr-lint.config.yaml' },
  { scheme: 'file', pattern: '**/emr-lint.waivers.yaml' },
];

/** The language server as the rest of the client sees it: a place to ask, which may be restarted or gone. */
export class Server {
  readonly #client: LanguageClient;
  readonly #started = new vscode.EventEmitter<void>();
  readonly onStarted = this.#started.event;

  constructor(context: vscode.ExtensionContext, output: vscode.LogOutputChannel) {
    const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'emr-language-server.mjs').fsPath;
    const options: ServerOptions = {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    };
    this.#client = new LanguageClient('emrLint', 'EMR Lint', options, clientOptions(output));
    this.#client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.#started.fire();
    });
    context.subscriptions.push(
      this.#started,
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('emrLint.language')) this.restart();
      }),
    );
  }

  get isRunning(): boolean {
    return this.#client.state === State.Running;
  }

  start(): Promise<void> {
    return this.#client.start();
  }

  async stop(): Promise<void> {
    if (this.#client.needsStop()) await this.#client.stop();
  }

  restart(): Promise<void> {
    return this.#client.restart();
  }

  ask<Answer>(method: string, params: unknown, token?: vscode.CancellationToken): Promise<Answer> {
    return this.#client.sendRequest<Answer>(method, params, token);
  }

  listen<Message>(method: string, heed: (message: Message) => void): vscode.Disposable {
    return this.#client.onNotification(method, heed);
  }

  /** The URI as the server knows it. */
  uri(uri: vscode.Uri): string {
    return this.#client.code2ProtocolConverter.asUri(uri);
  }

  /** Passes on `$/progress` of a request that carries the token. */
  progress(token: string, heed: (value: { message?: string; percentage?: number }) => void): vscode.Disposable {
    return this.#client.onNotification('$/progress', (params: { token: string; value: object }) => {
      if (params.token === token) heed(params.value);
    });
  }
}

/** The language of what the server says; read anew at every start. */
function language(): string {
  const wanted = vscode.workspace.getConfiguration('emrLint').get<string>('language', 'auto');
  return wanted === 'auto' ? vscode.env.language : wanted;
}

function clientOptions(outputChannel: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector,
    outputChannel,
    initializationOptions: (): InitializationOptions => ({ clientCommands: true, locale: language() }),
    diagnosticCollectionName: 'emr-lint',
    synchronize: { configurationSection: 'emrLint' },
    progressOnInitialization: true,
    middleware: {
      handleDiagnostics: (uri, diagnostics, next) => next(uri, diagnostics.map(linkToRule)),
      provideDiagnostics: async (document, previous, token, next) => {
        const report = await next(document, previous, token);
        if (report?.kind === 'full') for (const item of report.items) linkToRule(item);
        return report;
      },
      provideWorkspaceDiagnostics: (known, token, report, next) =>
        next(known, token, (chunk) => {
          for (const file of chunk?.items ?? [])
            if (file.kind === 'full') for (const item of file.items) linkToRule(item);
          report(chunk);
        }),
      executeCommand: async (command, args, next) => {
        const answer = await next(command, args);
        await saveOwnFiles();
        return answer;
      },
    },
  };
}

/** A waiver or a rule turned off counts for everybody at once: what our commands write is saved, as a person would. */
async function saveOwnFiles(): Promise<void> {
  const own = vscode.workspace.textDocuments.filter(({ uri }) =>
    /\/emr-lint\.(?:config|waivers)\.yaml$/.test(uri.path),
  );
  for (const document of own) if (document.isDirty) await document.save();
}
