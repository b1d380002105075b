import type { Finding, Fix, TextEdit } from './finding.ts';

/** Whether two edits touch the same characters, or insert at the same place, where their order would be chance. */
export function collide(a: TextEdit, b: TextEdit): boolean {
  if (a.file !== b.file) return false;
  if (a.start === b.start) return true;
  return a.start < b.end && b.start < a.end;
}

/** The text of one file with its edits; they must not collide. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(done, edit.start), edit.text);
    done = edit.end;
  }
  return parts.join('') + text.slice(done);
}

/**
 * One fix of each finding, the first that `wanted` accepts, as far as they leave each other alone: earlier ones win,
 * and a fix is taken whole or not at all.
 */
export function compatibleFixes(findings: readonly Finding[], wanted: (fix: Fix) => boolean): Fix[] {
  const taken: Fix[] = [];
  const edits: TextEdit[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find(wanted);
    if (!fix || fix.edits.some((edit) => edits.some((other) => collide(edit, other)))) continue;
    taken.push(fix);
    edits.push(...fix.edits);
  }
  return taken;
}
