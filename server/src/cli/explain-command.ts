import sources from '../generated/sources.json' with { type: 'json' };
import { BUILT_IN_RULES, type RuleText } from '../lint/built-in-rules.ts';
import { didYouMean } from '../lint/did-you-mean.ts';
import type { Locale } from '../lint/message.ts';
import type { Rule } from '../lint/pack.ts';
import { reportRule } from '../report/model.ts';
import { severityWord } from '../report/words.ts';
import type { Sources } from '../vocabulary/source.ts';
import { cite } from '../vocabulary/source.ts';
import { toName } from '../workspace/paths.ts';
import { type Context, EXIT } from './context.ts';
import { Failure } from './failure.ts';
import { Judge } from './judge.ts';
import { requestOf } from './request.ts';
import { printTo } from './terminal.ts';

/** Tells a rule: what, why, by which clause, what else packs ask, with good and bad examples. */
export async function explainCommand(context: Context): Promise<number> {
  const { options, cwd, terminal } = context;
  const judge = new Judge(requestOf(context));
  const { engine } = judge.batch.linter.workbench(await judge.batch.configurations.of(toName(cwd)));
  const entry = engine.rules.get(options.explain);
  const builtIn = BUILT_IN_RULES.find(({ id }) => id === options.explain);
  if (!entry && !builtIn) throw unknownRule(options.explain, engine.rules.keys());
  const text = entry
    ? [
        ...head(entry.rule, options.locale, entry.pack),
        ...entry.amendments.flatMap(({ pack, amendment }) => amendmentLines(pack, amendment.basis, options.locale)),
        ...checks(entry.rule, options.locale),
        ...examples(entry.rule, options.locale),
      ]
    : builtIn
      ? head(builtIn, options.locale, undefined)
      : [];
  await printTo(terminal, cwd, options.output, `${text.join('\n')}\n`);
  return EXIT.clean;
}

function unknownRule(id: string, known: Iterable<string>): Failure {
  const near = didYouMean(id, known);
  return near
    ? new Failure(`没有规则 ${id}，是否指 ${near}？`, `there is no rule ${id}; did you mean ${near}?`)
    : new Failure(`没有规则 ${id}；用 --list-rules 查看全部规则`, `there is no rule ${id}; see --list-rules`);
}

function head(rule: RuleText, locale: Locale, pack: string | undefined): string[] {
  const { basis } = reportRule(rule, { locale, sources: sources as Sources });
  const severity = severityWord(rule.severity, locale);
  const from = pack === undefined ? '' : locale === 'zh' ? `  规则包 ${pack}` : `  pack ${pack}`;
  return [
    `${rule.id}  ${severity}${from}`,
    rule.title[locale],
    '',
    rule.description[locale],
    ...(basis.length > 0 ? ['', locale === 'zh' ? '依据' : 'Basis'] : []),
    ...basis.flatMap((one, index) => {
      const note = rule.basis[index]?.note?.[locale];
      return [`  ${one.text}${note ? `：${note}` : ''}`];
    }),
  ];
}

function amendmentLines(pack: string, basis: Rule['basis'], locale: Locale): string[] {
  const told = basis.map((one) => {
    return `${cite(sources as Sources, one, locale)}${one.note ? `：${one.note[locale]}` : ''}`;
  });
  return [
    '',
    locale === 'zh' ? `规则包 ${pack} 另有要求` : `Pack ${pack} asks more`,
    ...told.map((line) => `  ${line}`),
  ];
}

function checks(rule: Rule, locale: Locale): string[] {
  const lines = rule.checks.map(({ kind, ...parameters }) => {
    const told = Object.entries(parameters).map(
      ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
    return `  ${kind}${told.length > 0 ? `  { ${told.join(', ')} }` : ''}`;
  });
  return [
    '',
    locale === 'zh'
      ? '检查方式与参数（可在 emr-lint.config.yaml 的 rules 中调整）'
      : 'Checks and parameters (adjustable under rules in emr-lint.config.yaml)',
    ...lines,
  ];
}

function examples({ examples: { good, bad } }: Rule, locale: Locale): string[] {
  const block = (title: string, example: { text: string; note?: string | undefined } | undefined): string[] =>
    example
      ? [
          '',
          example.note ? `${title}（${example.note}）` : title,
          ...example.text
            .trimEnd()
            .split('\n')
            .map((line) => `  │ ${line}`),
        ]
      : [];
  return [
    ...block(locale === 'zh' ? '不合格的例子（⟦⟧ 为指出之处）' : 'Bad (⟦⟧ marks the place)', bad[0]),
    ...block(locale === 'zh' ? '合格的例子' : 'Good', good[0]),
  ];
}
