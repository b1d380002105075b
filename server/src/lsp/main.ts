import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeFileSystem } from '../workspace/file-system.ts';
import { Linter } from '../workspace/linter.ts';
import { startServer } from './server.ts';

/** `--stdio`, `--node-ipc`, `--socket=PORT` or `--pipe=NAME`, as editors start language servers; `--stdio` when nothing is said. */
const TRANSPORTS = /^--(?:stdio|node-ipc|socket|pipe)/;
if (!process.argv.some((argument) => TRANSPORTS.test(argument))) process.argv.push('--stdio');

startServer(createConnection(ProposedFeatures.all), { fs: nodeFileSystem, linter: new Linter() });
