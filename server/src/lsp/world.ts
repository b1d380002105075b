import { posix } from 'node:path';
import { minutesOfTime } from '../lint/config.ts';
import type { JudgedChart } from '../report/model.ts';
import { decode } from '../syntax/decode.ts';
import { wallClock } from '../workspace/clock.ts';
import { Configurations } from '../workspace/configuration.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import { type AsOf, identityBase, type Linter, type LinterJudging } from '../workspace/linter.ts';
import { overlay } from '../workspace/overlay.ts';
import { looksLikeRecord } from '../workspace/parse.ts';
import type { FileReport } from '../workspace/reports.ts';
import { ScoreSheets } from '../workspace/score-sheets.ts';
import { Session } from '../workspace/session.ts';
import { folderOf } from '../workspace/shelf.ts';
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
  readonly sheets: ScoreSheets;
  readonly session: Session;
  readonly linter: Linter;
  readonly fs: FileSystem;
  roots: readonly string[];
  /** Told of files whose report changed. */
  onChanged: (names: ReadonlySet<string>) => void = () => {};
  readonly #now: () => number;
  /** Resolves when the settings are known: before that nothing is told. */
  readonly settled: Promise<void>;
  settle: () => void = () => {};

  constructor(host: ServerHost, client: Client, roots: readonly string[]) {
    this.client = client;
    this.linter = host.linter;
    this.fs = overlay(host.fs, (name) => this.documents.byName(name)?.text);
    this.roots = roots;
    this.#now = host.now ?? wallClock;
    this.settled = new Promise((resolve) => {
      this.settle = resolve;
    });
    this.configurations = new Configurations(this.fs);
    this.sheets = new ScoreSheets(this.fs);
    const { vocabulary } = host.linter.parts;
    this.session = new Session({
      fs: this.fs,
      vocabulary,
      decode: (bytes) => decode(bytes).text,
      looksLikeRecord: (head) => looksLikeRecord(decode(head).text, vocabulary),
      judging: (folder) => this.judging(folder),
      changed: (names) => this.onChanged(names),
    });
  }

  /** Configuration, waivers or settings changed: everything is read and judged anew when next asked. */
  rulesChanged(): void {
    this.configurations.forget();
    this.sheets.forget();
    this.session.rulesChanged();
  }

  now(): number {
    return this.#now();
  }

  /** Rules, time and waivers for the files of a folder. */
  async judging(folder: string): Promise<LinterJudging> {
    const configuration = await this.configurations.of(folder);
    const base = identityBase(configuration, this.rootOf(folder) ?? folder);
    const workbench = this.linter.workbench(configuration);
    return workbench.judging(this.asOf(`${folder}/`, configuration.config.asOf), (file) => posix.relative(base, file));
  }

  /** The time set in the client, else in the configuration, else now. */
  asOf(name: string, configured: string | undefined): AsOf {
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

  /** The chart an open file belongs to, as it was judged. */
  async judged(name: string): Promise<(JudgedChart & { readonly judging: LinterJudging }) | undefined> {
    const files = await this.session.chartFiles(name);
    const report = this.session.reportNow(name);
    if (files.length === 0 || !report) return undefined;
    const judging = await this.judging(folderOf(name));
    const { sheet } = await this.sheets.of(judging.workbench.configuration);
    const { findings, rules } = report.verdict;
    const chart = judging.chart(files);
    const outcomes = () => judging.outcomes(chart, report.verdict, sheet);
    return { chart, findings, rules, sheet, outcomes, judging };
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
