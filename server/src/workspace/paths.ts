import { sep } from 'node:path';

/** A file's name throughout workspace/ and in findings: its absolute path with `/`, or its URI where there is no disk. */
export function toName(path: string): string {
  const name = sep === '\\' ? path.replaceAll('\\', '/') : path;
  return /^[A-Z]:/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** False for a file behind another scheme than `file:`, where no disk can be asked. A lone letter is a drive. */
export function isDiskPath(name: string): boolean {
  return !/^[A-Za-z][A-Za-z0-9+.-]+:/.test(name);
}
