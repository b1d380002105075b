import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';
import type { Locale } from '../lint/message.ts';
import { localeOf } from './locale.ts';
import type { InitializationOptions } from './protocol.ts';

/** What this client can do, read once. */
export interface Client {
  readonly locale: Locale;
  /** It asks for diagnostics; else they are pushed. */
  readonly pulls: boolean;
  readonly refreshes: boolean;
  readonly configuration: boolean;
  readonly configurationRegistration: boolean;
  readonly workspaceFolders: boolean;
  readonly watchRegistration: boolean;
  readonly progress: boolean;
  readonly snippets: boolean;
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
  readonly showDocument: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly codeActionLiterals: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly foldingLimit: number | undefined;
  readonly options: InitializationOptions;
}

export function readClient({ capabilities, locale, initializationOptions }: InitializeParams): Client {
  const options: InitializationOptions =
    typeof initializationOptions === 'object' && initializationOptions !== null ? initializationOptions : {};
  const { textDocument, workspace, window }: ClientCapabilities = capabilities ?? {};
  const edit = workspace?.workspaceEdit;
  return {
    locale: localeOf(options.locale ?? locale),
    pulls: textDocument?.diagnostic !== undefined,
    refreshes: workspace?.diagnostics?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    watchRegistration: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    progress: window?.workDoneProgress === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    documentChanges: edit?.documentChanges === true,
    createsFiles: edit?.resourceOperations?.includes('create') === true,
    showDocument: window?.showDocument?.support === true,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation !== false,
    codeDescription: textDocument?.publishDiagnostics?.codeDescriptionSupport !== false,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    foldingLimit: textDocument?.foldingRange?.rangeLimit,
    options,
  };
}
