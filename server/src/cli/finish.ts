import { resolve } from 'node:path';
import sources from '../generated/sources.json' with { type: 'json' };
import { WRITERS } from '../report/format.ts';
import { type IndicatorDefinition, reportIndicators } from '../report/indicators.ts';
import { createReport, type Report, type ReportChart } from '../report/model.ts';
import { stylishReport } from '../report/stylish.ts';
import { xlsxReport } from '../report/xlsx.ts';
import { formatMinutes } from '../syntax/moment.ts';
import type { Sources } from '../vocabulary/source.ts';
import { readBaseline, subtract, writeBaseline } from './baseline.ts';
import { type Context, EXIT, say } from './context.ts';
import type { Outcome } from './judge.ts';
import { printTo, usesColour } from './terminal.ts';
import { VERSION } from './version.ts';

/** Baseline, report, exit code. */
export async function finish(
  { charts: found, rules }: Pick<Outcome, 'charts' | 'rules'>,
  asOf: number,
  definitions: readonly IndicatorDefinition[],
  context: Context,
): Promise<number> {
  const { options } = context;
  const charts = options.baseline === undefined ? found : await withoutKnown(found, options.baseline, context);
  const about = {
    tool: { name: 'emr-lint', version: VERSION },
    locale: options.locale,
    asOf: formatMinutes(asOf),
  };
  const indicators = reportIndicators(charts, definitions, { locale: options.locale, sources: sources as Sources });
  const report = createReport(about, charts, new Map(rules.map((rule) => [rule.id, rule])), indicators);
  await printTo(
    context.terminal,
    context.cwd,
    options.output,
    await write(options.quiet ? quietly(report) : report, context),
  );
  const { errors, warnings } = report.summary;
  if (options.maxWarnings !== undefined && warnings > options.maxWarnings) {
    say(
      context,
      `警告 ${warnings} 个，超过 --max-warnings ${options.maxWarnings}`,
      `${warnings} warnings are more than --max-warnings ${options.maxWarnings}`,
    );
    return EXIT.errors;
  }
  return errors > 0 ? EXIT.errors : EXIT.clean;
}

async function withoutKnown(
  charts: readonly ReportChart[],
  named: string,
  context: Context,
): Promise<readonly ReportChart[]> {
  const file = resolve(context.cwd, named);
  const baseline = await readBaseline(file);
  if (!baseline) {
    const count = await writeBaseline(file, charts);
    say(
      context,
      `已建立基线 ${named}，记下现有问题 ${count} 个；今后只报告新问题`,
      `made the baseline ${named} of ${count} findings; from now on only new ones are reported`,
    );
    return charts.map((chart) => ({ ...chart, findings: chart.findings.filter(({ waived }) => waived) }));
  }
  const { charts: rest, gone, known } = subtract(charts, baseline);
  const left = gone > 0 ? `；另有 ${gone} 个已不存在，可删除基线后重新建立` : '';
  say(
    context,
    `基线中的问题 ${known} 个未列出${left}`,
    `${known} findings of the baseline are not shown${gone > 0 ? `; ${gone} are gone: delete the baseline to have it made anew` : ''}`,
  );
  return rest;
}

/** Errors only; the summary counts what is shown. */
function quietly(report: Report): Report {
  const summary = { ...report.summary, warnings: 0, information: 0, hints: 0 };
  return { ...report, charts: report.charts.map(errorsOnly), summary };
}

export function errorsOnly(chart: ReportChart): ReportChart {
  return { ...chart, findings: chart.findings.filter(({ severity }) => severity === 'error') };
}

function write(report: Report, { options, terminal }: Context): string | Promise<Uint8Array> {
  if (options.format === 'xlsx') return xlsxReport(report);
  if (options.format !== 'stylish') return WRITERS[options.format](report);
  const colour = options.output === undefined && usesColour(terminal);
  return stylishReport(report, { colour, width: terminal.stdout.columns ?? 100 });
}
