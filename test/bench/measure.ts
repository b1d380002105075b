import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Run {
  /** Wall time of the whole process, milliseconds. */
  readonly milliseconds: number;
  /** The most memory it held, MiB. */
  readonly rss: number;
  readonly stdout: string;
}

const RSS_FILE = join(tmpdir(), `emr-lint-bench-${process.pid}.rss`);
const PRELOAD = new URL('rss.mjs', import.meta.url).href;

/** Runs a Node script to its end, `count` times; `accepted` are the exit codes that mean it did its work. */
export function runs(
  count: number,
  script: string,
  args: readonly string[],
  accepted: readonly number[],
  cwd: string,
): Run[] {
  return Array.from({ length: count }, () => {
    const begun = performance.now();
    const done = spawnSync(process.execPath, ['--import', PRELOAD, script, ...args], {
      cwd,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      env: { ...process.env, BENCH_RSS: RSS_FILE },
    });
    const milliseconds = performance.now() - begun;
    if (!accepted.includes(done.status ?? -1))
      throw new Error(`${script} ended with ${done.status ?? done.signal}\n${tail(done)}`);
    const rss = Number(readFileSync(RSS_FILE, 'utf8')) / 1024;
    rmSync(RSS_FILE);
    return { milliseconds, rss, stdout: done.stdout };
  });
}

function tail({ stdout, stderr }: SpawnSyncReturns<string>): string {
  return `${stdout.slice(-2000)}\n${stderr.slice(-4000)}`;
}

export function median(runs: readonly Run[]): Run {
  const sorted = runs.toSorted((a, b) => a.milliseconds - b.milliseconds);
  return sorted[Math.floor(sorted.length / 2)] as Run;
}

/** The value that `share` of the samples do not exceed. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] as number;
}
