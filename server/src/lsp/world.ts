import { posix } from 'node:path';
import type { Chart } from '../chart/model.ts';
import { minutesOfTime } from '../lint/config.ts';
import { decode } from '../syntax/decode.ts';
import { wallClock } from '../workspace/clock.ts';
import { Configurations } from '../workspace/configuration.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import { type AsOf, identityBase, type Linter, type LinterJudging } from '../workspace/linter.ts';
import { looksLikeRecord } from '../workspace/parse.ts';
import type { FileReport } from '../workspace/reports.ts';
import { Session } from '../workspace/session.ts';
import type { Client } from './client.ts';
import type { DiagnosticStyle } from './diagnostics.ts';
import { OpenDocuments } from './documents.ts';
import { SettingsStore } from './settings.ts';
import { nameOf, uriOf } from './uris.ts';

/** What the server is given from outside; tests give a disk and a clock of their own. */
export interface ServerHost {
  readonly fs: FileSystem;
  readonly linter: Linter;
  readonly now?: () => number;
}

/** Everything the features share: client, settings, open documents, session. */
export class World {
  readonly client: Client;
  readonly documents = new OpenDocuments();
  readonly settings = new SettingsStore();
  readonly configurations: Configurations;
  readonly session: Session;
  readonly linter: Linter;
  readonly fs: FileSystem;
  roots: readonly string[];
  /** Told of files whose report changed. */
  onChanged: (names: ReadonlySet<string>) => void = () => {};
  readonly #now: () => number;

  constructor(host: ServerHost, client: Client, roots: readonly string[]) {
    this.client = client;
    this.linter = host.linter;
    this.fs = host.fs;
    this.roots = roots;
    this.#now = host.now ?? wallClock;
    this.configurations = new Configurations(host.fs);
    const { vocabulary } = host.linter.parts;
    this.session = new Session({
      fs: host.fs,
      vocabulary,
      decode: (bytes) => decode(bytes).text,
      looksLikeRecord: (head) => looksLikeRecord(decode(head).text, vocabulary),
      judging: (folder) => this.judging(folder),
      changed: (names) => this.onChanged(names),
    });
  }

  /** Rules, time and waivers for the files of a folder. */
  async judging(folder: string): Promise<LinterJudging> {
    const configuration = await this.configurations.of(folder);
    const base = identityBase(configuration, this.rootOf(folder) ?? folder);
    const workbench = this.linter.workbench(configuration);
    return workbench.judging(this.#asOf(`${folder}/`, configuration.config.asOf), (file) => posix.relative(base, file));
  }

  #asOf(name: string, configured: string | undefined): AsOf {
    const named =
      minutesOfTime(this.settings.of(name).asOf) ?? (configured === undefined ? undefined : minutesOfTime(configured));
    return named === undefined ? { minutes: this.#now(), given: false } : { minutes: named, given: true };
  }

  /** The innermost workspace folder around a file or folder. */
  rootOf(name: string): string | undefined {
    const around = this.roots.filter((root) => name === root || name.startsWith(`${root}/`));
    return around.toSorted((a, b) => b.length - a.length)[0];
  }

  async report(uri: string, signal?: AbortSignal): Promise<FileReport | undefined> {
    return this.session.report(nameOf(uri), signal);
  }

  /** The chart an open file belongs to. */
  async chart(name: string): Promise<{ readonly chart: Chart; readonly judging: LinterJudging } | undefined> {
    const files = await this.session.chartFiles(name);
    if (files.length === 0) return undefined;
    const judging = await this.judging(posix.dirname(name));
    return { chart: judging.chart(files), judging };
  }

  uriOf(name: string): string {
    return this.documents.uriOf(name) ?? uriOf(name);
  }

  styleOf(name: string): DiagnosticStyle {
    const { options, locale } = this.client;
    const { docsFolder } = options;
    return {
      locale,
      vocabulary: this.linter.parts.vocabulary,
      uriOf: (file) => this.uriOf(file),
      docsOf: (rule) =>
        docsFolder === undefined || !this.client.codeDescription
          ? undefined
          : `${docsFolder.replace(/\/$/, '')}/${rule.replace('/', '-')}.md`,
      maxFindings: this.settings.of(name).maxFindings,
    };
  }

  /** The name of a rule in the client's language. */
  wordRule(rule: string): string {
    return this.linter.engine.rules.get(rule)?.rule.title[this.client.locale] ?? rule;
  }
}
