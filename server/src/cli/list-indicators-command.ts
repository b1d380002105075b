import { dirname, resolve } from 'node:path';
import sources from '../generated/sources.json' with { type: 'json' };
import { type ReportIndicator, reportIndicators } from '../report/indicators.ts';
import { statusWord } from '../report/words.ts';
import type { Sources } from '../vocabulary/source.ts';
import { toName } from '../workspace/paths.ts';
import { type Context, EXIT } from './context.ts';
import { Judge } from './judge.ts';
import { refuseFaultyConfigurations, refuseFaultyOptions, requestOf } from './request.ts';
import { printTo } from './terminal.ts';

/** All indicators, what they count and by which rules; those that charts cannot answer with the reason. As JSON with `--format json`. */
export async function listIndicatorsCommand(context: Context): Promise<number> {
  const { options, cwd, terminal } = context;
  const judge = new Judge(requestOf(context));
  await refuseFaultyOptions(judge, context);
  const folder = toName(resolve(cwd, options.stdinFilename === undefined ? '.' : dirname(options.stdinFilename)));
  await refuseFaultyConfigurations(judge, [folder], context);
  const { definitions } = judge.batch.linter.workbench(await judge.batch.configurations.of(folder));
  const indicators = reportIndicators([], definitions, { locale: options.locale, sources: sources as Sources });
  const listed = indicators.map((indicator, index) => ({
    ...indicator,
    rules: [...new Set(definitions[index]?.indicator.fails.map(({ rule }) => rule))],
  }));
  const text = options.format === 'json' ? json(listed) : table(listed, context);
  await printTo(terminal, cwd, options.output, text);
  return EXIT.clean;
}

type Listed = ReportIndicator & { readonly rules: readonly string[] };

function json(indicators: readonly Listed[]): string {
  const shown = indicators.map(
    ({ id, name, status, better, definition, reading = null, basis, unanswerable: reason = null, rules }) => ({
      ...{ id, name, status, better, definition, reading, basis, answerable: reason === null, reason, rules },
    }),
  );
  return `${JSON.stringify(shown, undefined, 2)}\n`;
}

function table(indicators: readonly Listed[], { options: { locale } }: Context): string {
  const zh = locale === 'zh';
  const width = Math.max(...indicators.map(({ id }) => id.length));
  const blocks = indicators.map(({ id, name, status, definition, reading, unanswerable, rules }) => {
    const indent = ' '.repeat(width + 2);
    const lines = [
      `${id.padEnd(width)}  ${name}${status === 'national' ? '' : zh ? `（${statusWord(status, locale)}）` : ` (${statusWord(status, locale)})`}`,
      `${indent}${definition.numerator} / ${definition.denominator}`,
      ...(reading ? [`${indent}${zh ? '计法：' : 'counted: '}${reading}`] : []),
      ...(unanswerable ? [`${indent}${zh ? '病历不能回答：' : 'charts cannot answer: '}${unanswerable}`] : []),
      ...(rules.length > 0 && !unanswerable
        ? [`${indent}${zh ? '规则：' : 'rules: '}${rules.join(zh ? '、' : ', ')}`]
        : []),
    ];
    return lines.join('\n');
  });
  const answered = indicators.filter(({ unanswerable }) => unanswerable === undefined).length;
  const sum = zh
    ? `共 ${indicators.length} 项指标，病历能回答 ${answered} 项`
    : `${indicators.length} indicators, ${answered} of which charts answer`;
  return `${blocks.join('\n')}\n\n${sum}\n`;
}
