import type { DirectoryEntry, FileSystem } from './file-system.ts';

/** A disk in memory. Paths are absolute, with `/`. */
export class MemoryDisk implements FileSystem {
  readonly files = new Map<string, string | Uint8Array>();
  /** How often each file was read as a whole. */
  readonly reads = new Map<string, number>();

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const [path, content] of Object.entries(files)) this.files.set(path, content);
  }

  async read(path: string): Promise<Uint8Array> {
    this.reads.set(path, (this.reads.get(path) ?? 0) + 1);
    return this.#bytes(path);
  }

  async readHead(path: string, length: number): Promise<Uint8Array> {
    return this.#bytes(path).subarray(0, length);
  }

  async list(path: string): Promise<DirectoryEntry[]> {
    const entries = new Map<string, DirectoryEntry>();
    const prefix = path === '/' ? '/' : `${path}/`;
    for (const file of this.files.keys()) {
      if (!file.startsWith(prefix)) continue;
      const [name = '', ...rest] = file.slice(prefix.length).split('/');
      entries.set(name, { name, kind: rest.length > 0 ? 'folder' : 'file' });
    }
    if (entries.size === 0) throw new Error('ENOENT');
    return [...entries.values()];
  }

  async kindOf(path: string): Promise<'file' | 'folder' | undefined> {
    if (this.files.has(path)) return 'file';
    return [...this.files.keys()].some((file) => file.startsWith(`${path}/`)) ? 'folder' : undefined;
  }

  async real(path: string): Promise<string> {
    return path;
  }

  #bytes(path: string): Uint8Array {
    const content = this.files.get(path);
    if (content === undefined) throw new Error('ENOENT');
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  }
}
