import type { ChartFile } from '../chart/model.ts';
import type { RecordTree } from '../syntax/tree.ts';
import { Breath } from './breath.ts';
import { discoverFolders, recordByName } from './discover.ts';
import type { Group } from './folder.ts';
import { isDiskPath, toName } from './paths.ts';
import { type FileReport, Reports } from './reports.ts';
import { folderOf, Shelf, type ShelfHost } from './shelf.ts';
import type { Judging, Verdict } from './verdict.ts';

export interface SessionHost extends ShelfHost {
  /** Files whose report is another one now, or no more, whoever asked. */
  changed(names: ReadonlySet<string>): void;
}

export interface ScanOptions {
  readonly signal?: AbortSignal;
  /** Read every closed file again, for clients that do not watch the disk. */
  readonly fresh?: boolean;
  /** Called after each chart. */
  readonly progress?: (charts: number, folder: string) => void;
}

/**
 * What is open and what is on disk, and the reports on it.
 *
 * A folder is listed when something in it is first asked for; a chart is judged when one of its files is asked for, or
 * by {@link scan}. The texts of charts with no open file are let go once they are judged.
 */
export class Session {
  readonly #host: SessionHost;
  readonly #shelves = new Map<string, Shelf>();
  readonly #open = new Map<string, { readonly text: string; readonly version: number }>();
  readonly #reports = new Reports();
  #roots: readonly string[] = [];
  #scope: 'open' | 'workspace' = 'workspace';

  constructor(host: SessionHost) {
    this.#host = host;
  }

  get reports(): Iterable<FileReport> {
    return this.#reports.all;
  }

  /** Only files under the roots are shown while they are not open, and in scope `open` not even those. */
  configure(roots: readonly string[], scope: 'open' | 'workspace'): void {
    this.#roots = roots;
    this.#scope = scope;
    this.#hide([...this.#reports.all].map(({ name }) => name).filter((name) => !this.#isShown(name)));
  }

  open(name: string, text: string, version: number): void {
    this.#open.set(name, { text, version });
    this.#shelfOf(name).put(name, text);
  }

  /** Takes over all documents that the edit did not touch. */
  change(name: string, text: string, version: number): void {
    this.open(name, text, version);
  }

  /** From now on the disk tells what the file holds. */
  close(name: string): void {
    if (!this.#open.delete(name)) return;
    const shelf = this.#shelfOf(name);
    if (isDiskPath(name)) shelf.touch(name);
    else shelf.remove(name);
    if (!this.#isShown(name)) this.#hide([name]);
  }

  /** Files that came, changed or went on disk, or folders that went. Open files are what their editor says. */
  touch(names: Iterable<string>): void {
    for (const name of names) {
      const shelf = this.#shelves.get(folderOf(name));
      if (shelf) shelf.touch(name);
      else if (recordByName(name) && this.#isShown(name)) this.#shelfOf(name);
      for (const [path, below] of this.#shelves) {
        if (path === name || path.startsWith(`${name}/`)) below.relist();
      }
    }
  }

  /** Configuration, waivers or calendar changed: everything is judged anew when next asked. */
  rulesChanged(): void {
    for (const shelf of this.#shelves.values()) {
      shelf.rulesChanged();
      shelf.folder.invalidate();
    }
  }

  /** Time went on: charts that are open, or of patients still there, are judged anew. */
  timePassed(): void {
    for (const shelf of this.#shelves.values()) {
      shelf.timePassed();
      shelf.folder.invalidate(({ names, verdict }) => verdict?.running === true || this.#hasOpen(names));
    }
  }

  /** The tree of an open file; undefined for others. */
  tree(name: string): RecordTree | undefined {
    return this.#open.has(name) ? this.#shelves.get(folderOf(name))?.folder.tree(name) : undefined;
  }

  /** The latest report on a file, up to date or not. */
  reportNow(name: string): FileReport | undefined {
    return this.#reports.get(name);
  }

  /** The report on one file, made when needed. */
  async report(name: string, signal?: AbortSignal): Promise<FileReport | undefined> {
    await this.#judgeChartOf(this.#shelfOf(name), name, signal);
    return this.#reports.get(name);
  }

  /** The files of the chart an open file belongs to, all with their trees. */
  async chartFiles(name: string): Promise<ChartFile[]> {
    const { folder } = this.#shelfOf(name);
    await this.#judgeChartOf(this.#shelfOf(name), name);
    return (folder.groupOf(name)?.names ?? []).flatMap((file) => {
      const tree = folder.tree(file);
      return tree ? [{ name: file, tree }] : [];
    });
  }

  /** Judges what is known of already and no longer up to date: open files first. */
  async settle(signal?: AbortSignal): Promise<void> {
    const breath = new Breath();
    for (const name of [...this.#open.keys()]) {
      await this.#judgeChartOf(this.#shelfOf(name), name, signal);
      await breath.take(signal);
    }
    if (this.#scope === 'open') return;
    for (const shelf of [...this.#shelves.values()]) await this.#judgeFolder(shelf, breath, { signal });
  }

  /** Finds and judges every chart under the roots, and forgets what is no longer there. */
  async scan(options: ScanOptions = {}): Promise<{ charts: number }> {
    const breath = new Breath();
    const found = new Set<string>();
    let charts = 0;
    const { fs, looksLikeRecord } = this.#host;
    const roots = this.#roots.filter(isDiskPath);
    for await (const { path } of discoverFolders(fs, roots, { looksLikeRecord, signal: options.signal })) {
      const shelf = this.#shelf(toName(path));
      found.add(shelf.path);
      shelf.relist();
      if (options.fresh) shelf.touchAll();
      const progress = (done: number, folder: string) => options.progress?.(charts + done, folder);
      charts += await this.#judgeFolder(shelf, breath, { ...options, progress });
    }
    options.signal?.throwIfAborted();
    for (const shelf of this.#shelves.values()) if (!found.has(shelf.path)) shelf.relist();
    await this.settle(options.signal);
    return { charts };
  }

  async #judgeFolder(shelf: Shelf, breath: Breath, { signal, progress }: ScanOptions): Promise<number> {
    if (!this.#isShown(`${shelf.path}/`) && !this.#hasOpen(shelf.folder.names)) return 0;
    await shelf.ready(signal);
    const groups = [...shelf.folder.groups()];
    for (const [index, { names }] of groups.entries()) {
      const [first] = names;
      if (first !== undefined) await this.#judgeChartOf(shelf, first, signal);
      progress?.(index + 1, shelf.path);
      await breath.take(signal);
    }
    return groups.length;
  }

  async #judgeChartOf(shelf: Shelf, name: string, signal?: AbortSignal): Promise<void> {
    for (;;) {
      await shelf.ready(signal);
      const { folder, judging } = shelf;
      const group = folder.groupOf(name);
      if (!group || (folder.isJudged(group) && this.#isToldOf(group))) return;
      const missing = folder.missing(group);
      if (missing.length > 0) await shelf.readAll(missing);
      else if (judging) return this.#judge(shelf, group, judging);
      signal?.throwIfAborted();
    }
  }

  /** Whether the reports on a judged chart are there, and for the versions that are open now. */
  #isToldOf({ names }: Group<Verdict>): boolean {
    return names.every((name) => {
      if (!this.#isShown(name)) return true;
      return this.#reports.get(name)?.version === (this.#open.get(name)?.version ?? null);
    });
  }

  /** Synchronous, so that verdict and texts cannot drift apart. */
  #judge(shelf: Shelf, group: Group<Verdict>, judging: Judging): void {
    const { folder } = shelf;
    const verdict = folder.judge(group, (files) => judging.judge(files));
    if (!verdict) return;
    const files = new Map<string, { tree: RecordTree; version: number | null }>();
    for (const name of group.names) {
      const tree = folder.tree(name);
      if (tree) files.set(name, { tree, version: this.#open.get(name)?.version ?? null });
    }
    const changed = this.#reports.publish(verdict, files).filter((name) => this.#isShown(name));
    for (const name of files.keys()) if (!this.#isShown(name)) this.#reports.delete(name);
    if (!this.#hasOpen(group.names)) for (const name of group.names) folder.release(name);
    if (changed.length > 0) this.#host.changed(new Set(changed));
  }

  #hide(names: readonly string[]): void {
    const gone = names.filter((name) => this.#reports.delete(name));
    if (gone.length > 0) this.#host.changed(new Set(gone));
  }

  #shelfOf(name: string): Shelf {
    return this.#shelf(folderOf(name));
  }

  #shelf(path: string): Shelf {
    const known = this.#shelves.get(path);
    if (known) return known;
    const shelf = new Shelf(path, this.#host, this.#open, (name) => this.#hide([name]));
    this.#shelves.set(path, shelf);
    return shelf;
  }

  #isShown(name: string): boolean {
    if (this.#open.has(name)) return true;
    return this.#scope === 'workspace' && this.#roots.some((root) => name === root || name.startsWith(`${root}/`));
  }

  #hasOpen(names: Iterable<string>): boolean {
    for (const name of names) if (this.#open.has(name)) return true;
    return false;
  }
}
