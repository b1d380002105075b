import type { ChartFile } from '../chart/model.ts';
import type { Finding } from '../lint/finding.ts';
import type { RuleSet } from '../lint/rule-set.ts';
import type { JudgedFinding } from '../lint/waivers.ts';

export type { JudgedFinding };

/** The verdict on one chart. It outlives the chart's text. */
export interface Verdict {
  /** The chart's id. */
  readonly chart: string;
  /** In order of file and place; waived ones included. */
  readonly findings: readonly JudgedFinding[];
  /** The patient is still there and the chart is kept up: the verdict changes as time goes by. */
  readonly running: boolean;
  /** The rules that judged: they word the findings. */
  readonly rules: RuleSet;
  /** What a graver finding of the same rule at the same place says already; see `judgeChart` of the engine. */
  readonly repeated: readonly Finding[];
  /** Rules of which the chart leaves something open. */
  readonly undecided: ReadonlySet<string>;
}

/** What holds for the files of one folder: rules, time, waivers. */
export interface Judging {
  /** The `files` patterns of the configuration. */
  readonly accepts: (path: string) => boolean;
  judge(files: readonly ChartFile[]): Verdict;
}
