import { severityWord } from '../../server/src/report/words.ts';
import { cite } from '../../server/src/vocabulary/source.ts';
import { pagePath, type Reference } from './rule-page.ts';

/** docs/rules/README.md: every rule of the catalogue by group, each with its page. */
export function ruleIndex({ rules, sources }: Reference): string {
  const groups = Map.groupBy([...rules.values()], ({ rule }) => rule.id.slice(0, rule.id.indexOf('/')));
  const tables = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, entries]) => {
      const rows = [...entries]
        .sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1))
        .map(({ rule, pack }) => {
          const basis = rule.basis[0] ? cite(sources, rule.basis[0], 'zh') : '';
          return `| [${rule.id}](${pagePath(rule.id)}) | ${rule.title.zh} · ${rule.title.en} | ${severityWord(rule.severity, 'zh')} | ${pack} | ${basis} |`;
        });
      return [
        `## ${group}`,
        '',
        '| 规则 rule | 查什么 what | 级别 | 规则包 pack | 依据 basis |',
        '|---|---|---|---|---|',
        ...rows,
      ].join('\n');
    });
  return `${[
    '# 规则手册 Rule reference',
    `共 ${rules.size} 条规则，由 \`rules/packs\` 生成（\`node scripts/write-docs.ts\`）；每条一页：查什么、为什么、依据、参数、正反例子、修复。[检查类型](kinds.md)供写规则的人查阅。 · ${rules.size} rules, one page each, made from \`rules/packs\`; [check kinds](kinds.md) are for those who write rules.`,
    ...tables,
  ].join('\n\n')}\n`;
}
