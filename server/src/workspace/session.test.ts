import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../syntax/decode.ts';
import { Configurations } from './configuration.ts';
import { Linter } from './linter.ts';
import { looksLikeRecord } from './parse.ts';
import { Session } from './session.ts';
import { MemoryDisk } from './testing.ts';

const linter = new Linter();
const { vocabulary } = linter.parts;
const sample = (name: string) => readFileSync(new URL(`../../../samples/${name}`, import.meta.url), 'utf8');
const SURGERY = sample('defects/外科-胃癌二次手术.emr');
const EXPORT = sample('defects/呼吸内科-慢阻肺整行导出.emr');

function sessionOn(disk: MemoryDisk, roots: readonly string[] = ['/w'], scope: 'open' | 'workspace' = 'workspace') {
  const changes: string[][] = [];
  let configurations = new Configurations(disk);
  const session = new Session({
    fs: disk,
    vocabulary,
    decode: (bytes) => decode(bytes).text,
    looksLikeRecord: (head) => looksLikeRecord(decode(head).text, vocabulary),
    changed: (names) => changes.push([...names].sort()),
    judging: async (folder) =>
      linter.workbench(await configurations.of(folder)).judging({ minutes: 28_500_000, given: true }, (file) => file),
  });
  session.configure(roots, scope);
  const forget = () => {
    configurations = new Configurations(disk);
    session.rulesChanged();
  };
  return { session, changes, forget };
}

const findingsOf = async (session: Session, name: string) =>
  (await session.report(name))?.findings.map(({ finding, fingerprint }) => ({ ...finding, fingerprint }));
const names = (session: Session) => [...session.reports].map(({ name }) => name).sort();

/** What a session that sees the disk and the open texts for the first time has to say. */
async function afresh(disk: MemoryDisk, open: ReadonlyMap<string, string>) {
  const { session } = sessionOn(disk);
  for (const [name, text] of open) session.open(name, text, 1);
  await session.scan();
  return new Map([...session.reports].map(({ name, findings }) => [name, findings]));
}

describe('incremental', () => {
  const fragments = [
    '\n',
    '【手术记录】\n',
    '主诉：',
    '医师签名：李某某 2024-03-01 16:00\n',
    '2024-04-12 08:00',
    '患者',
    '住院号：X1\n',
    '| a | b |\n',
    '𠮷',
    '\r\n',
    '出院时间：2024-04-30 09:00\n',
    '',
  ];
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(60),
    text: fc.constantFrom(...fragments),
  });

  it.each([
    ['a chart under headings', SURGERY],
    ['an export without them', EXPORT],
  ])('equals full after any edits: %s', async (_, text) => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        const { session } = sessionOn(new MemoryDisk());
        let now = text;
        session.open('/w/a.emr', now, 0);
        await session.report('/w/a.emr');
        for (const [version, { at, length, text: inserted }] of edits.entries()) {
          const start = Math.floor(at * now.length);
          now = now.slice(0, start) + inserted + now.slice(start + length);
          session.change('/w/a.emr', now, version + 1);
          await session.report('/w/a.emr');
        }
        const other = sessionOn(new MemoryDisk()).session;
        other.open('/w/a.emr', now, edits.length);
        expect(await findingsOf(session, '/w/a.emr')).toEqual(await findingsOf(other, '/w/a.emr'));
      }),
      { numRuns: 25 },
    );
  });

  it('equals full over several files that come, change, move between charts and go', async () => {
    const texts = [
      '住院号：A\n入院时间：2024-03-01 10:20\n',
      '住院号：B\n',
      '【入院记录】\n主诉：咳嗽\n',
      '2024-03-02 09:00 首次病程记录\n',
      '住院号：A\n【手术记录】\n',
      '',
    ];
    const step = fc.record({
      file: fc.constantFrom('/w/a.emr', '/w/b.emr', '/w/c.txt', '/w/d/a.emr'),
      act: fc.constantFrom('open', 'change', 'close', 'write', 'delete', 'ask', 'settle'),
      text: fc.constantFrom(...texts),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const disk = new MemoryDisk({ '/w/b.emr': '住院号：A\n【入院记录】\n' });
        const { session } = sessionOn(disk);
        const open = new Map<string, string>();
        await session.scan();
        for (const [version, { file, act, text }] of steps.entries()) {
          if (act === 'open' || (act === 'change' && open.has(file))) {
            session.open(file, text, version);
            open.set(file, text);
          } else if (act === 'close') {
            session.close(file);
            open.delete(file);
          } else if (act === 'write' || act === 'delete') {
            if (act === 'write') disk.files.set(file, text);
            else disk.files.delete(file);
            session.touch([file]);
          } else if (act === 'ask') await session.report(file);
          else await session.settle();
        }
        await session.settle();
        const now = new Map([...session.reports].map(({ name, findings }) => [name, findings]));
        expect(now).toEqual(await afresh(disk, open));
      }),
      { numRuns: 60 },
    );
  });

  it('takes over what an edit did not touch', async () => {
    const { session } = sessionOn(new MemoryDisk());
    session.open('/w/a.emr', SURGERY, 1);
    const before = session.tree('/w/a.emr')?.parts.map(({ node }) => node) ?? [];
    session.change('/w/a.emr', SURGERY.replace('现病史', '现病史（患者）'), 2);
    const after = session.tree('/w/a.emr')?.parts.map(({ node }) => node) ?? [];
    expect(after.length).toBeGreaterThan(10);
    expect(after.filter((node) => !before.includes(node))).toHaveLength(1);
  });
});

describe('Session', () => {
  const HEADER = '姓名：王某某  住院号：Z1\n入院时间：2024-03-01 10:20  出院时间：2024-03-09 09:00\n';
  const ADMISSION = `${HEADER}【入院记录】\n记录时间：2024-03-01 15:30\n主诉：咳嗽3天。\n`;
  const NOTE = '2024-03-01 14:10  首次病程记录\n一、病例特点\n咳嗽。\n住院医师：李某某 2024-03-01 14:30\n';
  const rules = async (session: Session, name: string) =>
    (await findingsOf(session, name))?.map(({ rule }) => rule) ?? [];

  it('judges an open file with the other files of its chart on disk', async () => {
    const disk = new MemoryDisk({ '/w/b.emr': NOTE });
    const { session } = sessionOn(disk);
    session.open('/w/a.emr', ADMISSION, 1);
    const alone = sessionOn(new MemoryDisk()).session;
    alone.open('/w/a.emr', ADMISSION, 1);
    expect(await rules(alone, '/w/a.emr')).toContain('timeliness/first-progress-note');
    expect(await rules(session, '/w/a.emr')).not.toContain('timeliness/first-progress-note');
  });

  it('tells of the other files whose findings an edit changed', async () => {
    const disk = new MemoryDisk({ '/w/a.emr': ADMISSION, '/w/b.emr': NOTE });
    const { session, changes } = sessionOn(disk);
    await session.scan();
    session.open('/w/b.emr', NOTE, 1);
    await session.report('/w/b.emr');
    changes.length = 0;
    session.change('/w/b.emr', '', 2);
    await session.report('/w/b.emr');
    expect(changes).toEqual([['/w/a.emr', '/w/b.emr']]);
    expect(await rules(session, '/w/a.emr')).toContain('timeliness/first-progress-note');
  });

  it('keeps the revision of a file that an edit elsewhere leaves as it was', async () => {
    const { session } = sessionOn(new MemoryDisk({ '/w/a.emr': ADMISSION, '/w/b.emr': NOTE }));
    session.open('/w/b.emr', NOTE, 1);
    await session.report('/w/b.emr');
    const before = await session.report('/w/a.emr');
    session.change('/w/b.emr', NOTE.replace('咳嗽。', '咳嗽、咳痰。'), 2);
    await session.report('/w/b.emr');
    expect((await session.report('/w/a.emr'))?.revision).toBe(before?.revision);
  });

  it('goes back to what the disk says when an editor closes without saving', async () => {
    const { session } = sessionOn(new MemoryDisk({ '/w/a.emr': ADMISSION, '/w/b.emr': NOTE }));
    session.open('/w/b.emr', '', 1);
    expect(await rules(session, '/w/a.emr')).toContain('timeliness/first-progress-note');
    session.close('/w/b.emr');
    expect(await rules(session, '/w/a.emr')).not.toContain('timeliness/first-progress-note');
  });

  it('shows closed files of the workspace, and in scope open none', async () => {
    const disk = new MemoryDisk({ '/w/a.emr': ADMISSION, '/w/sub/b.emr': NOTE, '/elsewhere/c.emr': NOTE });
    const { session } = sessionOn(disk);
    await session.scan();
    expect(names(session)).toEqual(['/w/a.emr', '/w/sub/b.emr']);
    session.configure(['/w'], 'open');
    expect(names(session)).toEqual([]);
    session.open('/w/a.emr', ADMISSION, 1);
    await session.report('/w/a.emr');
    expect(names(session)).toEqual(['/w/a.emr']);
    session.close('/w/a.emr');
    expect(names(session)).toEqual([]);
  });

  it('forgets files and folders that went', async () => {
    const disk = new MemoryDisk({ '/w/a.emr': ADMISSION, '/w/sub/b.emr': NOTE, '/w/sub/deep/c.emr': NOTE });
    const { session, changes } = sessionOn(disk);
    await session.scan();
    for (const file of ['/w/sub/b.emr', '/w/sub/deep/c.emr']) disk.files.delete(file);
    changes.length = 0;
    session.touch(['/w/sub']);
    await session.settle();
    expect(names(session)).toEqual(['/w/a.emr']);
    expect(changes.flat().sort()).toEqual(['/w/sub/b.emr', '/w/sub/deep/c.emr']);
  });

  it('lets the texts of closed charts go, and reads only what changed again', async () => {
    const disk = new MemoryDisk({ '/w/a.emr': ADMISSION, '/w/b/b.emr': NOTE });
    const { session } = sessionOn(disk);
    await session.scan();
    expect(await session.chartFiles('/w/a.emr')).toEqual([]);
    disk.reads.clear();
    await session.scan();
    expect([...disk.reads.keys()]).toEqual([]);
    session.touch(['/w/b/b.emr']);
    await session.settle();
    expect([...disk.reads.keys()]).toEqual(['/w/b/b.emr']);
    disk.reads.clear();
    await session.scan({ fresh: true });
    expect([...disk.reads.keys()].sort()).toEqual(['/w/a.emr', '/w/b/b.emr']);
  });

  it('keeps one unsaved document apart from another', async () => {
    const { session } = sessionOn(new MemoryDisk());
    session.open('untitled:Untitled-1', ADMISSION, 1);
    session.open('untitled:Untitled-2', NOTE, 1);
    const first = await session.report('untitled:Untitled-1');
    const second = await session.report('untitled:Untitled-2');
    expect(first?.verdict.chart).toBe('Z1/1');
    expect(second?.verdict.chart).toBe('?/untitled:Untitled-2');
  });

  it('judges by the configuration nearest upwards, and anew when that changes', async () => {
    const disk = new MemoryDisk({
      '/w/emr-lint.config.yaml': 'rules:\n  timeliness/first-progress-note: off\n',
      '/w/a/a.emr': ADMISSION,
      '/w/b/emr-lint.config.yaml': 'rules: {}\n',
      '/w/b/a.emr': ADMISSION,
      '/w/c/emr-lint.config.yaml': 'files:\n  exclude: ["a.emr"]\n',
      '/w/c/a.emr': ADMISSION,
    });
    const { session, forget } = sessionOn(disk);
    await session.scan();
    expect(names(session)).toEqual(['/w/a/a.emr', '/w/b/a.emr']);
    expect(await rules(session, '/w/a/a.emr')).not.toContain('timeliness/first-progress-note');
    expect(await rules(session, '/w/b/a.emr')).toContain('timeliness/first-progress-note');
    disk.files.delete('/w/emr-lint.config.yaml');
    forget();
    await session.settle();
    expect(await rules(session, '/w/a/a.emr')).toContain('timeliness/first-progress-note');
  });

  it('is told the version that is open now, though the text is the old one again', async () => {
    const { session } = sessionOn(new MemoryDisk({ '/w/a.emr': ADMISSION }));
    session.open('/w/a.emr', ADMISSION, 1);
    await session.report('/w/a.emr');
    session.change('/w/a.emr', `${ADMISSION} `, 2);
    session.change('/w/a.emr', ADMISSION, 3);
    expect((await session.report('/w/a.emr'))?.version).toBe(3);
    session.close('/w/a.emr');
    expect((await session.report('/w/a.emr'))?.version).toBeNull();
  });

  it('shows what it had judged when the scope grows again', async () => {
    const { session } = sessionOn(new MemoryDisk({ '/w/a.emr': ADMISSION }));
    await session.scan();
    session.configure(['/w'], 'open');
    session.configure(['/w'], 'workspace');
    await session.settle();
    expect(names(session)).toEqual(['/w/a.emr']);
  });

  it('leaves out files that a new configuration excludes, open ones too, and takes them back', async () => {
    const disk = new MemoryDisk({ '/w/a.emr': ADMISSION, '/w/b.emr': NOTE });
    const { session, forget } = sessionOn(disk);
    session.open('/w/a.emr', ADMISSION, 1);
    await session.scan();
    disk.files.set('/w/emr-lint.config.yaml', 'files:\n  exclude: ["*.emr"]\n');
    forget();
    await session.settle();
    expect(names(session)).toEqual([]);
    session.change('/w/a.emr', `${ADMISSION} `, 2);
    expect(await session.report('/w/a.emr')).toBeUndefined();
    disk.files.delete('/w/emr-lint.config.yaml');
    forget();
    await session.settle();
    expect(names(session)).toEqual(['/w/a.emr', '/w/b.emr']);
    expect((await session.report('/w/a.emr'))?.version).toBe(2);
  });

  it('does not take the answer to an older question for the rules of now', async () => {
    const disk = new MemoryDisk({ '/w/a.emr': ADMISSION, '/w/emr-lint.config.yaml': 'rules: {}\n' });
    const { session, forget } = sessionOn(disk);
    const asked = session.report('/w/a.emr');
    disk.files.set('/w/emr-lint.config.yaml', 'rules:\n  timeliness/first-progress-note: off\n');
    forget();
    await asked;
    session.open('/w/a.emr', ADMISSION, 1);
    expect(await rules(session, '/w/a.emr')).not.toContain('timeliness/first-progress-note');
  });

  it('groups a large folder by the beginnings of its files', async () => {
    const long = '现病史：患者3天前受凉。\n'.repeat(1000);
    const disk = new MemoryDisk(
      Object.fromEntries(
        Array.from({ length: 100 }, (_, i) => [`/w/${i}.emr`, `${ADMISSION.replace('Z1', `Z${i >> 1}`)}${long}`]),
      ),
    );
    const { session } = sessionOn(disk);
    session.open('/w/7.emr', String(disk.files.get('/w/7.emr')), 1);
    await session.report('/w/7.emr');
    expect([...disk.reads.keys()]).toEqual(['/w/6.emr']);
  });

  it('stops when told to, and goes on when asked again', async () => {
    const disk = new MemoryDisk(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`/w/${i}/a.emr`, ADMISSION])));
    const { session } = sessionOn(disk);
    const controller = new AbortController();
    const scan = session.scan({ signal: controller.signal, progress: (charts) => charts === 5 && controller.abort() });
    await expect(scan).rejects.toThrow();
    expect(names(session).length).toBeLessThan(10);
    expect(await session.scan()).toEqual({ charts: 30 });
    expect(names(session)).toHaveLength(30);
  });

  it('takes edits in while a scan is under way', async () => {
    const disk = new MemoryDisk(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`/w/${i}/a.emr`, SURGERY])));
    const { session } = sessionOn(disk);
    session.open('/w/39/a.emr', ADMISSION, 1);
    const scan = session.scan();
    let longest = 0;
    for (let version = 2; version < 8; version++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      const begun = performance.now();
      session.change('/w/39/a.emr', `${ADMISSION}\n${version}`, version);
      const report = await session.report('/w/39/a.emr');
      longest = Math.max(longest, performance.now() - begun);
      expect(report?.version).toBe(version);
    }
    await scan;
    expect(longest).toBeLessThan(200);
    expect(names(session)).toHaveLength(40);
  });
});
