/** `npm run package [-- --out FILE]`: builds and packs the extension, by default into emr-lint-VERSION.vsix. */
import { createRequire } from 'node:module';
import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { buildAll } from './build.ts';
import { inRoot, root } from './shell.ts';

/** The bundles hold all they need, so no dependencies are packed. */
export async function packExtension(packagePath: string, cwd = root): Promise<void> {
  await createVSIX({
    cwd,
    packagePath,
    dependencies: false,
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
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
