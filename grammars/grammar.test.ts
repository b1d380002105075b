import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inRoot, programOf, runNode } from '../scripts/shell.ts';

const folder = inRoot('grammars/test');
const program = programOf('vscode-tmgrammar-test', 'dist/unit.js');

it.each(readdirSync(folder))('%s gets its scopes', async (file) => {
  const { status, text } = await runNode(program, [join('grammars/test', file)], { output: 'quiet' });
  expect(status, text).toBe(0);
});

it('is no rubber stamp: a wrong scope fails', async () => {
  const { status, text } = await runNode(program, ['grammars/wrong/*.emr'], { output: 'quiet' });
  expect(status).not.toBe(0);
  expect(text).toContain('missing required scopes: comment.emr');
});
