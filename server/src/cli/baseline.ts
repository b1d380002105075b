import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ReportChart } from '../report/model.ts';
import { Failure } from './failure.ts';

/** Known findings by chart and rule: their fingerprints. */
const baselineSchema = z.strictObject({
  version: z.literal(1),
  charts: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
});
type Baseline = z.infer<typeof baselineSchema>;

/** The file's baseline; undefined when there is no such file yet. */
export async function readBaseline(file: string): Promise<Baseline | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new Failure(`无法读取基线 ${file}（${code}）`, `cannot read the baseline ${file} (${code})`);
  }
  try {
    return baselineSchema.parse(JSON.parse(text));
  } catch {
    throw new Failure(
      `${file} 不是 emr-lint 的基线文件；请检查路径，或删除后重新生成`,
      `${file} is no baseline of emr-lint; check the path, or delete it and have it made anew`,
    );
  }
}

/** Notes all findings of the charts that are not waived. */
export async function writeBaseline(file: string, charts: readonly ReportChart[]): Promise<number> {
  const baseline: Baseline = { version: 1, charts: {} };
  let count = 0;
  for (const { id, findings } of charts) {
    for (const { rule, fingerprint, waived } of findings) {
      if (waived) continue;
      baseline.charts[id] ??= {};
      const rules = baseline.charts[id];
      rules[rule] ??= [];
      rules[rule].push(fingerprint);
      count++;
    }
  }
  await writeFile(file, `${JSON.stringify(baseline, undefined, 1)}\n`).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(`无法写入基线 ${file}（${error.code}）`, `cannot write the baseline ${file} (${error.code})`);
  });
  return count;
}

/** The charts without their known findings, and how many known ones of these charts are no longer found. */
export function subtract(
  charts: readonly ReportChart[],
  baseline: Baseline,
): { charts: ReportChart[]; gone: number; known: number } {
  let gone = 0;
  let known = 0;
  const rest = charts.map((chart) => {
    const left = new Set(
      Object.entries(baseline.charts[chart.id] ?? {}).flatMap(([rule, prints]) =>
        prints.map((print) => `${rule} ${print}`),
      ),
    );
    const findings = chart.findings.filter(
      (finding) => finding.waived || !left.delete(`${finding.rule} ${finding.fingerprint}`),
    );
    gone += left.size;
    known += chart.findings.length - findings.length;
    return { ...chart, findings };
  });
  return { charts: rest, gone, known };
}
