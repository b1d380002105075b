import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PUSHED, TestClient } from './testing.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const BUNDLE = path('../../../dist/emr-language-server.mjs');
const NOTE =
  '住院号：Z1\n入院时间：2024-03-01 10:20\n出院时间：2024-03-09 09:00\n【首次病程记录】\n医师签名：李某某 2024-03-01 23:30\n';

/** The sources run as they are under a Node that strips types; the bundle is tried too where it has been built. */
const servers: [string, string[]][] = [
  ['the sources', [path('main.ts')]],
  ...(existsSync(BUNDLE) ? [['the bundle', [BUNDLE]] as [string, string[]]] : []),
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emr-server-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe.each(servers)('%s as a process', (_, args) => {
  it('talks over standard streams, sees the disk, and leaves with 0', { timeout: 20_000 }, async () => {
    await writeFile(join(folder, '病程.emr'), NOTE);
    const root = pathToFileURL(folder).href;
    const client = await TestClient.spawned(process.execPath, [...args, '--stdio'], { roots: [root] });
    const uri = `${root}/${encodeURIComponent('病程.emr')}`;
    await client.until(async () => (await client.pullWorkspace()).items.length === 1, 'the scan', 15_000);
    client.open(uri, NOTE.replace('23:30', '14:30'));
    const codes = (await client.diagnostics(uri)).map(({ code }) => code);
    expect(codes).not.toContain('timeliness/first-progress-note');
    client.close(uri);
    await client.until(
      async () => (await client.diagnostics(uri)).some(({ code }) => code === 'timeliness/first-progress-note'),
      'the text on disk',
    );
    const left = new Promise((resolve) => client.process.on('exit', resolve));
    await client.stop();
    expect(await left).toBe(0);
  });

  it('pushes to a client that cannot ask', { timeout: 20_000 }, async () => {
    const client = await TestClient.spawned(process.execPath, args, { capabilities: PUSHED });
    client.open('untitled:a', NOTE);
    await client.until(() => (client.lastPushed('untitled:a')?.diagnostics.length ?? 0) > 0, 'the push', 15_000);
    await client.stop();
  });

  it('speaks over the IPC channel of Node', { timeout: 20_000 }, async () => {
    const server = spawn(process.execPath, [...args, '--node-ipc'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const answer = new Promise<{ result: { serverInfo: { name: string } } }>((resolve) =>
      server.on('message', resolve),
    );
    const params = { processId: null, rootUri: null, capabilities: {} };
    server.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
    expect((await answer).result.serverInfo.name).toBe('emr-language-server');
    server.kill();
  });

  it('does not outlive an editor that is gone', { timeout: 20_000 }, async () => {
    const client = await TestClient.spawned(process.execPath, [...args, '--stdio']);
    const left = new Promise((resolve) => client.process.on('exit', resolve));
    client.process.stdin?.end();
    await left;
  });

  it('answers a broken message by nothing worse than an error', { timeout: 20_000 }, async () => {
    const client = await TestClient.spawned(process.execPath, [...args, '--stdio']);
    const body = '{"jsonrpc":"2.0","id":7,"method":"textDocument/hover","params":{"nonsense":true}}';
    client.process.stdin?.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
    client.open('untitled:a', NOTE);
    expect((await client.diagnostics('untitled:a')).length).toBeGreaterThan(0);
    await client.stop();
  });
});
