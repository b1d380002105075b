import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildChart } from '../server/src/chart/build.ts';
import { checks } from '../server/src/checks/index.ts';
import { fixes } from '../server/src/fixes/index.ts';
import { readConfig } from '../server/src/lint/config.ts';
import { packSchema } from '../server/src/lint/pack.ts';
import { ruleCases } from '../server/src/lint/testing/rule-tester.ts';
import { readWaivers } from '../server/src/lint/waivers.ts';
import { parseText } from '../server/src/syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../server/src/vocabulary/builtin.ts';

const root = new URL('../', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), 'utf8');
const blocks = (name: string, has: string) =>
  [...read(name).matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text).filter((text) => text.includes(has));

describe('what the documents tell to copy works', () => {
  it.each(['README.md', 'README.zh-CN.md'])('configuration and waivers of %s', (name) => {
    const [config = ''] = blocks(name, 'scoreSheet:');
    expect(readConfig('emr-lint.config.yaml', config).problems).toEqual([]);
    const [waivers = ''] = blocks(name, 'waivers:');
    const { waivers: entries, problems } = readWaivers('emr-lint.waivers.yaml', waivers);
    expect([entries.length, problems]).toEqual([1, []]);
  });

  const [pack = ''] = blocks('CONTRIBUTING.md', 'examples:');
  const packs = [packSchema.parse(parse(pack))];
  const readChart = (text: string) =>
    buildChart([{ name: 'example.emr', tree: parseText(text, vocabulary) }], vocabulary);
  it.each(ruleCases({ packs, checks, fixes, vocabulary, read: readChart }))('rule of CONTRIBUTING: $name', (one) => {
    expect(one.run()).toEqual([]);
  });
});

describe('links of the documents lead somewhere', () => {
  it.each(['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'samples/README.md'])('%s', (name) => {
    const base = new URL(name, root);
    const targets = [...read(name).matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((target) => !existsSync(fileURLToPath(new URL(target, base))))).toEqual([]);
  });
});
