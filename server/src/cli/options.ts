import { parseArgs } from 'node:util';
import { minutesOfTime } from '../lint/config.ts';
import { didYouMean } from '../lint/did-you-mean.ts';
import type { Locale } from '../lint/message.ts';
import type { RuleSetting } from '../lint/rule-set.ts';
import { Failure } from './failure.ts';

export const FORMATS = [
  ...['stylish', 'json', 'sarif', 'junit', 'csv', 'indicators-csv', 'xlsx', 'ndjson', 'html'],
] as const;
export type Format = (typeof FORMATS)[number];
const SEVERITIES = ['error', 'warning', 'information', 'hint', 'off'] as const;
const ENCODINGS = ['auto', 'utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;
type EncodingOption = (typeof ENCODINGS)[number];

export interface Options {
  readonly command: 'lint' | 'init' | 'list-rules' | 'list-indicators' | 'explain' | 'help' | 'version';
  readonly explain: string;
  readonly paths: readonly string[];
  readonly format: Format;
  readonly output: string | undefined;
  /** Minutes since 1970-01-01T00:00; undefined for now. */
  readonly asOf: number | undefined;
  readonly config: string | undefined;
  readonly packs: readonly string[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly maxWarnings: number | undefined;
  readonly quiet: boolean;
  readonly fix: boolean;
  /** Undefined: as many as the work is worth. */
  readonly jobs: number | undefined;
  readonly encoding: Exclude<EncodingOption, 'auto'> | undefined;
  readonly stdin: boolean;
  readonly stdinFilename: string | undefined;
  readonly baseline: string | undefined;
  readonly locale: Locale;
}

const PARSED = {
  format: { type: 'string', short: 'f' },
  output: { type: 'string', short: 'o' },
  'as-of': { type: 'string' },
  config: { type: 'string', short: 'c' },
  pack: { type: 'string', multiple: true },
  rule: { type: 'string', multiple: true },
  'max-warnings': { type: 'string' },
  quiet: { type: 'boolean' },
  fix: { type: 'boolean' },
  jobs: { type: 'string', short: 'j' },
  encoding: { type: 'string' },
  stdin: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  'no-cross-chart': { type: 'boolean' },
  baseline: { type: 'string' },
  init: { type: 'boolean' },
  'list-rules': { type: 'boolean' },
  'list-indicators': { type: 'boolean' },
  explain: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** The language is wanted before anything else, to tell what is wrong with the rest. */
export function localeOf(args: readonly string[]): Locale {
  const index = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const value = index < 0 ? undefined : args[index]?.startsWith('--lang=') ? args[index].slice(7) : args[index + 1];
  return value === 'en' ? 'en' : 'zh';
}

/** Reads the command line; throws a {@link Failure} that says what would be right. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const command = values.help
    ? 'help'
    : values.version
      ? 'version'
      : values.init
        ? 'init'
        : values['list-rules']
          ? 'list-rules'
          : values['list-indicators']
            ? 'list-indicators'
            : values.explain !== undefined
              ? 'explain'
              : 'lint';
  return {
    command,
    explain: values.explain ?? '',
    paths: positionals,
    format: oneOf('--format', values.format ?? 'stylish', FORMATS),
    output: values.output,
    asOf: values['as-of'] === undefined ? undefined : time(values['as-of']),
    config: values.config,
    packs: values.pack ?? [],
    rules: Object.fromEntries((values.rule ?? []).map(ruleSetting)),
    maxWarnings: values['max-warnings'] === undefined ? undefined : whole('--max-warnings', values['max-warnings'], 0),
    quiet: values.quiet ?? false,
    fix: values.fix ?? false,
    jobs: values.jobs === undefined ? undefined : whole('--jobs', values.jobs, 1),
    encoding: encoding(oneOf('--encoding', values.encoding?.toLowerCase() ?? 'auto', ENCODINGS)),
    stdin: values.stdin ?? false,
    stdinFilename: values['stdin-filename'],
    baseline: values.baseline,
    locale: oneOf('--lang', values.lang ?? 'zh', ['zh', 'en']),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: PARSED, allowPositionals: true, strict: true });
  } catch (error) {
    throw explain(error, args);
  }
}

/** Node tells what is wrong in its own words; said again, with the option that was probably meant. */
function explain(error: unknown, args: readonly string[]): Failure {
  const { code, message } = error as NodeJS.ErrnoException;
  const named = /'(-[^' ]*)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const known = Object.keys(PARSED).map((name) => `--${name}`);
    const near = didYouMean(named.replace(/=.*/, ''), known);
    return near
      ? new Failure(`没有选项 ${named}，是否指 ${near}？`, `there is no option ${named}; did you mean ${near}?`)
      : new Failure(`没有选项 ${named}；用 --help 查看全部选项`, `there is no option ${named}; see --help`);
  }
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    const option = /--[a-z-]+/.exec(message)?.[0] ?? named;
    const takesNone = PARSED[option.slice(2) as keyof typeof PARSED]?.type === 'boolean';
    return takesNone
      ? new Failure(`选项 ${option} 不带值`, `option ${option} takes no value`)
      : new Failure(`选项 ${option} 缺少值`, `option ${option} needs a value`);
  }
  return new Failure(`命令行有误：${args.join(' ')}`, message);
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  const near = didYouMean(value, allowed);
  throw new Failure(
    `${option} 没有“${value}”${near ? `，是否指 ${near}？` : '；'}可用：${allowed.join('、')}`,
    `${option} does not know "${value}"${near ? `; did you mean ${near}?` : ';'} known are ${allowed.join(', ')}`,
  );
}

function whole(option: string, value: string, least: number): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least) return number;
  throw new Failure(
    `${option} 应为不小于 ${least} 的整数，而不是“${value}”`,
    `${option} takes a whole number from ${least}, not "${value}"`,
  );
}

function time(value: string): number {
  const minutes = minutesOfTime(value);
  if (minutes !== undefined) return minutes;
  throw new Failure(
    `--as-of 应写作 2024-03-01T15:30，而不是“${value}”`,
    `--as-of is written 2024-03-01T15:30, not "${value}"`,
  );
}

function ruleSetting(value: string): [string, RuleSetting] {
  const [id = '', severity = ''] = value.split('=');
  if (!value.includes('=')) {
    throw new Failure(
      `--rule 应写作 规则=级别，如 writing/clock=off，而不是“${value}”`,
      `--rule is written ID=severity, such as writing/clock=off, not "${value}"`,
    );
  }
  return [id, oneOf(`--rule ${id}`, severity, SEVERITIES)];
}

function encoding(option: EncodingOption): Options['encoding'] {
  return option === 'auto' ? undefined : option;
}
