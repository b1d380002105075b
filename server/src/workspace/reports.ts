import type { RecordTree } from '../syntax/tree.ts';
import { LineIndex, type LineRange } from './lines.ts';
import type { JudgedFinding, Verdict } from './verdict.ts';

/** What is to be shown for one file. Survives the file's text. */
export interface FileReport {
  readonly name: string;
  readonly verdict: Verdict;
  /** Version of the open text that was judged; null for a file on disk. */
  readonly version: number | null;
  readonly findings: readonly JudgedFinding[];
  /** Changes whenever findings or version do, and never comes back. */
  readonly revision: number;
  /** Lines of every file of the chart, by name: findings and their fixes may point into any of them. */
  readonly lines: ReadonlyMap<string, LineIndex>;
  readonly versions: ReadonlyMap<string, number | null>;
  /** The headings of the file's documents. */
  readonly outline: readonly OutlineEntry[];
}

export interface OutlineEntry {
  readonly title: string;
  readonly range: LineRange;
}

/** The latest report on each file, and which of them changed. */
export class Reports {
  readonly #reports = new Map<string, FileReport>();
  #revision = 0;

  get(name: string): FileReport | undefined {
    return this.#reports.get(name);
  }

  get all(): Iterable<FileReport> {
    return this.#reports.values();
  }

  /** Takes a verdict in; returns the files whose report is another one now. */
  publish(verdict: Verdict, files: ReadonlyMap<string, { tree: RecordTree; version: number | null }>): string[] {
    const lines = new Map([...files].map(([name, { tree }]) => [name, linesOf(tree)]));
    const versions = new Map([...files].map(([name, { version }]) => [name, version]));
    const byFile = Map.groupBy(verdict.findings, ({ finding }) => finding.file);
    const changed: string[] = [];
    for (const [name, { tree, version }] of files) {
      const findings = byFile.get(name) ?? [];
      const before = this.#reports.get(name);
      const same = before?.version === version && isSame(before.findings, findings) && !editsMoved(before, versions);
      if (!same) changed.push(name);
      const revision = same ? before.revision : ++this.#revision;
      this.#reports.set(name, {
        name,
        verdict,
        version,
        findings,
        revision,
        lines,
        versions,
        outline: outlineOf(tree),
      });
    }
    return changed;
  }

  delete(name: string): boolean {
    return this.#reports.delete(name);
  }
}

function isSame(a: readonly JudgedFinding[], b: readonly JudgedFinding[]): boolean {
  return a === b || (a.length === b.length && JSON.stringify(a) === JSON.stringify(b));
}

/** Whether a fix of an unchanged file edits another file that did change: its edits must then be handed out anew. */
function editsMoved(before: FileReport, versions: ReadonlyMap<string, number | null>): boolean {
  return before.findings.some(({ finding }) =>
    finding.fixes.some(({ edits }) => edits.some(({ file }) => before.versions.get(file) !== versions.get(file))),
  );
}

function outlineOf(tree: RecordTree): OutlineEntry[] {
  const lines = linesOf(tree);
  return tree.parts.flatMap(({ offset, node: { heading, text } }) => {
    if (!heading) return [];
    const { start, end } = heading.title;
    return [{ title: text.slice(start, end), range: lines.range({ start: offset + start, end: offset + end }) }];
  });
}

const kept = new WeakMap<RecordTree, LineIndex>();

export function linesOf(tree: RecordTree): LineIndex {
  const known = kept.get(tree);
  if (known) return known;
  const lines = new LineIndex(tree.text);
  kept.set(tree, lines);
  return lines;
}
