/**
 * Compiles rules/ to server/src/generated/*.json and to the JSON Schemas in rules/schema.
 * `--check` writes nothing and fails when rules/schema is out of date. A faulty file is told and left out; the rest is
 * compiled all the same, and the exit code is 1.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { criticalProfileSchema } from '../server/src/lint/critical-limits.ts';
import { packSchema } from '../server/src/lint/pack.ts';
import { vocabularySchema } from '../server/src/vocabulary/schema.ts';
import { sourcesSchema } from '../server/src/vocabulary/source.ts';
import { indicatorsSchema } from '../server/src/workspace/indicator-file.ts';
import { checkShape, type Fault, listYaml, type RuleFile, readRuleFile } from './rule-files.ts';
import { checkIndicatorReferences, checkPackReferences, checkVocabularyReferences } from './rule-references.ts';
import { jsonSchemas } from './rule-schemas.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const faults: Fault[] = [];

const open = (path: string) => readRuleFile(path, relative(root, path).replaceAll('\\', '/'), faults);
const openAll = (folder: string) => listYaml(join(root, folder)).flatMap((path) => open(path) ?? []);

function compileVocabulary() {
  const files = [...openAll('rules/vocabulary'), ...openAll('rules/vocabulary/clinical')];
  const parts = files.flatMap((file) => {
    const value = checkShape(file, vocabularySchema.partial(), faults);
    return value ? [{ file, value }] : [];
  });
  const merged: z.output<typeof vocabularySchema> = {
    documents: [],
    labels: [],
    ranks: [],
    columns: [],
    concepts: [],
    terms: {},
  };
  for (const { value } of parts) {
    merged.documents.push(...(value.documents ?? []));
    merged.labels.push(...(value.labels ?? []));
    merged.ranks.push(...(value.ranks ?? []));
    merged.columns.push(...(value.columns ?? []));
    merged.concepts.push(...(value.concepts ?? []));
    Object.assign(merged.terms, value.terms);
  }
  faults.push(...checkVocabularyReferences(parts, merged, sourceKeys));
  return merged;
}

function compileSources() {
  const file = open(join(root, 'rules/sources.yaml'));
  return file && checkShape(file, sourcesSchema, faults);
}

function compilePacks() {
  const parts = openAll('rules/packs').flatMap((file) => {
    const value = checkShape(file, packSchema, faults);
    return value ? [{ file, value }] : [];
  });
  faults.push(...checkPackReferences(parts, sourceKeys));
  return parts.map((part) => part.value);
}

function compileIndicators() {
  const parts = openAll('rules/indicators').flatMap((file) => {
    const value = checkShape(file, indicatorsSchema, faults);
    return value ? [{ file, value: value.indicators }] : [];
  });
  faults.push(...checkIndicatorReferences(parts, sourceKeys));
  return parts.flatMap(({ value }) => value);
}

/** Lists of critical limits, by file. */
function compileCriticalLimits() {
  return openAll('rules/critical-limits').flatMap((file) => checkShape(file, criticalProfileSchema, faults) ?? []);
}

/** Score sheets are checked against their schema by the tests of the engine that reads them. */
const compileScores = () => openAll('rules/scores').map((file: RuleFile) => file.value);

const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Leaves a file alone whose text is as it should be, so that nothing that watches it stirs. */
function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  if (read(path) !== text) writeFileSync(path, text);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** One slip of indentation makes a hundred faults: the first few of each file say enough. */
const SHOWN_PER_FILE = 5;

function tellFaults(): void {
  for (const [file, found] of Map.groupBy(faults, ({ file }) => file)) {
    for (const { line, column, message } of found.slice(0, SHOWN_PER_FILE))
      console.error(`${file}:${line}:${column} ${message}`);
    if (found.length > SHOWN_PER_FILE) console.error(`${file} 另有 ${found.length - SHOWN_PER_FILE} 处`);
  }
  console.error(`规则文件有 ${faults.length} 处错误；有错的文件未编入，其余照常编译。`);
}

const sources = compileSources();
/** Undefined when the sources themselves are faulty: then what cites them is not judged. */
const sourceKeys = sources && Object.keys(sources);
const generated = {
  sources,
  vocabulary: compileVocabulary(),
  packs: compilePacks(),
  scores: compileScores(),
  'critical-limits': compileCriticalLimits(),
  indicators: compileIndicators(),
};
if (faults.length > 0) {
  tellFaults();
  process.exitCode = 1;
}

const schemas = Object.entries(jsonSchemas());
if (process.argv.includes('--check')) {
  const stale = schemas.filter(([name, schema]) => read(join(root, 'rules/schema', `${name}.json`)) !== pretty(schema));
  for (const [name] of stale)
    console.error(`rules/schema/${name}.json 已过期：请运行 node scripts/compile-rules.ts 并提交`);
  if (stale.length > 0) process.exitCode = 1;
} else {
  for (const [name, schema] of schemas) write(join(root, 'rules/schema', `${name}.json`), pretty(schema));
  for (const [name, value] of Object.entries(generated))
    write(join(root, 'server/src/generated', `${name}.json`), JSON.stringify(value));
}
