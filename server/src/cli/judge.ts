import { posix } from 'node:path';
import type { ChartFile } from '../chart/model.ts';
import sources from '../generated/sources.json' with { type: 'json' };
import type { Locale } from '../lint/message.ts';
import { type JudgedFinding, judgeWaivers } from '../lint/waivers.ts';
import { type ReportChart, type ReportContext, type ReportRule, reportChart } from '../report/model.ts';
import type { Sources } from '../vocabulary/source.ts';
import { Batch, type BatchChart, type BatchJob, type BatchRequest } from '../workspace/batch.ts';
import { LineIndex } from '../workspace/lines.ts';
import { toName } from '../workspace/paths.ts';
import { mend, writeBack } from './mend.ts';

/** All a thread has to know; plain data. */
export interface JudgeRequest extends BatchRequest {
  readonly locale: Locale;
  /** Whether texts of the record may appear in the report. */
  readonly excerpts: boolean;
  readonly fix: boolean;
}

/** What became of a job; plain data. Names are as reports show them. */
export interface Outcome {
  readonly charts: readonly ReportChart[];
  readonly rules: readonly ReportRule[];
  readonly unreadable: readonly string[];
  /** Files that `--fix` changed, and files it wanted to change and could not. */
  readonly fixed: readonly string[];
  readonly unwritable: readonly string[];
}

/** Judges jobs and words the verdicts. */
export class Judge {
  readonly batch: Batch;
  readonly #request: JudgeRequest;

  constructor(request: JudgeRequest) {
    this.#request = request;
    this.batch = new Batch(request);
  }

  /** The time charts of these folders are judged at; now, where their configurations do not agree. */
  async asOf(folders: readonly string[]): Promise<number> {
    const times = new Set<number>();
    for (const folder of new Set(folders)) {
      times.add(this.batch.judging(await this.batch.configurations.of(folder)).environment.asOf);
    }
    const [time, ...others] = times;
    return time === undefined || others.length > 0 ? this.#request.now : time;
  }

  async run(job: BatchJob): Promise<Outcome> {
    const charts: ReportChart[] = [];
    const rules = new Map<string, ReportRule>();
    const unreadable: string[] = [];
    const fixed: string[] = [];
    const unwritable: string[] = [];
    const onProblem = ({ path }: { readonly path: string }) => unreadable.push(this.#relative(toName(path)));
    for await (const judged of this.batch.run(job, { onProblem })) {
      const chart = this.#request.fix ? await this.#mend(judged, fixed, unwritable) : judged;
      charts.push(this.#word(chart, rules));
    }
    return { charts, rules: [...rules.values()], unreadable, fixed, unwritable };
  }

  /** Judges texts that are at hand as one chart. Nothing is written. */
  async texts(folder: string, texts: readonly { readonly name: string; readonly text: string }[]): Promise<Outcome> {
    const rules = new Map<string, ReportRule>();
    const chart = this.#word(await this.batch.judgeTexts(folder, texts), rules);
    return { charts: [chart], rules: [...rules.values()], unreadable: [], fixed: [], unwritable: [] };
  }

  async #mend(judged: BatchChart, fixed: string[], unwritable: string[]): Promise<BatchChart> {
    const { files, judging } = judged;
    const mended = mend(files, judging, this.batch.linter.parts.vocabulary);
    const kept: ChartFile[] = [];
    for (const [index, before] of files.entries()) {
      const after = mended[index] ?? before;
      const changed = after !== before;
      const written = changed && (await writeBack(before, after, this.#request.encoding));
      if (changed) (written ? fixed : unwritable).push(this.#relative(before.name));
      kept.push(written ? after : before);
    }
    if (kept.every((file, index) => file === files[index])) return judged;
    const chart = judging.chart(kept);
    const verdict = judging.judgeChart(chart);
    const { findings, rules } = verdict;
    const outcomes = () => judging.outcomes(chart, verdict, judged.sheet);
    const lines = new Map(kept.map(({ name, tree }) => [name, new LineIndex(tree.text)]));
    const linesOf = (name: string) => lines.get(name) ?? judged.linesOf(name);
    return { ...judged, chart, findings, rules, outcomes, files: kept, linesOf };
  }

  #word(judged: BatchChart, rules: Map<string, ReportRule>): ReportChart {
    const { waivers } = judged.configuration;
    const waiverLines = waivers && new LineIndex(waivers.text);
    const { locale, excerpts } = this.#request;
    const context: ReportContext = {
      locale,
      excerpts,
      vocabulary: this.batch.linter.parts.vocabulary,
      sources: sources as Sources,
      fileName: (name) => this.#relative(name),
      linesOf: (name) => (waiverLines && name === waivers.file ? waiverLines : judged.linesOf(name)),
    };
    return reportChart({ ...judged, findings: [...judged.findings, ...waiverFaults(judged)] }, context, rules);
  }

  /** Relative to the working directory; absolute only on another drive. */
  #relative(name: string): string {
    const cwd = toName(this.#request.cwd);
    return name.startsWith('/') === cwd.startsWith('/') && name.charAt(0) === cwd.charAt(0)
      ? posix.relative(cwd, name)
      : name;
  }
}

/** What is wrong with the waivers of a chart, told beside its findings. */
function waiverFaults({ chart, findings, rules, configuration: { waivers } }: BatchChart): JudgedFinding[] {
  const own = waivers?.waivers.filter((waiver) => waiver.chart === chart.id) ?? [];
  if (!waivers || own.length === 0) return [];
  const faults = judgeWaivers({ ...waivers, waivers: own }, new Map([[chart.id, findings]]), (id) =>
    rules.rules.has(id),
  );
  return faults.map((finding) => ({ finding, fingerprint: '', waiver: undefined }));
}
