import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CancellationTokenSource, type Diagnostic, type DocumentDiagnosticReport } from 'vscode-languageserver';
import { MemoryDisk } from '../workspace/testing.ts';
import type { DiagnosticData } from './protocol.ts';
import { TestClient } from './testing.ts';

const SAMPLE = readFileSync(new URL('../../../samples/defects/神经内科-脑梗死转科.emr', import.meta.url), 'utf8');
const A = 'file:///w/a.emr';

const step = fc.oneof(
  fc.record({
    act: fc.constant('edit' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(30),
    text: fc.constantFrom('\n', '下午3点', '【手术记录】\n', '', '𠮷', '签名：李某某\n'),
  }),
  fc.record({ act: fc.constant('pull' as const), cancel: fc.boolean() }),
  fc.record({ act: fc.constant('fix' as const), index: fc.nat(20) }),
  fc.record({ act: fc.constant('reopen' as const) }),
);

/** Without what counts versions. */
const plain = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map((diagnostic) => {
    const { version: _, fixes, ...data } = diagnostic.data as DiagnosticData;
    const bare = fixes.map((fix) => ({ ...fix, edits: fix.edits.map(({ version: __, ...edit }) => edit) }));
    return { ...diagnostic, data: { ...data, fixes: bare } };
  });

describe('edits, pulls and fixes that race', () => {
  it('end in what a server says that sees the text for the first time; no fix is ever for another version', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        const client = await TestClient.inMemory(new MemoryDisk());
        client.open(A, SAMPLE);
        const pulls: Promise<unknown>[] = [];
        for (const each of steps) {
          if (each.act === 'edit') {
            const size = client.document(A).getText().length;
            const start = Math.floor(each.at * size);
            client.edit(A, start, Math.min(size, start + each.length), each.text);
          } else if (each.act === 'pull') {
            const source = new CancellationTokenSource();
            const params = { textDocument: { uri: A } };
            const { version } = client.document(A);
            const pull = client.connection.sendRequest<DocumentDiagnosticReport>(
              'textDocument/diagnostic',
              params,
              source.token,
            );
            pulls.push(
              pull
                .then((report) => expect(versionsIn(report).every((each) => each >= version)).toBe(true))
                .catch(refused),
            );
            if (each.cancel) source.cancel();
          } else if (each.act === 'fix') {
            const diagnostics = await client.diagnostics(A);
            const chosen = diagnostics[each.index % Math.max(1, diagnostics.length)];
            const [action] = chosen ? await client.actions(A, [chosen]) : [];
            // Throws where the edit is for another version.
            if (action?.edit) client.apply(action.edit);
          } else {
            const { version } = client.document(A);
            const text = client.document(A).getText();
            client.close(A);
            client.open(A, text, 'emr', version + 1);
          }
        }
        await Promise.all(pulls);
        const other = await TestClient.inMemory(new MemoryDisk());
        other.open(A, client.document(A).getText());
        expect(plain(await client.diagnostics(A))).toEqual(plain(await other.diagnostics(A)));
        await client.stop();
        await other.stop();
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});

function versionsIn(report: DocumentDiagnosticReport): number[] {
  if (report.kind !== 'full') return [];
  return report.items.map(({ data }) => (data as DiagnosticData).version ?? 0);
}

/** Cancelled, by the client or by the server. */
function refused(error: { code?: number }): void {
  if (error.code !== -32800 && error.code !== -32802) throw error;
}
