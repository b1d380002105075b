import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { wallClock } from '../workspace/clock.ts';
import type { JudgeRequest } from './judge.ts';
import { serve } from './pool.ts';
import { run } from './run.ts';

if (!isMainThread && parentPort) {
  serve(parentPort, workerData as JudgeRequest);
} else if (Number.parseInt(process.versions.node, 10) < 22) {
  console.error(
    `emr-lint 需要 Node.js 22 或更新的版本，当前为 ${process.versions.node}。 · emr-lint needs Node.js 22 or newer.`,
  );
  process.exitCode = 2;
} else {
  // A reader that has had enough (`| head`) closes the pipe; that ends the work quietly.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
  const { stdin, stdout, stderr, env } = process;
  const world = { cwd: process.cwd(), now: wallClock(), entry: new URL(import.meta.url) };
  process.exitCode = await run(process.argv.slice(2), { stdin, stdout, stderr, env }, world);
}
