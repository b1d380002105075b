import { readFileSync } from 'node:fs';
import { runTests } from '@vscode/test-electron';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../scripts/shell.ts';
import { layOutWorkspace } from '../editors/workspace.ts';
import { buildSuite } from './suite/build.ts';
import type { Result } from './suite/runner.ts';

const vscodeExecutablePath = process.env.VSCODE_EXECUTABLE;

describe.skipIf(!vscodeExecutablePath)('in the VS Code that VSCODE_EXECUTABLE names', () => {
  it('the suite passes', async () => {
    const target = inRoot('test-results/suite-desktop.json');
    const suite = await buildSuite();
    const workspace = layOutWorkspace();
    await runTests({
      vscodeExecutablePath: vscodeExecutablePath ?? '',
      extensionDevelopmentPath: inRoot(),
      extensionTestsPath: suite.module,
      extensionTestsEnv: { EMR_LINT_SUITE_RESULT: target },
      launchArgs: [workspace.folder, '--disable-extensions', '--disable-workspace-trust'],
    }).finally(() => workspace.dispose());
    const results: Result[] = JSON.parse(readFileSync(target, 'utf8'));
    expect(results.filter(({ error }) => error)).toEqual([]);
  });
});
