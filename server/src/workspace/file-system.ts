import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { open, readdir, readFile, realpath, stat } from 'node:fs/promises';

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/** The little of a disk that linting needs; tests hand in a disk of their own. Paths are absolute. */
export interface FileSystem {
  read(path: string): Promise<Uint8Array>;
  /** The first `length` bytes, or fewer. */
  readHead(path: string, length: number): Promise<Uint8Array>;
  /** Symbolic links are followed; one that leads nowhere is `other`. */
  list(path: string): Promise<readonly DirectoryEntry[]>;
  kindOf(path: string): Promise<'file' | 'folder' | 'other' | undefined>;
  /** The path without symbolic links, by which loops are seen. */
  real(path: string): Promise<string>;
}

export const nodeFileSystem: FileSystem = {
  read: (path) => readFile(path),
  async readHead(path, length) {
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  },
  async list(path) {
    const entries = await readdir(path, { withFileTypes: true });
    return Promise.all(
      entries.map(async (entry) => ({
        name: entry.name,
        kind: entry.isSymbolicLink() ? ((await kindOf(`${path}/${entry.name}`)) ?? 'other') : kindOfEntry(entry),
      })),
    );
  },
  kindOf,
  real: (path) => realpath(path),
};

/** For a process with nothing else to do meanwhile: small files come several times faster without the thread pool. */
export const blockingFileSystem: FileSystem = {
  ...nodeFileSystem,
  read: async (path) => readFileSync(path),
  async readHead(path, length) {
    const file = openSync(path, 'r');
    try {
      const head = new Uint8Array(length);
      return head.subarray(0, readSync(file, head, 0, length, 0));
    } finally {
      closeSync(file);
    }
  },
};

async function kindOf(path: string): Promise<'file' | 'folder' | 'other' | undefined> {
  try {
    return kindOfEntry(await stat(path));
  } catch {
    return undefined;
  }
}

function kindOfEntry(entry: { isFile(): boolean; isDirectory(): boolean }): 'file' | 'folder' | 'other' {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : 'other';
}
