import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from '../../scripts/shell.ts';

/** A clean sample of ours with one defect put in. */
export interface SeededChart {
  readonly name: string;
  readonly text: string;
  /** The clean text: what the right repair of a notation leads back to. */
  readonly clean: string;
  /** What the finding speaks of, as written. */
  readonly defect: string;
  readonly rule: string;
}

const SAMPLE = '内科-不稳定型心绞痛.emr';
const clean = readFileSync(inRoot('samples/clean', SAMPLE), 'utf8');

function seed(name: string, rule: string, good: string, bad: string, defect: string): SeededChart {
  const text = clean.replace(good, bad);
  if (text === clean) throw new Error(`the sample ${SAMPLE} no longer holds "${good}"`);
  return { name, text, clean, defect, rule };
}

/** 记录时间 in 12-hour notation. */
export const clock = seed(
  '沈某某.emr',
  'writing/clock',
  '记录时间：2024-03-04 14:20',
  '记录时间：2024-03-04 下午2点20分',
  '下午2点20分',
);

/** The same chart of another patient, without 家族史. */
const other = (text: string) => text.replaceAll('Z2024030417', 'Z2024030418').replaceAll('沈某某', '申某某');
const withoutFamily = clean.replace(/^家族史：.*\n/m, '');
export const section: SeededChart = {
  name: '申某某.emr',
  rule: 'section/required',
  text: other(withoutFamily),
  clean: other(clean),
  defect: '入院记录',
};

const POTASSIUM = /血钾|低钾|补钾/;
/** The note of the critical value is gone, and no other note speaks of potassium any more. */
const withoutAnswer = clean
  .split('\n\n')
  .filter((part) => !/^\S+ \S+ {2}危急值处理记录|^\S+ \S+ {2}日常病程记录\n\S*复查血钾/.test(part))
  .map((part) =>
    /^\d{4}-/.test(part)
      ? part.replace(/[^。；，\n]*[。；，]/g, (words) => (POTASSIUM.test(words) ? '' : words))
      : part,
  )
  .join('\n\n');
export const unanswered: SeededChart = {
  name: '仲某某.emr',
  rule: 'critical-value/missing-note',
  text: withoutAnswer.replaceAll('Z2024030417', 'Z2024030420').replaceAll('沈某某', '仲某某'),
  clean: clean.replaceAll('Z2024030417', 'Z2024030420').replaceAll('沈某某', '仲某某'),
  defect: '| 血钾 | 2.6 |',
};

export interface Workspace {
  readonly folder: string;
  readonly pathOf: (chart: SeededChart) => string;
  readonly dispose: () => void;
}

export function layOutWorkspace(charts: readonly SeededChart[] = [clock, section, unanswered]): Workspace {
  const folder = join(mkdtempSync(join(tmpdir(), 'emr-lint-charts-')), '病历');
  mkdirSync(folder);
  const pathOf = (chart: SeededChart) => join(folder, chart.name);
  for (const chart of charts) writeFileSync(pathOf(chart), chart.text);
  return { folder, pathOf, dispose: () => rmSync(join(folder, '..'), { recursive: true, force: true }) };
}
