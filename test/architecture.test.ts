import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../scripts/shell.ts';

/** Floors of the house, from the cellar up. A folder imports its own files and those of lower floors. */
const FLOOR: Record<string, number> = {
  generated: 0,
  vocabulary: 1,
  similarity: 1,
  syntax: 2,
  clinical: 2.5,
  chart: 3,
  lint: 4,
  checks: 5,
  fixes: 5,
  report: 5,
  workspace: 6,
  lsp: 7,
  cli: 7,
};
/** Pure: no file system, no clock of the machine, no protocol. */
const CORE = new Set(['vocabulary', 'similarity', 'syntax', 'clinical', 'chart', 'lint', 'checks', 'fixes', 'report']);

/** Text that runs in the reader's browser, not here. */
const IN_THE_BROWSER = 'server/src/report/html/script.ts';

interface Import {
  readonly file: string;
  readonly specifier: string;
}

function importsOf(file: string, source: string): Import[] {
  const pattern =
    /(?:^|[;\n])\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|(?:^|[;\n])\s*import\s*['"]([^'"]+)['"]/g;
  return [...source.matchAll(pattern)].map(([, a, b, c]) => ({ file, specifier: a ?? b ?? c ?? '' }));
}

/** What is wrong with an import of a file of server/src (or client/src), or undefined. */
function fault({ file, specifier }: Import): string | undefined {
  const [side, , folder = ''] = file.split('/');
  if (side === 'client') return clientFault(file, specifier);
  if (specifier.startsWith('.')) return floorFault(file, folder, specifier);
  if (/^vscode(-|$)/.test(specifier) && folder !== 'lsp')
    return `${file} imports ${specifier}: only lsp/ knows the protocol`;
  if (specifier.startsWith('node:') && CORE.has(folder))
    return `${file} imports ${specifier}: the core knows no machine`;
  return undefined;
}

function floorFault(file: string, folder: string, specifier: string): string | undefined {
  const target = posix.normalize(posix.join(dirname(file), specifier));
  const [side, , other = ''] = target.split('/');
  if (target === 'package.json' && FLOOR[folder] === 7) return undefined; // the version an entry tells
  if (side !== 'server') return `${file} imports ${target}: the server stands alone`;
  if (other === folder) return undefined;
  const [own, theirs] = [FLOOR[folder], FLOOR[other]];
  if (own === undefined || theirs === undefined) return `${file}: give the folder a floor in test/architecture.test.ts`;
  return theirs < own ? undefined : `${file} imports ${target}: not below it`;
}

function clientFault(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = posix.normalize(posix.join(dirname(file), specifier));
  const allowed = target.startsWith('client/') || target === 'server/src/lsp/protocol.ts';
  return allowed ? undefined : `${file} imports ${target}: the client knows the server by its protocol only`;
}

function sources(folder: string): Import[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.ts$/.test(name) && !/(\.test\.ts$|\/testing\/)/.test(name))
    .flatMap((name) => importsOf(name, readFileSync(join(root, name), 'utf8')));
}

describe('the house', () => {
  it.each(['server/src', 'client/src'])('%s: a floor imports only what lies below it', (folder) => {
    const imports = sources(folder);
    expect(imports.length).toBeGreaterThan(5);
    expect(imports.map(fault).filter(Boolean)).toEqual([]);
  });

  it.each(['Date.now', 'new Date()', 'performance.now', 'Math.random', 'toLocale', 'process.', 'Intl.'])(
    'the core never uses %s',
    (word) => {
      const files = [...CORE].flatMap((folder) => coreFiles(`server/src/${folder}`));
      const users = files.filter((file) => file !== IN_THE_BROWSER && codeOf(file).includes(word));
      expect(users).toEqual([]);
    },
  );
});

function coreFiles(folder: string): string[] {
  try {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    return names
      .filter((name) => /\.ts$/.test(name) && !/(\.test\.ts$|testing)/.test(name))
      .map((name) => `${folder}/${name}`);
  } catch {
    return [];
  }
}

const codeOf = (file: string) => readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

describe('the guard', () => {
  const caught: [file: string, source: string][] = [
    ['server/src/syntax/tree.ts', `import { build } from '../chart/build.ts';`],
    ['server/src/chart/build.ts', `import type { Pack } from '../lint/pack.ts';`],
    ['server/src/checks/deadline.ts', `import { insert } from '../fixes/insert.ts';`],
    ['server/src/lint/engine.ts', `export { deadline } from '../checks/deadline.ts';`],
    ['server/src/workspace/store.ts', `import {\n  Range,\n} from 'vscode-languageserver-types';`],
    ['server/src/report/html.ts', `import { readFileSync } from 'node:fs';`],
    ['server/src/lint/engine.ts', `const fs = await import('node:fs');`],
    ['server/src/lsp/main.ts', `import { run } from '../cli/run.ts';`],
    ['server/src/lsp/main.ts', `import '../../../client/src/extension.ts';`],
    ['client/src/server.ts', `import { lint } from '../../server/src/lint/engine.ts';`],
  ];
  it.each(caught)('sees the fault in %s: %s', (file, source) => {
    expect(importsOf(file, source).map(fault).filter(Boolean)).toHaveLength(1);
  });

  const fine: [file: string, source: string][] = [
    [
      'server/src/lsp/main.ts',
      `import { createConnection } from 'vscode-languageserver/node';\nimport { store } from '../workspace/store.ts';`,
    ],
    ['server/src/cli/main.ts', `import { readFileSync } from 'node:fs';\nimport { html } from '../report/html.ts';`],
    ['server/src/chart/build.ts', `import type { RecordTree } from '../syntax/tree.ts';\nimport { z } from 'zod';`],
  ];
  it.each(fine)('lets %s: %s pass', (file, source) => {
    expect(importsOf(file, source).map(fault).filter(Boolean)).toEqual([]);
  });
});
