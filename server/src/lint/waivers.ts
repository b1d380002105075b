import { stringify } from 'yaml';
import { z } from 'zod';
import { WAIVER_REASON, WAIVER_STALE } from './built-in-rules.ts';
import type { Finding } from './finding.ts';
import { ruleId } from './pack.ts';
import { readShape, readYaml, type SourceProblem, type YamlSource } from './yaml-source.ts';

export const WAIVER_FILE = 'emr-lint.waivers.yaml';

const waiverSchema = z.strictObject({
  rule: ruleId.describe('规则编号'),
  chart: z.string().min(1).describe('病历，如 Z20240301/1'),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{16}(-\d+)?$/, '指纹应为 16 位十六进制数 | a fingerprint has 16 hexadecimal digits'),
  reason: z.string().describe('理由：为什么这一处不算缺陷'),
  by: z.string().min(1).describe('豁免人'),
  date: z.string().regex(/^\d{4}-\d\d-\d\d$/, '日期应写作 2024-03-01 | a date is written 2024-03-01'),
});
export type Waiver = z.infer<typeof waiverSchema>;

/** The shape of `emr-lint.waivers.yaml`: findings judged to be no defects. Kept outside the record, which is a legal document. */
export const waiversSchema = z.strictObject({ waivers: z.array(waiverSchema).nullable().default([]) });

export interface ReadWaivers {
  readonly file: string;
  /** The file's text, in which waivers and findings about them have their places. */
  readonly text: string;
  readonly waivers: readonly (Waiver & { readonly start: number; readonly end: number })[];
  readonly problems: readonly SourceProblem[];
}

/** Reads the file. An entry that is no waiver is told and left out; the others hold. */
export function readWaivers(file: string, text: string): ReadWaivers {
  const source = readYaml(file, text);
  const { problems } = readShape(source, waiversSchema);
  const entries = (source.value as { waivers?: unknown } | null | undefined)?.waivers;
  const waivers = (Array.isArray(entries) ? entries : []).flatMap((entry, index) => {
    const read = waiverSchema.safeParse(entry);
    return read.success ? [{ ...read.data, ...placeOf(source, index) }] : [];
  });
  return { file, text, waivers, problems };
}

function placeOf(source: YamlSource, index: number): { start: number; end: number } {
  const { start, end } = source.problem(['waivers', index], { zh: '', en: '' });
  return { start, end };
}

/** A finding with the waiver that covers it, if one does. */
export interface JudgedFinding {
  readonly finding: Finding;
  readonly fingerprint: string;
  readonly waiver: Waiver | undefined;
}

/** Pairs findings with waivers. A waiver without a real reason covers nothing; rules about the tool cannot be waived. */
export function applyWaivers(
  chart: string,
  findings: readonly Finding[],
  prints: readonly string[],
  waivers: readonly Waiver[],
): JudgedFinding[] {
  const valid = new Map(
    waivers
      .filter((waiver) => waiver.chart === chart && isReason(waiver.reason))
      .map((waiver) => [`${waiver.rule} ${waiver.fingerprint}`, waiver]),
  );
  return findings.map((finding, index) => {
    const fingerprint = prints[index] ?? '';
    return { finding, fingerprint, waiver: valid.get(`${finding.rule} ${fingerprint}`) };
  });
}

/**
 * What is wrong with the waivers themselves, as findings in the waiver file. A waiver is stale when its chart was
 * judged, its rule ran, and no finding answers to it; of charts and rules that were not looked at nothing is said.
 */
export function judgeWaivers(
  read: ReadWaivers,
  judged: ReadonlyMap<string, readonly JudgedFinding[]>,
  ran: (rule: string) => boolean,
): Finding[] {
  return read.waivers.flatMap((waiver): Finding[] => {
    const { rule, reason, by, date, start, end } = waiver;
    const finding = (id: string, message: string): Finding => ({
      ...{ rule: id, severity: 'warning', message, data: { rule, reason, by, date }, related: [], fixes: [] },
      ...{ file: read.file, start, end },
    });
    if (!isReason(reason)) return [finding(WAIVER_REASON, 'reason')];
    const here = judged.get(waiver.chart);
    if (!here || !ran(rule)) return [];
    const alive = here.some((entry) => entry.finding.rule === rule && entry.fingerprint === waiver.fingerprint);
    return alive ? [] : [finding(WAIVER_STALE, 'stale')];
  });
}

const EMPTY_REASONS =
  /^(?:无|没有|暂无|同意|同上|已阅|已核实|略|不详|是|否|可|好|豁免|理由|原因|待补|待填|测试|忽略|todo|tbd|n\/?a|ok|none|test|reason|waived?|ignored?|fixme|x+)$/i;

/** Whether a reason says anything a reviewer could weigh: at least four characters that are no placeholder. */
export function isReason(reason: string): boolean {
  const said = reason.replace(/[\s\p{P}\p{S}]/gu, '');
  return said.length >= 4 && !EMPTY_REASONS.test(said) && !/^(.)\1*$/u.test(said) && !/【待填】|__|\{\{/.test(reason);
}

/** The file's text with one more waiver behind the others; what is there, comments included, stays as it is. */
export function addWaiver(text: string, waiver: Waiver): string {
  const indent = /^waivers:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*([ \t]*)-/m.exec(text)?.[1] ?? '  ';
  const entry = stringify([waiver]).replace(/^(?=.)/gm, indent);
  if (!/^waivers:/m.test(text)) return `${endLine(text)}waivers:\n${entry}`;
  return endLine(text.replace(/^waivers:[ \t]*(?:\[[ \t]*\]|null|~)[ \t]*$/m, 'waivers:')) + entry;
}

function endLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
