import { encounterId, groupFolder } from '../chart/group.ts';
import type { ChartFile } from '../chart/model.ts';
import type { RecordTree } from '../syntax/tree.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { byCodeUnit } from './discover.ts';
import { parseRecord } from './parse.ts';

/** Enough of a file to name its patient, as a rule; where not, the whole file is read. */
export const IDENTITY_BYTES = 2048;

/** A chart of a folder, by the names of its files, and its last verdict. */
export interface Group<Verdict> {
  readonly names: readonly string[];
  /** Undefined until judged, and after {@link Folder.invalidate}. */
  readonly verdict: Verdict | undefined;
}

interface KnownGroup<Verdict> extends Group<Verdict> {
  verdict: Verdict | undefined;
  /** The trees the verdict was made from; a file whose tree is another one makes it stale. */
  trees: readonly (RecordTree | undefined)[];
}

interface Slot {
  readonly name: string;
  id: string | undefined;
  tree: RecordTree | undefined;
}

/**
 * The files of one folder, their charts and the verdicts on them, kept up to date step by step.
 *
 * Pure memory, no disk: names and texts are handed in. Of a file whose text was let go ({@link release}), or of which
 * only the beginning was read ({@link setHead}), just the patient is remembered; that is enough to group it.
 */
export class Folder<Verdict> {
  readonly #vocabulary: Vocabulary;
  readonly #slots = new Map<string, Slot>();
  #groups: KnownGroup<Verdict>[] | undefined;
  readonly #groupOf = new Map<string, KnownGroup<Verdict>>();

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  get names(): Iterable<string> {
    return this.#slots.keys();
  }

  has(name: string): boolean {
    return this.#slots.has(name);
  }

  tree(name: string): RecordTree | undefined {
    return this.#slots.get(name)?.tree;
  }

  /** The whole text of a file, new or changed; unchanged documents of a known file are taken over as they are. */
  set(name: string, text: string): RecordTree {
    const before = this.#slots.get(name)?.tree;
    if (before?.text === text) return before;
    const tree = parseRecord(text, this.#vocabulary, before);
    this.#put(name, encounterId(tree, this.#vocabulary), tree);
    return tree;
  }

  /**
   * The beginning of a file: enough when it names the patient, since the first to name one decides.
   * Returns whether it was; if not, the whole text is wanted.
   */
  setHead(name: string, head: string): boolean {
    const id = encounterId(parseRecord(head, this.#vocabulary, undefined), this.#vocabulary);
    if (id === undefined) return false;
    this.#put(name, id, undefined);
    return true;
  }

  delete(name: string): void {
    if (this.#slots.delete(name)) this.#groups = undefined;
  }

  /** Forgets the text of a closed file. A verdict on its chart stays. */
  release(name: string): void {
    const slot = this.#slots.get(name);
    if (!slot) return;
    slot.tree = undefined;
    const group = this.#groupOf.get(name);
    if (group) group.trees = group.trees.map((tree, index) => (group.names[index] === name ? undefined : tree));
  }

  /** Rules or time changed: these verdicts are void, what was read stays. */
  invalidate(which: (group: Group<Verdict>) => boolean = () => true): void {
    for (const group of new Set(this.#groupOf.values())) if (which(group)) group.verdict = undefined;
  }

  /** The charts of the folder. A chart with the same files as before keeps its verdict while that still stands. */
  groups(): readonly Group<Verdict>[] {
    if (this.#groups) return this.#groups;
    const slots = [...this.#slots.values()].sort((a, b) => byCodeUnit(a.name, b.name));
    const known = new Map([...new Set(this.#groupOf.values())].map((group) => [keyOf(group.names), group]));
    this.#groupOf.clear();
    this.#groups = groupFolder(slots.map((file) => ({ file, id: file.id }))).map((members) => {
      const names = members.map(({ name }) => name);
      const group = known.get(keyOf(names)) ?? { names, verdict: undefined, trees: [] };
      for (const name of names) this.#groupOf.set(name, group);
      return group;
    });
    return this.#groups;
  }

  groupOf(name: string): Group<Verdict> | undefined {
    this.groups();
    return this.#groupOf.get(name);
  }

  /** Whether the verdict on the chart still stands. */
  isJudged(group: Group<Verdict>): boolean {
    const { verdict, trees } = group as KnownGroup<Verdict>;
    if (verdict === undefined) return false;
    return group.names.every((name, index) => {
      const tree = this.#slots.get(name)?.tree;
      return tree === undefined || tree === trees[index];
    });
  }

  /** Files of the chart whose text is wanted before it can be judged. */
  missing(group: Group<Verdict>): string[] {
    return group.names.filter((name) => !this.#slots.get(name)?.tree);
  }

  /** The verdict on a chart, made anew only when a file of it changed; undefined while texts are {@link missing}. */
  judge(group: Group<Verdict>, judge: (files: ChartFile[]) => Verdict): Verdict | undefined {
    const known = group as KnownGroup<Verdict>;
    if (this.isJudged(group)) return known.verdict;
    const files: ChartFile[] = [];
    for (const name of group.names) {
      const tree = this.#slots.get(name)?.tree;
      if (!tree) return undefined;
      files.push({ name, tree });
    }
    known.verdict = judge(files);
    known.trees = files.map(({ tree }) => tree);
    return known.verdict;
  }

  #put(name: string, id: string | undefined, tree: RecordTree | undefined): void {
    const slot = this.#slots.get(name);
    if (!slot) this.#slots.set(name, { name, id, tree });
    if (!slot || slot.id !== id) this.#groups = undefined;
    if (slot) Object.assign(slot, { id, tree });
  }
}

function keyOf(names: readonly string[]): string {
  return names.join('\0');
}
