import type { Connection, DocumentSymbol, SymbolInformation } from 'vscode-languageserver';
import type { ChartDocument } from '../chart/model.ts';
import type { RecordTree } from '../syntax/tree.ts';
import { linesOf } from '../workspace/reports.ts';
import { whileWanted } from './cancellation.ts';
import { codeActions } from './code-actions.ts';
import { completions } from './completion.ts';
import { deadlineEvents, deadlineLines } from './deadlines.ts';
import { foldingRanges } from './folding.ts';
import { hover } from './hover.ts';
import { type ChartPlaces, definitions, documentLinks } from './navigation.ts';
import { documentSymbols } from './outline.ts';
import { scoreMarkdown, scoreResult } from './score.ts';
import { selectionRanges } from './selection.ts';
import { nameOf } from './uris.ts';
import { workspaceSymbols } from './workspace-symbols.ts';
import type { World } from './world.ts';

/** Answers about open records. A document that is not open, or no record, has an empty answer. */
export function listenToFeatures(connection: Connection, world: World): void {
  const { vocabulary } = world.linter.parts;
  const { locale } = world.client;
  const treeOf = (uri: string) => world.session.tree(nameOf(uri));
  const withTree = <T>(uri: string, answer: (tree: RecordTree, name: string) => T): T | null => {
    const tree = treeOf(uri);
    return tree ? answer(tree, nameOf(uri)) : null;
  };

  connection.onDocumentSymbol(({ textDocument: { uri } }) =>
    withTree(uri, (tree) => {
      const symbols = documentSymbols(tree, linesOf(tree), vocabulary, locale);
      return world.client.hierarchicalSymbols ? symbols : flatten(symbols, uri);
    }),
  );
  connection.onFoldingRanges(({ textDocument: { uri } }) =>
    withTree(uri, (tree) => foldingRanges(tree, linesOf(tree), world.client.foldingLimit)),
  );
  connection.onSelectionRanges(({ textDocument: { uri }, positions }) =>
    withTree(uri, (tree) => selectionRanges(tree, linesOf(tree), positions)),
  );
  connection.onWorkspaceSymbol(({ query }, token) =>
    whileWanted(token, (signal) => workspaceSymbols(world, query, signal)),
  );

  connection.onCompletion(async ({ textDocument: { uri }, position }) => {
    const judged = treeOf(uri) && (await world.judged(nameOf(uri)));
    if (!judged) return null;
    const { chart } = judged;
    const { snippets } = world.client;
    return withTree(uri, (tree) =>
      completions({ tree, lines: linesOf(tree), vocabulary, locale, snippets, chart }, position),
    );
  });

  connection.onHover(async ({ textDocument: { uri }, position }) => {
    const name = nameOf(uri);
    if (!treeOf(uri)) return null;
    const judged = await world.judged(name);
    return withTree(uri, (tree) => {
      const report = world.session.reportNow(name);
      const deadlines = (offset: number) => {
        const document = judged?.chart.documents.find((each) => each.file === name && each.offset === offset);
        return judged && document ? deadlineLines(judged, judged.judging.environment, document, locale) : [];
      };
      const score = () => {
        const result = judged && scoreResult(judged, locale, vocabulary, (file) => world.uriOf(file));
        return result && scoreMarkdown(result, locale);
      };
      return hover({ tree, report, vocabulary, locale, deadlines, score }, linesOf(tree).offset(position)) ?? null;
    });
  });

  const placesOf = async (name: string): Promise<ChartPlaces | undefined> => {
    const judged = await world.judged(name);
    if (!judged) return undefined;
    const { chart } = judged;
    const trees = new Map(chart.files.map((file) => [file.name, file.tree]));
    const lines = (file: string) => {
      const tree = trees.get(file);
      return tree && linesOf(tree);
    };
    const { environment } = judged.judging;
    const events = (document: ChartDocument) => deadlineEvents(judged, environment, document);
    return { chart, deadlineEvents: events, linesOf: lines, uriOf: (file) => world.uriOf(file) };
  };
  connection.onDefinition(async ({ textDocument: { uri }, position }) => {
    const tree = treeOf(uri);
    const places = tree && (await placesOf(nameOf(uri)));
    return tree && places ? definitions(places, nameOf(uri), linesOf(tree).offset(position)) : null;
  });
  connection.onDocumentLinks(async ({ textDocument: { uri } }) => {
    const places = treeOf(uri) && (await placesOf(nameOf(uri)));
    return places ? documentLinks(places, nameOf(uri), locale) : null;
  });

  connection.onCodeAction(async (params, token) => {
    const { uri } = params.textDocument;
    const name = nameOf(uri);
    if (!treeOf(uri) || !world.settings.of(name).enable) return null;
    const report = await whileWanted(token, (signal) => world.session.report(name, signal));
    if (!report) return null;
    const { documentChanges, showDocument } = world.client;
    const context = {
      report,
      style: world.styleOf(name),
      uri,
      documentChanges,
      showDocument,
      wordRule: (rule: string) => world.wordRule(rule),
    };
    const actions = codeActions(context, params);
    return world.client.codeActionLiterals
      ? actions
      : actions.flatMap(({ command, edit }) => (edit ? [] : (command ?? [])));
  });
}

function flatten(symbols: readonly DocumentSymbol[], uri: string, containerName?: string): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, selectionRange, children }) => [
    { name, kind, location: { uri, range: selectionRange }, ...(containerName !== undefined && { containerName }) },
    ...flatten(children ?? [], uri, name),
  ]);
}
