import { createHash } from 'node:crypto';
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { FileReport } from '../workspace/reports.ts';
import { folderOf } from '../workspace/shelf.ts';
import { signalOf } from './cancellation.ts';
import { configurationDiagnostics } from './config-diagnostics.ts';
import { toDiagnostics } from './diagnostics.ts';
import { Method, type ScoreChangedParams } from './protocol.ts';
import { nameOf } from './uris.ts';
import type { World } from './world.ts';

/** Told apart from results of an earlier run of the server, whose numbers begin at 1 as well. */
const RUN = Date.now().toString(36);

type Previous = Map<string, { readonly uri: string; readonly value: string }>;

/** Brings findings to the client: when it asks, or, when it never asks, as they change. */
export class Publisher {
  readonly #connection: Connection;
  readonly #world: World;
  /** Version of each open file for which the client was last answered. */
  readonly #answered = new Map<string, number | null>();
  readonly #due = new Map<string, NodeJS.Timeout>();
  #lastDuration = 0;
  #stopped = false;
  #refresh: NodeJS.Timeout | undefined;
  #configurationTold = new Set<string>();
  /** Counts changes of settings, which change every answer. */
  #epoch = 0;

  constructor(connection: Connection, world: World) {
    this.#connection = connection;
    this.#world = world;
  }

  listen(): void {
    if (!this.#world.client.pulls) return;
    this.#connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
      await this.#world.settled;
      if (this.#world.documents.get(textDocument.uri)?.kind === 'configuration') {
        return {
          kind: DocumentDiagnosticReportKind.Full,
          items: await this.#configurationItems(nameOf(textDocument.uri)),
        };
      }
      const report = await this.#reportFor(textDocument.uri, token);
      this.#answered.set(nameOf(textDocument.uri), report?.version ?? null);
      const resultId = this.#resultId(report);
      if (previousResultId === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items: this.#diagnostics(report) };
    });
    this.#connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }) => {
      await this.#world.settled;
      const previous = new Map(previousResultIds.map(({ uri, value }) => [nameOf(uri), { uri, value }]));
      return {
        items: [...this.#recordItems(previous), ...(await this.#configurationReports(previous)), ...gone(previous)],
      };
    });
  }

  /** The session has another report on these files. */
  changed(names: ReadonlySet<string>): void {
    if (this.#stopped) return;
    this.#tellScores(names);
    if (!this.#world.client.pulls) {
      for (const name of names) this.#push(name);
      return;
    }
    // A client asks again by itself about the file it edits; of the others it must be told.
    const others = [...names].some((name) => {
      const open = this.#world.documents.uriOf(name) !== undefined;
      return open && this.#answered.get(name) === this.#world.session.reportNow(name)?.version;
    });
    if (others) this.refresh();
  }

  /** Every open file of a chart of which one file changed. */
  #tellScores(names: ReadonlySet<string>): void {
    const { client, documents, session } = this.#world;
    if (client.options.clientCommands !== true) return;
    const verdicts = new Set([...names].map((name) => session.reportNow(name)?.verdict));
    const concerned = documents.all.filter(
      ({ name }) => names.has(name) || verdicts.has(session.reportNow(name)?.verdict),
    );
    const uris = concerned.map(({ uri }) => uri);
    if (uris.length > 0)
      void this.#connection.sendNotification(Method.scoreChanged, { uris } satisfies ScoreChangedParams);
  }

  /** Settings or language changed: whatever the client holds is void. */
  restyled(): void {
    this.#epoch++;
    if (this.#world.client.pulls) this.refresh();
    else for (const { name } of this.#world.session.reports) this.#push(name);
  }

  /** After an edit: judge and push, soon while that is quick, less often when it is slow. */
  edited(name: string): void {
    if (this.#world.client.pulls || this.#stopped) return;
    clearTimeout(this.#due.get(name));
    const delay = Math.min(300, Math.max(10, this.#lastDuration * 2));
    this.#due.set(
      name,
      setTimeout(() => this.#judge(name), delay),
    );
  }

  /** Background work is done: closed files and configuration are told now. */
  async settled(): Promise<void> {
    if (this.#stopped) return;
    if (this.#world.client.pulls) this.refresh();
    else await this.#pushConfiguration();
  }

  closed(name: string): void {
    clearTimeout(this.#due.get(name));
    this.#due.delete(name);
    this.#answered.delete(name);
  }

  /** Several changes at once ask once. */
  refresh(): void {
    if (!this.#world.client.refreshes || this.#stopped) return;
    this.#refresh ??= setTimeout(() => {
      this.#refresh = undefined;
      this.#connection.languages.diagnostics.refresh().catch(() => undefined);
    }, 50);
  }

  dispose(): void {
    this.#stopped = true;
    clearTimeout(this.#refresh);
    for (const timer of this.#due.values()) clearTimeout(timer);
  }

  async #judge(name: string): Promise<void> {
    this.#due.delete(name);
    await this.#world.settled;
    const begun = performance.now();
    await this.#world.session.report(name).catch(() => undefined);
    this.#lastDuration = performance.now() - begun;
  }

  async #reportFor(uri: string, token: CancellationToken): Promise<FileReport | undefined> {
    try {
      return await this.#world.report(uri, signalOf(token));
    } catch (error) {
      // Never an empty list: the client keeps what it shows.
      if (!token.isCancellationRequested) throw error;
      throw new ResponseError(LSPErrorCodes.ServerCancelled, 'cancelled', { retriggerRequest: true });
    }
  }

  #recordItems(previous: Previous): WorkspaceDocumentDiagnosticReport[] {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    for (const report of this.#world.session.reports) {
      const before = previous.get(report.name);
      previous.delete(report.name);
      const resultId = this.#resultId(report);
      const uri = before?.uri ?? this.#world.uriOf(report.name);
      const { version } = report;
      if (before?.value === resultId)
        items.push({ kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId });
      else
        items.push({
          kind: DocumentDiagnosticReportKind.Full,
          uri,
          version,
          resultId,
          items: this.#diagnostics(report),
        });
    }
    return items;
  }

  async #configurationItems(name: string): Promise<Diagnostic[]> {
    await this.#world.configurations.of(folderOf(name));
    return (await configurationDiagnostics(this.#world)).get(name) ?? [];
  }

  async #configurationReports(previous: Previous): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const reports: WorkspaceDocumentDiagnosticReport[] = [];
    for (const [name, items] of await configurationDiagnostics(this.#world)) {
      const resultId = `${RUN}.${createHash('sha1').update(JSON.stringify(items)).digest('hex')}`;
      const before = previous.get(name);
      previous.delete(name);
      const uri = before?.uri ?? this.#world.uriOf(name);
      const version = this.#world.documents.byName(name)?.version ?? null;
      if (before?.value === resultId)
        reports.push({ kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId });
      else reports.push({ kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items });
    }
    return reports;
  }

  #resultId(report: FileReport | undefined): string {
    return `${RUN}.${this.#epoch}.${report?.revision ?? 0}`;
  }

  #diagnostics(report: FileReport | undefined): Diagnostic[] {
    if (!report || !this.#world.settings.of(report.name).enable) return [];
    return toDiagnostics(report, this.#world.styleOf(report.name));
  }

  async #pushConfiguration(): Promise<void> {
    const now = await configurationDiagnostics(this.#world);
    for (const name of this.#configurationTold) if (!now.has(name)) now.set(name, []);
    this.#configurationTold = new Set(now.keys());
    for (const [name, diagnostics] of now)
      void this.#connection.sendDiagnostics({ uri: this.#world.uriOf(name), diagnostics });
  }

  #push(name: string): void {
    const report = this.#world.session.reportNow(name);
    const uri = this.#world.uriOf(name);
    const version = report?.version;
    const diagnostics = this.#diagnostics(report);
    void this.#connection.sendDiagnostics(
      typeof version === 'number' ? { uri, version, diagnostics } : { uri, diagnostics },
    );
  }
}

/** Files the client still shows something for and that are no more. */
function gone(previous: Previous): WorkspaceDocumentDiagnosticReport[] {
  return [...previous.values()].map(({ uri }) => ({
    kind: DocumentDiagnosticReportKind.Full,
    uri,
    version: null,
    items: [],
  }));
}
