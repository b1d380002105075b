import type { LocalizedText } from '../vocabulary/schema.ts';
import { BUILT_IN_RULES, type RuleText } from './built-in-rules.ts';
import type { AnyCheck, AnyFixKind, ChartCheck, Check, DocumentCheck } from './check.ts';
import type { Severity } from './finding.ts';
import type { Applicability, Rule } from './pack.ts';

/** What configuration says of a rule: how serious, off, or other parameters for its checks (`within: 12h`). */
export type RuleSetting =
  | Severity
  | 'off'
  | { readonly severity?: Severity | 'off' | undefined; readonly [parameter: string]: unknown };

/** Which rules are to run. */
export interface Selection {
  /** Pack names; `recommended` stands for {@link RECOMMENDED}. Default: `recommended`. */
  readonly packs?: readonly string[] | undefined;
  /** By rule id; a severity turns on a rule of a pack that is not selected. */
  readonly rules?: Readonly<Record<string, RuleSetting>> | undefined;
}

export const RECOMMENDED = ['national', 'core', 'indicators', 'quality'] as const;

/** Something wrong with a pack or with what the configuration says of rules. The rest of the rule set works without it. */
export interface RuleProblem {
  readonly origin: 'pack' | 'configuration';
  readonly rule: string | undefined;
  /** From the rule's entry, or from the root of the configuration. */
  readonly path: readonly (string | number)[];
  readonly message: LocalizedText;
  /** The key at the end of the path is at fault, not its value. */
  readonly atKey?: boolean;
}

/** One check of an active rule, its parameters read. */
export interface BoundCheck<C = AnyCheck> {
  readonly rule: ActiveRule;
  readonly check: C;
  // biome-ignore lint/suspicious/noExplicitAny: read by the kind's own schema, given to the kind alone
  readonly params: any;
  readonly when: Applicability | undefined;
  readonly severity: Severity | undefined;
  /** Position among all checks of the rule set; tells the checks of one rule apart. */
  readonly index: number;
}

// biome-ignore lint/suspicious/noExplicitAny: as for AnyCheck
export type BoundDocumentCheck = BoundCheck<DocumentCheck<any>>;
// biome-ignore lint/suspicious/noExplicitAny: as for AnyCheck
export type BoundChartCheck = BoundCheck<ChartCheck<any>>;

export interface ActiveRule extends RuleText {
  readonly pack: string;
  readonly indicator: string | undefined;
  readonly when: Applicability | undefined;
  /** The configuration set the severity: it then holds for every finding of the rule that is not merely `due`. */
  readonly severityForced: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: read by the kind's own schema
  readonly fix: { readonly kind: AnyFixKind; readonly params: any } | undefined;
  readonly examples: Rule['examples'];
}

/** The active rules, their checks bucketed by what they subscribe to. Immutable: caches may hang on its identity. */
export interface RuleSet {
  /** Active rules by id. */
  readonly rules: ReadonlyMap<string, ActiveRule>;
  readonly chartChecks: readonly BoundChartCheck[];
  /** Checks that want to see documents of this kind. */
  documentChecks(kind: string): readonly BoundDocumentCheck[];
  /** Title, messages and basis of a rule that findings may name, the engine's own rules included. */
  describe(rule: string): RuleText | undefined;
}

export function createRuleSet(rules: readonly ActiveRule[], bound: readonly BoundCheck[]): RuleSet {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const builtIn = new Map(BUILT_IN_RULES.map((rule) => [rule.id, rule]));
  const chartChecks = bound.filter((entry): entry is BoundChartCheck => entry.check.scope === 'chart');
  const forAll: BoundDocumentCheck[] = [];
  const forKind = new Map<string, BoundDocumentCheck[]>();
  for (const entry of bound) {
    if (!isDocumentCheck(entry)) continue;
    const kinds = entry.check.subscribe(entry.params);
    if (!kinds) forAll.push(entry);
    for (const kind of new Set(kinds)) {
      const bucket = forKind.get(kind);
      if (bucket) bucket.push(entry);
      else forKind.set(kind, [entry]);
    }
  }
  for (const [kind, bucket] of forKind) forKind.set(kind, [...forAll, ...bucket]);
  return {
    rules: byId,
    chartChecks,
    documentChecks: (kind) => forKind.get(kind) ?? forAll,
    describe: (rule) => byId.get(rule) ?? builtIn.get(rule),
  };
}

function isDocumentCheck(entry: BoundCheck): entry is BoundDocumentCheck {
  return (entry.check as Check<unknown>).scope === 'document';
}
