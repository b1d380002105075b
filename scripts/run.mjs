// Entry of every npm script: `node scripts/run.mjs TASK [arguments]` runs scripts/TASK.ts. Plain JavaScript without
// dependencies, because it has to work in a fresh clone with whatever Node (20 or newer) the machine has: it installs
// the locked packages if need be, and goes on with the Node 24 that comes with them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const windows = process.platform === 'win32';

const packagesOf = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages;

/** npm keeps beside the packages a lock file of what is installed; packages for other platforms are missing from it. */
function isInstalled() {
  const note = 'node_modules/.package-lock.json';
  if (!existsSync(join(root, note))) return false;
  const installed = packagesOf(note);
  return Object.entries(packagesOf('package-lock.json')).every(
    ([path, { version, optional }]) =>
      path === '' || (installed[path] ? installed[path].version === version : optional),
  );
}

function run(command, args, options = {}) {
  const { status, signal, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (error) throw error;
  return status ?? 128 + (constants.signals[signal] ?? 0);
}

if (!isInstalled()) {
  console.error('正在安装依赖 · Installing packages (npm ci) …');
  const status = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, shell: windows });
  if (status !== 0) {
    console.error('依赖安装失败 · npm ci failed: the package registry must be reachable once.');
    process.exit(status);
  }
}

const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
if (!existsSync(node)) {
  console.error('node_modules/node has no binary: its install script did not run. Try: npm rebuild node');
  process.exit(2);
}
const [task, ...args] = process.argv.slice(2);
const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
process.exit(run(node, [join(root, 'scripts', `${task}.ts`), ...args], { env: { ...process.env, PATH: path } }));
