import { writeFileSync } from 'node:fs';
import './suite.ts';
import { type Result, runTests } from './runner.ts';

/** Entry for code-server: an extension that runs the suite and writes down how it went. */
export async function activate(): Promise<void> {
  const target = process.env.EMR_LINT_SUITE_RESULT;
  if (target) writeFileSync(target, JSON.stringify(await runTests()));
}

/** Entry for @vscode/test-electron. */
export async function run(): Promise<void> {
  const results: Result[] = await runTests();
  const target = process.env.EMR_LINT_SUITE_RESULT;
  if (target) writeFileSync(target, JSON.stringify(results));
  const failed = results.filter(({ error }) => error);
  if (failed.length > 0) throw new Error(failed.map(({ name, error }) => `${name}: ${error}`).join('\n'));
}
