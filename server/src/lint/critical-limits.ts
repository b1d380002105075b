import { z } from 'zod';
import type { Chart } from '../chart/model.ts';
import type { Result } from '../chart/timeline/results.ts';
import { conceptsIn } from '../clinical/lexicon.ts';
import { convert, readUnit } from '../clinical/units.ts';
import { MINUTES_PER_DAY, type Moment } from '../syntax/moment.ts';
import { localizedText } from '../vocabulary/schema.ts';
import { normalizeName, type Vocabulary } from '../vocabulary/vocabulary.ts';

/** One limit of a list of critical values. A result below `low` or above `high` is critical, or one that holds a word. */
export const criticalLimitSchema = z
  .strictObject({
    item: z.string().min(1).describe('项目名称，如 钾；词汇表的任一写法均可'),
    aliases: z.array(z.string()).default([]).describe('其他写法，如 血钾、K'),
    unit: z.string().optional().describe('单位；报告的单位不同则换算，不能换算则不比较'),
    low: z.number().optional().describe('低于此值为危急值'),
    high: z.number().optional().describe('高于此值为危急值'),
    words: z.array(z.string()).default([]).describe('结果中出现即为危急值的文字，如 阳性'),
    sex: z.enum(['male', 'female']).optional(),
    minAgeDays: z.number().int().nonnegative().optional().describe('适用的最小日龄（含）'),
    maxAgeDays: z.number().int().nonnegative().optional().describe('适用的最大日龄（不含）'),
    departments: z.array(z.string()).default([]).describe('仅适用于名称以此开头的科室'),
  })
  .refine(
    ({ low, high, words }) => low !== undefined || high !== undefined || words.length > 0,
    '须给出 low、high 或 words | give low, high or words',
  );
export type CriticalLimit = z.infer<typeof criticalLimitSchema>;

/** The shape of `rules/critical-limits/*.yaml`. */
export const criticalProfileSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  title: localizedText,
  note: localizedText,
  limits: z.array(criticalLimitSchema).min(1),
});
export type CriticalProfile = z.infer<typeof criticalProfileSchema>;

/** That a result is critical, by whose list, and which of its limits says so. */
export interface Criticality {
  readonly source: 'hospital' | 'sample';
  readonly limit: CriticalLimit;
  /** The bound that is passed, in the limit's own unit; undefined for a result in words. */
  readonly bound: number | undefined;
  readonly side: 'low' | 'high' | 'words';
}

/** The limits in force: the hospital's own, and a sample for the items it does not name. */
export interface CriticalLimits {
  /** Whether a result is critical, whatever the chart leaves open of age, sex and department. */
  judge(result: Result, chart: Pick<Chart, 'patient' | 'encounter'>, at: Moment | undefined): Criticality | undefined;
}

interface Sourced {
  readonly source: Criticality['source'];
  readonly limit: CriticalLimit;
}

/** An item that the hospital names is judged by the hospital's limits alone. */
export function createCriticalLimits(
  hospital: readonly CriticalLimit[],
  sample: CriticalProfile | undefined,
  vocabulary: Vocabulary,
): CriticalLimits {
  const byItem = new Map<string, Sourced[]>();
  for (const limit of hospital) {
    for (const key of keysOf(limit, vocabulary)) add(byItem, key, { source: 'hospital', limit });
  }
  const own = new Set(byItem.keys());
  for (const limit of sample?.limits ?? []) {
    const keys = keysOf(limit, vocabulary);
    if (keys.some((key) => own.has(key))) continue;
    for (const key of keys) add(byItem, key, { source: 'sample', limit });
  }
  return {
    judge(result, chart, at) {
      const limits = (result.concept && byItem.get(`#${result.concept.id}`)) ?? byItem.get(normalizeName(result.name));
      return limits && judge(result, limits, chart, at);
    },
  };
}

function add(byItem: Map<string, Sourced[]>, key: string, entry: Sourced): void {
  const known = byItem.get(key);
  if (known) known.push(entry);
  else byItem.set(key, [entry]);
}

/** The concepts its names stand for, and the names themselves. */
function keysOf(limit: CriticalLimit, vocabulary: Vocabulary): readonly string[] {
  const names = [limit.item, ...limit.aliases];
  const concepts = names.flatMap((name) =>
    conceptsIn(name, vocabulary)
      .filter(({ start, end }) => start === 0 && end === name.length)
      .map(({ concept }) => `#${concept.id}`),
  );
  return [...new Set([...concepts, ...names.map(normalizeName)])];
}

/** The limit for most special circumstances applies; where these are unknown, the result must be critical in every case. */
function judge(
  result: Result,
  limits: readonly Sourced[],
  chart: Pick<Chart, 'patient' | 'encounter'>,
  at: Moment | undefined,
): Criticality | undefined {
  // Most results pass no limit, whoever the patient is.
  if (limits.every((entry) => passes(result, entry) === undefined)) return undefined;
  const ranked = limits
    .map((entry, i) => ({ ...entry, fit: fitOf(entry.limit, chart, at), special: specialty(entry.limit), i }))
    .filter(({ fit }) => fit !== 'no')
    .sort((a, b) => b.special - a.special || b.i - a.i);
  const decisive = ranked.findIndex(({ fit }) => fit === 'yes');
  if (decisive < 0) return undefined;
  const verdicts = ranked.slice(0, decisive + 1).map((entry) => passes(result, entry));
  return verdicts.every((verdict) => verdict !== undefined) ? verdicts[decisive] : undefined;
}

function specialty({ sex, minAgeDays, maxAgeDays, departments }: CriticalLimit): number {
  const hasAge = minAgeDays !== undefined || maxAgeDays !== undefined;
  return (sex ? 1 : 0) + (hasAge ? 1 : 0) + (departments.length > 0 ? 1 : 0);
}

type Fit = 'yes' | 'no' | 'unknown';

function fitOf(
  limit: CriticalLimit,
  { patient, encounter }: Pick<Chart, 'patient' | 'encounter'>,
  at: Moment | undefined,
): Fit {
  const department = encounter.department?.value.replace(/\s/g, '');
  const fits: Fit[] = [];
  if (limit.sex) fits.push(patient.sex ? (patient.sex.value === limit.sex ? 'yes' : 'no') : 'unknown');
  if (limit.departments.length > 0)
    fits.push(
      department === undefined
        ? 'unknown'
        : limit.departments.some((each) => department.startsWith(each))
          ? 'yes'
          : 'no',
    );
  fits.push(fitOfAge(limit, patient, at));
  return fits.includes('no') ? 'no' : fits.includes('unknown') ? 'unknown' : 'yes';
}

function fitOfAge({ minAgeDays, maxAgeDays }: CriticalLimit, patient: Chart['patient'], at: Moment | undefined): Fit {
  if (minAgeDays === undefined && maxAgeDays === undefined) return 'yes';
  const age = ageInDays(patient, at);
  if (!age) return 'unknown';
  const [least, most] = [minAgeDays ?? 0, maxAgeDays ?? Number.POSITIVE_INFINITY];
  if (age.least >= least && age.most < most) return 'yes';
  return age.most < least || age.least >= most ? 'no' : 'unknown';
}

/** Age in days at its least and at its most: by the date of birth, else as stated for the admission. */
export function ageInDays(
  patient: Chart['patient'],
  at: Moment | undefined,
): { readonly least: number; readonly most: number } | undefined {
  const birth = patient.birth?.value;
  if (birth && at) {
    const days = (from: number, to: number) =>
      Math.max(0, Math.floor(to / MINUTES_PER_DAY) - Math.floor(from / MINUTES_PER_DAY));
    return { least: days(birth.latest, at.earliest), most: days(birth.earliest, at.latest) };
  }
  const age = patient.age?.value;
  if (!age) return undefined;
  if (age.days !== undefined) return { least: age.days, most: age.days + (age.days < 30 ? 0 : 30) };
  return { least: Math.floor(age.years * 365.25), most: Math.ceil((age.years + 1) * 365.25) };
}

function passes(result: Result, { source, limit }: Sourced): Criticality | undefined {
  const word = limit.words.find((each) => states(result.text, each));
  if (word !== undefined) return { source, limit, bound: undefined, side: 'words' };
  const number = comparable(result, limit);
  if (number === undefined) return undefined;
  const { low, high } = limit;
  // `<2.5` lies below 2.5; `<5` may lie anywhere below.
  if (low !== undefined && (result.bound === 'below' ? number <= low : result.bound === undefined && number < low))
    return { source, limit, bound: low, side: 'low' };
  if (high !== undefined && (result.bound === 'above' ? number >= high : result.bound === undefined && number > high))
    return { source, limit, bound: high, side: 'high' };
  return undefined;
}

/** The result in the limit's unit; undefined where nothing shows what its unit is. */
function comparable(result: Result, limit: CriticalLimit): number | undefined {
  const { number, concept } = result;
  if (number === undefined) return undefined;
  const wanted = limit.unit === undefined ? concept?.unit : (readUnit(limit.unit) ?? limit.unit);
  if (wanted === undefined) return result.unit === undefined ? number : undefined;
  if (result.unit !== undefined) return convert(number, result.unit, wanted, concept);
  return surrounds(limit, result) ? number : undefined;
}

/** A reference interval that lies between the limits shows that the value is given in their unit. */
function surrounds({ low, high }: CriticalLimit, { reference }: Result): boolean {
  if (reference?.low === undefined || reference.high === undefined) return false;
  const inside = (low === undefined || low < reference.low) && (high === undefined || high > reference.high);
  return (
    inside && (low === undefined || low * 10 > reference.low) && (high === undefined || high < reference.high * 10)
  );
}

const DENIED =
  /未见|未检出|未发现|未提示|未|无|除外|排除|不支持|否认|阴性|可能|待排|[?？]|不除外|术后|病史|既往|陈旧|复查/;

/** Whether a word stands in a clause that neither denies nor doubts it, nor speaks of the past. */
function states(text: string, word: string): boolean {
  if (!text.includes(word)) return false;
  return text.split(/[，,。；;\n]/).some((clause) => clause.includes(word) && !DENIED.test(clause.replace(word, '')));
}
