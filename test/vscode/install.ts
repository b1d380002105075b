import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import { hasCommand, inRoot, run } from '../../scripts/shell.ts';

/** What the editor tests need of the machine, got where it can be had. */
export interface Editors {
  /** Entry of code-server, run by the Node that runs this. */
  readonly codeServer: string;
  readonly chromium: string;
}

const PACKAGES: readonly (readonly [name: string, isThere: () => boolean | Promise<boolean>])[] = [
  ['chromium', () => chromium() !== undefined],
  ['neovim', () => hasCommand('nvim')],
  ['pkg-config', () => hasCommand('pkg-config')],
  ['libkrb5-dev', () => hasLibrary('krb5')],
  ['libx11-dev', () => hasLibrary('x11')],
  ['libxkbfile-dev', () => hasLibrary('xkbfile')],
  ['libsecret-1-dev', () => hasLibrary('libsecret-1')],
  ['fonts-noto-cjk', async () => (await run('fc-list', [':lang=zh'], { output: 'quiet' })).text.trim() !== ''],
];

const hasLibrary = async (name: string) =>
  (await run('pkg-config', ['--exists', name], { output: 'quiet' })).status === 0;

function chromium(): string | undefined {
  const named = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return named.find((path) => path && existsSync(path));
}

/** Where a second clone finds what the first one compiled. */
function cacheFolder(): string {
  const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const hash = createHash('sha256').update(process.version);
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(inRoot('test/vscode', file)));
  return join(base, 'emr-lint', `workbench-${hash.digest('hex').slice(0, 16)}`);
}

/** The reason, in one line, if an editor cannot be had here. */
export async function installEditors(say: (message: string) => void): Promise<Editors | string> {
  if (platform() !== 'linux') return 'the editor tests run on Linux only';
  const refused = await installSystemPackages(say);
  if (refused) return refused;
  const folder = cacheFolder();
  const entry = join(folder, 'node_modules/code-server/out/node/entry.js');
  if (!existsSync(entry)) {
    say('installing code-server (compiles for about two minutes, once) …');
    const failure = await installCodeServer(folder);
    if (failure) return failure;
  }
  const browser = chromium();
  return browser ? { codeServer: entry, chromium: browser } : 'Chromium is missing';
}

async function installSystemPackages(say: (message: string) => void): Promise<string | undefined> {
  const missing: string[] = [];
  for (const [name, isThere] of PACKAGES) if (!(await isThere())) missing.push(name);
  if (missing.length === 0) return undefined;
  const wanted = missing.join(' ');
  if (process.getuid?.() !== 0 || !hasCommand('apt-get')) return `these system packages are missing: ${wanted}`;
  say(`installing ${wanted} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, output: 'quiet' });
  const { status, text } = await run('apt-get', ['install', '-y', '-qq', ...missing], { env, output: 'quiet' });
  return status === 0 ? undefined : `apt-get could not install ${wanted}: ${lastLine(text)}`;
}

/** Compiles beside its final place and moves there in one step, so that a broken install is never taken for one. */
async function installCodeServer(folder: string): Promise<string | undefined> {
  const parent = join(folder, '..');
  mkdirSync(parent, { recursive: true });
  const work = mkdtempSync(`${folder}-`);
  for (const file of ['package.json', 'package-lock.json']) {
    writeFileSync(join(work, file), readFileSync(inRoot('test/vscode', file)));
  }
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const env = Object.fromEntries(
    Object.keys(process.env)
      .filter(isOfOuterNpm)
      .map((name) => [name, undefined]),
  );
  const { status, text } = await run('npm', args, { cwd: work, env, output: 'quiet' });
  if (status === 0 && !existsSync(folder)) renameSync(work, folder);
  else rmSync(work, { recursive: true, force: true });
  return status === 0 ? undefined : `code-server could not be installed: ${reasonIn(text)}`;
}

/** What npm tells its scripts about this project and its Node must not reach an npm that installs another project. */
const isOfOuterNpm = (name: string) =>
  name === 'NODE' ||
  /^npm_(?!config_)/.test(name) ||
  name === 'npm_config_user_agent' ||
  name === 'npm_config_node_gyp';

const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? '';

/** npm's own words without its codes and pointers. */
const reasonIn = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/^npm error\s*/, ''))
    .filter((line) => line !== '' && !/^(code|path|command|A complete log)/.test(line))
    .slice(0, 3)
    .join(' ');
