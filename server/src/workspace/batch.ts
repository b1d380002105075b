import { posix } from 'node:path';
import { encounterId, groupFolder } from '../chart/group.ts';
import type { ChartFile } from '../chart/model.ts';
import { type Config, minutesOfTime } from '../lint/config.ts';
import type { JudgedChart } from '../report/model.ts';
import { decode, type Encoding } from '../syntax/decode.ts';
import { type Configuration, Configurations } from './configuration.ts';
import { byCodeUnit, type DiscoverProblem, discoverFolders } from './discover.ts';
import { blockingFileSystem, type FileSystem } from './file-system.ts';
import { IDENTITY_BYTES } from './folder.ts';
import { LineIndex } from './lines.ts';
import { type AsOf, identityBase, Linter, type LinterJudging } from './linter.ts';
import { looksLikeRecord, parseRecord } from './parse.ts';
import { toName } from './paths.ts';
import { ScoreSheets } from './score-sheets.ts';

/** What a run is asked for, as plain data: it travels to worker threads as it is. */
export interface BatchRequest {
  /** Absolute; ids of charts that name no patient are counted from it where there is no configuration. */
  readonly cwd: string;
  /** Now, in minutes since 1970-01-01T00:00. */
  readonly now: number;
  /** The time the user named; it goes before the configuration's. */
  readonly asOf?: number;
  readonly encoding?: Encoding;
  /** A configuration file in place of those nearest to the records; absolute. */
  readonly config?: string;
  /** Laid over every configuration. */
  readonly override?: Config;
}

/** Work that can be done by itself: the records of a folder, or some whole charts of a large one. */
export interface BatchJob {
  readonly folder: string;
  readonly files: readonly string[];
  /** Set when it is known which files are one chart; else that is found out from their contents. */
  readonly charts: readonly (readonly string[])[] | undefined;
}

export interface BatchChart extends JudgedChart {
  readonly files: readonly ChartFile[];
  readonly configuration: Configuration;
  readonly judging: LinterJudging;
  readonly linesOf: (file: string) => LineIndex;
}

export interface BatchEvents {
  readonly signal?: AbortSignal;
  readonly onProblem?: (problem: DiscoverProblem) => void;
}

/** Folders with more files are cut into jobs of whole charts, so that memory and threads are shared out evenly. */
const LARGE_FOLDER = 64;
const CHARTS_PER_JOB = 32;

/** Runs the linter over files on disk, folder by folder; holds no more than one job's texts at a time. */
export class Batch {
  readonly request: BatchRequest;
  readonly linter: Linter;
  readonly configurations: Configurations;
  readonly sheets: ScoreSheets;
  readonly #fs: FileSystem;

  constructor(request: BatchRequest, linter = new Linter(), fs: FileSystem = blockingFileSystem) {
    this.request = request;
    this.linter = linter;
    this.#fs = fs;
    this.sheets = new ScoreSheets(fs);
    this.configurations = new Configurations(fs, {
      ...(request.config !== undefined && { fixed: toName(request.config) }),
      ...(request.override && { override: request.override }),
    });
  }

  /** All work under absolute paths, in a fixed order. Nothing is read but directories and, in large folders, headers. */
  async *jobs(paths: readonly string[], { signal, onProblem }: BatchEvents = {}): AsyncGenerator<BatchJob> {
    const { vocabulary } = this.linter.parts;
    const looks = (head: Uint8Array) => looksLikeRecord(decode(head, this.request.encoding).text, vocabulary);
    const acceptsIn = async (folder: string) => (await this.configurations.of(toName(folder))).accepts;
    const options = { looksLikeRecord: looks, acceptsIn, signal, onProblem };
    for await (const { path, files } of discoverFolders(this.#fs, paths, options)) {
      const names = files.map(toName);
      const folder = toName(path);
      if (names.length <= LARGE_FOLDER) {
        yield { folder, files: names, charts: undefined };
        continue;
      }
      const charts = await this.#group(names, signal);
      for (let from = 0; from < charts.length; from += CHARTS_PER_JOB) {
        const some = charts.slice(from, from + CHARTS_PER_JOB);
        yield { folder, files: some.flat(), charts: some };
      }
    }
  }

  /** The verdicts on the charts of a job. A file that cannot be read is a problem and left out. */
  async *run(job: BatchJob, { signal, onProblem }: BatchEvents = {}): AsyncGenerator<BatchChart> {
    const configuration = await this.configurations.of(job.folder);
    const judging = this.judging(configuration);
    const { vocabulary } = this.linter.parts;
    const read = async (name: string): Promise<ChartFile | undefined> => {
      const text = await this.#read(name, onProblem);
      return text === undefined ? undefined : { name, tree: parseRecord(text, vocabulary, undefined) };
    };
    for (const names of job.charts ?? [job.files]) {
      signal?.throwIfAborted();
      const files = (await Promise.all(names.map(read))).filter((file) => file !== undefined);
      const charts = job.charts
        ? [files]
        : groupFolder(files.map((file) => ({ file, id: encounterId(file.tree, vocabulary) })));
      for (const chart of charts) if (chart.length > 0) yield await this.#judge(chart, configuration, judging);
    }
  }

  /** A chart whose files are at hand already, such as one that came through a pipe. */
  async judgeTexts(
    folder: string,
    texts: readonly { readonly name: string; readonly text: string }[],
  ): Promise<BatchChart> {
    const configuration = await this.configurations.of(folder);
    const { vocabulary } = this.linter.parts;
    const files = texts
      .map(({ name, text }) => ({ name, tree: parseRecord(text, vocabulary, undefined) }))
      .sort((a, b) => byCodeUnit(a.name, b.name));
    return this.#judge(files, configuration, this.judging(configuration));
  }

  judging(configuration: Configuration): LinterJudging {
    const { cwd } = this.request;
    const base = identityBase(configuration, toName(cwd));
    const nameless = (file: string) => posix.relative(base, posix.resolve(toName(cwd), file));
    return this.linter.workbench(configuration).judging(this.#asOf(configuration.config), nameless);
  }

  #asOf(config: Config): AsOf {
    const named = this.request.asOf ?? (config.asOf === undefined ? undefined : minutesOfTime(config.asOf));
    return named === undefined ? { minutes: this.request.now, given: false } : { minutes: named, given: true };
  }

  async #judge(files: readonly ChartFile[], configuration: Configuration, judging: LinterJudging): Promise<BatchChart> {
    const chart = judging.chart(files);
    const verdict = judging.judgeChart(chart);
    const { findings, rules } = verdict;
    const { sheet } = await this.sheets.of(configuration);
    const outcomes = () => judging.outcomes(chart, verdict, sheet);
    const lines = new Map<string, LineIndex>();
    const linesOf = (name: string) => {
      const known = lines.get(name);
      if (known) return known;
      const made = new LineIndex(files.find((file) => file.name === name)?.tree.text ?? '');
      lines.set(name, made);
      return made;
    };
    return { chart, findings, rules, sheet, outcomes, files, configuration, judging, linesOf };
  }

  async #group(names: readonly string[], signal: AbortSignal | undefined): Promise<string[][]> {
    const { vocabulary } = this.linter.parts;
    const claims: { file: { name: string }; id: string | undefined }[] = [];
    for (const name of names) {
      signal?.throwIfAborted();
      const head = await this.#fs.readHead(name, IDENTITY_BYTES).catch(() => new Uint8Array());
      const whole = head.length < IDENTITY_BYTES;
      const lines = whole ? head : head.subarray(0, head.lastIndexOf(10) + 1);
      let id = encounterId(parseRecord(decode(lines, this.request.encoding).text, vocabulary, undefined), vocabulary);
      if (id === undefined && !whole) {
        const text = await this.#read(name, undefined);
        id = text === undefined ? undefined : encounterId(parseRecord(text, vocabulary, undefined), vocabulary);
      }
      claims.push({ file: { name }, id });
    }
    return groupFolder(claims).map((files) => files.map(({ name }) => name));
  }

  async #read(name: string, onProblem: BatchEvents['onProblem']): Promise<string | undefined> {
    try {
      return decode(await this.#fs.read(name), this.request.encoding).text;
    } catch {
      onProblem?.({ path: name, kind: 'unreadable' });
      return undefined;
    }
  }
}
