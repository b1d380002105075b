import { describe, expect, it } from 'vitest';
import { buildChart } from '../chart/build.ts';
import { fixes } from '../fixes/index.ts';
import packs from '../generated/packs.json' with { type: 'json' };
import type { Pack } from '../lint/pack.ts';
import { ruleCases } from '../lint/testing/rule-tester.ts';
import { parseText } from '../syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../vocabulary/builtin.ts';
import { checks } from './index.ts';

/** Every example of every rule in rules/packs holds, to the character. */
const cases = ruleCases({
  packs: packs as unknown as Pack[],
  checks,
  fixes,
  vocabulary,
  read: (text, name) => buildChart([{ name, tree: parseText(text, vocabulary) }], vocabulary),
});

for (const rule of new Set(cases.map((one) => one.rule))) {
  describe(rule, () => {
    it.each(cases.filter((one) => one.rule === rule))('$name', (one) => {
      expect(one.run()).toEqual([]);
    });
  });
}

it('finds rules to test', () => {
  expect(cases.length).toBeGreaterThan(0);
});
