import { applyEdits, collide, compatibleFixes } from '../edits.ts';
import type { Finding, Fix, TextEdit } from '../finding.ts';

/** A defective text, and how to judge it again after a fix. */
export interface FixTrial {
  readonly rule: string;
  readonly text: string;
  /** The text after the first fix of the first finding, where the example gives it. */
  readonly fixed?: string | undefined;
  /** With the rule alone active. */
  readonly lintAlone: (text: string) => readonly Finding[];
  /** With every rule active. */
  readonly lintAll: (text: string) => readonly Finding[];
}

/** Fixes applied together until none is left must come to rest within so many rounds. */
const MAX_ROUNDS = 10;

/** A blank that a fix leaves for the doctor to fill is reported until it is filled; that is its purpose. */
const BLANK_RULE = 'section/placeholder';

/**
 * Tries every fix of every finding: its edits lie inside the text, do not collide and take nothing away but blanks
 * (unless it is `safe`, changing notation); afterwards its finding is gone and no new error stands anywhere. All
 * fixes together, again and again, come to rest.
 */
export function judgeFixes(trial: FixTrial): string[] {
  const before = trial.lintAlone(trial.text);
  const failures: string[] = [];
  const first = before[0]?.fixes[0];
  if (trial.fixed !== undefined) {
    const after = first ? applyEdits(trial.text, first.edits) : undefined;
    if (after !== trial.fixed)
      failures.push(`first fix: expected ${JSON.stringify(trial.fixed)}, got ${JSON.stringify(after)}`);
  }
  for (const finding of before) {
    for (const fix of finding.fixes) {
      const wrong = [...judgeEdits(fix, trial.text)];
      if (wrong.length === 0) wrong.push(...judgeOutcome(trial, before, finding, fix));
      failures.push(...wrong.map((what) => `fix ${fix.id}: ${what}`));
    }
  }
  if (failures.length === 0 && !comesToRest(trial)) failures.push(`fixes do not come to rest in ${MAX_ROUNDS} rounds`);
  return failures;
}

function judgeEdits(fix: Fix, text: string): string[] {
  const wrong: string[] = [];
  if (fix.edits.length === 0) wrong.push('has no edits');
  for (const [index, edit] of fix.edits.entries()) {
    if (edit.start < 0 || edit.start > edit.end || edit.end > text.length)
      wrong.push(`edit ${index} lies outside the text`);
    if (fix.edits.slice(0, index).some((other) => collide(edit, other)))
      wrong.push(`edit ${index} collides with another`);
    const removed = text.slice(edit.start, edit.end);
    if (fix.safety === 'structure' && /\S/.test(removed))
      wrong.push(`edit ${index} takes away what was written: ${JSON.stringify(removed)}`);
    if (removed === edit.text) wrong.push(`edit ${index} changes nothing`);
  }
  return wrong;
}

function judgeOutcome(trial: FixTrial, before: readonly Finding[], finding: Finding, fix: Fix): string[] {
  const after = applyEdits(trial.text, fix.edits);
  const wrong: string[] = [];
  const key = identity(finding);
  if (count(trial.lintAlone(after), key) >= count(before, key)) wrong.push('the finding is still there');
  const known = tally(trial.lintAll(trial.text));
  const inserted = insertedRanges(fix.edits);
  for (const other of trial.lintAll(after)) {
    if (other.severity !== 'error') continue;
    const left = known.get(identity(other)) ?? 0;
    known.set(identity(other), left - 1);
    const blank =
      other.rule === BLANK_RULE && inserted.some(({ start, end }) => other.start >= start && other.end <= end);
    if (left <= 0 && !blank) wrong.push(`adds an error: ${other.rule} ${other.message} ${JSON.stringify(other.data)}`);
  }
  return wrong;
}

/** Where the inserted texts stand after all edits. */
function insertedRanges(edits: readonly TextEdit[]): { start: number; end: number }[] {
  let shift = 0;
  return [...edits]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, text }) => {
      const from = start + shift;
      shift += text.length - (end - start);
      return { start: from, end: from + text.length };
    });
}

function comesToRest(trial: FixTrial): boolean {
  let text = trial.text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fixes = compatibleFixes(trial.lintAlone(text), () => true);
    if (fixes.length === 0) return true;
    text = applyEdits(
      text,
      fixes.flatMap(({ edits }) => edits),
    );
  }
  return compatibleFixes(trial.lintAlone(text), () => true).length === 0;
}

/** A finding by what it says, wherever it stands: edits move everything behind them. */
function identity({ rule, message, state, data }: Finding): string {
  return JSON.stringify([rule, message, state, data]);
}

function count(findings: readonly Finding[], key: string): number {
  return findings.filter((finding) => identity(finding) === key).length;
}

function tally(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(identity(finding), (counts.get(identity(finding)) ?? 0) + 1);
  return counts;
}
