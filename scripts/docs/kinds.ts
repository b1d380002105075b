import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { AnyCheck } from '../../server/src/lint/check.ts';
import type { Reference } from './rule-page.ts';

/** docs/rules/kinds.md: what each check kind looks for, and its parameters, for those who write rules. */
export function kindsPage({ checks, rules }: Reference, folder: string): string {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const users = Map.groupBy(
    [...rules.values()].flatMap(({ rule }) => rule.checks.map(({ kind }) => ({ kind, id: rule.id }))),
    ({ kind }) => kind,
  );
  const sections = checks.map((check) => {
    const source = sources.find((text) => text.includes(`kind: '${check.kind}',`)) ?? '';
    const named = [...new Set(users.get(check.kind)?.map(({ id }) => id))].map((id) => `[${id}](${id}.md)`);
    return [
      `## ${check.kind}`,
      docstringOf(source),
      parameterTable(check, source),
      `消息 messages: ${check.messages.map((key) => `\`${key}\``).join(' ')}`,
      ...(named.length > 0 ? [`规则 rules: ${named.join(' ')}`] : []),
    ].join('\n\n');
  });
  return `${[
    '# 检查类型 Check kinds',
    `规则由检查类型加参数写成（见 CONTRIBUTING.md）；本页列出全部 ${checks.length} 种，由代码生成。 · A rule is a check kind with parameters (see CONTRIBUTING.md). All ${checks.length} kinds, made from the code.`,
    ...sections,
  ].join('\n\n')}\n`;
}

/** The comment above the kind's definition. */
function docstringOf(source: string): string {
  const [, comment = ''] = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport const \w+ = defineCheck/.exec(source) ?? [];
  return plain(comment);
}

interface Property {
  readonly default?: unknown;
  readonly type?: string;
  readonly enum?: readonly unknown[];
}

function parameterTable(check: AnyCheck, source: string): string {
  const schema = z.toJSONSchema(check.params, { io: 'input', unrepresentable: 'any' });
  const required = new Set(schema.required ?? []);
  const rows = Object.entries((schema.properties ?? {}) as Record<string, Property>).map(([name, property]) => {
    const otherwise = required.has(name)
      ? '必填 required'
      : property.default === undefined
        ? ''
        : code(property.default);
    const type = property.enum ? property.enum.map(code).join(' ') : (property.type ?? '');
    return `| \`${name}\` | ${type} | ${otherwise} | ${commentOf(name, source)} |`;
  });
  if (rows.length === 0) return '没有参数。 · No parameters.';
  return ['| 参数 parameter | 类型 type | 缺省 default | 含义 meaning |', '|---|---|---|---|', ...rows].join('\n');
}

function commentOf(name: string, source: string): string {
  const [, comment = ''] = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*${name}:`).exec(source) ?? [];
  return plain(comment).replaceAll('|', '\\|');
}

function plain(comment: string): string {
  return comment
    .replace(/^\s*\*\s?/gm, '')
    .replace(/\{@link ([^}]*)\}/g, '`$1`')
    .replace(/\s+/g, ' ')
    .trim();
}

function code(value: unknown): string {
  return `\`${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('|', '\\|')}\``;
}
