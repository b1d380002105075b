import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { isRecordFile, recordsIn } from './discover.ts';
import type { FileSystem } from './file-system.ts';
import { Folder, IDENTITY_BYTES } from './folder.ts';
import { isDiskPath, toName } from './paths.ts';
import type { Judging, Verdict } from './verdict.ts';

export interface ShelfHost {
  readonly fs: FileSystem;
  readonly vocabulary: Vocabulary;
  /** The rules, the time and the waivers that hold for the files of a folder; asked again after {@link Shelf.rulesChanged}. */
  judging(folder: string): Promise<Judging>;
  decode(bytes: Uint8Array): string;
  looksLikeRecord(head: Uint8Array): boolean;
}

/** Open files, as their editors hold them. */
export type OpenTexts = ReadonlyMap<string, { readonly text: string }>;

/** One folder with what is read of it: what editors say goes before what the disk says. */
export class Shelf {
  readonly path: string;
  readonly folder: Folder<Verdict>;
  readonly #host: ShelfHost;
  readonly #open: OpenTexts;
  readonly #removed: (name: string) => void;
  /** Files whose content on disk is to be read again. */
  readonly #stale = new Set<string>();
  #listed = false;
  #judging: Judging | undefined;
  /** Counts changes of rules, so that an answer to an older question is told. */
  #rules = 0;
  /** Reading that must not overlap. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(path: string, host: ShelfHost, open: OpenTexts, removed: (name: string) => void) {
    this.path = path;
    this.folder = new Folder(host.vocabulary);
    this.#host = host;
    this.#open = open;
    this.#removed = removed;
  }

  /** Undefined until {@link ready}, and after the rules changed. */
  get judging(): Judging | undefined {
    return this.#judging;
  }

  get isReady(): boolean {
    return this.#listed && this.#stale.size === 0 && this.#judging !== undefined;
  }

  /** What an editor says. */
  put(name: string, text: string): void {
    if (this.#judging?.accepts(name) === false) this.remove(name);
    else this.folder.set(name, text);
  }

  /** To be read again. */
  touch(name: string): void {
    if (!this.#open.has(name)) this.#stale.add(name);
  }

  touchAll(): void {
    for (const name of this.folder.names) this.touch(name);
  }

  relist(): void {
    this.#listed = false;
  }

  rulesChanged(): void {
    this.timePassed();
    this.#listed = false;
  }

  /** The same rules, at another time. */
  timePassed(): void {
    this.#rules++;
    this.#judging = undefined;
  }

  remove(name: string): void {
    this.folder.delete(name);
    this.#removed(name);
  }

  /** Resolves when the folder is listed, its rules are known and all that is stale was read again. */
  async ready(signal?: AbortSignal): Promise<void> {
    while (!this.isReady) {
      await this.#exclusive(async () => {
        const judging = await this.#askRules();
        if (!judging) return;
        if (!this.#listed) await this.#list(judging);
        await this.#reread(judging);
      });
      signal?.throwIfAborted();
    }
  }

  readAll(names: readonly string[]): Promise<void> {
    return this.#exclusive(async () => {
      for (const name of names) await this.#read(name);
    });
  }

  async #askRules(): Promise<Judging | undefined> {
    if (this.#judging) return this.#judging;
    const asked = this.#rules;
    const judging = await this.#host.judging(this.path);
    if (asked === this.#rules) this.#judging = judging;
    return this.#judging;
  }

  async #list({ accepts }: Judging): Promise<void> {
    this.#listed = true;
    for (const name of [...this.folder.names]) if (!accepts(name)) this.remove(name);
    for (const [name, { text }] of this.#open) {
      if (folderOf(name) === this.path && !this.folder.has(name) && accepts(name)) this.folder.set(name, text);
    }
    if (!isDiskPath(this.path)) return;
    const { fs, looksLikeRecord } = this.#host;
    const listed = await recordsIn(fs, this.path, { looksLikeRecord, accepts }).catch(() => []);
    const names = new Set(listed.map(toName));
    for (const name of names) {
      if (this.folder.has(name) || this.#open.has(name)) continue;
      if (!(await this.#readHead(name))) await this.#read(name);
    }
    for (const name of [...this.folder.names]) if (!names.has(name) && !this.#open.has(name)) this.remove(name);
  }

  async #reread({ accepts }: Judging): Promise<void> {
    const names = [...this.#stale];
    this.#stale.clear();
    const { fs, looksLikeRecord } = this.#host;
    for (const name of names) {
      if (this.#open.has(name)) continue;
      if (await isRecordFile(fs, name, { looksLikeRecord, accepts })) await this.#read(name);
      else if (!this.#open.has(name)) this.remove(name);
    }
  }

  async #read(name: string): Promise<void> {
    const text = await this.#host.fs.read(name).then(this.#host.decode, () => undefined);
    if (this.#open.has(name)) return;
    if (text === undefined) this.remove(name);
    else this.folder.set(name, text);
  }

  /** Whole lines only: half a number would be another patient's. */
  async #readHead(name: string): Promise<boolean> {
    const bytes = await this.#host.fs.readHead(name, IDENTITY_BYTES).catch(() => new Uint8Array());
    if (this.#open.has(name)) return true;
    if (bytes.length < IDENTITY_BYTES) return false;
    const lastLine = bytes.lastIndexOf(10);
    return lastLine > 0 && this.folder.setHead(name, this.#host.decode(bytes.subarray(0, lastLine + 1)));
  }

  #exclusive(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work, work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

/** The folder of a file; a file that is in no folder, such as an unsaved one, is one by itself. */
export function folderOf(name: string): string {
  if (isDiskPath(name)) return name.slice(0, Math.max(1, name.lastIndexOf('/')));
  return /^[^:]+:\/\//.test(name) ? name.slice(0, name.lastIndexOf('/')) : name;
}
