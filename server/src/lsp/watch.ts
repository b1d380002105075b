import { type Connection, DidChangeWatchedFilesNotification, FileChangeType, WatchKind } from 'vscode-languageserver';
import type { Background } from './background.ts';
import { nameOf } from './uris.ts';
import type { World } from './world.ts';

/** Follows the disk: records, and the files that configure. */
export function listenToDisk(
  connection: Connection,
  world: World,
  background: Background,
  rulesChanged: () => void,
): void {
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const names = changes.map(({ uri }) => nameOf(uri));
    const rules = names.filter((name) => world.configurations.restsOn(name));
    const gone = new Set(changes.filter(({ type }) => type === FileChangeType.Deleted).map(({ uri }) => nameOf(uri)));
    const records = names.filter((name) => !rules.includes(name) && (gone.has(name) || isWatched(name)));
    if (rules.some((name) => !world.documents.byName(name))) rulesChanged();
    if (records.length === 0) return;
    world.session.touch(records);
    background.settle();
  });
}

/** Deletions are watched everywhere: a folder that goes is told as one, without its files. */
export async function registerWatchers(connection: Connection, world: World): Promise<void> {
  if (!world.client.watchRegistration) return;
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [{ globPattern: '**/*.{emr,emrt,病历,txt,yaml,yml}' }, { globPattern: '**/*', kind: WatchKind.Delete }],
  });
}

function isWatched(name: string): boolean {
  return /\.(?:emrt?|病历|txt)$/i.test(name);
}
