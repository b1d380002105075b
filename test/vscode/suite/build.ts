import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { packExtension } from '../../../scripts/package.ts';
import { inRoot } from '../../../scripts/shell.ts';
import { clock, section, unanswered } from '../../editors/workspace.ts';

const MANIFEST = {
  name: 'emr-lint-suite',
  publisher: 'emr-lint',
  version: '0.0.0',
  engines: { vscode: '^1.101.0' },
  main: './suite.cjs',
  activationEvents: ['onStartupFinished'],
  capabilities: { untrustedWorkspaces: { supported: true } },
};

export interface Suite {
  readonly folder: string;
  readonly module: string;
  readonly vsix: string;
}

/** Bundles the suite and packs it as an extension of its own. */
export async function buildSuite(): Promise<Suite> {
  const folder = inRoot('test-results/suite');
  const suite = { folder, module: join(folder, 'suite.cjs'), vsix: inRoot('test-results/suite.vsix') };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(MANIFEST));
  for (const name of ['README.md', 'LICENSE', '.vscodeignore'])
    writeFileSync(join(folder, name), 'Test suite of EMR Lint.\n');
  await build({
    entryPoints: [inRoot('test/vscode/suite/main.ts')],
    outfile: suite.module,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    define: { SEEDED_CHARTS: JSON.stringify({ clock, section, unanswered }) },
  });
  await packExtension(suite.vsix, folder);
  return suite;
}
