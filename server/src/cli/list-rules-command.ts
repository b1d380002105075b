import { dirname, resolve } from 'node:path';
import type { CatalogueRule } from '../lint/compile.ts';
import { cells } from '../report/stylish.ts';
import { severityWord } from '../report/words.ts';
import { toName } from '../workspace/paths.ts';
import { type Context, EXIT } from './context.ts';
import { Judge } from './judge.ts';
import { refuseFaultyConfigurations, refuseFaultyOptions, requestOf } from './request.ts';
import { printTo } from './terminal.ts';

interface ListedRule {
  readonly id: string;
  readonly pack: string;
  /** As configured here; `off` for a rule that does not run. */
  readonly severity: string;
  readonly title: { readonly zh: string; readonly en: string };
}

/** All rules with their packs, and how serious each is here; as JSON with `--format json`. */
export async function listRulesCommand(context: Context): Promise<number> {
  const { options, cwd, terminal } = context;
  const judge = new Judge(requestOf(context));
  await refuseFaultyOptions(judge, context);
  const folder = toName(resolve(cwd, options.stdinFilename === undefined ? '.' : dirname(options.stdinFilename)));
  await refuseFaultyConfigurations(judge, [folder], context);
  const workbench = judge.batch.linter.workbench(await judge.batch.configurations.of(folder));
  const active = workbench.ruleSetFor(undefined).rules;
  const rules = [...workbench.engine.rules.values()].map(
    ({ rule, pack }: CatalogueRule): ListedRule => ({
      id: rule.id,
      pack,
      severity: active.get(rule.id)?.severity ?? 'off',
      title: rule.title,
    }),
  );
  rules.sort((a, b) => (a.id < b.id ? -1 : 1));
  const text = options.format === 'json' ? `${JSON.stringify(rules, undefined, 2)}\n` : table(rules, context);
  await printTo(terminal, cwd, options.output, text);
  return EXIT.clean;
}

function table(rules: readonly ListedRule[], { options: { locale } }: Context): string {
  const severityOf = (severity: string) =>
    severity === 'off' ? (locale === 'zh' ? '关闭' : 'off') : severityWord(severity as 'error', locale);
  const rows = rules.map(({ id, pack, severity, title }) => [id, severityOf(severity), pack, title[locale]]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => cells(row[column] ?? ''))));
  const pad = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - cells(text)));
  const lines = rows.map((row) =>
    row
      .map((text, column) => pad(text, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const on = rules.filter(({ severity }) => severity !== 'off').length;
  const sum = locale === 'zh' ? `共 ${rules.length} 条规则，${on} 条启用` : `${rules.length} rules, ${on} on`;
  return `${lines.join('\n')}\n\n${sum}\n`;
}
