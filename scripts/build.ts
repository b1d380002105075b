/** Compiles rules/ to data and bundles the extension, the language server and the command line into dist/. `--watch` stays. */
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build, context } from 'esbuild';
import { writeGrammar } from './make-grammar.ts';
import { inRoot, root, runNode } from './shell.ts';

const watching = process.argv.includes('--watch');

const shared: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node22',
  outdir: 'dist',
  logLevel: 'warning',
  legalComments: 'eof',
  charset: 'utf8',
  // Unused syntax goes, names stay: a stack trace in a bug report can be read.
  minifySyntax: true,
  minifyWhitespace: !watching,
  sourcemap: watching ? 'linked' : false,
};

const node: BuildOptions = {
  ...shared,
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  // Bundled CommonJS packages call require() for modules of Node.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
};

const bundles: { entry: string; options: BuildOptions }[] = [
  {
    entry: 'client/src/extension.ts',
    options: {
      ...shared,
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
      external: ['vscode'],
      entryNames: 'extension',
    },
  },
  { entry: 'server/src/lsp/main.ts', options: { ...node, entryNames: 'server' } },
  { entry: 'server/src/cli/main.ts', options: { ...node, entryNames: 'cli' } },
  { entry: 'scripts/bin/emr-lint.mjs', options: { ...node, bundle: false, entryNames: 'emr-lint', banner: {} } },
  {
    entry: 'scripts/bin/emr-language-server.mjs',
    options: { ...node, bundle: false, entryNames: 'emr-language-server', banner: {} },
  },
];

export async function buildAll(): Promise<void> {
  const compiled = await runNode(inRoot('scripts/compile-rules.ts'), [], { output: 'quiet' });
  if (compiled.status !== 0) throw new Error(compiled.text.trimEnd());
  writeGrammar();
  const missing = bundles.filter(({ entry }) => !existsSync(inRoot(entry))).map(({ entry }) => entry);
  if (missing.length > 0) throw new Error(`Cannot build without ${missing.join(' and ')}.`);
  const options = bundles.map(({ entry, options }) => ({ ...options, entryPoints: [entry] }));
  if (!watching) await Promise.all(options.map((each) => build(each)));
  else for (const each of options) await (await context({ ...each, logLevel: 'info' })).watch();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await buildAll();
    console.error(`${relative(process.cwd(), inRoot('dist')) || '.'}/ is built.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
