import { z } from 'zod';
import type { AnyCheck } from '../../server/src/lint/check.ts';
import type { CatalogueRule } from '../../server/src/lint/compile.ts';
import { messageOf } from '../../server/src/lint/message.ts';
import type { CheckUse, Rule } from '../../server/src/lint/pack.ts';
import { severityWord } from '../../server/src/report/words.ts';
import { cite, type Sources } from '../../server/src/vocabulary/source.ts';
import type { Vocabulary } from '../../server/src/vocabulary/vocabulary.ts';
import { fixExample } from './fix-example.ts';

/** What pages are made of. */
export interface Reference {
  readonly rules: ReadonlyMap<string, CatalogueRule>;
  readonly checks: readonly AnyCheck[];
  readonly sources: Sources;
  readonly vocabulary: Vocabulary;
}

/** The page of a rule, relative to docs/rules. */
export function pagePath(id: string): string {
  return `${id}.md`;
}

/** One rule: what, why, basis, parameters, bad, good, silent, fix. Chinese first, English below it. */
export function rulePage({ rule, pack, amendments }: CatalogueRule, reference: Reference): string {
  const severity = `${severityWord(rule.severity, 'zh')} ${rule.severity}`;
  return `${[
    `# ${rule.title.zh}`,
    rule.title.en,
    [`\`${rule.id}\``, severity, `规则包 pack **${pack}**`, ...(rule.indicator ? [`指标 ${rule.indicator}`] : [])].join(
      ' · ',
    ),
    rule.description.zh,
    rule.description.en,
    section('依据 Basis', basisLines(rule.basis, reference)),
    ...amendments.flatMap(({ pack, amendment }) =>
      amendment.basis.length > 0
        ? [section(`规则包 ${pack} 另有要求 · What pack ${pack} asks beyond`, basisLines(amendment.basis, reference))]
        : [],
    ),
    '## 检查与参数 Checks and parameters',
    '可在 `emr-lint.config.yaml` 的 `rules` 中按规则调整。 · Adjustable for each rule under `rules` in `emr-lint.config.yaml`.',
    ...[...rule.checks, ...amendments.flatMap(({ amendment }) => amendment.checks)].map((use) =>
      checkTable(use, reference),
    ),
    ...rule.examples.bad.map((bad) => badExample(rule, bad, reference)),
    ...rule.examples.good.map((good) => example('合格 Good', good)),
    ...rule.examples.silent.map((silent) => example('不应报 Must stay silent', silent)),
    '## 修复 Fix',
    ...(rule.fix ? fixExample(rule, pack) : ['无：须由医师补写或更正。 · None: a physician has to mend it.']),
  ].join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return `## ${title}\n\n${lines.join('\n')}`;
}

function basisLines(basis: Rule['basis'], { sources }: Reference): string[] {
  return basis.map((one) => {
    const note = one.note ? `：${one.note.zh} · ${one.note.en}` : '';
    return `- ${cite(sources, one, 'zh')} · ${cite(sources, one, 'en')}${note}`;
  });
}

interface Property {
  readonly default?: unknown;
  readonly description?: string;
}

/** The parameters a kind takes, with what this rule gives and what holds otherwise. */
function checkTable({ kind, ...given }: CheckUse, { checks }: Reference): string {
  const check = checks.find((one) => one.kind === kind);
  const schema = check && z.toJSONSchema(check.params, { io: 'input', unrepresentable: 'any' });
  const known = (schema?.properties ?? {}) as Record<string, Property>;
  const names = [...Object.keys(known), ...Object.keys(given).filter((name) => !(name in known))];
  const rows = names
    .filter((name) => name in given || known[name]?.default !== undefined)
    .map((name) => `| \`${name}\` | ${value(given[name as keyof typeof given])} | ${value(known[name]?.default)} |`);
  const table = ['| 参数 parameter | 本规则 here | 缺省 default |', '|---|---|---|', ...rows].join('\n');
  return `**[${kind}](../kinds.md#${kind})**${rows.length > 0 ? `\n\n${table}` : ''}`;
}

function value(given: unknown): string {
  if (given === undefined) return '';
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  return `\`${text.replaceAll('|', '\\|')}\``;
}

type Example = Rule['examples']['good'][number];

function example(title: string, { text, note, asOf }: Example): string {
  const notes = [...(note ? [note] : []), ...(asOf ? [`as of ${asOf}`] : [])].join('; ');
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `## ${title}${notes ? `\n\n${notes}` : ''}\n\n${fence}emr\n${text.trimEnd()}\n${fence}`;
}

/** `⟦…⟧` marks what is pointed at; below stands what is said there. */
function badExample(rule: Rule, bad: Rule['examples']['bad'][number], { vocabulary }: Reference): string {
  const said = bad.findings.map(({ message, data, severity }) => {
    const told = { message: message ?? Object.keys(rule.messages)[0] ?? '', data };
    const words = (['zh', 'en'] as const).map((locale) => messageOf(told, rule, locale, vocabulary));
    return `- ${severityWord(severity ?? rule.severity, 'zh')}：${words.join(' · ')}`;
  });
  return `${example('不合格 Bad', bad)}\n\n${said.join('\n')}`;
}
