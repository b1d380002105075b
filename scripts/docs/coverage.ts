import { z } from 'zod';
import { localizedText } from '../../server/src/vocabulary/schema.ts';
import { cite, sourceKey } from '../../server/src/vocabulary/source.ts';
import { pagePath, type Reference } from './rule-page.ts';

const clauseSchema = z
  .strictObject({
    id: z.string().regex(/^[TDX]\d\d$/),
    /** Source and clause: `HX2018 三`. */
    from: z.array(z.string().regex(/^[A-Z][A-Z0-9-]*(?: .+)?$/)).min(1),
    /** In one sentence of our own. */
    asks: localizedText,
    /** Rules that answer it: ids, groups (`timeliness/*`) or all of them (`*`). */
    rules: z.array(z.string()).optional(),
    /** Why no rule can. */
    not: localizedText.optional(),
  })
  .refine(({ rules, not }) => (rules === undefined) !== (not === undefined), 'give either rules or not');

/** The shape of rules/coverage.yaml. */
export const coverageSchema = z.strictObject({ clauses: z.array(clauseSchema) });
export type Coverage = z.infer<typeof coverageSchema>;

/** What coverage.yaml says that the catalogue or the sources do not bear out. */
export function coverageFaults({ clauses }: Coverage, { rules, sources }: Reference): string[] {
  const ids = [...rules.keys()];
  return clauses.flatMap(({ id, from, rules: named = [] }, index) => [
    ...(clauses.findIndex((clause) => clause.id === id) < index ? [`${id} stands twice`] : []),
    ...from.map(splitClause).flatMap(({ source }) => (sources[source] ? [] : [`${id}: no source ${source}`])),
    ...named.filter((name) => !ids.some((rule) => answers(name, rule))).map((name) => `${id}: no rule ${name}`),
  ]);
}

function answers(name: string, rule: string): boolean {
  return name === '*' || name === rule || (name.endsWith('/*') && rule.startsWith(name.slice(0, -1)));
}

function splitClause(text: string): { source: string; clause: string } {
  const [source = '', ...clause] = text.split(' ');
  return { source: sourceKey.parse(source), clause: clause.join(' ') };
}

/** docs/coverage.md: clause → rules, or why none. */
export function coveragePage(coverage: Coverage, { sources, rules }: Reference): string {
  const covered = coverage.clauses.filter((clause) => clause.rules).length;
  const rows = coverage.clauses.map(({ id, from, asks, rules, not }) => {
    const cited = from.map((text) => cite(sources, splitClause(text), 'zh')).join('；');
    const answer = rules ? rules.map(link).join(' ') : `无法从病历核查：${not?.zh} · Not checkable: ${not?.en}`;
    return `| ${id} | ${cited} | ${asks.zh} · ${asks.en} | ${answer} |`;
  });
  return `${[
    '# 条款与规则 Clauses and rules',
    `各项质量行动对病历提出的要求，与检查它的规则。${coverage.clauses.length} 条中 ${covered} 条有规则，其余写明无法核查的原因。本表由 \`rules/coverage.yaml\` 生成。`,
    `What the quality campaigns ask of a chart, and the rules that look for it: ${covered} of ${coverage.clauses.length} clauses; for the others it says why a chart cannot tell. Made from \`rules/coverage.yaml\`; the catalogue has ${rules.size} rules.`,
    ['| 条 | 出处 source | 要求 asks | 规则 rules |', '|---|---|---|---|', ...rows].join('\n'),
  ].join('\n\n')}\n`;
}

function link(name: string): string {
  if (name === '*') return '[全部规则 all](rules/README.md)';
  if (name.endsWith('/*')) return `[${name}](rules/README.md)`;
  return `[${name}](rules/${pagePath(name)})`;
}
