import { type Context, EXIT } from './context.ts';
import { explainCommand } from './explain-command.ts';
import { Failure } from './failure.ts';
import { helpText } from './help.ts';
import { initCommand } from './init-command.ts';
import { lintCommand } from './lint-command.ts';
import { listIndicatorsCommand } from './list-indicators-command.ts';
import { listRulesCommand } from './list-rules-command.ts';
import { localeOf, type Options, readOptions } from './options.ts';
import { stdinCommand } from './stdin-command.ts';
import { print, type Terminal, warn } from './terminal.ts';
import { VERSION } from './version.ts';

/** Runs one command line to its exit code. Never throws: what the user can mend is one line, a bug is told as such. */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  world: Pick<Context, 'cwd' | 'now' | 'entry'>,
): Promise<number> {
  try {
    const options = readOptions(args);
    return await dispatch(options, { ...world, terminal, options });
  } catch (error) {
    const locale = localeOf(args);
    if (error instanceof Failure) warn(terminal, `emr-lint: ${error.text[locale]}`);
    else
      warn(
        terminal,
        `${locale === 'zh' ? 'emr-lint 内部错误，请报告' : 'emr-lint failed; please report'}: ${trace(error)}`,
      );
    return EXIT.failed;
  }
}

async function dispatch(options: Options, context: Context): Promise<number> {
  switch (options.command) {
    case 'help':
      await print(context.terminal, helpText(options.locale));
      return EXIT.clean;
    case 'version':
      await print(context.terminal, `${VERSION}\n`);
      return EXIT.clean;
    case 'init':
      return initCommand(context);
    case 'list-rules':
      return listRulesCommand(context);
    case 'list-indicators':
      return listIndicatorsCommand(context);
    case 'explain':
      return explainCommand(context);
    default:
      refuseWorkbookOnScreen(options);
      return options.stdin ? stdinCommand(context) : lintCommand(context);
  }
}

/** A workbook is bytes, of which a terminal makes nothing. */
function refuseWorkbookOnScreen({ format, output }: Options): void {
  if (format !== 'xlsx' || output !== undefined) return;
  throw new Failure(
    '--format xlsx 须用 --output 指定文件，如 --output 质控.xlsx',
    '--format xlsx needs a file: --output report.xlsx',
  );
}

/** Where, not what: the text of an unexpected error may quote a record. */
function trace(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.constructor.name, ...frames].join('\n');
}
