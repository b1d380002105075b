import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { applied, typing } from './editing.ts';
import { noting, readCost } from './measure.ts';

const URI = 'untitled:bench.emr';

export interface ServerFigures {
  /** From the start of the process to the first diagnostics, milliseconds. */
  readonly first: number;
  /** From each keystroke sent to its diagnostics received, milliseconds. */
  readonly samples: readonly number[];
  /** The most memory the server held, MiB. */
  readonly memory: number;
}

/** The built server as an editor runs it: spawned, spoken to over its standard streams, asked for diagnostics. */
export async function keystrokesOverStdio(server: string, text: string, count: number): Promise<ServerFigures> {
  const { file, args, env } = noting('server');
  const begun = performance.now();
  const child = spawn(process.execPath, [...args, server, '--stdio'], { env });
  child.stderr.resume();
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  await initialize(connection);
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: URI, languageId: 'emr', version: 0, text },
  });
  await diagnostics(connection);
  const first = performance.now() - begun;
  const samples = await type(connection, text, count);
  await shutDown(connection, child);
  return { first, samples, memory: readCost(file).memory };
}

async function initialize(connection: ProtocolConnection): Promise<void> {
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: { textDocument: { diagnostic: { dynamicRegistration: false, relatedDocumentSupport: false } } },
  });
  await connection.sendNotification('initialized', {});
}

async function diagnostics(connection: ProtocolConnection): Promise<void> {
  await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI } });
}

async function type(connection: ProtocolConnection, text: string, count: number): Promise<number[]> {
  const samples: number[] = [];
  let now = text;
  let version = 0;
  for (const keystroke of typing(text, count)) {
    const start = position(now, keystroke.at);
    const end = position(now, keystroke.at + keystroke.removed);
    now = applied(now, keystroke);
    const begun = performance.now();
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: ++version },
      contentChanges: [{ range: { start, end }, text: keystroke.text }],
    });
    await diagnostics(connection);
    samples.push(performance.now() - begun);
  }
  return samples;
}

function position(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length - 1;
  return { line, character: offset - (before.lastIndexOf('\n') + 1) };
}

async function shutDown(connection: ProtocolConnection, child: ChildProcessWithoutNullStreams): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await ended;
  connection.dispose();
}
