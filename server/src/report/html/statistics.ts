import type { Severity } from '../../lint/finding.ts';
import type { Report, ReportChart, ReportFinding } from '../model.ts';
import { categoryOf } from '../words.ts';

export type Counts = Readonly<Record<Severity, number>>;

/** One bar of a chart: a category or a rule. */
export interface Tally {
  readonly key: string;
  readonly counts: Counts;
  readonly total: number;
  /** In how many charts it was found. */
  readonly charts: number;
}

export interface Group {
  readonly name: string;
  readonly charts: readonly ReportChart[];
  readonly counts: Counts;
}

export interface GradeShare {
  readonly grade: string;
  readonly charts: number;
}

/** What stands against a chart: waived findings do not. */
export function openFindings({ findings }: ReportChart): readonly ReportFinding[] {
  return findings.filter(({ waived }) => !waived);
}

export function countSeverities(charts: readonly ReportChart[]): Counts {
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const chart of charts) for (const { severity } of openFindings(chart)) counts[severity]++;
  return counts;
}

export function tallyCategories(report: Report): Tally[] {
  return tally(report.charts, ({ rule }) => categoryOf(rule));
}

export function tallyRules(report: Report): Tally[] {
  return tally(report.charts, ({ rule }) => rule);
}

/** Most frequent first. */
function tally(charts: readonly ReportChart[], keyOf: (finding: ReportFinding) => string): Tally[] {
  const tallies = new Map<string, { counts: Record<Severity, number>; charts: Set<ReportChart> }>();
  for (const chart of charts) {
    for (const finding of openFindings(chart)) {
      const key = keyOf(finding);
      const known = tallies.get(key) ?? {
        counts: { error: 0, warning: 0, information: 0, hint: 0 },
        charts: new Set(),
      };
      known.counts[finding.severity]++;
      known.charts.add(chart);
      tallies.set(key, known);
    }
  }
  return [...tallies]
    .map(
      ([
        key,
        {
          counts,
          charts: { size },
        },
      ]) => ({ key, counts, total: sum(counts), charts: size }),
    )
    .sort((a, b) => b.total - a.total || (a.key < b.key ? -1 : 1));
}

export function sum({ error, warning, information, hint }: Counts): number {
  return error + warning + information + hint;
}

/** Largest departments first; charts without one last. */
export function groupByDepartment(charts: readonly ReportChart[], unnamed: string): Group[] {
  const groups = Map.groupBy(charts, ({ department }) => department ?? '');
  return [...groups]
    .map(([name, members]) => ({ name: name || unnamed, charts: members, counts: countSeverities(members) }))
    .sort(
      (a, b) =>
        Number(a.name === unnamed) - Number(b.name === unnamed) ||
        b.charts.length - a.charts.length ||
        (a.name < b.name ? -1 : 1),
    );
}

/** Rounded to a tenth; undefined when no chart is scored. */
export function averagePoints(charts: readonly ReportChart[]): number | undefined {
  const points = charts.flatMap(({ score }) => score?.points ?? []);
  return points.length === 0 ? undefined : Math.round((points.reduce((a, b) => a + b, 0) / points.length) * 10) / 10;
}

/** The grades that occur, best first. */
export function gradeShares(charts: readonly ReportChart[]): GradeShare[] {
  const groups = Map.groupBy(
    charts.flatMap(({ score }) => score ?? []),
    ({ grade }) => grade,
  );
  const best = (scores: readonly { readonly points: number }[]) => Math.max(...scores.map(({ points }) => points));
  return [...groups]
    .sort(([, a], [, b]) => best(b) - best(a))
    .map(([grade, scores]) => ({ grade, charts: scores.length }));
}
