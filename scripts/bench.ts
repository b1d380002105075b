/** `npm run bench`: builds, then measures (`test/bench`). */
import { existsSync } from 'node:fs';
import { buildAll } from './build.ts';
import { inRoot, runNode } from './shell.ts';

const bench = inRoot('test/bench/main.ts');
if (!existsSync(bench)) {
  console.error('test/bench/main.ts is missing.');
  process.exit(2);
}
await buildAll();
process.exit((await runNode(bench, process.argv.slice(2))).status);
