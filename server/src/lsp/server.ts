import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { Background } from './background.ts';
import { readClient } from './client.ts';
import { CODE_ACTION_KINDS } from './code-actions.ts';
import { listenToCommands, serverCommands } from './commands.ts';
import { COMPLETION_TRIGGERS } from './completion.ts';
import type { OpenDocument } from './documents.ts';
import { listenToFeatures } from './features.ts';
import { Publisher } from './publisher.ts';
import { listenToRequests } from './requests.ts';
import { nameOf } from './uris.ts';
import { VERSION } from './version.ts';
import { listenToDisk, registerWatchers } from './watch.ts';
import { type ServerHost, World } from './world.ts';

/** Charts of patients still there grow late while nobody types. */
const CLOCK_INTERVAL_MS = 10 * 60_000;

/** Answers one client over one connection until it says `exit`. */
export function startServer(connection: Connection, host: ServerHost): void {
  connection.onInitialize((params) => {
    const world = new World(host, readClient(params), rootsOf(params));
    const server = new Server(connection, world);
    server.listen();
    return {
      capabilities: capabilitiesFor(world),
      serverInfo: { name: 'emr-language-server', version: VERSION },
    } satisfies InitializeResult;
  });
  connection.listen();
}

function rootsOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return uris.map((uri) => nameOf(uri).replace(/(?<=.)\/$/, ''));
}

function capabilitiesFor({ client }: World): ServerCapabilities {
  const folders = { filters: [{ pattern: { glob: '**', matches: 'folder' as const } }] };
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    ...(client.pulls && {
      diagnosticProvider: { identifier: 'emr-lint', interFileDependencies: false, workspaceDiagnostics: true },
    }),
    codeActionProvider: { codeActionKinds: CODE_ACTION_KINDS },
    hoverProvider: true,
    completionProvider: { triggerCharacters: COMPLETION_TRIGGERS },
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    definitionProvider: true,
    documentLinkProvider: {},
    executeCommandProvider: { commands: serverCommands(client.options.clientCommands === true) },
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { didDelete: folders, didRename: folders },
    },
  };
}

/** What happens when: every event of the client, and who has to know. */
class Server {
  readonly #connection: Connection;
  readonly #world: World;
  readonly #publisher: Publisher;
  readonly #background: Background;
  #clock: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(connection: Connection, world: World) {
    this.#connection = connection;
    this.#world = world;
    this.#publisher = new Publisher(connection, world);
    this.#background = new Background(connection, world);
  }

  listen(): void {
    const connection = this.#connection;
    const world = this.#world;
    world.onChanged = (names) => this.#publisher.changed(names);
    world.documents.listen(connection, {
      opened: (document) => this.#edited(document),
      changed: (document) => this.#edited(document),
      closed: (document) => this.#closed(document),
    });
    this.#publisher.listen();
    listenToFeatures(connection, world);
    listenToCommands(connection, world);
    listenToRequests(connection, world);
    listenToDisk(connection, world, this.#background, () => this.#rulesChanged());
    connection.workspace.onDidDeleteFiles(({ files }) => this.#foldersGone(files.map(({ uri }) => uri)));
    connection.workspace.onDidRenameFiles(({ files }) => this.#foldersGone(files.map(({ oldUri }) => oldUri)));
    connection.onDidChangeConfiguration(async ({ settings }) => {
      if (!world.client.configuration) world.settings.accept(settings);
      await this.#reconfigure();
    });
    connection.onInitialized(() => this.#begin());
    connection.onShutdown(() => this.#dispose());
    this.#background.onDone = () => this.#publisher.settled();
  }

  async #begin(): Promise<void> {
    const connection = this.#connection;
    const { client } = this.#world;
    this.#clock = setInterval(() => this.#timePassed(), CLOCK_INTERVAL_MS);
    this.#clock.unref();
    if (client.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = removed.map(({ uri }) => nameOf(uri));
        const come = added.map(({ uri }) => nameOf(uri));
        this.#world.roots = [...this.#world.roots.filter((root) => !gone.includes(root)), ...come];
        void this.#reconfigure();
      });
    }
    await this.#reconfigure();
    if (this.#stopped) return;
    // A client may refuse; then it does not tell, and that is all.
    const registrations = [registerWatchers(connection, this.#world)];
    if (client.configurationRegistration) {
      registrations.push(
        connection.client.register(DidChangeConfigurationNotification.type, { section: 'emrLint' }).then(),
      );
    }
    await Promise.allSettled(registrations);
  }

  /** Settings or workspace folders are other ones. */
  async #reconfigure(): Promise<void> {
    const world = this.#world;
    await world.settings.ask(this.#connection, world.client, world.roots).catch(() => undefined);
    if (this.#stopped) return;
    world.session.configure(world.roots, world.settings.general.scope);
    world.rulesChanged();
    world.settle();
    this.#publisher.restyled();
    if (world.settings.general.scope === 'workspace') this.#background.scan();
    else this.#background.settle();
  }

  #rulesChanged(): void {
    this.#world.rulesChanged();
    this.#publisher.restyled();
    this.#background.settle();
  }

  #edited(document: OpenDocument): void {
    if (document.kind === 'configuration') {
      this.#rulesChanged();
      return;
    }
    this.#world.session.open(document.name, document.text, document.version);
    this.#publisher.edited(document.name);
  }

  #closed(document: OpenDocument): void {
    this.#publisher.closed(document.name);
    if (document.kind === 'configuration') {
      this.#rulesChanged();
      return;
    }
    this.#world.session.close(document.name);
    this.#background.settle();
  }

  #foldersGone(uris: readonly string[]): void {
    this.#world.session.touch(uris.map(nameOf));
    this.#background.settle();
  }

  #timePassed(): void {
    this.#world.session.timePassed();
    this.#publisher.refresh();
    this.#background.settle();
  }

  #dispose(): void {
    this.#stopped = true;
    clearInterval(this.#clock);
    this.#background.dispose();
    this.#publisher.dispose();
  }
}
