import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { jsonChart } from '../report/json.ts';
import { decode } from '../syntax/decode.ts';
import { toName } from '../workspace/paths.ts';
import { type Context, EXIT, say } from './context.ts';
import { Failure } from './failure.ts';
import { errorsOnly, finish } from './finish.ts';
import { Judge, type Outcome } from './judge.ts';
import { refuseFaultyConfigurations, refuseFaultyOptions, requestOf } from './request.ts';
import { print } from './terminal.ts';

/** One chart a line, in and out: how a cluster runs the linter. */
const lineSchema = z.object({
  id: z.string(),
  files: z.array(z.object({ name: z.string(), text: z.string() })).min(1),
});

/**
 * Lints standard input: one record as text, or, with `--format ndjson`, one chart a line as JSON. Lines are answered
 * in their order, each as soon as it is judged; a line that is no chart is answered by its error.
 */
export async function stdinCommand(context: Context): Promise<number> {
  const { options, cwd } = context;
  if (options.paths.length > 0) {
    throw new Failure('--stdin 时不能再指定文件', 'with --stdin no files can be named');
  }
  if (options.fix)
    throw new Failure('--stdin 时不能用 --fix：没有可修改的文件', '--fix needs files; with --stdin there are none');
  const judge = new Judge(requestOf(context));
  await refuseFaultyOptions(judge, context);
  const name = toName(resolve(cwd, options.stdinFilename ?? 'stdin.emr'));
  const folder = toName(dirname(name));
  await refuseFaultyConfigurations(judge, [folder], context);
  if (options.format === 'ndjson' && (options.output !== undefined || options.baseline !== undefined)) {
    throw new Failure(
      '逐行的标准输入不能与 --output、--baseline 合用；请重定向标准输出',
      'lines from standard input go with neither --output nor --baseline; redirect standard output',
    );
  }
  if (options.format === 'ndjson') return lintLines(judge, folder, context);
  const { text } = decode(await buffer(context.terminal.stdin), options.encoding);
  const outcome = await judge.texts(folder, [{ name, text }]);
  return finish(outcome, await judge.asOf([folder]), judge.batch.linter.definitions, context);
}

async function lintLines(judge: Judge, folder: string, context: Context): Promise<number> {
  const { terminal } = context;
  let number = 0;
  let errors = false;
  let broken = 0;
  for await (const line of createInterface({ input: terminal.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === '') continue;
    const answer = await lintLine(judge, folder, line);
    if ('error' in answer) {
      broken++;
      await print(terminal, `${JSON.stringify({ id: answer.id, line: number, error: answer.error })}\n`);
      continue;
    }
    for (const chart of answer.outcome.charts) {
      errors ||= chart.findings.some(({ severity, waived }) => severity === 'error' && !waived);
      const shown = context.options.quiet ? errorsOnly(chart) : chart;
      await print(terminal, `${JSON.stringify(jsonChart({ ...shown, id: answer.id }))}\n`);
    }
  }
  if (broken > 0)
    say(
      context,
      `${broken} 行不是病历，已在该行以 error 说明`,
      `${broken} lines were no charts; each is answered by its error`,
    );
  return broken > 0 ? EXIT.failed : errors ? EXIT.errors : EXIT.clean;
}

type Answer =
  | { readonly id: string; readonly outcome: Outcome }
  | { readonly id: string | null; readonly error: string };

/** The error never quotes the line, which may be a record. */
async function lintLine(judge: Judge, folder: string, line: string): Promise<Answer> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, error: 'not JSON' };
  }
  const read = lineSchema.safeParse(value);
  if (!read.success) {
    const id = (value as { id?: unknown } | null)?.id;
    const where = read.error.issues[0]?.path.join('.') ?? '';
    return {
      id: typeof id === 'string' ? id : null,
      error: `expected {"id","files":[{"name","text"}]}${where && `: see ${where}`}`,
    };
  }
  const texts = read.data.files.map(({ name, text }) => ({ name: toName(resolve(folder, name)), text }));
  return { id: read.data.id, outcome: await judge.texts(folder, texts) };
}
