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
import { signalOf } from './cancellation.ts';
import { toDiagnostics } from './diagnostics.ts';
import { nameOf } from './uris.ts';
import type { World } from './world.ts';

/** Told apart from results of an earlier run of the server, whose numbers begin at 1 as well. */
const RUN = Date.now().toString(36);

/** Brings findings to the client: when it asks, or, when it never asks, as they change. */
export class Publisher {
  readonly #connection: Connection;
  readonly #world: World;
  /** Version of each open file for which the client was last answered. */
  readonly #answered = new Map<string, number | null>();
  readonly #due = new Map<string, NodeJS.Timeout>();
  #lastDuration = 0;
  #refresh: NodeJS.Timeout | undefined;
  /** Counts changes of settings, which change every answer. */
  #epoch = 0;

  constructor(connection: Connection, world: World) {
    this.#connection = connection;
    this.#world = world;
  }

  listen(): void {
    if (!this.#world.client.pulls) return;
    this.#connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
      const report = await this.#reportFor(textDocument.uri, token);
      this.#answered.set(nameOf(textDocument.uri), report?.version ?? null);
      const resultId = this.#resultId(report);
      if (previousResultId === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items: this.#diagnostics(report) };
    });
    this.#connection.languages.diagnostics.onWorkspace(({ previousResultIds }) => ({
      items: this.#workspaceItems(new Map(previousResultIds.map(({ uri, value }) => [nameOf(uri), { uri, value }]))),
    }));
  }

  /** The session has another report on these files. */
  changed(names: ReadonlySet<string>): void {
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

  /** Settings or language changed: whatever the client holds is void. */
  restyled(): void {
    this.#epoch++;
    if (this.#world.client.pulls) this.refresh();
    else for (const { name } of this.#world.session.reports) this.#push(name);
  }

  /** After an edit: judge and push, soon while that is quick, less often when it is slow. */
  edited(name: string): void {
    if (this.#world.client.pulls) return;
    clearTimeout(this.#due.get(name));
    const delay = Math.min(300, Math.max(10, this.#lastDuration * 2));
    this.#due.set(
      name,
      setTimeout(() => this.#judge(name), delay),
    );
  }

  closed(name: string): void {
    clearTimeout(this.#due.get(name));
    this.#due.delete(name);
    this.#answered.delete(name);
  }

  /** Several changes at once ask once. */
  refresh(): void {
    if (!this.#world.client.refreshes) return;
    this.#refresh ??= setTimeout(() => {
      this.#refresh = undefined;
      this.#connection.languages.diagnostics.refresh().catch(() => undefined);
    }, 50);
  }

  dispose(): void {
    clearTimeout(this.#refresh);
    for (const timer of this.#due.values()) clearTimeout(timer);
  }

  async #judge(name: string): Promise<void> {
    this.#due.delete(name);
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

  #workspaceItems(previous: Map<string, { uri: string; value: string }>): WorkspaceDocumentDiagnosticReport[] {
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
    for (const { uri } of previous.values()) {
      items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
    }
    return items;
  }

  #resultId(report: FileReport | undefined): string {
    return `${RUN}.${this.#epoch}.${report?.revision ?? 0}`;
  }

  #diagnostics(report: FileReport | undefined): Diagnostic[] {
    if (!report || !this.#world.settings.of(report.name).enable) return [];
    return toDiagnostics(report, this.#world.styleOf(report.name));
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
