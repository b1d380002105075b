import { basename, dirname, extname, join } from 'node:path';
import type { DirectoryEntry, FileSystem } from './file-system.ts';
import { toName } from './paths.ts';

/** Charts never cross folders, so a folder is the unit in which files are found, read and judged. */
export interface RecordFolder {
  /** Absolute. */
  readonly path: string;
  /** Absolute, sorted. */
  readonly files: readonly string[];
}

export interface DiscoverOptions {
  /** Whether the first bytes of a `.txt` read like a record. */
  readonly looksLikeRecord: (head: Uint8Array) => boolean;
  /** The `files` patterns of the configuration; a file that was named itself is not asked about. */
  readonly accepts?: (path: string) => boolean;
  /** The same where each folder has a configuration of its own. */
  readonly acceptsIn?: (folder: string) => Promise<(path: string) => boolean>;
  readonly onProblem?: (problem: DiscoverProblem) => void;
  readonly signal?: AbortSignal;
}

export interface DiscoverProblem {
  readonly path: string;
  readonly kind: 'not-found' | 'unreadable';
}

/** How much of a `.txt` is looked at. */
export const HEAD_BYTES = 8192;

const RECORD_EXTENSIONS = new Set(['.emr', '.emrt', '.病历']);
const IGNORED_FOLDERS = new Set(['node_modules', 'dist']);

/** By its name alone: yes, no, or a look into the file must tell. Templates (`.emrt`) are taken along. */
export function recordByName(path: string): boolean | 'look' {
  const extension = extname(path).toLowerCase();
  return RECORD_EXTENSIONS.has(extension) || (extension === '.txt' && 'look');
}

export function isIgnoredFolder(name: string): boolean {
  return IGNORED_FOLDERS.has(name) || name.startsWith('.');
}

/**
 * All folders with records under absolute paths, depth first, in the order of names, each once however often links or
 * arguments lead to it.
 */
export async function* discoverFolders(
  fs: FileSystem,
  paths: readonly string[],
  options: DiscoverOptions,
): AsyncGenerator<RecordFolder> {
  const named = new Map<string, Set<string>>();
  const roots: string[] = [];
  for (const path of paths) {
    const kind = await fs.kindOf(path);
    if (kind === 'folder') roots.push(path);
    else if (kind === 'file') named.set(dirname(path), (named.get(dirname(path)) ?? new Set()).add(path));
    else options.onProblem?.({ path, kind: kind === undefined ? 'not-found' : 'unreadable' });
  }
  const seen = new Set<string>();
  const walked = new Set<string>();
  for (const root of roots.sort(byCodeUnit)) {
    for await (const folder of walk(fs, root, options, seen)) {
      walked.add(folder.path);
      const extra = named.get(folder.path);
      yield extra ? { path: folder.path, files: sorted(new Set([...folder.files, ...extra])) } : folder;
    }
  }
  for (const folder of sorted(named.keys())) {
    const files = named.get(folder);
    if (files && !walked.has(folder)) yield { path: folder, files: sorted(files) };
  }
}

async function* walk(
  fs: FileSystem,
  path: string,
  options: DiscoverOptions,
  seen: Set<string>,
): AsyncGenerator<RecordFolder> {
  if (options.signal?.aborted) return;
  let entries: readonly DirectoryEntry[];
  try {
    const real = await fs.real(path);
    if (seen.has(real)) return;
    seen.add(real);
    entries = await fs.list(path);
  } catch {
    options.onProblem?.({ path, kind: 'unreadable' });
    return;
  }
  const files = await recordsAmong(fs, path, entries, options);
  if (files.length > 0) yield { path, files };
  const folders = entries.filter((entry) => entry.kind === 'folder' && !isIgnoredFolder(entry.name));
  for (const name of sorted(folders.map((entry) => entry.name))) yield* walk(fs, join(path, name), options, seen);
}

/** The record files that lie in one folder itself. */
export async function recordsIn(fs: FileSystem, path: string, options: DiscoverOptions): Promise<string[]> {
  return recordsAmong(fs, path, await fs.list(path), options);
}

/** Whether a path is a record that discovery would find there. */
export async function isRecordFile(fs: FileSystem, file: string, options: DiscoverOptions): Promise<boolean> {
  const byName = recordByName(file);
  if (!byName || basename(file).startsWith('.') || options.accepts?.(toName(file)) === false) return false;
  if ((await fs.kindOf(file)) !== 'file') return false;
  return byName === true || looksLikeRecord(fs, file, options);
}

async function recordsAmong(
  fs: FileSystem,
  path: string,
  entries: readonly DirectoryEntry[],
  options: DiscoverOptions,
): Promise<string[]> {
  const files: string[] = [];
  const accepts = options.accepts ?? (await options.acceptsIn?.(path));
  for (const entry of entries) {
    if (entry.kind !== 'file' || basename(entry.name).startsWith('.')) continue;
    const file = join(path, entry.name);
    const byName = recordByName(file);
    if (!byName || accepts?.(toName(file)) === false) continue;
    if (byName === true || (await looksLikeRecord(fs, file, options))) files.push(file);
  }
  return files.sort(byCodeUnit);
}

async function looksLikeRecord(fs: FileSystem, file: string, options: DiscoverOptions): Promise<boolean> {
  try {
    return options.looksLikeRecord(await fs.readHead(file, HEAD_BYTES));
  } catch {
    options.onProblem?.({ path: file, kind: 'unreadable' });
    return false;
  }
}

function sorted(names: Iterable<string>): string[] {
  return [...names].sort(byCodeUnit);
}

/** The same order on every machine, whatever its locale. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
