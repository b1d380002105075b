import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inRoot, run } from '../../scripts/shell.ts';
import { clock, layOutWorkspace } from './workspace.ts';

interface Seen {
  readonly error?: string;
  readonly line: number;
  readonly message: string;
  readonly count: number;
  readonly actions: readonly string[];
  readonly text: string;
  readonly gone: boolean;
}

async function runNeovim(): Promise<Seen> {
  const workspace = layOutWorkspace([clock]);
  const scratch = mkdtempSync(join(tmpdir(), 'emr-lint-neovim-'));
  const result = join(scratch, 'result.json');
  const env = {
    EMR_LINT_NODE: process.execPath,
    EMR_LINT_SERVER: inRoot('dist/emr-language-server.mjs'),
    EMR_LINT_CHART: workspace.pathOf(clock),
    EMR_LINT_RULE: clock.rule,
    EMR_LINT_RESULT: result,
    XDG_STATE_HOME: scratch,
    XDG_CACHE_HOME: scratch,
  };
  const args = ['--headless', '--clean', '-n', '-c', `luafile ${inRoot('test/editors/neovim.lua')}`];
  const { text } = await run('nvim', args, { cwd: workspace.folder, env, output: 'quiet' });
  try {
    if (!existsSync(result)) throw new Error(`Neovim wrote no result: ${text}`);
    return JSON.parse(readFileSync(result, 'utf8'));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    workspace.dispose();
  }
}

it('Neovim shows the finding and applies its repair', async () => {
  const seen = await runNeovim();
  expect(seen.error).toBeUndefined();
  expect(seen.line).toBe(clock.text.slice(0, clock.text.indexOf(clock.defect)).split('\n').length - 1);
  expect(seen.count).toBe(1);
  expect(seen.message).not.toBe('');
  expect(seen.text).toBe(clock.clean);
  expect(seen.gone).toBe(true);
});
