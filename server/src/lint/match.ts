import { z } from 'zod';
import type { Finding } from './finding.ts';
import { severitySchema } from './pack.ts';

/** Which findings a row of a score sheet, or an indicator, counts. All given conditions must hold. */
export const matchSchema = z.strictObject({
  /** Rule id, or a group of rules (`timeliness/*`). */
  rule: z
    .string()
    .regex(/^[a-z-]+\/(?:[a-z0-9-]+|\*)$/)
    .describe('规则编号，或一类规则，如 timeliness/*'),
  severity: severitySchema.optional().describe('只计该级别；不写则计错误与警告'),
  state: z.enum(['missing', 'late']).optional().describe('只计缺失或超时'),
  message: z.string().optional().describe('只计该条提示'),
  /** Values of finding data, such as `section: chief-complaint`; a list means any of them. */
  data: z
    .record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))
    .optional()
    .describe('问题数据须等于此值；列出多个则任一'),
  /** One of the things that the finding names as lacking. */
  lacking: z.string().optional().describe('所缺之物须含此项'),
});
export type Match = z.infer<typeof matchSchema>;

/** Deadlines still ahead never count; information and hints only in a match that names that severity. */
export function matchesFinding(match: Match, finding: Finding): boolean {
  const { severity, state, message, lacking, data = {} } = match;
  if (finding.state === 'due' || !matchesRule(match, finding.rule)) return false;
  if (severity ? finding.severity !== severity : finding.severity === 'information' || finding.severity === 'hint')
    return false;
  if (state && finding.state !== state) return false;
  if (message && finding.message !== message) return false;
  if (
    lacking &&
    !String(finding.data.lacking ?? '')
      .split(',')
      .includes(lacking)
  )
    return false;
  return Object.entries(data).every(([name, wanted]) => {
    const value = finding.data[name];
    return Array.isArray(wanted) ? wanted.includes(String(value)) : value === wanted;
  });
}

/** `timeliness/*` names every rule of its group. */
export function matchesRule({ rule }: Pick<Match, 'rule'>, id: string): boolean {
  return rule.endsWith('/*') ? id.startsWith(rule.slice(0, -1)) : id === rule;
}
