import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** The protocol's token as the platform's signal. */
export function signalOf(token: CancellationToken | undefined): AbortSignal | undefined {
  if (!token) return undefined;
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/** Work that may be called off. What was called off is answered as the protocol has it: any other error is shown to the user. */
export async function whileWanted<T>(token: CancellationToken, work: (signal?: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await work(signalOf(token));
  } catch (error) {
    if (!token.isCancellationRequested) throw error;
    throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
  }
}
