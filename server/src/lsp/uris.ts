import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDiskPath, toName } from '../workspace/paths.ts';

/** The name under which workspace/ knows a file, however the client encodes its URI. */
export function nameOf(uri: string): string {
  if (!/^file:/i.test(uri)) return uri;
  try {
    return toName(fileURLToPath(uri));
  } catch {
    return uri;
  }
}

export function uriOf(name: string): string {
  return isDiskPath(name) ? pathToFileURL(name).href : name;
}
