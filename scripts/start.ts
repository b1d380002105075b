/** `npm start [-- PATH…]`: builds, lints the given charts (or samples/), prints the findings and writes the HTML report. */
import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll } from './build.ts';
import { inRoot, runNode } from './shell.ts';

const cwd = process.env.INIT_CWD ?? process.cwd();
const given = process.argv.slice(2).map((path) => resolve(cwd, path));
const absent = given.filter((path) => !existsSync(path));
if (absent.length > 0) {
  console.error(`没有此文件或文件夹 · No such file or folder: ${absent.join(', ')}`);
  process.exit(2);
}
const paths = (given.length > 0 ? given : [inRoot('samples')]).map((path) => relative(cwd, path) || '.');
const report = resolve(cwd, 'emr-lint-report.html');

try {
  await buildAll();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
const lint = (...options: string[]) => runNode(inRoot('dist/emr-lint.mjs'), [...options, ...paths], { cwd });
const shown = await lint('--format', 'stylish');
if (shown.status > 1) process.exit(shown.status);
const written = await lint('--format', 'html', '--output', report);
if (written.status > 1) process.exit(written.status);

console.log(`HTML 报告 · Report:  ${pathToFileURL(report).href}`);
if (shown.status === 1)
  console.log('发现了病历缺陷；emr-lint 本身此时以 1 退出。 · Defects found: emr-lint itself exits with 1 then.');
console.log('直接使用 · Directly:  node_modules/.bin/node dist/emr-lint.mjs --help');
