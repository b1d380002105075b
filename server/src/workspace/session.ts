import { posix } from 'node:path';
import type { ChartFile } from '../chart/model.ts';
import type { RecordTree } from '../syntax/tree.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { Breath } from './breath.ts';
import { discoverFolders, HEAD_BYTES, isRecordFile, recordByName, recordsIn } from './discover.ts';
import type { FileSystem } from './file-system.ts';
import { Folder, type Group } from './folder.ts';
import { isDiskPath, toName } from './paths.ts';
import { type FileReport, Reports } from './reports.ts';
import type { Judging, Verdict } from './verdict.ts';

export interface SessionHost {
  readonly fs: FileSystem;
  readonly vocabulary: Vocabulary;
  /** The rules, the time and the waivers that hold for the files of a folder; asked once until {@link Session.rulesChanged}. */
  judging(folder: string): Promise<Judging>;
  decode(bytes: Uint8Array): string;
  looksLikeRecord(head: Uint8Array): boolean;
  /** Files whose report is another one now, whoever asked. */
  changed(names: ReadonlySet<string>): void;
}

export interface ScanOptions {
  readonly signal?: AbortSignal;
  /** Read every closed file again, for clients that do not watch the disk. */
  readonly fresh?: boolean;
  /** Called after each chart. */
  readonly progress?: (charts: number, folder: string) => void;
}

interface FolderState {
  readonly path: string;
  readonly folder: Folder<Verdict>;
  judging: Judging | undefined;
  listed: boolean;
  /** Files whose content on disk is to be read again. */
  readonly stale: Set<string>;
  /** Work on the state that must not overlap. */
  turn: Promise<unknown>;
}

/**
 * What is open and what is on disk, and the reports on it.
 *
 * A folder is listed when something in it is first asked for; a chart is judged when one of its files is asked for, or
 * by {@link scan}. The texts of charts with no open file are let go once they are judged.
 */
export class Session {
  readonly #host: SessionHost;
  readonly #states = new Map<string, FolderState>();
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
    const state = this.#stateOf(name);
    if (state.judging?.accepts(name) === false) this.#remove(state, name);
    else state.folder.set(name, text);
  }

  /** Takes over all documents that the edit did not touch. */
  change(name: string, text: string, version: number): void {
    this.open(name, text, version);
  }

  /** From now on the disk tells what the file holds. */
  close(name: string): void {
    if (!this.#open.delete(name)) return;
    const state = this.#stateOf(name);
    if (isDiskPath(name)) state.stale.add(name);
    else this.#remove(state, name);
    if (!this.#isShown(name)) this.#hide([name]);
  }

  /** Files that came, changed or went on disk, or folders that went. Open files are what their editor says. */
  touch(names: Iterable<string>): void {
    for (const name of names) {
      const state = this.#states.get(folderOf(name));
      if (state && !this.#open.has(name)) state.stale.add(name);
      else if (!state && recordByName(name) && this.#isShown(name)) this.#stateOf(name);
      for (const [path, below] of this.#states) {
        if (path === name || path.startsWith(`${name}/`)) below.listed = false;
      }
    }
  }

  /** Configuration, waivers, calendar or time changed: everything is judged anew when next asked. */
  rulesChanged(): void {
    for (const state of this.#states.values()) {
      state.judging = undefined;
      state.folder.invalidate();
    }
  }

  /** Time went on: charts that are open, or of patients still there, are judged anew. */
  timePassed(): void {
    for (const state of this.#states.values()) {
      state.judging = undefined;
      state.folder.invalidate(({ names, verdict }) => verdict?.running === true || this.#hasOpen(names));
    }
  }

  /** The tree of an open file; undefined for others. */
  tree(name: string): RecordTree | undefined {
    return this.#open.has(name) ? this.#states.get(folderOf(name))?.folder.tree(name) : undefined;
  }

  /** The latest report on a file, up to date or not. */
  reportNow(name: string): FileReport | undefined {
    return this.#reports.get(name);
  }

  /** The report on one file, made when needed. */
  async report(name: string, signal?: AbortSignal): Promise<FileReport | undefined> {
    const state = this.#stateOf(name);
    await this.#judgeChartOf(state, name, signal);
    return this.#reports.get(name);
  }

  /** The files of the chart an open file belongs to, all with their trees. */
  async chartFiles(name: string): Promise<ChartFile[]> {
    const state = this.#stateOf(name);
    await this.#judgeChartOf(state, name);
    return (state.folder.groupOf(name)?.names ?? []).flatMap((file) => {
      const tree = state.folder.tree(file);
      return tree ? [{ name: file, tree }] : [];
    });
  }

  /** Rules and vocabulary by which a file is judged. */
  async judging(name: string): Promise<Judging> {
    const state = this.#stateOf(name);
    await this.#ready(state);
    return state.judging ?? this.#host.judging(state.path);
  }

  /** Judges what is known of already and no longer up to date: open files first. */
  async settle(signal?: AbortSignal): Promise<void> {
    const breath = new Breath();
    for (const name of [...this.#open.keys()]) {
      await this.#judgeChartOf(this.#stateOf(name), name, signal);
      await breath.take(signal);
    }
    if (this.#scope === 'open') return;
    for (const state of [...this.#states.values()]) await this.#judgeFolder(state, breath, { signal });
  }

  /** Finds and judges every chart under the roots, and forgets what is no longer there. */
  async scan(options: ScanOptions = {}): Promise<{ charts: number }> {
    const breath = new Breath();
    const found = new Set<string>();
    let charts = 0;
    const { fs } = this.#host;
    const discovery = { looksLikeRecord: this.#host.looksLikeRecord, signal: options.signal };
    for await (const { path } of discoverFolders(fs, this.#roots.filter(isDiskPath), discovery)) {
      found.add(toName(path));
      const state = this.#state(toName(path));
      state.listed = false;
      if (options.fresh) for (const name of state.folder.names) if (!this.#open.has(name)) state.stale.add(name);
      charts += await this.#judgeFolder(state, breath, {
        ...options,
        progress: (done, folder) => options.progress?.(charts + done, folder),
      });
    }
    options.signal?.throwIfAborted();
    for (const state of this.#states.values()) if (!found.has(state.path)) state.listed = false;
    await this.settle(options.signal);
    return { charts };
  }

  async #judgeFolder(state: FolderState, breath: Breath, { signal, progress }: ScanOptions): Promise<number> {
    if (!this.#isShown(`${state.path}/`) && !this.#hasOpen(state.folder.names)) return 0;
    await this.#ready(state, signal);
    const groups = [...state.folder.groups()];
    for (const [index, { names }] of groups.entries()) {
      const [first] = names;
      if (first !== undefined) await this.#judgeChartOf(state, first, signal);
      progress?.(index + 1, state.path);
      await breath.take(signal);
    }
    return groups.length;
  }

  async #judgeChartOf(state: FolderState, name: string, signal?: AbortSignal): Promise<void> {
    await this.#ready(state, signal);
    for (;;) {
      const group = state.folder.groupOf(name);
      if (!group || state.folder.isJudged(group)) return;
      const missing = state.folder.missing(group);
      if (missing.length === 0 && state.judging) return this.#judge(state, group, state.judging);
      if (missing.length > 0) await this.#exclusive(state, () => this.#readAll(state, missing));
      await this.#ready(state, signal);
      signal?.throwIfAborted();
    }
  }

  /** Synchronous, so that verdict and texts cannot drift apart. */
  #judge(state: FolderState, group: Group<Verdict>, judging: Judging): void {
    const verdict = state.folder.judge(group, (files) => judging.judge(files));
    if (!verdict) return;
    const files = new Map<string, { tree: RecordTree; version: number | null }>();
    for (const name of group.names) {
      const tree = state.folder.tree(name);
      if (tree) files.set(name, { tree, version: this.#open.get(name)?.version ?? null });
    }
    const changed = this.#reports.publish(verdict, files).filter((name) => this.#isShown(name));
    for (const name of files.keys()) if (!this.#isShown(name)) this.#reports.delete(name);
    if (!this.#hasOpen(group.names)) for (const name of group.names) state.folder.release(name);
    if (changed.length > 0) this.#host.changed(new Set(changed));
  }

  /** Listed, its rules known, everything stale read again. */
  async #ready(state: FolderState, signal?: AbortSignal): Promise<void> {
    while (!state.listed || state.stale.size > 0 || !state.judging) {
      await this.#exclusive(state, async () => {
        state.judging ??= await this.#host.judging(state.path);
        if (!state.listed) await this.#list(state, state.judging);
        await this.#reread(state);
      });
      signal?.throwIfAborted();
    }
  }

  async #list(state: FolderState, judging: Judging): Promise<void> {
    state.listed = true;
    for (const name of [...state.folder.names]) if (!judging.accepts(name)) this.#remove(state, name);
    if (!isDiskPath(state.path)) return;
    const { fs, looksLikeRecord } = this.#host;
    const { accepts } = judging;
    const listed = await recordsIn(fs, state.path, { looksLikeRecord, accepts }).catch(() => []);
    const names = new Set(listed.map(toName));
    for (const name of names) {
      if (state.folder.has(name) || this.#open.has(name)) continue;
      if (!(await this.#readHead(state, name))) await this.#read(state, name);
    }
    for (const name of [...state.folder.names]) {
      if (!names.has(name) && !this.#open.has(name)) this.#remove(state, name);
    }
  }

  async #reread(state: FolderState): Promise<void> {
    const names = [...state.stale];
    state.stale.clear();
    for (const name of names) {
      if (this.#open.has(name)) continue;
      const { fs, looksLikeRecord } = this.#host;
      if (await isRecordFile(fs, name, { looksLikeRecord, accepts: state.judging?.accepts }))
        await this.#read(state, name);
      else if (!this.#open.has(name)) this.#remove(state, name);
    }
  }

  async #readAll(state: FolderState, names: readonly string[]): Promise<void> {
    for (const name of names) await this.#read(state, name);
  }

  async #read(state: FolderState, name: string): Promise<void> {
    const text = await this.#host.fs.read(name).then(this.#host.decode, () => undefined);
    if (this.#open.has(name)) return;
    if (text === undefined) this.#remove(state, name);
    else state.folder.set(name, text);
  }

  /** Whole lines only: half a number would be another patient's. */
  async #readHead(state: FolderState, name: string): Promise<boolean> {
    const bytes = await this.#host.fs.readHead(name, HEAD_BYTES).catch(() => new Uint8Array());
    if (this.#open.has(name)) return true;
    if (bytes.length < HEAD_BYTES) return false;
    const lastLine = bytes.lastIndexOf(10);
    return lastLine > 0 && state.folder.setHead(name, this.#host.decode(bytes.subarray(0, lastLine + 1)));
  }

  #remove(state: FolderState, name: string): void {
    state.folder.delete(name);
    this.#hide([name]);
  }

  #hide(names: readonly string[]): void {
    const gone = names.filter((name) => this.#reports.delete(name));
    if (gone.length > 0) this.#host.changed(new Set(gone));
  }

  #exclusive<T>(state: FolderState, work: () => Promise<T>): Promise<T> {
    const done = state.turn.then(work, work);
    state.turn = done.catch(() => undefined);
    return done;
  }

  #stateOf(name: string): FolderState {
    return this.#state(folderOf(name));
  }

  #state(path: string): FolderState {
    const known = this.#states.get(path);
    if (known) return known;
    const state: FolderState = {
      path,
      folder: new Folder(this.#host.vocabulary),
      judging: undefined,
      listed: false,
      stale: new Set(),
      turn: Promise.resolve(),
    };
    this.#states.set(path, state);
    return state;
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

/** The folder of a file; a file that is in no folder, such as an unsaved one, is one by itself. */
export function folderOf(name: string): string {
  if (isDiskPath(name)) return posix.dirname(name);
  return /^[^:]+:\/\//.test(name) ? name.slice(0, name.lastIndexOf('/')) : name;
}
