import { z } from 'zod';
import { civilFromDays, daysFromCivil, MINUTES_PER_DAY } from '../syntax/moment.ts';
import type { CalendarAdditions } from './calendar.ts';
import { criticalLimitSchema } from './critical-limits.ts';
import { severitySchema } from './pack.ts';
import type { RuleProblem, RuleSetting, Selection } from './rule-set.ts';
import { readShape, readYaml, type SourceProblem } from './yaml-source.ts';

export const CONFIG_FILE = 'emr-lint.config.yaml';

const severityOrOff = z.enum([...severitySchema.options, 'off']);
const ruleSetting = z.union([severityOrOff, z.looseObject({ severity: severityOrOff.optional() })]);
const civilDay = z
  .string()
  .refine(
    (text) => minutesOfTime(text) !== undefined && /^\d{4}-\d\d-\d\d$/.test(text),
    '日期应写作 2024-03-01 | a date is written 2024-03-01',
  );

/** The shape of `emr-lint.config.yaml`. */
export const configSchema = z.strictObject({
  extends: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .describe('先读取的配置文件，相对本文件；本文件的设置优先'),
  packs: z.array(z.string()).optional().describe('规则包名称，或规则包文件（./ 开头）。缺省为 recommended'),
  rules: z.record(z.string(), ruleSetting).optional().describe('按规则编号：级别、off，或 {severity, 参数}'),
  criticalLimits: z.array(criticalLimitSchema).optional().describe('本院危急值项目与界限'),
  holidays: z
    .strictObject({
      holidays: z.array(civilDay).optional().describe('另行放假的日子'),
      workdays: z.array(civilDay).optional().describe('另行上班的日子'),
    })
    .optional()
    .describe('在国务院放假安排之外增减的日子'),
  scoreSheet: z.string().optional().describe('评分表名称（default、zhejiang-2021），或评分表文件（./ 开头）'),
  departments: z
    .array(
      z.strictObject({
        names: z.array(z.string().min(1)).min(1).describe('科室名称，与病历所写一致'),
        rules: z.record(z.string(), ruleSetting).describe('这些科室的不同设置'),
      }),
    )
    .optional()
    .describe('科室豁免'),
  files: z
    .strictObject({ include: z.array(z.string()).optional(), exclude: z.array(z.string()).optional() })
    .optional()
    .describe('通配，相对本文件所在文件夹'),
  asOf: z
    .string()
    .refine(
      (text) => minutesOfTime(text) !== undefined,
      '时间应写作 2024-03-01T15:30 | a time is written 2024-03-01T15:30',
    )
    .optional()
    .describe('按此刻评判，如 2024-03-01T15:30；缺省为现在'),
});
export type Config = z.infer<typeof configSchema>;

/** A configuration as read, with the means to say where in its file something stands. */
export interface ReadConfig {
  readonly config: Config;
  readonly problems: readonly SourceProblem[];
  /** Tells a fault that the engine found in this configuration at its place in the file. */
  locate(problem: RuleProblem): SourceProblem;
}

/** Reads one file. What is at fault is told and, where the file as a whole has no sense, nothing of it is used. */
export function readConfig(file: string, text: string): ReadConfig {
  const source = readYaml(file, text);
  const { value, problems } = readShape({ ...source, value: withoutEmptyKeys(source.value) }, configSchema);
  return { config: value ?? {}, problems, locate: ({ path, message, atKey }) => source.problem(path, message, atKey) };
}

/** `rules:` with everything below it commented out says nothing, and is no fault. */
function withoutEmptyKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, own]) => own !== null));
}

/**
 * `own` laid over `base`: rules, limits and calendar days are joined (a rule's parameters one by one), everything else
 * of `own` replaces.
 */
export function mergeConfigs(base: Config, own: Config): Config {
  const { extends: _, ...rest } = own;
  const join = <T>(a: readonly T[] | undefined, b: readonly T[] | undefined) =>
    a || b ? [...(a ?? []), ...(b ?? [])] : undefined;
  const holidays: Config['holidays'] = (base.holidays || own.holidays) && {
    holidays: join(base.holidays?.holidays, own.holidays?.holidays),
    workdays: join(base.holidays?.workdays, own.holidays?.workdays),
  };
  const ownItems = new Set(own.criticalLimits?.map(({ item }) => item));
  return {
    ...base,
    ...rest,
    rules: mergeRules(base.rules, own.rules),
    departments: join(base.departments, own.departments),
    criticalLimits: join(
      base.criticalLimits?.filter(({ item }) => !ownItems.has(item)),
      own.criticalLimits,
    ),
    holidays,
  };
}

type Rules = Readonly<Record<string, RuleSetting>>;

export function mergeRules(base: Rules | undefined, own: Rules | undefined): Config['rules'] {
  if (!base || !own) return (own ?? base) as Config['rules'];
  const merged: Record<string, RuleSetting> = { ...base };
  for (const [id, setting] of Object.entries(own)) {
    const before = base[id];
    merged[id] = before === undefined ? setting : { ...asObject(before), ...asObject(setting) };
  }
  return merged as Config['rules'];
}

function asObject(setting: RuleSetting): Exclude<RuleSetting, string> {
  return typeof setting === 'string' ? { severity: setting } : setting;
}

/** What the configuration selects for charts of a department; undefined for a department it does not name. */
export function selectionOf(config: Config, department?: string): Selection {
  const name = department?.replace(/\s/g, '');
  const special = (config.departments ?? []).filter(({ names }) => name !== undefined && names.includes(name));
  const rules = special.reduce<Config['rules']>((merged, { rules }) => mergeRules(merged, rules), config.rules);
  return { packs: config.packs, rules };
}

/** Departments whose charts are judged by rules of their own. */
export function specialDepartments(config: Config): string[] {
  return [...new Set((config.departments ?? []).flatMap(({ names }) => names))].sort();
}

export function calendarOf(config: Config): CalendarAdditions {
  return config.holidays ?? {};
}

/** Minutes since 1970-01-01T00:00 of `2024-03-01T15:30`, `2024-03-01 15:30` or `2024-03-01`; undefined for no such time. */
export function minutesOfTime(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d)?)?$/.exec(text.trim());
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const days = daysFromCivil(year, month, day);
  const back = civilFromDays(days);
  if (back.month !== month || back.day !== day) return undefined;
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined;
  return days * MINUTES_PER_DAY + hour * 60 + minute;
}
