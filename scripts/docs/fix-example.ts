import { buildChart } from '../../server/src/chart/build.ts';
import type { Pack, Rule } from '../../server/src/lint/pack.ts';
import { judgeExample } from '../../server/src/lint/testing/rule-tester.ts';
import { parseText } from '../../server/src/syntax/text/parse.ts';
import { builtInParts } from '../../server/src/workspace/linter.ts';

const { vocabulary } = builtInParts;
const parts = {
  ...builtInParts,
  read: (text: string, name: string) => buildChart([{ name, tree: parseText(text, vocabulary) }], vocabulary),
};

/** The first repair that a bad example of the rule is offered: what it is called, and the text it writes. */
export function fixExample(rule: Rule, pack: string): string[] {
  const own: Pack = { name: pack, title: rule.title, rules: [rule], amend: [] };
  for (const bad of rule.examples.bad) {
    const [fix] = judgeExample(parts, own, rule, bad).findings.flatMap(({ fixes }) => fixes);
    if (!fix) continue;
    const written = fix.edits.map(({ text }) => text.trim()).filter((text) => text !== '');
    return [`${fix.title.zh} · ${fix.title.en}`, ...written.map((text) => `\`\`\`emr\n${text}\n\`\`\``)];
  }
  return [];
}
