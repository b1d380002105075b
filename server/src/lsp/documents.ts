import type { Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CONFIG_FILE } from '../lint/config.ts';
import { WAIVER_FILE } from '../lint/waivers.ts';
import { recordByName } from '../workspace/discover.ts';
import { nameOf } from './uris.ts';

export const LANGUAGE = 'emr';

/** An open record, configuration or waiver file as the editor holds it. */
export interface OpenDocument {
  readonly kind: 'record' | 'configuration';
  /** As the client wrote it. */
  readonly uri: string;
  readonly name: string;
  readonly version: number;
  readonly text: string;
}

export interface DocumentEvents {
  opened(document: OpenDocument): void;
  changed(document: OpenDocument): void;
  closed(document: OpenDocument): void;
}

/** The open documents, followed change by change. Those of other languages are not ours and are passed over. */
export class OpenDocuments {
  readonly #documents = new Map<string, TextDocument>();

  get(uri: string): OpenDocument | undefined {
    return this.byName(nameOf(uri));
  }

  byName(name: string): OpenDocument | undefined {
    const document = this.#documents.get(name);
    return document && describe(document);
  }

  get all(): OpenDocument[] {
    return [...this.#documents.values()].map(describe);
  }

  /** The client's own spelling of a file's URI, when it is open. */
  uriOf(name: string): string | undefined {
    return this.#documents.get(name)?.uri;
  }

  listen(connection: Connection, events: DocumentEvents): void {
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
      if (!kindOf(uri, languageId)) return;
      const document = TextDocument.create(uri, languageId, version, text);
      this.#documents.set(nameOf(uri), document);
      events.opened(describe(document));
    });
    connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
      const name = nameOf(textDocument.uri);
      const before = this.#documents.get(name);
      if (!before) return;
      const after = TextDocument.update(before, contentChanges, textDocument.version ?? before.version + 1);
      this.#documents.set(name, after);
      events.changed(describe(after));
    });
    connection.onDidCloseTextDocument(({ textDocument }) => {
      const name = nameOf(textDocument.uri);
      const document = this.#documents.get(name);
      if (!document) return;
      this.#documents.delete(name);
      events.closed(describe(document));
    });
  }
}

/** Records and templates by language, or by extension for editors that name languages their own way. */
function kindOf(uri: string, languageId: string): OpenDocument['kind'] | undefined {
  const name = nameOf(uri);
  if ([CONFIG_FILE, WAIVER_FILE].includes(name.slice(name.lastIndexOf('/') + 1))) return 'configuration';
  return languageId === LANGUAGE || recordByName(name) === true ? 'record' : undefined;
}

function describe(document: TextDocument): OpenDocument {
  const { uri, languageId, version } = document;
  return { kind: kindOf(uri, languageId) ?? 'record', uri, name: nameOf(uri), version, text: document.getText() };
}
