/**
 * `npm test`: builds and packs everything, checks types and style, runs the unit tests, then the tests in real editors.
 * `npm test -- ARGUMENTS` hands them to vitest and runs unit tests only. The last line is `N passed, N failed`.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Editors, installEditors } from '../test/vscode/install.ts';
import { buildAll } from './build.ts';
import { runChecks, show } from './check.ts';
import { packExtension } from './package.ts';
import { inRoot, programOf, runNode } from './shell.ts';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const total: Count = { passed: 0, failed: 0, skipped: 0 };
const results = inRoot('test-results');
const vsix = inRoot('test-results/emr-lint.vsix');

const add = (count: Partial<Count>) => {
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += count[key] ?? 0;
};

async function vitest(project: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const report = `${results}/${project}.json`;
  rmSync(report, { force: true });
  const options = [`--project=${project}`, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = await runNode(programOf('vitest', 'vitest.mjs'), ['run', ...options, ...args], { env });
  add(status === 0 || existsSync(report) ? readCount(report, status) : { failed: 1 });
}

/** A file that could not even be loaded has no tests to fail, yet the run has. */
function readCount(report: string, status: number): Count {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = numFailedTests === 0 && status !== 0 ? 1 : numFailedTests;
  return { passed: numPassedTests, failed, skipped: numPendingTests };
}

async function buildAndPack(): Promise<void> {
  await buildAll();
  await packExtension(vsix);
}

async function testEverything(): Promise<void> {
  mkdirSync(results, { recursive: true });
  try {
    await buildAndPack();
  } catch (error) {
    console.log(`✗ build\n${error instanceof Error ? error.message : error}`);
    return add({ failed: 1 });
  }
  const editors = installEditors((message) => console.log(`[editors] ${message}`));
  for (const check of await runChecks()) {
    show(check);
    add(check.outcome.status === 0 ? { passed: 1 } : { failed: 1 });
  }
  await vitest('unit');
  await testEditors(await editors);
}

async function testEditors(editors: Editors | string): Promise<void> {
  if (typeof editors !== 'string') {
    return vitest('editors', [], { EMR_LINT_EDITORS: JSON.stringify({ ...editors, vsix }) });
  }
  console.log(`编辑器测试未运行 · The tests in real editors did not run: ${editors}`);
  if (process.env.CI) add({ failed: 1 });
}

const args = process.argv.slice(2);
if (args.length > 0) {
  mkdirSync(results, { recursive: true });
  await vitest('unit', args);
} else await testEverything();

const closing = `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`;
writeFileSync(`${results}/closing-line.txt`, `${closing}\n`);
console.log(closing);
process.exit(total.failed === 0 ? 0 : 1);
