import type { Chart } from '../../chart/model.ts';
import { daysFromCivil, MINUTES_PER_DAY } from '../../syntax/moment.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { createCalendar } from '../calendar.ts';
import type { AnyCheck, AnyFixKind, Environment } from '../check.ts';
import { mergePacks } from '../compile.ts';
import { minutesOfTime } from '../config.ts';
import { createCriticalLimits } from '../critical-limits.ts';
import { createEngine, lintChart } from '../engine.ts';
import type { Finding } from '../finding.ts';
import { FORMATS, placeholders } from '../message.ts';
import type { Pack, Rule } from '../pack.ts';
import type { RuleSet } from '../rule-set.ts';
import { sampleLimits } from '../sample-limits.ts';
import { judgeFixes } from './fix-harness.ts';
import { readMarkedText } from './marked-text.ts';

/** What the tester cannot know by itself. */
export interface TesterParts {
  readonly packs: readonly Pack[];
  readonly checks: readonly AnyCheck[];
  readonly fixes: readonly AnyFixKind[];
  readonly vocabulary: Vocabulary;
  /** Reads the text as the only file of a chart, under this name. */
  readonly read: (text: string, file: string) => Chart;
}

/** One example of a rule, with the rule alone active. */
export interface RuleCase {
  /** `timeliness/operation-record bad 2: late by a minute`. */
  readonly name: string;
  readonly rule: string;
  readonly pack: string;
  /** What is wrong, in English; empty when the example holds. */
  run(): string[];
}

type Examples = Rule['examples'];
type Bad = Examples['bad'][number];
type Expected = Bad['findings'][number];

/** As-of time of examples that name none; it counts as not given, so charts are judged at discharge or last entry. */
const FAR_AHEAD = daysFromCivil(2099, 1, 1) * MINUTES_PER_DAY;

/**
 * Every example of every rule and amendment, to be run as tests.
 *
 * Strict as ESLint's RuleTester: a bad example must yield exactly the marked ranges, each with exactly the named
 * message, severity, state and data (a severity that is not named is the rule's own, a state that is not named is
 * none); anything else the rule says is a failure; good and silent examples yield nothing at all. Each of several checks
 * is needed by some bad example. Fixes go through {@link judgeFixes} with all rules of all packs watching.
 */
export function ruleCases(given: TesterParts): RuleCase[] {
  const parts = { ...given, packs: mergePacks(given.packs) };
  const everything = createEngine(parts).compile({ packs: parts.packs.map(({ name }) => name) });
  const cases: RuleCase[] = [];
  for (const pack of parts.packs) {
    for (const rule of pack.rules) {
      const alone = compileAlone(parts, [{ ...pack, rules: [rule], amend: [] }]);
      cases.push(...casesOf(readingFor(rule, parts), pack.name, rule.id, rule.examples, alone, everything.ruleSet));
      cases.push(...needsEachCheck(readingFor(rule, parts), pack, rule));
    }
    for (const amendment of pack.amend) {
      const base = parts.packs.find(({ rules }) => rules.some(({ id }) => id === amendment.id));
      if (!amendment.examples || !base) continue;
      const rules = base.rules.filter(({ id }) => id === amendment.id);
      const amended = compileAlone(parts, [
        { ...base, rules, amend: [] },
        { ...pack, rules: [], amend: [amendment] },
      ]);
      cases.push(...casesOf(parts, pack.name, amendment.id, amendment.examples, amended, everything.ruleSet));
    }
  }
  return cases;
}

/** Examples of a rule on templates are templates. */
function readingFor({ when }: Rule, parts: TesterParts): TesterParts {
  return when?.template ? { ...parts, read: (text) => parts.read(text, 'example.emrt') } : parts;
}

/** What a rule says of one of its bad examples, and the example without its marks. */
export function judgeExample(given: TesterParts, pack: Pack, rule: Rule, { text: marked, asOf }: Bad) {
  const parts = readingFor(rule, given);
  const { text } = readMarkedText(marked);
  const { ruleSet } = compileAlone(parts, [{ ...pack, rules: [rule], amend: [] }]);
  return { text, findings: lint(parts, ruleSet, text, asOf) };
}

/** A check that may be taken away without any bad example noticing is a check that nothing tests. */
function needsEachCheck(parts: TesterParts, pack: Pack, rule: Rule): RuleCase[] {
  if (rule.checks.length < 2) return [];
  return rule.checks.map(({ kind }, index): RuleCase => {
    const name = `${rule.id} needs its check ${index + 1} (${kind})`;
    const run = () => {
      const checks = rule.checks.filter((_, other) => other !== index);
      const { ruleSet } = compileAlone(parts, [{ ...pack, rules: [{ ...rule, checks }], amend: [] }]);
      const holds = rule.examples.bad.every(({ text: marked, asOf, findings }) => {
        const { text, ranges } = readMarkedText(marked);
        return matchFindings(rule.id, ruleSet, text, findings, ranges, lint(parts, ruleSet, text, asOf)).length === 0;
      });
      return holds ? ['no bad example shows what this check finds'] : [];
    };
    return { name, rule: rule.id, pack: pack.name, run };
  });
}

interface Compiled {
  readonly ruleSet: RuleSet;
  readonly problems: readonly string[];
}

function compileAlone(parts: TesterParts, packs: readonly Pack[]): Compiled {
  const engine = createEngine({ ...parts, packs });
  const { ruleSet, problems } = engine.compile({ packs: packs.map(({ name }) => name) });
  return {
    ruleSet,
    problems: [...engine.problems, ...problems].map(({ path, message }) => `${path.join('.')}: ${message.en}`),
  };
}

function casesOf(
  parts: TesterParts,
  pack: string,
  rule: string,
  examples: Examples,
  { ruleSet, problems }: Compiled,
  everyRule: RuleSet,
): RuleCase[] {
  const titled = (kind: string, index: number, note: string | undefined) =>
    `${rule} ${kind} ${index + 1}${note ? `: ${note}` : ''}`;
  const quiet = (kind: 'good' | 'silent') =>
    examples[kind].map(
      (example, index): RuleCase => ({
        name: titled(kind, index, example.note),
        rule,
        pack,
        run: () => {
          if (/[⟦⟧]/.test(example.text)) return ['a good example marks nothing'];
          const found = lint(parts, ruleSet, example.text, example.asOf);
          return found.map((finding) => `should be silent, but says ${show(finding, example.text)}`);
        },
      }),
    );
  const compiles: RuleCase = {
    name: `${rule} (${pack}) compiles`,
    rule,
    pack,
    run: () => [...problems, ...judgeMessages(ruleSet, rule)],
  };
  const bad = examples.bad.map(
    (example, index): RuleCase => ({
      name: titled('bad', index, example.note),
      rule,
      pack,
      run: () => runBad(parts, rule, example, ruleSet, everyRule),
    }),
  );
  const fixable: RuleCase = {
    name: `${rule} shows its fix`,
    rule,
    pack,
    run: () =>
      examples.bad.some((example) => hasFix(parts, ruleSet, example))
        ? []
        : ['declares a fix, but no bad example yields one'],
  };
  const declaresFix = ruleSet.rules.get(rule)?.fix !== undefined;
  return [compiles, ...quiet('good'), ...bad, ...quiet('silent'), ...(declaresFix ? [fixable] : [])];
}

function hasFix(parts: TesterParts, ruleSet: RuleSet, example: Bad): boolean {
  return lint(parts, ruleSet, readMarkedText(example.text).text, example.asOf).some(({ fixes }) => fixes.length > 0);
}

function judgeMessages(ruleSet: RuleSet, id: string): string[] {
  const rule = ruleSet.rules.get(id);
  if (!rule) return ['is not active in its own pack'];
  const failures: string[] = [];
  for (const [key, text] of Object.entries(rule.messages)) {
    const names = (template: string) => [...new Set(placeholders(template).map(({ name }) => name))].sort().join();
    if (names(text.zh) !== names(text.en)) failures.push(`message ${key}: zh and en fill in different things`);
    for (const { format } of [...placeholders(text.zh), ...placeholders(text.en)]) {
      if (format !== undefined && !(format in FORMATS)) failures.push(`message ${key}: no format "${format}"`);
    }
  }
  return failures;
}

function runBad(parts: TesterParts, rule: string, example: Bad, ruleSet: RuleSet, everyRule: RuleSet): string[] {
  const { text, ranges } = readMarkedText(example.text);
  if (ranges.length !== example.findings.length)
    return [`${ranges.length} ranges are marked, ${example.findings.length} findings named`];
  const found = lint(parts, ruleSet, text, example.asOf);
  const failures = matchFindings(rule, ruleSet, text, example.findings, ranges, found);
  if (failures.length > 0) return failures;
  return judgeFixes({
    rule,
    text,
    fixed: example.fixed,
    lintAlone: (after) => lint(parts, ruleSet, after, example.asOf),
    lintAll: (after) => lint(parts, everyRule, after, example.asOf),
  });
}

function matchFindings(
  rule: string,
  ruleSet: RuleSet,
  text: string,
  expected: readonly Expected[],
  ranges: readonly { start: number; end: number }[],
  found: readonly Finding[],
): string[] {
  const left = [...found];
  const failures: string[] = [];
  const unmatched: string[][] = [];
  for (const [index, wanted] of expected.entries()) {
    const range = ranges[index] ?? { start: 0, end: 0 };
    const here = left.filter(({ start, end }) => start === range.start && end === range.end);
    const verdicts = here.map((finding) => differences(rule, ruleSet, wanted, finding));
    const match = verdicts.findIndex((differing) => differing.length === 0);
    const taken = match >= 0 ? here[match] : undefined;
    if (taken) left.splice(left.indexOf(taken), 1);
    else unmatched.push(verdicts[0] ?? [`nothing found at ${showRange(range, text)}`]);
  }
  failures.push(...unmatched.flat());
  for (const finding of left) failures.push(`not expected: ${show(finding, text)}`);
  return failures;
}

function differences(rule: string, ruleSet: RuleSet, wanted: Expected, finding: Finding): string[] {
  const described = ruleSet.describe(rule);
  const keys = Object.keys(described?.messages ?? {});
  const message = wanted.message ?? (keys.length === 1 ? keys[0] : undefined);
  const template = described?.messages[finding.message];
  const pairs: [string, unknown, unknown][] = [
    ['rule', rule, finding.rule],
    ['message', message ?? '(must be named: the rule has several)', finding.message],
    ['severity', wanted.severity ?? described?.severity, finding.severity],
    ['state', wanted.state, finding.state],
  ];
  for (const name of new Set([...Object.keys(wanted.data), ...Object.keys(finding.data)])) {
    pairs.push([`data.${name}`, wanted.data[name], finding.data[name]]);
  }
  const failures = pairs
    .filter(([, a, b]) => a !== b)
    .map(([what, a, b]) => `${what}: expected ${JSON.stringify(a)}, got ${JSON.stringify(b)}`);
  if (!template) failures.push(`the rule words no message "${finding.message}"`);
  for (const { name } of template ? placeholders(template.zh) : []) {
    if (!(name in finding.data)) failures.push(`message ${finding.message} wants {${name}}, which the finding lacks`);
  }
  return failures;
}

function lint(parts: TesterParts, ruleSet: RuleSet, text: string, asOf: string | undefined): Finding[] {
  const environment: Environment = {
    asOf: asOf === undefined ? FAR_AHEAD : minutesOf(asOf),
    asOfGiven: asOf !== undefined,
    isWorkday: createCalendar(),
    vocabulary: parts.vocabulary,
    criticalLimits: createCriticalLimits([], sampleLimits, parts.vocabulary),
  };
  return lintChart(parts.read(text, 'example.emr'), ruleSet, environment);
}

function minutesOf(time: string): number {
  const minutes = minutesOfTime(time);
  if (minutes === undefined) throw new Error(`asOf must be written 2024-03-01T15:30, not ${time}`);
  return minutes;
}

function show(finding: Finding, text: string): string {
  const { rule, message, severity, state, data } = finding;
  return `${rule} ${message} ${severity} ${state ?? '-'} ${JSON.stringify(data)} at ${showRange(finding, text)}`;
}

function showRange({ start, end }: { start: number; end: number }, text: string): string {
  return `${start}-${end} ${JSON.stringify(text.slice(start, Math.min(end, start + 60)))}`;
}
