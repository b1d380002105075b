import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program that does its work in one process. */
export interface Contestant {
  readonly label: string;
  readonly script: string;
  readonly args: readonly string[];
  /** Exit codes that mean it did its work. */
  readonly accepted: readonly number[];
}

/** What one run cost, from the start of the process to its end. */
export interface Run {
  /** Wall time, milliseconds. */
  readonly wall: number;
  /** Processor time of all its threads, milliseconds; on a busy machine it says more than the wall. */
  readonly processor: number;
  /** The most memory it held, MiB. */
  readonly memory: number;
}

const PRELOAD = new URL('cost.mjs', import.meta.url).href;

/** Environment and arguments that make a Node process note its cost, and the file it notes it in. */
export function noting(name: string): {
  readonly file: string;
  readonly args: string[];
  readonly env: NodeJS.ProcessEnv;
} {
  const file = join(tmpdir(), `emr-lint-bench-${process.pid}.${name}`);
  return { file, args: ['--import', PRELOAD], env: { ...process.env, BENCH_COST: file } };
}

export function readCost(file: string): Omit<Run, 'wall'> {
  const [kibibytes = 0, microseconds = 0] = readFileSync(file, 'utf8').split(' ').map(Number);
  rmSync(file);
  return { processor: microseconds / 1000, memory: kibibytes / 1024 };
}

/** Runs all in turn, `rounds` times over, so that a busy moment of the machine hits each alike; the median run of each. */
export function compete(contestants: readonly Contestant[], rounds: number, cwd: string): Run[] {
  const runs: Run[][] = contestants.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contestant] of contestants.entries()) runs[index]?.push(runOnce(contestant, cwd));
  }
  return runs.map((each) => each.toSorted((a, b) => a.wall - b.wall)[Math.floor(each.length / 2)] as Run);
}

function runOnce({ label, script, args, accepted }: Contestant, cwd: string): Run {
  const { file, args: first, env } = noting('run');
  const begun = performance.now();
  const done = spawnSync(process.execPath, [...first, script, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env,
  });
  const wall = performance.now() - begun;
  if (!accepted.includes(done.status ?? -1)) {
    throw new Error(`${label} ended with ${done.status ?? done.signal}\n${tail(done)}`);
  }
  return { wall, ...readCost(file) };
}

function tail({ stdout, stderr }: SpawnSyncReturns<string>): string {
  return `${stdout.slice(-2000)}\n${stderr.slice(-4000)}`;
}

/** The value that `share` of the samples do not exceed. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] as number;
}
