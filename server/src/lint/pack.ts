import { z } from 'zod';
import { localizedText } from '../vocabulary/schema.ts';

/** The shape of a rule pack (`rules/packs/*.yaml`). One schema serves the build, the editors (JSON Schema) and the types. */

export const severitySchema = z.enum(['error', 'warning', 'information', 'hint']);
export const ruleId = z.string().regex(/^[a-z-]+\/[a-z0-9-]+$/);

export const basisSchema = z.strictObject({
  /** Key of `rules/sources.yaml`. */
  source: z.string(),
  clause: z.string().describe('条款，如 第二十二条(十五)'),
  /** One sentence of our own; never a quotation. */
  note: localizedText.optional(),
});

/** For which charts a rule or check speaks. All given conditions must hold; unknown facts make a condition fail. */
export const applicabilitySchema = z.strictObject({
  encounter: z.array(z.enum(['inpatient', 'outpatient', 'emergency', 'day', 'internet'])).optional(),
  /** Speaks of templates (`.emrt`) and of nothing else; all other rules speak of records. */
  template: z.boolean().optional().describe('只检查模板（.emrt）'),
  discharged: z.boolean().optional().describe('是否已出院'),
  died: z.boolean().optional().describe('是否死亡'),
  /** Length of stay, such as `24h`. */
  stayAtLeast: z.string().optional().describe('住院至少多久，如 24h'),
  stayUnder: z.string().optional().describe('住院不足多久，如 24h'),
});
export type Applicability = z.infer<typeof applicabilitySchema>;

/** A check: its kind and that kind's own parameters (checked by the kind's schema). */
export const checkUseSchema = z
  .looseObject({ kind: z.string() })
  .and(z.object({ severity: severitySchema.optional(), when: applicabilitySchema.optional() }));

const marked = z.strictObject({
  /** A whole chart or a fragment. `⟦…⟧` marks the expected range in a bad example. */
  text: z.string(),
  asOf: z.string().optional().describe('按此刻评判，如 2024-03-01T15:30'),
  /** What the example shows, for readers. */
  note: z.string().optional(),
});

export const examplesSchema = z.strictObject({
  good: z.array(marked).min(1),
  bad: z
    .array(
      marked.extend({
        /** One for each marked range, in text order. */
        findings: z
          .array(
            z.strictObject({
              severity: severitySchema.optional(),
              message: z.string().optional(),
              state: z.enum(['missing', 'late', 'due']).optional(),
              /** Every entry must be equal; entries that are not named here are an error too. */
              data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
            }),
          )
          .min(1),
        /** The text after the first fix of the first finding. */
        fixed: z.string().optional(),
      }),
    )
    .min(1),
  /** Cases a careless check would report. */
  silent: z.array(marked).default([]),
});

export const ruleSchema = z.strictObject({
  id: ruleId,
  title: localizedText,
  /** Why it matters and how to mend it: two or three sentences for a resident. */
  description: localizedText,
  basis: z.array(basisSchema).min(1).describe('所依条款，至少一条'),
  severity: severitySchema,
  /** National indicator the rule feeds, such as `MER-TL-01`. */
  indicator: z.string().optional().describe('所属国家指标，如 MER-TL-01'),
  when: applicabilitySchema.optional(),
  checks: z.array(checkUseSchema).min(1).describe('检查及其参数'),
  fix: z.looseObject({ kind: z.string() }).optional(),
  /**
   * Texts by message key. Placeholders are names of finding data with an optional format:
   * `{due:time}`, `{late:duration}`, `{limit:hours}`, `{document:name}`, `{section:name}`, `{n}`.
   */
  messages: z
    .record(z.string(), localizedText)
    .describe('提示文字；{due:time} {late:duration} {document:name} 等代入数据'),
  examples: examplesSchema,
});
export type Rule = z.infer<typeof ruleSchema>;

/** What one pack changes of a rule that another pack defines: a stricter limit of a region, say. */
export const amendmentSchema = z.strictObject({
  id: ruleId,
  basis: z.array(basisSchema).default([]),
  severity: severitySchema.optional(),
  /** Added to the rule's own checks. */
  checks: z.array(checkUseSchema).default([]),
  messages: z.record(z.string(), localizedText).default({}),
  examples: examplesSchema.optional(),
});

export const packSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  title: localizedText,
  rules: z.array(ruleSchema).default([]).describe('本包定义的规则'),
  amend: z.array(amendmentSchema).default([]).describe('本包对他包规则的增改'),
});
export type Pack = z.infer<typeof packSchema>;
export type CheckUse = z.infer<typeof checkUseSchema>;
export type Amendment = z.infer<typeof amendmentSchema>;
