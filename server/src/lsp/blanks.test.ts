import { afterEach, describe, expect, it } from 'vitest';
import type { CompletionItem, Diagnostic, TextEdit } from 'vscode-languageserver';
import { MemoryDisk } from '../workspace/testing.ts';
import { PULLING, TestClient, type TestOptions } from './testing.ts';

const A = 'file:///w/a.emr';
const UNANSWERED = `姓名：王某某  性别：男  年龄：62岁  住院号：Z1  科室：心血管内科
入院时间：2024-03-04 09:40  出院时间：2024-03-07 10:00

2024-03-05 09:10  日常病程记录
患者无胸痛。
医师签名：陈某某（住院医师）  2024-03-05 09:30

2024-03-06 09:00  日常病程记录
患者无胸痛，停用利尿剂。
医师签名：陈某某（住院医师）  2024-03-06 09:30

【危急值报告登记】
| 项目 | 结果 | 单位 | 报告时间 | 报告人 | 接收时间 | 接收人 |
| 血钾 | 2.6 | mmol/L | 2024-03-05 16:42 | 贺某 | 2024-03-05 16:45 | 林某某 |
`;

let clients: TestClient[] = [];
afterEach(async () => {
  for (const client of clients) await client.stop();
  clients = [];
});

async function opened(uri: string, text: string, options: TestOptions = {}): Promise<TestClient> {
  const client = await TestClient.inMemory(new MemoryDisk({}), options);
  clients.push(client);
  client.open(uri, text);
  return client;
}

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

async function noteFix(client: TestClient) {
  const missing = (await client.diagnostics(A)).find(({ code }) => code === 'critical-value/missing-note');
  const actions = missing ? await client.actions(A, [missing]) : [];
  const fix = actions.find(({ title }) => title.includes('危急值处理记录'));
  if (!fix) throw new Error(`no fix for the critical value among ${actions.map(({ title }) => title)}`);
  return fix;
}

describe('the fix of a critical value that no note answers', () => {
  it('writes a note of facts with their source and of blanks, and goes to the first blank', async () => {
    const client = await opened(A, UNANSWERED);
    const fix = await noteFix(client);
    client.apply(fix.edit ?? {});
    await client.connection.sendRequest('workspace/executeCommand', fix.command);
    const text = client.document(A).getText();
    const note = text.slice(text.indexOf('危急值处理记录'), text.indexOf('2024-03-06 09:00'));
    expect(note).toContain('危急值项目：血钾（据危急值报告登记）');
    expect(note).toContain('2.6mmol/L（据危急值报告登记）');
    expect(note).toContain('处理措施：【待填】');
    expect(note).toContain('医师签名：【待填】');
    expect(client.shown).toEqual([A]);
    const [selection] = client.selections;
    expect(selection && client.document(A).offsetAt(selection.start)).toBe(text.indexOf('【待填】'));
    expect(selection && client.document(A).getText(selection)).toBe('【待填】');
    const left = codes(await client.diagnostics(A));
    expect(left).not.toContain('critical-value/missing-note');
    expect(left).toContain('section/placeholder');
  });

  it('goes nowhere in a client that cannot be sent anywhere, and is no bare command', async () => {
    const still = await opened(A, UNANSWERED, { capabilities: { ...PULLING, window: {} } });
    expect((await noteFix(still)).command).toBeUndefined();
    const textDocument = { ...PULLING.textDocument, codeAction: {} };
    const old = await opened(A, UNANSWERED, { capabilities: { ...PULLING, textDocument } });
    const diagnostics = await old.diagnostics(A);
    const commands = (await old.actions(A, diagnostics)) as unknown as { command: string }[];
    expect(commands.map(({ command }) => command)).not.toContain('emrLint.showBlank');
    expect(commands.length).toBeGreaterThan(0);
  });
});

describe('a template', () => {
  const T = 'file:///w/转入.emrt';
  const TEMPLATE = `姓名：{{姓名}}  住院号：{{住院号}}

【转入记录】{{now}}
诊疗经过：予对症治疗。
目前情况：一般情况【待填】，腹部未见异常。

医师签名：{{医师签名}}
`;

  it('has findings of its own and none of a record', async () => {
    const client = await opened(T, TEMPLATE);
    const found = await client.diagnostics(T);
    expect(new Set(codes(found).map((code) => String(code).split('/')[0]))).toEqual(new Set(['template']));
    expect(found.map(({ message }) => message).join('\n')).toContain('转入记录模板的“诊疗经过”没有可填的空项');
    expect(found.map(({ message }) => message).join('\n')).not.toContain('“目前情况”没有可填的空项');
  });

  it('is followed on the disk as records are', async () => {
    const client = await TestClient.inMemory(new MemoryDisk({ '/w/a.emr': UNANSWERED }), { roots: ['file:///w'] });
    clients.push(client);
    const isTold = async (uri: string) => {
      const { items } = await client.pullWorkspace();
      return items.some((item) => item.uri === encodeURI(uri) && item.kind === 'full' && item.items.length > 0);
    };
    const told = () => isTold(T);
    await client.until(() => isTold(A), 'the first scan');
    expect(await told()).toBe(false);
    client.disk.files.set('/w/转入.emrt', TEMPLATE);
    client.watched([{ uri: encodeURI(T), type: 1 }]);
    await client.until(told, 'the new template');
    client.open(encodeURI(T), TEMPLATE);
    client.close(encodeURI(T));
    client.disk.files.delete('/w/转入.emrt');
    client.watched([{ uri: encodeURI(T), type: 3 }]);
    await client.until(async () => !(await told()), 'the template to go');
  });

  it('speaks English where that is asked for', async () => {
    const client = await opened(T, TEMPLATE, { initializationOptions: { locale: 'en' } });
    for (const { message } of await client.diagnostics(T)) expect(message).toMatch(/template/);
  });

  it('has no score, and completes items with slots, none of a name that is taken', async () => {
    const client = await opened(T, TEMPLATE);
    expect(await client.connection.sendRequest('emrLint/score', { uri: T })).toBeNull();
    const items = await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', {
      textDocument: { uri: T },
      position: { line: 5, character: 0 },
    });
    const inserted = (label: string) => textOf(items.find((item) => item.label === label));
    expect(inserted('目前诊断')).toBe('目前诊断：{{目前诊断}}');
    expect(inserted('转出记录')).toContain('医师签名：{{转出记录医师签名}}');
    expect(inserted('转出记录')).not.toContain('【待填】');
  });
});

function textOf(item: CompletionItem | undefined): string | undefined {
  return (item?.textEdit as TextEdit | undefined)?.newText.replace(/\\([$}\\])/g, '$1').replace(/\$0$/, '');
}
