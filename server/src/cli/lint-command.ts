import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { BatchJob } from '../workspace/batch.ts';
import type { DiscoverProblem } from '../workspace/discover.ts';
import { type Context, EXIT, say } from './context.ts';
import { Failure } from './failure.ts';
import { finish } from './finish.ts';
import { Judge, type JudgeRequest, type Outcome } from './judge.ts';
import { createPool } from './pool.ts';
import { refuseFaultyConfigurations, refuseFaultyOptions, requestOf } from './request.ts';
import { Progress } from './terminal.ts';

/** More threads cost more than they bring below so many files each. */
const FILES_PER_THREAD = 100;

/** Lints files and folders and writes the report. */
export async function lintCommand(context: Context): Promise<number> {
  const { options, cwd } = context;
  if (options.paths.length === 0) {
    throw new Failure(
      '没有指定病历文件或文件夹。例：emr-lint 病历文件夹；用 --help 查看说明',
      'no files or folders given. Try: emr-lint FOLDER, or --help',
    );
  }
  const request = requestOf(context);
  const judge = new Judge(request);
  await refuseFaultyOptions(judge, context);
  const paths = options.paths.map((path) => resolve(cwd, path));
  const jobs = await findJobs(judge, paths, context);
  const folders = jobs.map(({ folder }) => folder);
  await refuseFaultyConfigurations(judge, folders, context);
  const done = await runJobs(judge, request, jobs, context);
  for (const file of done.unreadable) say(context, `无法读取 ${file}`, `cannot read ${file}`);
  for (const file of done.unwritable)
    say(
      context,
      `${file} 未能修改：文件不可写，或含有无法原样写回的字节`,
      `${file} was not mended: it cannot be written, or holds bytes that cannot be written back`,
    );
  if (done.fixed.length > 0)
    say(
      context,
      `已修改 ${done.fixed.length} 个文件`,
      `mended ${done.fixed.length} file${done.fixed.length === 1 ? '' : 's'}`,
    );
  const status = await finish(done, await judge.asOf(folders), judge.batch.linter.definitions, context);
  return done.unreadable.length + done.unwritable.length > 0 ? EXIT.failed : status;
}

async function findJobs(judge: Judge, paths: readonly string[], context: Context): Promise<BatchJob[]> {
  const problems: DiscoverProblem[] = [];
  const jobs: BatchJob[] = [];
  for await (const job of judge.batch.jobs(paths, { onProblem: (problem) => problems.push(problem) })) jobs.push(job);
  const shown = (path: string) => context.options.paths[paths.indexOf(path)] ?? path;
  const missing = problems.filter(({ kind }) => kind === 'not-found').map(({ path }) => shown(path));
  if (missing.length > 0) {
    throw new Failure(`没有此文件或文件夹：${missing.join('、')}`, `no such file or folder: ${missing.join(', ')}`);
  }
  for (const { path } of problems) say(context, `无法读取 ${shown(path)}`, `cannot read ${shown(path)}`);
  if (jobs.every(({ files }) => files.length === 0)) {
    const where = context.options.paths.join('、');
    throw new Failure(
      `在 ${where} 中没有找到病历（.emr、.病历，或内容像病历的 .txt）`,
      `no records found in ${where} (.emr, .病历, or a .txt that reads like one)`,
    );
  }
  return jobs;
}

async function runJobs(
  judge: Judge,
  request: JudgeRequest,
  jobs: readonly BatchJob[],
  context: Context,
): Promise<Outcome> {
  const { options, terminal } = context;
  const files = jobs.reduce((sum, job) => sum + job.files.length, 0);
  const worthwhile = Math.min(availableParallelism(), Math.floor(files / FILES_PER_THREAD));
  const pool = createPool(Math.min(options.jobs ?? worthwhile, jobs.length), judge, request, context.entry);
  const progress = new Progress(terminal, options.locale);
  try {
    let done = 0;
    const outcomes = await inOrder(jobs, pool.size, async (job) => {
      const outcome = await pool.run(job);
      done += job.files.length;
      progress.show(done, files);
      return outcome;
    });
    return {
      charts: outcomes.flatMap(({ charts }) => charts),
      rules: outcomes.flatMap(({ rules }) => rules),
      unreadable: outcomes.flatMap(({ unreadable }) => unreadable),
      fixed: outcomes.flatMap(({ fixed }) => fixed),
      unwritable: outcomes.flatMap(({ unwritable }) => unwritable),
    };
  } finally {
    progress.clear();
    await pool.close();
  }
}

/** Results in the order of the items, `width` of them under way at a time. */
async function inOrder<T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, width) }, lane));
  return results;
}
