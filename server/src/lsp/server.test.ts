import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource, type Diagnostic, LSPErrorCodes, type Range } from 'vscode-languageserver';
import { MemoryDisk } from '../workspace/testing.ts';
import { type DiagnosticData, Method, type ScoreResult } from './protocol.ts';
import { PULLING, PUSHED, TestClient, type TestOptions } from './testing.ts';

const sample = (name: string) => readFileSync(new URL(`../../../samples/${name}`, import.meta.url), 'utf8');
const SURGERY = sample('defects/外科-胃癌二次手术.emr');
const HEADER = '姓名：王某某  住院号：Z1\n入院时间：2024-03-01 10:20  出院时间：2024-03-09 09:00\n\n';
/** One defect that is safe to mend: 下午3点. */
const CLOCK = `${HEADER}【首次病程记录】\n记录时间：2024-03-01 14:10\n2024年3月1日下午3点患者入院。\n医师签名：李某某（住院医师）  2024-03-01 14:30\n`;
const NOTE = `${HEADER}2024-03-01 14:10  首次病程记录\n一、病例特点\n咳嗽。\n住院医师：李某某 2024-03-01 14:30\n`;
const LATE_NOTE = NOTE.replace('14:30', '23:30');
const A = 'file:///w/a.emr';
const B = 'file:///w/b.emr';
const W = 'file:///w';

let clients: TestClient[] = [];
afterEach(async () => {
  for (const client of clients) await client.stop();
  clients = [];
});

async function start(files: Record<string, string> = {}, options: TestOptions = {}): Promise<TestClient> {
  const client = await TestClient.inMemory(new MemoryDisk(files), options);
  clients.push(client);
  return client;
}

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);
const textAt = (client: TestClient, uri: string, range: Range) => client.document(uri).getText(range);
const find = (diagnostics: readonly Diagnostic[], code: string) => {
  const found = diagnostics.find((diagnostic) => diagnostic.code === code);
  if (!found) throw new Error(`no ${code} among ${codes(diagnostics).join(' ')}`);
  return found;
};

describe('a client that pulls', () => {
  it('gets findings with place, rule, clause, source and what else matters', async () => {
    const client = await start();
    client.open(A, LATE_NOTE);
    const late = find(await client.diagnostics(A), 'timeliness/first-progress-note');
    expect(textAt(client, A, late.range)).toBe('首次病程记录');
    expect(late).toMatchObject({ severity: 1, source: '病历质控' });
    expect(late.message).toMatch(/迟.*〔《病历书写基本规范》第二十二条[(（]一[)）]〕$/);
    const [related] = late.relatedInformation ?? [];
    expect(textAt(client, A, related?.location.range as Range)).toContain('2024-03-01 10:20');
    expect(late.data).toMatchObject({ rule: 'timeliness/first-progress-note', chart: 'Z1/1', version: 1 });
    expect((late.data as DiagnosticData).fingerprint).toMatch(/^[0-9a-f]{16}/);
  });

  it('is answered in its own language', async () => {
    const client = await start({}, { locale: 'en-US' });
    client.open(A, LATE_NOTE);
    const late = find(await client.diagnostics(A), 'timeliness/first-progress-note');
    expect(late.source).toBe('emr-lint');
    expect(late.message).toMatch(/^[\x20-\x7e]*〔/);
  });

  it('hears “unchanged” until something changed', async () => {
    const client = await start();
    client.open(A, LATE_NOTE);
    const first = await client.pull(A);
    const again = await client.pull(A, first.resultId);
    expect(again).toEqual({ kind: 'unchanged', resultId: first.resultId });
    client.replace(A, '23:30', '14:30');
    const after = await client.pull(A, first.resultId);
    expect(after.kind).toBe('full');
    expect(after.resultId).not.toBe(first.resultId);
  });

  it('gets closed files by workspace pull, each only once, and an empty list for one that went', async () => {
    const client = await start(
      { '/w/a.emr': LATE_NOTE, '/w/sub/b.emr': NOTE, '/w/notes.txt': '会议纪要' },
      { roots: [W] },
    );
    await client.until(async () => (await client.pullWorkspace()).items.length === 2, 'the scan');
    const first = (await client.pullWorkspace()).items;
    expect(first.map(({ uri, kind }) => [uri, kind])).toEqual([
      [A, 'full'],
      ['file:///w/sub/b.emr', 'full'],
    ]);
    const previous = first.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
    expect((await client.pullWorkspace(previous)).items.map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged']);
    client.disk.files.delete('/w/sub/b.emr');
    client.watched([{ uri: 'file:///w/sub/b.emr', type: 3 }]);
    await client.until(async () => (await client.pullWorkspace()).items.length === 1, 'the file to go');
    expect((await client.pullWorkspace(previous)).items).toEqual([
      expect.objectContaining({ uri: A, kind: 'unchanged' }),
      { kind: 'full', uri: 'file:///w/sub/b.emr', version: null, items: [] },
    ]);
  });

  it('is asked to pull again when an edit changes findings of another open file, and only then', async () => {
    const course = LATE_NOTE.slice(HEADER.length);
    const client = await start();
    client.open(A, `${HEADER}【入院记录】\n主诉：咳嗽3天。\n`);
    client.open(B, course);
    await client.diagnostics(A);
    await client.diagnostics(B);
    await client.until(async () => client.refreshes > 0, 'the start').catch(() => undefined);
    const before = client.refreshes;
    client.replace(B, '咳嗽。', '咳嗽、咳痰。');
    await client.diagnostics(B);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(client.refreshes).toBe(before);
    client.replace(B, '首次病程记录', '');
    await client.diagnostics(B);
    await client.until(() => client.refreshes > before, 'the refresh');
    expect(codes(await client.diagnostics(A))).toContain('timeliness/first-progress-note');
  });

  it('says which capabilities it has to do with', async () => {
    const client = await start();
    expect(client.initialized.capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: true },
      codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.emrLint'] },
      executeCommandProvider: { commands: expect.arrayContaining(['emrLint.applyWaiver', 'emrLint.waive']) },
    });
  });
});

describe('a client that is pushed to', () => {
  it('gets versioned findings on open and after edits, and keeps none of a file that is closed', async () => {
    const client = await start({}, { capabilities: PUSHED });
    client.open(A, LATE_NOTE);
    await client.until(() => client.lastPushed(A)?.version === 1, 'the first push');
    expect(codes(client.lastPushed(A)?.diagnostics ?? [])).toContain('timeliness/first-progress-note');
    client.replace(A, '23:30', '14:30');
    await client.until(() => client.lastPushed(A)?.version === 2, 'the second push');
    expect(codes(client.lastPushed(A)?.diagnostics ?? [])).not.toContain('timeliness/first-progress-note');
    client.close(A);
    await client.until(() => client.lastPushed(A)?.version === undefined, 'the last push');
    expect(client.lastPushed(A)?.diagnostics).toEqual([]);
  });

  it('never gets findings for a version older than the last one told', async () => {
    const client = await start({}, { capabilities: PUSHED });
    client.open(A, SURGERY);
    for (let i = 0; i < 40; i++) {
      client.edit(A, 20 * i, 20 * i + 3, i % 3 === 0 ? '\n' : '病');
      if (i % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 15));
    }
    await client.until(() => client.lastPushed(A)?.version === client.document(A).version, 'the last version');
    const versions = client.published.map(({ version }) => version ?? 0);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  });

  it('gets findings of closed files of the workspace, which outlive an open and close', async () => {
    const client = await start({ '/w/a.emr': LATE_NOTE }, { capabilities: PUSHED, roots: [W] });
    await client.until(() => client.lastPushed(A) !== undefined, 'the scan');
    client.open(A, NOTE);
    await client.until(() => client.lastPushed(A)?.version === 1, 'the open text');
    client.close(A);
    await client.until(() => client.lastPushed(A)?.version === undefined, 'the disk');
    expect(codes(client.lastPushed(A)?.diagnostics ?? [])).toContain('timeliness/first-progress-note');
  });
});

describe('code actions', () => {
  it('mend a finding: applied, it is gone', async () => {
    const client = await start();
    client.open(A, CLOCK);
    const clock = find(await client.diagnostics(A), 'writing/clock');
    const [fix] = await client.actions(A, [clock]);
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true });
    client.apply(fix?.edit ?? {});
    expect(client.document(A).getText()).toContain('15:00');
    expect(codes(await client.diagnostics(A))).not.toContain('writing/clock');
  });

  it('are made for the text as it is when the diagnostic is of an older one', async () => {
    const client = await start();
    client.open(A, CLOCK);
    const clock = find(await client.diagnostics(A), 'writing/clock');
    client.edit(A, 0, 0, '医疗机构：某某医院\n');
    const [fix] = await client.actions(A, [
      { ...clock, range: find(await client.diagnostics(A), 'writing/clock').range },
    ]);
    client.apply(fix?.edit ?? {});
    const mended = client.document(A).getText();
    expect(mended).toMatch(/^医疗机构：某某医院\n姓名.*2024年3月1日 ?15:00患者入院/s);
    expect(mended).not.toContain('下午');
  });

  it('are found by range for clients that drop data', async () => {
    const client = await start();
    client.open(A, CLOCK);
    const { data: _, ...bare } = find(await client.diagnostics(A), 'writing/clock');
    const [fix] = await client.actions(A, [bare]);
    expect(fix?.edit).toBeDefined();
  });

  it('fix all: the safe ones alone, and only when asked for by name or in general', async () => {
    const client = await start();
    client.open(A, CLOCK);
    await client.diagnostics(A);
    for (const only of [['source.fixAll'], ['source.fixAll.emrLint']]) {
      const actions = await client.actions(A, [], only);
      expect(actions.map(({ kind }) => kind)).toEqual(['source.fixAll.emrLint']);
    }
    expect(await client.actions(A, [], ['source.fixAll.eslint'])).toEqual([]);
    client.open(B, LATE_NOTE);
    expect(await client.actions(B, [], ['source.fixAll'])).toEqual([]);
  });

  it('come as plain changes for clients without versioned edits', async () => {
    const client = await start({}, { capabilities: { ...PULLING, workspace: {} } });
    client.open(A, CLOCK);
    const [fix] = await client.actions(A, [find(await client.diagnostics(A), 'writing/clock')]);
    expect(Object.keys(fix?.edit?.changes ?? {})).toEqual([A]);
  });

  it('waive: the finding goes when the reason is there, and the waiver file is made where configuration begins', async () => {
    const client = await start(
      { '/w/sub/a.emr': LATE_NOTE },
      { roots: [W], initializationOptions: { clientCommands: true } },
    );
    const uri = 'file:///w/sub/a.emr';
    client.open(uri, LATE_NOTE);
    const late = find(await client.diagnostics(uri), 'timeliness/first-progress-note');
    const waive = (await client.actions(uri, [late])).find(({ command }) => command?.command === 'emrLint.waive');
    const [waiver] = waive?.command?.arguments ?? [];
    const complete = { ...waiver, reason: '抢救中，家属在场，已于次日说明', by: '质控员甲' };
    await client.connection.sendRequest('workspace/executeCommand', {
      command: 'emrLint.applyWaiver',
      arguments: [complete],
    });
    expect(client.disk.files.get('/w/emr-lint.waivers.yaml')).toMatch(
      /rule: timeliness\/first-progress-note\n.*chart: Z1\/1/,
    );
    client.watched([{ uri: 'file:///w/emr-lint.waivers.yaml', type: 1 }]);
    await client.until(
      async () => !codes(await client.diagnostics(uri)).includes('timeliness/first-progress-note'),
      'the waiver',
    );
    const score = await client.connection.sendRequest<ScoreResult>(Method.score, { uri });
    expect(score.waived).toBe(1);
  });

  it('waive without a client that asks: a blank to fill in, shown, and of no effect before', async () => {
    const client = await start({ '/w/a.emr': LATE_NOTE }, { roots: [W] });
    client.open(A, LATE_NOTE);
    const late = find(await client.diagnostics(A), 'timeliness/first-progress-note');
    const waive = (await client.actions(A, [late])).find(({ command }) => command?.command === 'emrLint.waive');
    await client.connection.sendRequest('workspace/executeCommand', {
      command: 'emrLint.waive',
      arguments: waive?.command?.arguments,
    });
    expect(client.shown).toEqual(['file:///w/emr-lint.waivers.yaml']);
    client.watched([{ uri: 'file:///w/emr-lint.waivers.yaml', type: 1 }]);
    await client.until(async () => {
      const { items } = await client.pullWorkspace();
      const waivers = items.find(({ uri }) => uri.endsWith('waivers.yaml'));
      return waivers?.kind === 'full' && codes(waivers.items).includes('waiver/reason');
    }, 'the waiver to be found wanting');
    expect(codes(await client.diagnostics(A))).toContain('timeliness/first-progress-note');
  });

  it('turn a rule off: in the configuration nearest upwards, comments kept', async () => {
    const config = '# 本院规则\nrules:\n  writing/clock: hint # 试行\n';
    const client = await start({ '/w/emr-lint.config.yaml': config, '/w/a.emr': LATE_NOTE }, { roots: [W] });
    client.open(A, LATE_NOTE);
    const late = find(await client.diagnostics(A), 'timeliness/first-progress-note');
    const off = (await client.actions(A, [late])).find(({ command }) => command?.command === 'emrLint.turnRuleOff');
    await client.connection.sendRequest('workspace/executeCommand', {
      command: 'emrLint.turnRuleOff',
      arguments: off?.command?.arguments,
    });
    expect(client.disk.files.get('/w/emr-lint.config.yaml')).toBe(`${config}  timeliness/first-progress-note: off\n`);
    client.watched([{ uri: 'file:///w/emr-lint.config.yaml', type: 2 }]);
    await client.until(
      async () => !codes(await client.diagnostics(A)).includes('timeliness/first-progress-note'),
      'the rule to be off',
    );
  });
});

describe('the workspace', () => {
  it('follows the disk: files made, changed and removed outside the editor', async () => {
    const client = await start({ '/w/a.emr': NOTE }, { roots: [W] });
    await client.until(() => client.registrations.length > 0, 'registrations');
    const watchers = client.registrations.find(({ method }) => method === 'workspace/didChangeWatchedFiles');
    expect(JSON.stringify(watchers)).toContain('病历');
    client.open(A, NOTE);
    expect(codes(await client.diagnostics(A))).not.toContain('timeliness/discharge-record');
    client.disk.files.set('/w/b.emr', '住院号：Z1\n【入院记录】\n主诉：咳嗽3天。\n');
    client.watched([{ uri: B, type: 1 }]);
    await client.until(async () => (await client.pullWorkspace()).items.some(({ uri }) => uri === B), 'the new file');
    client.disk.files.set('/w/b.emr', '住院号：Z2\n【入院记录】\n主诉：咳嗽3天。\n');
    client.watched([{ uri: B, type: 2 }]);
    await client.until(async () => {
      const report = (await client.pullWorkspace()).items.find(({ uri }) => uri === B);
      return report?.kind === 'full' && report.items.every(({ data }) => (data as DiagnosticData).chart === 'Z2/1');
    }, 'the changed file');
  });

  it('has settings and configuration for each root', async () => {
    const config = 'rules:\n  timeliness/first-progress-note: warning\n';
    const files = {
      '/one/emr-lint.config.yaml': config,
      '/one/a.emr': LATE_NOTE,
      '/two/a.emr': LATE_NOTE,
      '/three/a.emr': LATE_NOTE,
    };
    const client = await start(files, { roots: ['file:///one', 'file:///two'] });
    client.rootSettings.set('file:///two', { enable: false });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    for (const root of ['one', 'two', 'three']) client.open(`file:///${root}/a.emr`, LATE_NOTE);
    const severity = async (root: string) =>
      (await client.diagnostics(`file:///${root}/a.emr`)).find(({ code }) => code === 'timeliness/first-progress-note')
        ?.severity;
    await client.until(async () => (await severity('two')) === undefined, 'the settings');
    expect(await severity('one')).toBe(2);
    expect(await severity('three')).toBe(1);
    const folders = {
      added: [{ uri: 'file:///three', name: 'three' }],
      removed: [{ uri: 'file:///one', name: 'one' }],
    };
    client.close('file:///one/a.emr');
    client.close('file:///three/a.emr');
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: folders });
    await client.until(async () => {
      const uris = (await client.pullWorkspace()).items.map(({ uri }) => uri);
      return uris.includes('file:///three/a.emr') && !uris.includes('file:///one/a.emr');
    }, 'the other root');
  });

  it('shows progress of the scan and stops when told to', async () => {
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`/w/${i}/a.emr`, SURGERY]));
    const client = await start(files, { roots: [W] });
    await client.until(() => client.progress.some(({ kind }) => kind === 'report'), 'progress');
    expect(client.progress[0]).toMatchObject({ kind: 'begin', title: '检查病历', cancellable: true });
    expect(client.progress.find(({ kind }) => kind === 'report')?.message).toMatch(/^已检查 \d+ 份$/);
    await client.connection.sendNotification('window/workDoneProgress/cancel', { token: client.progressToken });
    await client.until(() => client.progress.some(({ kind }) => kind === 'end'), 'the end');
    expect((await client.pullWorkspace()).items.length).toBeLessThan(60);
  });

  it('lints everything on request, in scope open too, and reports it', async () => {
    const files = { '/w/a.emr': LATE_NOTE, '/w/b/b.emr': SURGERY };
    const client = await start(files, { roots: [W], settings: { scope: 'open' } });
    const result = await client.connection.sendRequest(Method.lintWorkspace, {});
    expect(result).toMatchObject({ charts: 2, files: 2 });
    expect((await client.pullWorkspace()).items).toHaveLength(2);
    const { content } = await client.connection.sendRequest<{ content: string }>(Method.report, { format: 'json' });
    const report = JSON.parse(content);
    expect(report.charts.map(({ files: each }: { files: string[] }) => each)).toEqual([['a.emr'], ['b/b.emr']]);
    expect(report.summary).toMatchObject({ errors: (result as { errors: number }).errors });
    const html = await client.connection.sendRequest<{ content: string }>(Method.report, { format: 'html', uris: [A] });
    expect(html.content).toMatch(/^<!doctype html>/i);
  });

  it('scores a chart, and says for what in which file points were taken', async () => {
    const client = await start({ '/w/a.emr': LATE_NOTE }, { roots: [W] });
    client.open(A, LATE_NOTE);
    const late = find(await client.diagnostics(A), 'timeliness/first-progress-note');
    const score = await client.connection.sendRequest<ScoreResult>(Method.score, { uri: A });
    const taken = score.deductions.reduce((sum, deduction) => sum + deduction.taken, 0);
    expect(score.points).toBe(100 - taken);
    expect(score.sheet).toBe('通用评分表');
    const places = score.deductions.flatMap((deduction) => deduction.places);
    expect(places).toContainEqual({ uri: A, range: late.range, message: String(late.message).replace(/〔.*/, '') });
    expect(places).toHaveLength(score.counts.error + score.counts.warning);
  });

  it('tells faults of the configuration at their place', async () => {
    const client = await start(
      { '/w/emr-lint.config.yaml': 'rules:\n  timeliness/first-progres-note: off\n', '/w/a.emr': NOTE },
      { roots: [W] },
    );
    await client.until(async () => {
      const report = (await client.pullWorkspace()).items.find(({ uri }) => uri.endsWith('config.yaml'));
      return report?.kind === 'full' && String(report.items[0]?.message).includes('timeliness/first-progress-note');
    }, 'the fault');
    client.open('file:///w/emr-lint.config.yaml', 'rules:\n  timeliness/first-progress-note: off\n', 'yaml');
    expect(await client.diagnostics('file:///w/emr-lint.config.yaml')).toEqual([]);
  });
});

describe('robustness', () => {
  it('takes any scheme, and leaves other languages alone', async () => {
    const client = await start();
    for (const uri of [
      'untitled:Untitled-1',
      'vscode-vfs://github/x/a.emr',
      'file:///%E7%97%85%20%E5%8E%86/a%23b.emr',
    ]) {
      client.open(uri, LATE_NOTE);
      expect(codes(await client.diagnostics(uri))).toContain('timeliness/first-progress-note');
    }
    client.open('file:///w/readme.md', LATE_NOTE, 'markdown');
    expect(await client.diagnostics('file:///w/readme.md')).toEqual([]);
    client.open('file:///w/t.emrt', LATE_NOTE);
    expect(codes(await client.diagnostics('file:///w/t.emrt'))).not.toContain('timeliness/first-progress-note');
  });

  it('counts in UTF-16, whatever stands before', async () => {
    const client = await start();
    client.open(A, LATE_NOTE.replace('王某某', '𠮷某某').replace('2024-03-01 14:10  ', '𠀀𪚥2024-03-01 14:10  '));
    client.replace(A, '𠀀𪚥', '');
    client.replace(A, '咳嗽。', '𠮷𠮷𠮷咳嗽。');
    client.replace(A, '𠮷𠮷咳嗽', '咳嗽');
    const late = find(await client.diagnostics(A), 'timeliness/first-progress-note');
    expect(textAt(client, A, late.range)).toBe('首次病程记录');
  });

  it('reads CRLF as LF', async () => {
    const client = await start();
    client.open(A, LATE_NOTE.replaceAll('\n', '\r\n'));
    const other = 'file:///other/a.emr';
    client.open(other, LATE_NOTE);
    const strip = (diagnostics: Diagnostic[]) => diagnostics.map(({ range, code }) => ({ range, code }));
    expect(strip(await client.diagnostics(A))).toEqual(strip(await client.diagnostics(other)));
  });

  it('answers nonsense with nothing and lives on', async () => {
    const client = await start();
    const nowhere = { textDocument: { uri: 'file:///none.emr' }, position: { line: 3, character: 1 } };
    for (const method of ['hover', 'completion', 'definition', 'documentSymbol', 'foldingRange', 'documentLink']) {
      expect(await client.connection.sendRequest(`textDocument/${method}`, nowhere), method).toBeNull();
    }
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: A, version: 7 },
      contentChanges: [{ text: 'x' }],
    });
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: A } });
    await client.connection.sendNotification('unknown/method', { a: 1 });
    await expect(client.connection.sendRequest('unknown/request')).rejects.toThrow();
    for (const command of ['emrLint.applyWaiver', 'emrLint.turnRuleOff', 'emrLint.showRule', 'none']) {
      await client.connection.sendRequest('workspace/executeCommand', { command, arguments: [{ uri: 1 }] });
    }
    client.open(A, '\0\uD800【\n|\n|||\n\uDC00');
    const far = { textDocument: { uri: A }, position: { line: 99, character: 99 } };
    for (const method of ['hover', 'completion', 'definition'])
      await client.connection.sendRequest(`textDocument/${method}`, far);
    await client.connection.sendRequest('textDocument/selectionRange', {
      textDocument: { uri: A },
      positions: [far.position],
    });
    expect(await client.diagnostics(A)).toEqual(expect.any(Array));
    expect(client.applied).toEqual([]);
  });

  it('answers what was called off so that no client shows an error for it', async () => {
    const client = await start();
    client.open(A, SURGERY);
    const range = { start: { line: 0, character: 0 }, end: { line: 900, character: 0 } };
    const params = { textDocument: { uri: A }, range, context: { diagnostics: [] } };
    const source = new CancellationTokenSource();
    const asked = client.connection.sendRequest('textDocument/codeAction', params, source.token);
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  it('answers a cancelled pull by an error, never by an empty list', async () => {
    const client = await start(
      Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`/w/${i}.emr`, `${HEADER}${i}`])),
    );
    client.open(A, SURGERY);
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: A } }, source.token);
    source.cancel();
    const outcome = await answer.then(
      (report) => (report as { items: unknown[] }).items.length,
      (error) => error.code,
    );
    expect([-32802, -32800].includes(outcome) || outcome > 0).toBe(true);
  });

  it('leaves out the lighter findings beyond the limit, and says so', async () => {
    const client = await start({}, { settings: { maxFindings: 2 } });
    client.open(A, SURGERY);
    const diagnostics = await client.diagnostics(A);
    expect(diagnostics).toHaveLength(3);
    expect(diagnostics.slice(0, 2).map(({ severity }) => severity)).toEqual([1, 1]);
    expect(diagnostics[2]?.message).toMatch(/^本文件另有 \d+ 项/);
  });

  it('says nothing where it is switched off', async () => {
    const client = await start({}, { settings: { enable: false } });
    client.open(A, SURGERY);
    expect(await client.diagnostics(A)).toEqual([]);
    client.settings = {};
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(async () => (await client.diagnostics(A)).length > 0, 'the switch');
  });
});
