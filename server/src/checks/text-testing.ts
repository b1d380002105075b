import { buildChart } from '../chart/build.ts';
import type { AnyCheck, Environment } from '../lint/check.ts';
import { type CriticalLimit, createCriticalLimits } from '../lint/critical-limits.ts';
import { createEngine, lintChart } from '../lint/engine.ts';
import type { Finding } from '../lint/finding.ts';
import type { Pack } from '../lint/pack.ts';
import { sampleLimits } from '../lint/sample-limits.ts';
import { parseText } from '../syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../vocabulary/builtin.ts';
import { minute } from './testing.ts';

/** What one check kind says of a record text, read as any chart is. */

const text = { zh: '-', en: '-' };

/** `key ⟦marked text⟧ section-or-other-data`, in text order; information and hints are told by a leading `?`. */
export function say(check: AnyCheck, params: object, record: string, asOf?: string): string[] {
  return findingsOf(check, params, record, asOf).map((finding) => {
    const { section, other, written, wanted, rank, document, text: found } = finding.data;
    const what = section ?? written ?? found ?? rank ?? document ?? '';
    const more = other ?? wanted;
    const soft = finding.severity === 'information' || finding.severity === 'hint' ? '?' : '';
    const marked = record.slice(finding.start, finding.end);
    return `${soft}${finding.message} ⟦${marked}⟧ ${what}${more === undefined ? '' : ` ${more}`}`;
  });
}

/** `limits` are the hospital's critical values; the sample holds for other items. */
export function findingsOf(
  check: AnyCheck,
  params: object,
  record: string,
  asOf?: string,
  limits: readonly CriticalLimit[] = [],
): readonly Finding[] {
  const rule = {
    id: 'test/rule',
    title: text,
    description: text,
    basis: [{ source: 'BW2010', clause: '-' }],
    severity: 'error' as const,
    checks: [{ kind: check.kind, ...params }],
    messages: Object.fromEntries(check.messages.map((key) => [key, text])),
    examples: { good: [], bad: [], silent: [] },
  };
  const pack: Pack = { name: 'test', title: text, rules: [rule], amend: [] };
  const { ruleSet, problems } = createEngine({ packs: [pack], checks: [check], fixes: [] }).compile({
    packs: ['test'],
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const chart = buildChart([{ name: 'a.emr', tree: parseText(record, vocabulary) }], vocabulary);
  const environment: Environment = {
    asOf: minute(asOf ?? '2099-01-01 00:00'),
    asOfGiven: asOf !== undefined,
    isWorkday: () => undefined,
    vocabulary,
    criticalLimits: createCriticalLimits(limits, sampleLimits, vocabulary),
  };
  return lintChart(chart, ruleSet, environment);
}
