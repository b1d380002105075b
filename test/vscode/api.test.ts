import { existsSync, readFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../scripts/shell.ts';
import { layOutWorkspace } from '../editors/workspace.ts';
import { openWorkbench } from './browser.ts';
import { CodeServer } from './code-server.ts';
import { editorsUnderTest } from './editors.ts';
import { buildSuite } from './suite/build.ts';
import type { Result } from './suite/runner.ts';

/** Runs the suite in the extension host of code-server, in a workspace that nobody has trusted. */
async function runSuite(): Promise<Result[]> {
  const { codeServer, chromium, vsix } = editorsUnderTest();
  const target = inRoot('test-results/suite.json');
  rmSync(target, { force: true });
  const suite = await buildSuite();
  const workspace = layOutWorkspace();
  const server = await CodeServer.start({
    entry: codeServer,
    vsix: [vsix, suite.vsix],
    trusted: false,
    settings: { 'security.workspace.trust.startupPrompt': 'never' },
    env: { EMR_LINT_SUITE_RESULT: target, EMR_LINT_UNTRUSTED: '1' },
  });
  const workbench = await openWorkbench(chromium, server.url, workspace.folder);
  try {
    return await resultsOf(target);
  } finally {
    await workbench.picture('suite-end');
    await workbench.close();
    await server.stop();
    workspace.dispose();
  }
}

async function resultsOf(target: string): Promise<Result[]> {
  const end = Date.now() + 240_000;
  while (!existsSync(target)) {
    if (Date.now() > end) throw new Error('the suite wrote no result');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  return JSON.parse(readFileSync(target, 'utf8'));
}

const results = await runSuite();

describe('in the extension host of code-server', () => {
  it('all of the suite ran', () => expect(results.length).toBeGreaterThan(10));
  it.each(results)('$name', ({ error }) => expect(error).toBeUndefined());
});
