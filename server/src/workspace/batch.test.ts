import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decode } from '../syntax/decode.ts';
import { Batch, type BatchRequest } from './batch.ts';
import { Configurations } from './configuration.ts';
import { identityBase, Linter } from './linter.ts';
import { looksLikeRecord } from './parse.ts';
import { Session } from './session.ts';
import { MemoryDisk } from './testing.ts';

const linter = new Linter();
const NOW = 28_500_000;
const sample = (name: string) => readFileSync(new URL(`../../../samples/${name}`, import.meta.url), 'utf8');
const SURGERY = sample('defects/外科-胃癌二次手术.emr');
const PARTS = [
  '住院号：P1\n入院时间：2024-03-01 10:20\n【入院记录】\n主诉：腹痛1天。\n',
  '2024-03-02 09:00  首次病程记录\n一、病例特点\n腹痛。\n',
];

async function run(disk: MemoryDisk, request: Partial<BatchRequest> = {}, paths = ['/w']) {
  const batch = new Batch({ cwd: '/w', now: NOW, ...request }, linter, disk);
  const charts: { id: string; files: string[]; findings: unknown[]; sheet: string | undefined }[] = [];
  const unreadable: string[] = [];
  const onProblem = ({ path }: { path: string }) => unreadable.push(path);
  let jobs = 0;
  for await (const job of batch.jobs(paths, { onProblem })) {
    jobs++;
    for await (const { chart, findings, sheet } of batch.run(job, { onProblem })) {
      charts.push({
        id: chart.id,
        files: chart.files.map(({ name }) => name),
        findings: [...findings],
        sheet: sheet?.name,
      });
    }
  }
  return { charts, jobs, unreadable };
}

describe('Batch', () => {
  it('judges charts folder by folder, in order', async () => {
    const disk = new MemoryDisk({
      '/w/b/2.emr': PARTS[1] ?? '',
      '/w/b/1.emr': PARTS[0] ?? '',
      '/w/a/x.emr': SURGERY,
      '/w/n.emr': '主诉：无\n',
    });
    const { charts } = await run(disk);
    expect(charts.map(({ id, files }) => [id, files])).toEqual([
      ['?/n.emr', ['/w/n.emr']],
      ['Z2024040806/1', ['/w/a/x.emr']],
      ['P1/1', ['/w/b/1.emr', '/w/b/2.emr']],
    ]);
    expect(charts[1]?.sheet).toBe('default');
  });

  it('says what a session says of the same disk', async () => {
    const disk = new MemoryDisk({
      '/w/b/1.emr': PARTS[0] ?? '',
      '/w/b/2.emr': PARTS[1] ?? '',
      '/w/a/x.emr': SURGERY,
      '/w/lone.emr': PARTS[1] ?? '',
    });
    const configurations = new Configurations(disk);
    const { vocabulary } = linter.parts;
    const session = new Session({
      fs: disk,
      vocabulary,
      decode: (bytes) => decode(bytes).text,
      looksLikeRecord: (head) => looksLikeRecord(decode(head).text, vocabulary),
      changed: () => {},
      judging: async (folder) => {
        const configuration = await configurations.of(folder);
        const base = identityBase(configuration, '/w');
        return linter
          .workbench(configuration)
          .judging({ minutes: NOW, given: false }, (file) => file.slice(base.length + 1));
      },
    });
    session.configure(['/w'], 'workspace');
    await session.scan();
    const bySession = [...session.reports].flatMap(({ findings }) => findings);
    const byBatch = (await run(disk)).charts.flatMap(({ findings }) => findings);
    expect(byBatch.length).toBeGreaterThan(5);
    const order = (findings: unknown[]) => findings.map((finding) => JSON.stringify(finding)).sort();
    expect(order(byBatch)).toEqual(order(bySession));
  });

  it('cuts a large folder into jobs of whole charts, the same as judged in one', async () => {
    const files: Record<string, string> = {};
    const long = '现病史：患者3天前受凉。\n'.repeat(200);
    for (let i = 0; i < 90; i++)
      files[`/w/${String(i).padStart(3, '0')}.emr`] = `住院号：Q${i % 45}\n【入院记录】\n${long}${i}`;
    const { charts, jobs } = await run(new MemoryDisk(files));
    expect(jobs).toBe(2);
    expect(charts).toHaveLength(45);
    for (const { files: names } of charts) expect(names).toHaveLength(2);
    const named = await run(new MemoryDisk(files), {}, Object.keys(files).slice(0, 60));
    expect(named.jobs).toBe(1);
    expect(named.charts).toHaveLength(45);
  });

  it('goes on past a file that cannot be read', async () => {
    const disk = new MemoryDisk({ '/w/1.emr': PARTS[0] ?? '', '/w/2.emr': PARTS[1] ?? '' });
    const read = disk.read.bind(disk);
    disk.read = (path) => (path === '/w/2.emr' ? Promise.reject(new Error('EACCES')) : read(path));
    const { charts, unreadable } = await run(disk);
    expect(charts.map(({ files }) => files)).toEqual([['/w/1.emr']]);
    expect(unreadable).toEqual(['/w/2.emr']);
  });

  it('decodes GB18030, and as it is told', async () => {
    const bytes = new Uint8Array([0xd7, 0xa1, 0xd4, 0xba, 0xba, 0xc5, 0xa3, 0xba, 0x47, 0x31, 0x0a]);
    expect((await run(new MemoryDisk({ '/w/1.emr': bytes }))).charts[0]?.id).toBe('G1/1');
    expect((await run(new MemoryDisk({ '/w/1.emr': bytes }), { encoding: 'utf-8' })).charts[0]?.id).toBe('?/1.emr');
  });

  it('stops between charts when told to', async () => {
    const disk = new MemoryDisk(
      Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`/w/${i}.emr`, `住院号：S${i}\n`])),
    );
    const batch = new Batch({ cwd: '/w', now: NOW }, linter, disk);
    const controller = new AbortController();
    controller.abort();
    const judge = async () => {
      for await (const job of batch.jobs(['/w'])) for await (const _ of batch.run(job, { signal: controller.signal }));
    };
    await expect(judge()).rejects.toThrow();
  });

  it('judges texts at hand as one chart', async () => {
    const batch = new Batch({ cwd: '/w', now: NOW, asOf: NOW }, linter, new MemoryDisk());
    const { chart, linesOf } = await batch.judgeTexts('/w', [
      { name: 'b.emr', text: PARTS[1] ?? '' },
      { name: 'a.emr', text: PARTS[0] ?? '' },
    ]);
    expect(chart.files.map(({ name }) => name)).toEqual(['a.emr', 'b.emr']);
    expect(chart.documents).toHaveLength(2);
    expect(linesOf('a.emr').lineCount).toBe(5);
  });
});
