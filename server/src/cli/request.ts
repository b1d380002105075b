import { access } from 'node:fs/promises';
import { basename, posix, resolve } from 'node:path';
import type { Config } from '../lint/config.ts';
import { WAIVER_FILE } from '../lint/waivers.ts';
import type { SourceProblem } from '../lint/yaml-source.ts';
import { toName } from '../workspace/paths.ts';
import type { Context } from './context.ts';
import { Failure } from './failure.ts';
import type { Judge, JudgeRequest } from './judge.ts';
import { warn } from './terminal.ts';

/** What the options ask of the linter, as data that travels to threads. */
export function requestOf({ options, cwd, now }: Context): JudgeRequest {
  const override: Config = {
    ...(options.packs.length > 0 && {
      packs: options.packs.map((pack) => (isFile(pack) ? toName(resolve(cwd, pack)) : pack)),
    }),
    ...(Object.keys(options.rules).length > 0 && { rules: options.rules as Config['rules'] }),
  };
  return {
    cwd,
    now,
    override,
    locale: options.locale,
    excerpts: options.format === 'html',
    fix: options.fix,
    ...(options.asOf !== undefined && { asOf: options.asOf }),
    ...(options.encoding !== undefined && { encoding: options.encoding }),
    ...(options.config !== undefined && { config: resolve(cwd, options.config) }),
  };
}

/** Packs, rules and files that the options name and that are not there. */
export async function refuseFaultyOptions(judge: Judge, { options, cwd }: Context): Promise<void> {
  for (const file of [...options.packs.filter(isFile), ...(options.config === undefined ? [] : [options.config])]) {
    await access(resolve(cwd, file)).catch(() => {
      throw new Failure(`没有此文件：${file}`, `there is no file ${file}`);
    });
  }
  const packs = options.packs.filter((pack) => !isFile(pack));
  // A rule of a pack file is known only once that file is read, with the configuration.
  const rules = packs.length === options.packs.length ? options.rules : {};
  const [wrong] = judge.batch.linter.engine.compile({ packs, rules }).problems;
  if (wrong) throw new Failure(wrong.message.zh, wrong.message.en);
}

/** A fault in configuration or pack stops the run, for its verdicts would be other than those asked for. */
export async function refuseFaultyConfigurations(
  judge: Judge,
  folders: readonly string[],
  context: Context,
): Promise<void> {
  const { batch } = judge;
  const told = new Map<string, SourceProblem>();
  for (const folder of new Set(folders)) {
    const configuration = await batch.configurations.of(folder);
    const { problems: ofSheet } = await batch.sheets.of(configuration);
    for (const problem of [...batch.linter.workbench(configuration).problems, ...ofSheet]) {
      told.set(`${problem.file}:${problem.start}:${problem.message.en}`, problem);
    }
  }
  for (const problem of told.values()) warn(context.terminal, problemLine(problem, context));
  const grave = [...told.values()].filter(({ file }) => basename(file) !== WAIVER_FILE);
  if (grave.length > 0) {
    throw new Failure(
      `配置有 ${grave.length} 处错误，未检查`,
      `the configuration has ${grave.length} faults; nothing was checked`,
    );
  }
}

/** `./ward.yaml` and the like; a plain word is the name of a pack that comes with the linter. */
function isFile(name: string): boolean {
  return /[/\\]|\.ya?ml$/.test(name);
}

function problemLine({ file, line, column, message }: SourceProblem, { options, cwd }: Context): string {
  return `${posix.relative(toName(cwd), file)}:${line}:${column} ${message[options.locale]}`;
}
