import { type ChildProcess, spawn } from 'node:child_process';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import type {
  ClientCapabilities,
  CodeAction,
  Diagnostic,
  DocumentDiagnosticReport,
  InitializeResult,
  PublishDiagnosticsParams,
  Range,
  ShowDocumentParams,
  TextEdit,
  WorkspaceDiagnosticReport,
  WorkspaceEdit,
} from 'vscode-languageserver';
import {
  createConnection,
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Linter } from '../workspace/linter.ts';
import { MemoryDisk } from '../workspace/testing.ts';
import type { Settings } from './protocol.ts';
import { startServer } from './server.ts';

export const PULLING: ClientCapabilities = {
  textDocument: {
    diagnostic: {},
    completion: { completionItem: { snippetSupport: true } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    didChangeConfiguration: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
  },
  window: { workDoneProgress: true, showDocument: { support: true } },
};

/** Like the built-in clients of Neovim 0.7 and Emacs 28. */
export const PUSHED: ClientCapabilities = { textDocument: { publishDiagnostics: { versionSupport: true } } };

export interface TestOptions {
  readonly roots?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly settings?: Partial<Settings>;
  readonly locale?: string;
  readonly initializationOptions?: object;
}

/** An editor without a window: keeps documents, answers the server, remembers what it was told. */
export class TestClient {
  readonly connection: MessageConnection;
  readonly documents = new Map<string, TextDocument>();
  readonly published: PublishDiagnosticsParams[] = [];
  readonly registrations: { method: string; registerOptions?: unknown }[] = [];
  readonly progress: { kind: string; message?: string }[] = [];
  readonly applied: WorkspaceEdit[] = [];
  readonly shown: string[] = [];
  /** What was selected where something was shown. */
  readonly selections: (Range | undefined)[] = [];
  readonly notifications: { method: string; params: unknown }[] = [];
  readonly disk: MemoryDisk;
  refreshes = 0;
  progressToken: string | undefined;
  settings: Partial<Settings>;
  /** Settings of single roots, by URI. */
  readonly rootSettings = new Map<string, Partial<Settings>>();
  initialized!: InitializeResult;
  #stop: () => void = () => {};

  private constructor(input: Readable, output: Writable, disk: MemoryDisk, options: TestOptions) {
    this.disk = disk;
    this.settings = options.settings ?? {};
    this.connection = createMessageConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
    this.#answer();
    this.connection.listen();
  }

  /** Client and server in one process, joined by two streams. */
  static async inMemory(disk: MemoryDisk, options: TestOptions = {}): Promise<TestClient> {
    const up = new PassThrough();
    const down = new PassThrough();
    const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    startServer(server, { fs: disk, linter: new Linter(), now: () => 28_500_000 });
    const client = new TestClient(down, up, disk, options);
    client.#stop = () => server.dispose();
    await client.#initialize(options);
    return client;
  }

  /** The server as a process of its own, over its standard streams. */
  static async spawned(
    command: string,
    args: readonly string[],
    options: TestOptions = {},
  ): Promise<TestClient & { process: ChildProcess }> {
    const process = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const client = new TestClient(process.stdout, process.stdin, new MemoryDisk(), options);
    await client.#initialize(options);
    client.#stop = () => void client.connection.sendNotification('exit');
    return Object.assign(client, { process });
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.#stop();
    this.connection.dispose();
  }

  async #initialize({ roots = [], capabilities = PULLING, locale, initializationOptions }: TestOptions): Promise<void> {
    this.initialized = await this.connection.sendRequest('initialize', {
      processId: null,
      rootUri: roots[0] ?? null,
      workspaceFolders: roots.map((uri) => ({ uri, name: uri })),
      capabilities,
      ...(locale !== undefined && { locale }),
      initializationOptions,
    });
    await this.connection.sendNotification('initialized', {});
  }

  #answer(): void {
    const { connection } = this;
    connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
      items.map(({ scopeUri }) => ({ ...this.settings, ...(scopeUri && this.rootSettings.get(scopeUri)) })),
    );
    connection.onRequest('client/registerCapability', ({ registrations }) => {
      this.registrations.push(...registrations);
      return null;
    });
    connection.onRequest('window/workDoneProgress/create', ({ token }: { token: string }) => {
      this.progressToken = token;
      return null;
    });
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      return null;
    });
    connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
      this.applied.push(edit);
      this.apply(edit);
      return { applied: true };
    });
    connection.onRequest('window/showDocument', ({ uri, selection }: ShowDocumentParams) => {
      this.shown.push(uri);
      this.selections.push(selection);
      return { success: true };
    });
    connection.onNotification('$/progress', ({ value }) => void this.progress.push(value));
    connection.onNotification('textDocument/publishDiagnostics', (params) => void this.published.push(params));
    connection.onNotification((method, params) => void this.notifications.push({ method, params }));
  }

  open(uri: string, text: string, languageId = 'emr', version = 1): void {
    const document = TextDocument.create(uri, languageId, version, text);
    this.documents.set(uri, document);
    void this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version, text },
    });
  }

  /** Replaces `[start, end)` and tells the server by range. */
  edit(uri: string, start: number, end: number, text: string): void {
    const document = this.document(uri);
    const change = { range: { start: document.positionAt(start), end: document.positionAt(end) }, text };
    const version = document.version + 1;
    this.documents.set(uri, TextDocument.update(document, [change], version));
    void this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [change],
    });
  }

  replace(uri: string, before: string, after: string): void {
    const at = this.document(uri).getText().indexOf(before);
    if (at < 0) throw new Error(`there is no “${before}”`);
    this.edit(uri, at, at + before.length, after);
  }

  close(uri: string): void {
    this.documents.delete(uri);
    void this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  watched(changes: { uri: string; type: 1 | 2 | 3 }[]): void {
    void this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  document(uri: string): TextDocument {
    const document = this.documents.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== 'full') throw new Error('a full report was expected');
    return report.items;
  }

  pullWorkspace(previousResultIds: { uri: string; value: string }[] = []): Promise<WorkspaceDiagnosticReport> {
    return this.connection.sendRequest('workspace/diagnostic', { previousResultIds });
  }

  async actions(uri: string, diagnostics: readonly Diagnostic[], only?: string[]): Promise<CodeAction[]> {
    const end = this.document(uri).positionAt(Number.MAX_SAFE_INTEGER);
    const range = diagnostics[0]?.range ?? { start: { line: 0, character: 0 }, end };
    const context = { diagnostics, ...(only && { only }) };
    return (
      (await this.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range, context })) ?? []
    );
  }

  at(uri: string, needle: string, offset = 0) {
    const document = this.document(uri);
    const position = document.positionAt(document.getText().indexOf(needle) + offset);
    return { textDocument: { uri }, position };
  }

  /** Applies an edit to open documents (and tells the server) or to the disk, as an editor does. */
  apply(edit: WorkspaceEdit): void {
    for (const [uri, edits] of Object.entries(edit.changes ?? {})) this.#applyTo(uri, edits);
    for (const change of edit.documentChanges ?? []) {
      if ('kind' in change) {
        if (change.kind === 'create' && !this.disk.files.has(pathOf(change.uri)))
          this.disk.files.set(pathOf(change.uri), '');
        continue;
      }
      const { uri, version } = change.textDocument;
      const open = this.documents.get(uri);
      if (open && version !== null && version !== open.version) throw new Error('the edit is for another version');
      this.#applyTo(uri, change.edits as TextEdit[]);
    }
  }

  #applyTo(uri: string, edits: readonly TextEdit[]): void {
    const document = this.documents.get(uri);
    if (document) {
      const whole = TextDocument.applyEdits(document, [...edits]);
      this.edit(uri, 0, document.getText().length, whole);
      return;
    }
    const path = pathOf(uri);
    const before = this.disk.files.get(path);
    const text = typeof before === 'string' ? before : '';
    this.disk.files.set(path, TextDocument.applyEdits(TextDocument.create(uri, '', 1, text), [...edits]));
  }

  /** Waits until something holds. */
  async until(holds: () => boolean | Promise<boolean>, what: string, timeout = 5000): Promise<void> {
    const end = Date.now() + timeout;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** The last diagnostics pushed for a file. */
  lastPushed(uri: string): PublishDiagnosticsParams | undefined {
    return this.published.findLast((params) => params.uri === uri);
  }
}

function pathOf(uri: string): string {
  return decodeURIComponent(uri.replace(/^file:\/\//, ''));
}
