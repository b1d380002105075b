import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Locale } from '../lint/message.ts';
import { Failure } from './failure.ts';

/** Where the command line reads and writes; handed in, so that tests need no process. */
export interface Terminal {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly env: NodeJS.ProcessEnv;
}

/** Waits until the reader has taken it; a reader that has gone (`| head`) is no fault. */
export async function print({ stdout }: Terminal, text: string | Uint8Array): Promise<void> {
  if (!stdout.writable) return;
  if (!stdout.write(text)) await Promise.race([once(stdout, 'drain'), once(stdout, 'close')]).catch(() => undefined);
}

/** To the file the user named, relative to the working directory, or to the screen. */
export async function printTo(
  terminal: Terminal,
  cwd: string,
  output: string | undefined,
  content: string | Uint8Array,
): Promise<void> {
  if (output === undefined) return print(terminal, content);
  await writeFile(resolve(cwd, output), content).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(`无法写入 ${output}（${error.code}）`, `cannot write ${output} (${error.code})`);
  });
}

export function warn({ stderr }: Terminal, text: string): void {
  stderr.write(`${text}\n`);
}

export function usesColour({ stdout, env }: Terminal): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR && env.FORCE_COLOR !== '0') return true;
  return stdout.isTTY === true && env.TERM !== 'dumb';
}

/** One line on standard error that counts charts, only where a person looks on. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #locale: Locale;
  #shown = 0;

  constructor(terminal: Terminal, locale: Locale) {
    this.#terminal = terminal;
    this.#locale = locale;
  }

  show(done: number, found: number): void {
    const now = performance.now();
    if (this.#terminal.stderr.isTTY !== true || now - this.#shown < 100) return;
    this.#shown = now;
    const text = this.#locale === 'zh' ? `正在检查病历 ${done}/${found}` : `Checking charts ${done}/${found}`;
    this.#terminal.stderr.write(`\r\u001B[K${text}`);
  }

  clear(): void {
    if (this.#shown > 0) this.#terminal.stderr.write('\r\u001B[K');
    this.#shown = 0;
  }
}
