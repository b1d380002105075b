import type { Options } from './options.ts';
import { type Terminal, warn } from './terminal.ts';

export const EXIT = { clean: 0, errors: 1, failed: 2 } as const;

/** What every command is given. */
export interface Context {
  readonly terminal: Terminal;
  readonly options: Options;
  readonly cwd: string;
  /** Minutes since 1970-01-01T00:00; tests name it. */
  readonly now: number;
  /** The module worker threads start with. */
  readonly entry: URL;
}

/** A line for the user, on standard error. */
export function say({ terminal, options }: Context, zh: string, en: string): void {
  warn(terminal, options.locale === 'zh' ? zh : en);
}
