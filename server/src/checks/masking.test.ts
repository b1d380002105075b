import { describe, expect, test } from 'vitest';
import { buildChart } from '../chart/build.ts';
import packs from '../generated/packs.json' with { type: 'json' };
import { createCalendar } from '../lint/calendar.ts';
import { createCriticalLimits } from '../lint/critical-limits.ts';
import { createEngine, lintChart } from '../lint/engine.ts';
import type { Pack } from '../lint/pack.ts';
import { parseText } from '../syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../vocabulary/builtin.ts';
import { checks } from './index.ts';
import { minute } from './testing.ts';

/**
 * Masking takes knowledge away and may therefore add no defect: whatever a rule is silent about with all digits in
 * place, it is silent about when some of them are masked.
 */
const MASKS: readonly (readonly [string, (time: string) => string])[] = [
  ['the last digit', (time) => time.replace(/\d$/, '*')],
  ['the clock', (time) => time.replace(/\d\d:\d\d$/, '**:**')],
  ['the day', (time) => time.replace(/^(\d{4}-\d\d-)\d\d/, '$1**')],
  ['month and day', (time) => time.replace(/^(\d{4})-\d\d-\d\d/, '$1-**-**')],
];

/** 24:00 is left alone: `**:**` is read as a time of that day, of which 24:00 is none. */
const TIME = /\d{4}-\d\d-\d\d (?!24)\d\d:\d\d/g;

/** The examples a rule is silent about, with each of its times masked in turn and then all at once. */
function masked(text: string, mask: (time: string) => string): readonly string[] {
  const times = [...text.matchAll(TIME)];
  const one = times.map(({ index, 0: time }) => text.slice(0, index) + mask(time) + text.slice(index + time.length));
  return [...one, text.replace(TIME, mask)];
}

const rules = (packs as unknown as Pack[]).flatMap((pack) =>
  pack.rules.filter(({ id }) => /^(?:timeliness|evidence)\//.test(id)).map((rule) => ({ pack, rule })),
);

describe.each(rules)('$rule.id', ({ pack, rule }) => {
  const alone = { ...pack, rules: [{ ...rule, fix: undefined }], amend: [] };
  const { ruleSet } = createEngine({ packs: [alone], checks, fixes: [] }).compile({ packs: [pack.name] });
  const criticalLimits = createCriticalLimits([], undefined, vocabulary);
  const environment = {
    asOf: minute('2099-01-01'),
    asOfGiven: false,
    isWorkday: createCalendar(),
    vocabulary,
    criticalLimits,
  };
  const defects = (text: string) =>
    lintChart(buildChart([{ name: 'a.emr', tree: parseText(text, vocabulary) }], vocabulary), ruleSet, environment)
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map(({ message }) => `${message}\n${text}`);

  test.each(MASKS)('stays silent when %s is masked', (_, mask) => {
    const quiet = [...rule.examples.good, ...rule.examples.silent].filter(({ asOf }) => asOf === undefined);
    expect(quiet.flatMap(({ text }) => masked(text, mask)).flatMap(defects)).toEqual([]);
  });
});
