/** `npm run package [-- --out FILE]`: builds and packs the extension, by default into emr-lint-VERSION.vsix. */
import { createRequire } from 'node:module';
import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll } from './build.ts';
import { inRoot, programOf, root, runNode } from './shell.ts';

const OPTIONS = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];

/** The bundles hold all they need, so no dependencies are packed. */
export async function packExtension(packagePath: string, cwd = root): Promise<void> {
  const args = ['package', ...OPTIONS, '--out', packagePath];
  const { status, text } = await runNode(programOf('@vscode/vsce', 'vsce'), args, { cwd, output: 'quiet' });
  if (status !== 0) throw new Error(text.trimEnd());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { version } = createRequire(import.meta.url)(inRoot('package.json'));
  const option = process.argv.indexOf('--out');
  const given = option > 0 ? process.argv[option + 1] : undefined;
  const target = given ? resolve(process.env.INIT_CWD ?? '.', given) : inRoot(`emr-lint-${version}.vsix`);
  try {
    await buildAll();
    await packExtension(target);
    console.log(relative(process.cwd(), target));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
