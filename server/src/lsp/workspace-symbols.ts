import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-types';
import { Breath } from '../workspace/breath.ts';
import type { World } from './world.ts';

const MAX_RESULTS = 500;

/** Documents of all known charts whose title holds the characters of the query in their order. */
export async function workspaceSymbols(world: World, query: string, signal?: AbortSignal): Promise<WorkspaceSymbol[]> {
  const wanted = [...query.toLowerCase()].filter((character) => character.trim() !== '');
  const symbols: WorkspaceSymbol[] = [];
  const breath = new Breath();
  for (const { name, verdict, outline } of world.session.reports) {
    for (const { title, range } of outline) {
      if (!holdsInOrder(title.toLowerCase(), wanted)) continue;
      symbols.push({
        name: title,
        kind: SymbolKind.Class,
        location: { uri: world.uriOf(name), range },
        containerName: verdict.chart,
      });
      if (symbols.length >= MAX_RESULTS) return symbols;
    }
    await breath.take(signal);
  }
  return symbols;
}

function holdsInOrder(text: string, characters: readonly string[]): boolean {
  let from = 0;
  for (const character of characters) {
    const at = text.indexOf(character, from);
    if (at < 0) return false;
    from = at + character.length;
  }
  return true;
}
