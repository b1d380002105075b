/**
 * Writes docs/rules (one page a rule) and docs/coverage.md from rules/. `--check` writes nothing and fails when a page is
 * out of date, absent or left over. Needs compiled rules (scripts/compile-rules.ts).
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { sourcesSchema } from '../server/src/vocabulary/source.ts';
import { builtInParts, Linter } from '../server/src/workspace/linter.ts';
import { coverageFaults, coveragePage, coverageSchema } from './docs/coverage.ts';
import { kindsPage } from './docs/kinds.ts';
import { ruleIndex } from './docs/rule-index.ts';
import { pagePath, type Reference, rulePage } from './docs/rule-page.ts';
import { inRoot } from './shell.ts';

const yaml = (name: string) => parse(readFileSync(inRoot(name), 'utf8'));
const { engine } = new Linter();
const reference: Reference = {
  rules: engine.rules,
  checks: builtInParts.checks,
  sources: sourcesSchema.parse(yaml('rules/sources.yaml')),
  vocabulary: builtInParts.vocabulary,
};
const coverage = coverageSchema.parse(yaml('rules/coverage.yaml'));
const faults = coverageFaults(coverage, reference);
if (faults.length > 0) fail(faults.map((fault) => `rules/coverage.yaml: ${fault}`));

const pages = new Map([
  ['docs/coverage.md', coveragePage(coverage, reference)],
  ['docs/rules/README.md', ruleIndex(reference)],
  ['docs/rules/kinds.md', kindsPage(reference, inRoot('server/src/checks'))],
  ...[...engine.rules].map(([id, entry]): [string, string] => [
    `docs/rules/${pagePath(id)}`,
    rulePage(entry, reference),
  ]),
]);
const leftOver = written('docs/rules').filter((name) => !pages.has(name));

if (process.argv.includes('--check')) {
  const stale = [...pages].filter(([name, text]) => read(name) !== text).map(([name]) => name);
  if (stale.length + leftOver.length > 0)
    fail([...stale, ...leftOver].map((name) => `${name} 已过期：请运行 node scripts/write-docs.ts 并提交`));
} else {
  for (const name of leftOver) rmSync(inRoot(name));
  for (const [name, text] of pages) {
    mkdirSync(dirname(inRoot(name)), { recursive: true });
    writeFileSync(inRoot(name), text);
  }
}

function written(folder: string): string[] {
  try {
    return readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name).replaceAll('\\', '/'));
  } catch {
    return [];
  }
}

function read(name: string): string | undefined {
  try {
    return readFileSync(inRoot(name), 'utf8');
  } catch {
    return undefined;
  }
}

function fail(lines: readonly string[]): never {
  for (const line of lines) console.error(line);
  process.exit(1);
}
