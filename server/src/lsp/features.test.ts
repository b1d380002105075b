import { afterEach, describe, expect, it } from 'vitest';
import type {
  CompletionItem,
  CompletionList,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
  MarkupContent,
  SelectionRange,
  WorkspaceSymbol,
} from 'vscode-languageserver';
import { MemoryDisk } from '../workspace/testing.ts';
import { PULLING, PUSHED, TestClient, type TestOptions } from './testing.ts';

const A = 'file:///w/a.emr';
const CHART = `姓名：王某某  住院号：Z1  科室：普外科
入院时间：2024-03-01 10:20  出院时间：2024-03-09 09:00

【入院记录】
记录时间：2024-03-01 15:30
主诉：右下腹痛1天。
现病史：患者1天前无明显诱因出现腹痛。
加重半天。
医师签名：李某某（住院医师）  2024-03-01 16:00

【医嘱单】
| 开始时间 | 类别 | 医嘱 | 停止时间 | 开立医师 |
| 2024-03-02 08:00 | 临时 | 拟在全麻下行阑尾切除术 |  | 李某某 |

【手术记录】
手术开始时间：2024-03-02 09:00  手术结束时间：2024-03-02 10:00
手术名称：阑尾切除术
手术经过：顺利。
术者签名：赵某某  2024-03-02 11:00
`;

let clients: TestClient[] = [];
afterEach(async () => {
  for (const client of clients) await client.stop();
  clients = [];
});

async function opened(text = CHART, options: TestOptions = {}, files = {}): Promise<TestClient> {
  const client = await TestClient.inMemory(new MemoryDisk(files), options);
  clients.push(client);
  client.open(A, text);
  return client;
}

const ask = <T>(client: TestClient, method: string, params: object) =>
  client.connection.sendRequest<T>(`textDocument/${method}`, { textDocument: { uri: A }, ...params });
const textOf = (client: TestClient, range: Location['range']) => client.document(A).getText(range);

describe('outline', () => {
  it('lists header, documents and sections, each range around its selection', async () => {
    const client = await opened();
    const symbols = await ask<DocumentSymbol[]>(client, 'documentSymbol', {});
    expect(symbols.map(({ name }) => name)).toEqual(['病历首部', '入院记录', '医嘱单', '手术记录']);
    expect(symbols[1]?.children?.map(({ name }) => name)).toEqual(['主诉', '现病史']);
    const walk = (symbol: DocumentSymbol) => {
      const document = client.document(A);
      expect(document.offsetAt(symbol.range.start)).toBeLessThanOrEqual(document.offsetAt(symbol.selectionRange.start));
      expect(document.offsetAt(symbol.range.end)).toBeGreaterThanOrEqual(document.offsetAt(symbol.selectionRange.end));
      for (const child of symbol.children ?? []) walk(child);
    };
    for (const symbol of symbols) walk(symbol);
  });

  it('is flat for clients that know no tree', async () => {
    const client = await opened(CHART, { capabilities: PUSHED });
    const symbols = await ask<{ name: string; containerName?: string }[]>(client, 'documentSymbol', {});
    expect(symbols.find(({ name }) => name === '主诉')?.containerName).toBe('入院记录');
  });

  it('says so when there is too much to list', async () => {
    const client = await opened(`${CHART}\n${'【入院记录】\n主诉：咳嗽。\n现病史：无。\n'.repeat(2500)}`);
    const symbols = await ask<DocumentSymbol[]>(client, 'documentSymbol', {});
    const count = symbols.reduce((sum, { children }) => sum + 1 + (children?.length ?? 0), 0);
    expect(count).toBeLessThanOrEqual(5001);
    expect(symbols.at(-1)?.name).toMatch(/未列出/);
  });

  it('finds documents of the whole workspace', async () => {
    const client = await opened(
      CHART,
      { roots: ['file:///w'] },
      { '/w/sub/b.emr': '住院号：Z2\n【死亡记录】\n死亡原因：休克\n' },
    );
    let found: WorkspaceSymbol[] = [];
    await client.until(async () => {
      found = await client.connection.sendRequest('workspace/symbol', { query: '死记' });
      return found.length > 0;
    }, 'the scan');
    expect(found).toMatchObject([
      { name: '死亡记录', containerName: 'Z2/1', location: { uri: 'file:///w/sub/b.emr' } },
    ]);
  });
});

describe('folding and selection', () => {
  it('folds documents, long sections and tables', async () => {
    const client = await opened();
    const lines = CHART.split('\n');
    const folds = await ask<FoldingRange[]>(client, 'foldingRange', {});
    const shown = folds.map(({ startLine, endLine }) => [lines[startLine]?.slice(0, 6), lines[endLine]?.slice(0, 4)]);
    expect(shown).toEqual([
      ['姓名：王某某', '入院时间'],
      ['【入院记录】', '医师签名'],
      ['现病史：患者', '加重半天'],
      ['【医嘱单】', '| 20'],
      ['| 开始时间', '| 20'],
      ['【手术记录】', '术者签名'],
    ]);
  });

  it('grows from the sentence to the file', async () => {
    const client = await opened();
    const { position } = client.at(A, '无明显诱因');
    const [selection] = await ask<SelectionRange[]>(client, 'selectionRange', { positions: [position] });
    const texts: string[] = [];
    for (let at: SelectionRange | undefined = selection; at; at = at.parent) texts.push(textOf(client, at.range));
    expect(texts[0]).toBe('患者1天前无明显诱因出现腹痛。');
    expect(texts).toContain('患者1天前无明显诱因出现腹痛。\n加重半天。');
    expect(texts.at(-1)).toBe(CHART);
    for (const [index, text] of texts.entries()) if (index > 0) expect(text).toContain(texts[index - 1]);
  });
});

describe('hover', () => {
  const hover = async (client: TestClient, needle: string, offset = 1) => {
    const { position } = client.at(A, needle, offset);
    return (
      ((await ask<Hover | null>(client, 'hover', { position }))?.contents as MarkupContent | undefined)?.value ?? ''
    );
  };

  it('tells on a heading when the document was due and done', async () => {
    const client = await opened();
    expect(await hover(client, '【入院记录】')).toMatch(
      /入院记录.*入院 2024-03-01 10:20，应于 2024-03-02 10:20 前完成；实际 2024-03-01 16:00/s,
    );
    expect(await hover(client, '【手术记录】')).toContain(
      '手术 2024-03-02 10:00，应于 2024-03-03 10:00 前完成；实际 2024-03-02 11:00',
    );
  });

  it('tells how late it was', async () => {
    const client = await opened(CHART.replace('2024-03-02 11:00', '2024-03-03 11:30'));
    expect(await hover(client, '【手术记录】')).toContain('迟 1小时30分');
  });

  it('explains a finding: rule, clause, why, and examples where it stands alone', async () => {
    const client = await opened(
      CHART.replace('2024-03-02 11:00', '2024-03-03 11:30').replace('腹痛。', '腹痛，下午3点加重。'),
    );
    const late = await hover(client, '【手术记录】');
    expect(late).toContain('`timeliness/operation-record`');
    expect(late).toMatch(/依据\n- 《病历书写基本规范》第二十二条/);
    const clock = await hover(client, '下午3点');
    expect(clock).toContain('`writing/clock`');
    expect(clock).toMatch(/不合格.*```emr.*合格.*```emr/s);
  });

  it('explains terms in both languages, and says nothing on prose', async () => {
    const client = await opened();
    expect(await hover(client, '主诉')).toMatch(/\*\*主诉\*\* Chief complaint/);
    expect(await hover(client, '患者1天前')).toBe('');
  });

  it('tells on the header the score of the chart, and what it was deducted for', async () => {
    const client = await opened(CHART.replace('2024-03-02 11:00', '2024-03-03 11:30'));
    const bill = await hover(client, '姓名：');
    expect(bill).toMatch(/\*\*病历评分 [\d.]+ 分，[甲乙丙]级\*\* · 通用评分表/);
    expect(bill).toMatch(/- −[\d.]+ 时效：超过规定时限/);
    expect(await hover(client, '【入院记录】')).not.toContain('病历评分');
  });

  it('never reads the record as markup', async () => {
    const client = await opened(CHART.replace('【手术记录】', '【手术记录】 <img src=x>'));
    expect(await hover(client, '【手术记录】')).not.toContain('<img');
  });
});

describe('completion', () => {
  const complete = async (client: TestClient, needle: string, offset: number) => {
    const { position } = client.at(A, needle, offset);
    const answer = await ask<CompletionItem[] | CompletionList | null>(client, 'completion', { position });
    return (Array.isArray(answer) ? answer : (answer?.items ?? [])).toSorted((a, b) =>
      (a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1,
    );
  };
  const labels = (items: readonly CompletionItem[]) => items.map(({ label }) => label);

  it('offers what the document lacks, in the prescribed order, before other documents', async () => {
    const client = await opened(CHART.replace('加重半天。\n', '加重半天。\n\n'));
    const items = await complete(client, '加重半天。\n\n', 6);
    const offered = labels(items);
    expect(offered.indexOf('既往史')).toBeGreaterThanOrEqual(0);
    expect(offered.indexOf('既往史')).toBeLessThan(offered.indexOf('体格检查'));
    expect(offered.indexOf('体格检查')).toBeLessThan(offered.indexOf('首次病程记录'));
    expect(offered).not.toContain('主诉');
    expect(offered).not.toContain('入院记录');
    const past = items.find(({ label }) => label === '既往史');
    expect(past?.textEdit).toMatchObject({ newText: `既往史：$\{1:【待填】}` });
    expect(past?.insertTextFormat).toBe(2);
  });

  it('gives a document its skeleton, all blank', async () => {
    const client = await opened(`${CHART}\n【`, { capabilities: { ...PULLING, textDocument: {} } });
    const last = await ask<CompletionItem[]>(client, 'completion', {
      position: client.document(A).positionAt(Number.MAX_SAFE_INTEGER),
    });
    const record = last.find(({ label }) => label === '出院记录');
    const text = record?.textEdit?.newText ?? '';
    expect(record?.filterText).toBe('【出院记录');
    const written = text.split('\n');
    expect(written[0]).toBe('【出院记录】');
    for (const line of written.slice(1)) expect(line).toMatch(/^[^：]+：(?:【待填】|.+（据.+）)$/);
    expect(text).toContain('诊疗经过：【待填】');
  });

  it('offers ranks behind a name that signs, and none in prose', async () => {
    const client = await opened(CHART.replace('李某某（住院医师）', '李某某（').replace('出现腹痛', '出现腹痛（'));
    expect(labels(await complete(client, '签名：李某某（', 7))).toEqual(
      expect.arrayContaining(['住院医师', '主任医师']),
    );
    expect(await complete(client, '出现腹痛（', 5)).toEqual([]);
  });

  it('offers fields behind the wide gap of the header', async () => {
    const client = await opened(CHART.replace('科室：普外科', '科室：普外科  '));
    const offered = labels(await complete(client, '科室：普外科  ', 8));
    expect(offered).toEqual(expect.arrayContaining(['性别', '年龄']));
    expect(offered).not.toContain('姓名');
  });

  it('offers nothing in the middle of a sentence', async () => {
    const client = await opened();
    expect(await complete(client, '无明显诱因', 2)).toEqual([]);
  });
});

describe('navigation', () => {
  it('leads from a document to the event it is due after, and back', async () => {
    const client = await opened();
    const there = await ask<Location[]>(client, 'definition', { position: client.at(A, '【入院记录】', 2).position });
    expect(there.map(({ range }) => textOf(client, range))).toEqual(['2024-03-01 10:20']);
    const [event] = there;
    const back = await ask<Location[]>(client, 'definition', { position: event?.range.start });
    expect(back.map(({ range }) => textOf(client, range))).toContain('入院记录');
    const links = await ask<DocumentLink[]>(client, 'documentLink', {});
    const link = links.find(({ range }) => textOf(client, range).includes('入院记录'));
    expect(link?.target).toBe(`${A}#L2,6`);
  });

  it('leads from a record to its own times where nothing else tells of the event', async () => {
    const client = await opened();
    const there = await ask<Location[]>(client, 'definition', { position: client.at(A, '【手术记录】', 2).position });
    expect(there.map(({ range }) => textOf(client, range))).toContain('2024-03-02 09:00');
  });

  it('leads from one file of a chart to another', async () => {
    const [admission = '', operation = ''] = CHART.split('【手术记录】');
    const note =
      '住院号：Z1\n2024-03-02 13:00  术后首次病程记录\n手术日期：2024-03-02\n患者安返病房。\n医师签名：李某某 2024-03-02 13:30\n';
    const client = await opened(note, {}, { '/w/b.emr': `${admission}【手术记录】${operation}` });
    const there = await ask<Location[]>(client, 'definition', { position: client.at(A, '术后首次', 1).position });
    expect(there[0]).toMatchObject({ uri: 'file:///w/b.emr' });
  });

  it('leads nowhere from prose', async () => {
    const client = await opened();
    expect(await ask<Location[]>(client, 'definition', { position: client.at(A, '加重半天').position })).toEqual([]);
  });
});
