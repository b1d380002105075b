/** `npm run check`: types, style, the architecture, and whether generated files that are committed are up to date. */
import { pathToFileURL } from 'node:url';
import { inRoot, type Outcome, programOf, root, runNode } from './shell.ts';

export interface Check {
  readonly name: string;
  readonly outcome: Outcome;
}

const checks: Record<string, () => Promise<Outcome>> = {
  'generated files': () => runNode(inRoot('scripts/compile-rules.ts'), ['--check'], { output: 'quiet' }),
  'rule reference': () => runNode(inRoot('scripts/write-docs.ts'), ['--check'], { output: 'quiet' }),
  types: () => runNode(programOf('typescript', 'bin/tsc'), ['-p', root], { output: 'quiet' }),
  style: () => runNode(programOf('@biomejs/biome', 'bin/biome'), ['ci', '--colors=off', root], { output: 'quiet' }),
};

const architecture = () =>
  runNode(programOf('vitest', 'vitest.mjs'), ['run', '--project=unit', 'test/architecture.test.ts'], {
    output: 'quiet',
  });

/** Every check but the architecture, which the unit tests hold. */
export async function runChecks(): Promise<Check[]> {
  const done: Check[] = [];
  for (const [name, check] of Object.entries(checks)) done.push({ name, outcome: await check() });
  return done;
}

export function show({ name, outcome }: Check): void {
  console.log(`${outcome.status === 0 ? '✓' : '✗'} ${name}`);
  if (outcome.status !== 0) console.log(outcome.text.trimEnd());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // Types and tests need the compiled rules.
  await runNode(inRoot('scripts/compile-rules.ts'), [], { output: 'quiet' });
  const done = [...(await runChecks()), { name: 'architecture', outcome: await architecture() }];
  for (const check of done) show(check);
  process.exit(done.every(({ outcome }) => outcome.status === 0) ? 0 : 1);
}
