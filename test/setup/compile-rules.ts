import { writeGrammar } from '../../scripts/make-grammar.ts';
import { inRoot, runNode } from '../../scripts/shell.ts';

/**
 * The code under test imports the compiled rules: they are made anew before any test runs. While somebody is in the
 * middle of writing a rule the rest can still be tested on the last good ones; `npm test` itself stops at such a fault.
 */
export async function setup(): Promise<void> {
  const { status, text } = await runNode(inRoot('scripts/compile-rules.ts'), [], { output: 'quiet' });
  writeGrammar();
  if (status !== 0) console.error(text);
}
