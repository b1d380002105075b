import type { Connection } from 'vscode-languageserver';
import { isDiskPath } from '../workspace/paths.ts';
import type { Client } from './client.ts';
import { DEFAULT_SETTINGS, type Settings } from './protocol.ts';
import { uriOf } from './uris.ts';

const SECTION = 'emrLint';

/** The client's settings, by workspace folder where it can tell them apart. */
export class SettingsStore {
  #general: Settings = DEFAULT_SETTINGS;
  #byRoot = new Map<string, Settings>();

  /** Those of the folder a file lies in. */
  of(name: string): Settings {
    let best: string | undefined;
    for (const root of this.#byRoot.keys()) {
      if (name.startsWith(`${root}/`) && root.length > (best?.length ?? -1)) best = root;
    }
    return (best === undefined ? undefined : this.#byRoot.get(best)) ?? this.#general;
  }

  get general(): Settings {
    return this.#general;
  }

  /** From what `workspace/didChangeConfiguration` or `initializationOptions` brought along. */
  accept(value: unknown): void {
    const own = typeof value === 'object' && value !== null && SECTION in value ? value[SECTION] : value;
    this.#general = readSettings(own);
    this.#byRoot = new Map();
  }

  /** Asks the client. Left as they are when it does not answer. */
  async ask(connection: Connection, client: Client, roots: readonly string[]): Promise<void> {
    if (!client.configuration) return;
    const folders = roots.filter(isDiskPath);
    const items = [{ section: SECTION }, ...folders.map((root) => ({ section: SECTION, scopeUri: uriOf(root) }))];
    const [general, ...own] = (await connection.workspace.getConfiguration(items)) as unknown[];
    this.#general = readSettings(general);
    this.#byRoot = new Map(folders.map((root, index) => [root, readSettings(own[index])]));
  }
}

/** A setting of the wrong type counts as not set. */
function readSettings(value: unknown): Settings {
  const given: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  const { enable, scope, asOf, maxFindings } = given;
  return {
    enable: typeof enable === 'boolean' ? enable : DEFAULT_SETTINGS.enable,
    scope: scope === 'open' || scope === 'workspace' ? scope : DEFAULT_SETTINGS.scope,
    asOf: typeof asOf === 'string' ? asOf : DEFAULT_SETTINGS.asOf,
    maxFindings: typeof maxFindings === 'number' && maxFindings >= 1 ? maxFindings : DEFAULT_SETTINGS.maxFindings,
  };
}
