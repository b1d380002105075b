import { z } from 'zod';
import type { Chart } from '../chart/model.ts';
import { localizedText } from '../vocabulary/schema.ts';
import type { Finding } from './finding.ts';
import { matchesFinding, matchSchema } from './match.ts';
import { applicabilitySchema } from './pack.ts';

const points = z.number().positive().max(100);

const rowSchema = z.strictObject({
  title: localizedText,
  /** Deducted once for all its findings, or for `each`. A veto row deducts what the sheet's veto says. */
  points: points.optional(),
  each: z.boolean().default(false),
  veto: z.boolean().default(false),
  /** The sheet as printed has no such row: our reading of where a reviewer would put it. */
  inferred: z.boolean().default(false),
  matches: z.array(matchSchema).min(1),
});

/** The shape of `rules/scores/*.yaml`. */
export const scoreSheetSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]+$/),
    title: localizedText,
    basis: z.array(z.strictObject({ source: z.string(), clause: z.string() })).default([]),
    /** Charts the sheet is made for; others get no score. */
    when: applicabilitySchema.optional(),
    total: z.number().positive().default(100),
    /** From best to worst; the last begins at 0. */
    grades: z.array(z.strictObject({ grade: z.string(), atLeast: z.number().min(0) })).min(1),
    /**
     * What a veto (单项否决) does: each takes points, once however often it strikes, and instead of the other
     * deductions of its item; or it caps the grade.
     */
    veto: z.union([z.strictObject({ points }), z.strictObject({ grade: z.string() })]),
    /** Rules that the sheet passes over on purpose. */
    unscored: z
      .array(z.strictObject({ rule: matchSchema.shape.rule, reason: localizedText }))
      .default([])
      .describe('有意不计分的规则及理由'),
    items: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z0-9-]+$/),
          title: localizedText,
          /** Most that its rows, vetoes apart, can take together. */
          cap: points.optional(),
          rows: z.array(rowSchema).min(1),
        }),
      )
      .min(1),
  })
  .refine(({ grades }) => grades.every(({ atLeast }, i) => i === 0 || atLeast < (grades[i - 1]?.atLeast ?? 0)), {
    message: '等级须从高到低 | grades must run from best to worst',
    path: ['grades'],
  })
  .refine(({ grades }) => grades.at(-1)?.atLeast === 0, {
    message: '最低一级须从 0 分起 | the last grade must begin at 0',
    path: ['grades'],
  })
  .refine(({ grades, veto }) => !('grade' in veto) || grades.some(({ grade }) => grade === veto.grade), {
    message: '否决的等级不在等级表中 | the grade of the veto is none of the grades',
    path: ['veto'],
  })
  .refine(({ items }) => items.every(({ rows }) => rows.every((row) => row.veto !== (row.points !== undefined))), {
    message: '每行须有 points，否决行不得有 | a row has points, unless it is a veto',
    path: ['items'],
  });
export type ScoreSheet = z.infer<typeof scoreSheetSchema>;
type Item = ScoreSheet['items'][number];
type Row = Item['rows'][number];

/** One line of the bill: what was deducted, and for which findings. */
export interface Deduction {
  readonly item: ScoreSheet['title'];
  readonly row: ScoreSheet['title'];
  /** What the row asks for by itself. */
  readonly asked: number;
  /** What was taken: less when the item's cap was reached, 0 when a veto speaks for the item. */
  readonly taken: number;
  readonly veto: boolean;
  readonly inferred: boolean;
  /** What each finding costs; undefined where the row deducts once for all of them. */
  readonly each: number | undefined;
  /** Indices into the findings that were scored. */
  readonly findings: readonly number[];
}

export interface Score {
  readonly sheet: string;
  readonly points: number;
  readonly grade: string;
  /** Titles of the vetoes that struck. */
  readonly vetoes: readonly ScoreSheet['title'][];
  readonly deductions: readonly Deduction[];
}

/** Whether the sheet is made for charts like this one. */
export function isInSheet({ template, encounter }: Chart, { when }: ScoreSheet): boolean {
  return !template && (!when?.encounter || when.encounter.includes(encounter.type));
}

/**
 * The score of a chart by its findings (waived ones left out by the caller).
 *
 * A finding counts once, in the first row that matches it, so that one fault is not deducted under two headings.
 * Deadlines still ahead never count; information and hints only in a row that names that severity.
 */
export function scoreChart(findings: readonly Finding[], sheet: ScoreSheet): Score {
  const found = assign(findings, sheet);
  const deductions: Deduction[] = [];
  const vetoes: ScoreSheet['title'][] = [];
  for (const item of sheet.items) {
    const struck = item.rows.filter((row) => row.veto && found.has(row));
    vetoes.push(...struck.map((row) => row.title));
    deductions.push(...(struck.length > 0 ? billVeto(item, sheet, found) : billRows(item, found)));
  }
  const points = round(Math.max(0, sheet.total - deductions.reduce((sum, { taken }) => sum + taken, 0)));
  return { sheet: sheet.name, points, grade: gradeOf(points, vetoes.length > 0, sheet), vetoes, deductions };
}

type Found = ReadonlyMap<Row, readonly number[]>;

function assign(findings: readonly Finding[], sheet: ScoreSheet): Found {
  const rows = sheet.items.flatMap((item) => item.rows);
  const found = new Map<Row, number[]>();
  for (const [index, finding] of findings.entries()) {
    const row = rows.find(({ matches }) => matches.some((match) => matchesFinding(match, finding)));
    if (!row) continue;
    const others = found.get(row);
    if (others) others.push(index);
    else found.set(row, [index]);
  }
  return found;
}

/** Each veto takes its points once; what else was found in its item is listed, but takes nothing. */
function billVeto(item: Item, { veto }: ScoreSheet, found: Found): Deduction[] {
  return item.rows.flatMap((row): Deduction[] => {
    const findings = found.get(row);
    if (!findings) return [];
    const points = 'points' in veto ? veto.points : 0;
    const asked = row.veto ? points : ask(row, findings);
    const taken = row.veto ? points : 0;
    return [{ ...named(item, row), asked, taken, findings }];
  });
}

function billRows(item: Item, found: Found): Deduction[] {
  let left = item.cap ?? Number.POSITIVE_INFINITY;
  return item.rows.flatMap((row): Deduction[] => {
    const findings = found.get(row);
    if (!findings) return [];
    const asked = ask(row, findings);
    const taken = Math.min(asked, left);
    left -= taken;
    return [{ ...named(item, row), asked, taken, findings }];
  });
}

function named(item: Item, row: Row): Pick<Deduction, 'item' | 'row' | 'veto' | 'inferred' | 'each'> {
  const each = row.each ? row.points : undefined;
  return { item: item.title, row: row.title, veto: row.veto, inferred: row.inferred, each };
}

function ask(row: Row, findings: readonly number[]): number {
  return round((row.points ?? 0) * (row.each ? findings.length : 1));
}

function gradeOf(points: number, vetoed: boolean, { grades, veto }: ScoreSheet): string {
  const earned = grades.findIndex(({ atLeast }) => points >= atLeast);
  const capped = vetoed && 'grade' in veto ? grades.findIndex(({ grade }) => grade === veto.grade) : 0;
  return grades[Math.max(earned, capped)]?.grade ?? '';
}

/** Half points add up without a tail of binary digits. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
