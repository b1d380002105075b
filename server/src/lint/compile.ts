import type { AnyCheck, AnyFixKind } from './check.ts';
import { didYouMean } from './did-you-mean.ts';
import type { Severity } from './finding.ts';
import type { Amendment, CheckUse, Pack, Rule } from './pack.ts';
import {
  type ActiveRule,
  type BoundCheck,
  createRuleSet,
  RECOMMENDED,
  type RuleProblem,
  type RuleSet,
  type RuleSetting,
  type Selection,
} from './rule-set.ts';
import { wordIssue } from './zod-issue.ts';

export interface Parts {
  readonly packs: readonly Pack[];
  readonly checks: readonly AnyCheck[];
  readonly fixes: readonly AnyFixKind[];
}

/** A rule as its pack defines it, with the amendments of every pack that has some for it. */
export interface CatalogueRule {
  readonly rule: Rule;
  readonly pack: string;
  readonly amendments: readonly { readonly pack: string; readonly amendment: Amendment }[];
}

/** Packs may be spread over files: those of one name are one pack, under the first one's title. */
export function mergePacks(packs: readonly Pack[]): Pack[] {
  const merged = new Map<string, Pack>();
  for (const pack of packs) {
    const first = merged.get(pack.name);
    merged.set(
      pack.name,
      first ? { ...first, rules: [...first.rules, ...pack.rules], amend: [...first.amend, ...pack.amend] } : pack,
    );
  }
  return [...merged.values()];
}

/** All rules by id, whether active or not. A rule defined twice keeps its first definition. */
export function catalogue(packs: readonly Pack[], problems: RuleProblem[]): ReadonlyMap<string, CatalogueRule> {
  const rules = new Map<string, { rule: Rule; pack: string; amendments: { pack: string; amendment: Amendment }[] }>();
  for (const pack of packs) {
    for (const rule of pack.rules) {
      const earlier = rules.get(rule.id);
      if (!earlier) rules.set(rule.id, { rule, pack: pack.name, amendments: [] });
      else
        problems.push(
          inPack(
            rule.id,
            [],
            `规则包 ${pack.name} 重复定义了 ${earlier.pack} 的规则`,
            `pack ${pack.name} defines a rule of ${earlier.pack} again`,
          ),
        );
    }
  }
  for (const pack of packs) {
    for (const amendment of pack.amend) {
      const amended = rules.get(amendment.id);
      if (amended) amended.amendments.push({ pack: pack.name, amendment });
      else
        problems.push(
          inPack(
            amendment.id,
            [],
            `规则包 ${pack.name} 修订的规则不存在`,
            `pack ${pack.name} amends a rule that does not exist`,
          ),
        );
    }
  }
  return rules;
}

/**
 * Turns packs and configuration into the rules that run.
 *
 * A rule is active when its pack is selected, when a selected pack amends it with checks (then with those checks
 * alone), or when the configuration gives it a severity. Parameters are read here, once, by each kind's schema;
 * whatever is wrong becomes a problem and takes only its own check away.
 */
export function compileRules(
  parts: Parts,
  rules: ReadonlyMap<string, CatalogueRule>,
  selection: Selection,
): { ruleSet: RuleSet; problems: RuleProblem[] } {
  const problems: RuleProblem[] = [];
  const selected = selectPacks(parts.packs, selection.packs ?? ['recommended'], problems);
  const settings = readSettings(rules, selection.rules ?? {}, problems);
  const active: ActiveRule[] = [];
  const bound: BoundCheck[] = [];
  for (const [id, entry] of [...rules].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const setting = settings.get(id);
    if (setting?.severity === 'off') continue;
    const wholeRule = selected.has(entry.pack) || setting?.severity !== undefined;
    const amendments = entry.amendments.filter(({ pack }) => selected.has(pack)).map(({ amendment }) => amendment);
    const uses = [...(wholeRule ? entry.rule.checks : []), ...amendments.flatMap(({ checks }) => checks)];
    if (uses.length === 0) continue;
    const rule = activate(parts, entry, amendments, setting?.severity, problems);
    active.push(rule);
    bindChecks(parts.checks, rule, uses, setting?.parameters ?? {}, bound, problems);
  }
  return { ruleSet: createRuleSet(active, bound), problems };
}

function selectPacks(packs: readonly Pack[], names: readonly string[], problems: RuleProblem[]): ReadonlySet<string> {
  const known = packs.map((pack) => pack.name);
  const selected = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (name === 'recommended') for (const member of RECOMMENDED) selected.add(member);
    else if (known.includes(name)) selected.add(name);
    else {
      const near = didYouMean(name, ['recommended', ...known]);
      problems.push(
        inConfiguration(
          undefined,
          ['packs', index],
          `没有名为“${name}”的规则包${near ? `，是否指 ${near}？` : `；可用：recommended、${known.join('、')}`}`,
          `no pack is called "${name}"${near ? `; did you mean ${near}?` : `; there are recommended, ${known.join(', ')}`}`,
        ),
      );
    }
  }
  return selected;
}

interface Setting {
  readonly severity: Severity | 'off' | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
}

function readSettings(
  rules: ReadonlyMap<string, CatalogueRule>,
  given: Readonly<Record<string, RuleSetting>>,
  problems: RuleProblem[],
): ReadonlyMap<string, Setting> {
  const settings = new Map<string, Setting>();
  for (const [id, setting] of Object.entries(given)) {
    if (!rules.has(id)) {
      const near = didYouMean(id, rules.keys());
      problems.push(
        inConfiguration(
          id,
          ['rules', id],
          `没有规则 ${id}${near ? `，是否指 ${near}？` : '；用 emr-lint --list-rules 查看全部规则'}`,
          `there is no rule ${id}${near ? `; did you mean ${near}?` : '; emr-lint --list-rules shows them all'}`,
          true,
        ),
      );
    } else if (typeof setting === 'string') {
      settings.set(id, { severity: setting, parameters: {} });
    } else {
      const { severity, ...parameters } = setting;
      settings.set(id, { severity, parameters });
    }
  }
  return settings;
}

function activate(
  parts: Parts,
  { rule, pack }: CatalogueRule,
  amendments: readonly Amendment[],
  forced: Severity | undefined,
  problems: RuleProblem[],
): ActiveRule {
  const amended = amendments.findLast(({ severity }) => severity !== undefined)?.severity;
  return {
    id: rule.id,
    title: rule.title,
    description: rule.description,
    basis: [...rule.basis, ...amendments.flatMap(({ basis }) => basis)],
    messages: Object.assign({}, rule.messages, ...amendments.map(({ messages }) => messages)),
    severity: forced ?? amended ?? rule.severity,
    severityForced: forced !== undefined,
    pack,
    indicator: rule.indicator,
    when: rule.when,
    fix: bindFix(parts.fixes, rule, problems),
    examples: rule.examples,
  };
}

function bindFix(kinds: readonly AnyFixKind[], rule: Rule, problems: RuleProblem[]): ActiveRule['fix'] {
  if (!rule.fix) return undefined;
  const { kind: name, ...given } = rule.fix;
  const kind = kinds.find((candidate) => candidate.kind === name);
  if (!kind) {
    problems.push(inPack(rule.id, ['fix', 'kind'], `没有名为“${name}”的修复方式`, `no fix kind is called "${name}"`));
    return undefined;
  }
  const read = kind.params.safeParse(given);
  if (read.success) return { kind, params: read.data };
  for (const { path, message } of read.error.issues.flatMap((issue) => wordIssue(issue, kind.params))) {
    problems.push(inPack(rule.id, ['fix', ...path], message.zh, message.en));
  }
  return undefined;
}

function bindChecks(
  kinds: readonly AnyCheck[],
  rule: ActiveRule,
  uses: readonly CheckUse[],
  overrides: Readonly<Record<string, unknown>>,
  bound: BoundCheck[],
  problems: RuleProblem[],
): void {
  const unknown = new Set(Object.keys(overrides));
  for (const [position, use] of uses.entries()) {
    const { kind: name, severity, when, ...given } = use;
    const check = kinds.find((candidate) => candidate.kind === name);
    if (!check) {
      const near = didYouMean(
        name,
        kinds.map(({ kind }) => kind),
      );
      problems.push(
        inPack(
          rule.id,
          ['checks', position, 'kind'],
          `没有检查方式“${name}”${near ? `，是否指 ${near}？` : ''}`,
          `no check kind is called "${name}"${near ? `; did you mean ${near}?` : ''}`,
        ),
      );
      continue;
    }
    const known = knownParameters(check, given, overrides);
    for (const key of known) unknown.delete(key);
    const override = Object.fromEntries(known.map((key) => [key, overrides[key]]));
    const read = check.params.safeParse({ ...given, ...override });
    if (read.success) {
      bound.push({ rule, check, params: read.data, when, severity, index: bound.length });
      continue;
    }
    for (const { path, message } of read.error.issues.flatMap((issue) => wordIssue(issue, check.params))) {
      if (known.includes(String(path[0])))
        problems.push(inConfiguration(rule.id, ['rules', rule.id, ...path], message.zh, message.en));
      else problems.push(inPack(rule.id, ['checks', position, ...path], message.zh, message.en));
    }
  }
  for (const key of unknown) {
    problems.push(
      inConfiguration(
        rule.id,
        ['rules', rule.id, key],
        `规则 ${rule.id} 没有参数“${key}”`,
        `rule ${rule.id} has no parameter "${key}"`,
        true,
      ),
    );
  }
}

/** The overridden parameters that this check's strict schema does not refuse as unknown. */
function knownParameters(check: AnyCheck, given: object, overrides: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(overrides).filter((key) => {
    if (key in given) return true;
    const read = check.params.safeParse({ ...given, [key]: overrides[key] });
    return (
      read.success || !read.error.issues.some((issue) => issue.code === 'unrecognized_keys' && issue.keys.includes(key))
    );
  });
}

function inPack(rule: string, path: readonly (string | number)[], zh: string, en: string): RuleProblem {
  return { origin: 'pack', rule, path, message: { zh, en } };
}

function inConfiguration(
  rule: string | undefined,
  path: readonly (string | number)[],
  zh: string,
  en: string,
  atKey = false,
): RuleProblem {
  return { origin: 'configuration', rule, path, message: { zh, en }, atKey };
}
