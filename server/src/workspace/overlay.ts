import { posix } from 'node:path';
import type { FileSystem } from './file-system.ts';

/** A disk on which some files read as an editor holds them, saved or not. */
export function overlay(fs: FileSystem, textOf: (name: string) => string | undefined): FileSystem {
  const bytesOf = (name: string) => {
    const text = textOf(name);
    return text === undefined ? undefined : new TextEncoder().encode(text);
  };
  return {
    read: async (path) => bytesOf(path) ?? fs.read(path),
    readHead: async (path, length) => bytesOf(path)?.subarray(0, length) ?? fs.readHead(path, length),
    list: (path) => fs.list(path),
    kindOf: async (path) => (textOf(posix.normalize(path)) === undefined ? fs.kindOf(path) : 'file'),
    real: (path) => fs.real(path),
  };
}
