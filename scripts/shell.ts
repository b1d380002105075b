import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the scripts of this folder share: where things are, and running other programs. */

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const inRoot = (...parts: string[]) => join(root, ...parts);

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** `inherit` shows everything; `quiet` keeps the output and gives it back. */
  readonly output?: 'inherit' | 'quiet';
}

export interface Outcome {
  readonly status: number;
  /** Standard output and error together, when they were kept. */
  readonly text: string;
}

/** Runs a program to its end. A program that cannot be started counts as status 127. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const quiet = options.output === 'quiet';
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ status: 127, text: error.message }));
    child.on('close', (status) => resolve({ status: status ?? 1, text: Buffer.concat(chunks).toString('utf8') }));
  });
}

/** Runs a TypeScript file or a JavaScript program with the Node that runs this script. */
export const runNode = (file: string, args: readonly string[] = [], options: RunOptions = {}) =>
  run(process.execPath, [file, ...args], options);

/** Path of a JavaScript program that an installed package brings. */
export function programOf(packageName: string, file: string): string {
  const path = inRoot('node_modules', packageName, file);
  if (!existsSync(path)) throw new Error(`${packageName} has no ${file}`);
  return path;
}

export function hasCommand(name: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)));
}
