import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAll } from '../scripts/build.ts';
import { encode } from '../server/src/syntax/encode.ts';

/** The built command line, as a process of its own. */

const root = join(import.meta.dirname, '..');
const home = mkdtempSync(join(tmpdir(), 'emr-lint-cli-'));

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function lint(
  args: readonly string[],
  { cwd = home, input = '' }: { cwd?: string; input?: string | Uint8Array } = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
    const child = spawn(process.execPath, [join(root, 'dist/emr-lint.mjs'), ...args], { cwd, env });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (status) =>
      resolve({ status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

let folders = 0;

/** A fresh folder with these files. */
function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = join(home, `case-${++folders}`);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

const LATE = `姓名：王某某  性别：男  年龄：58岁
住院号：Z1  住院次数：1  科室：内科
入院时间：2024-03-01 10:20  出院时间：2024-03-02 12:00

【首次病程记录】2024-03-01 19:00
病例特点：反复胸闷，下午3点加重。
初步诊断：冠心病
诊断依据：症状。
鉴别诊断：无。
诊疗计划：完善检查。
住院医师：李某某
`;
const CLEAN = readFileSync(join(root, 'samples/clean/内科-不稳定型心绞痛.emr'));
const AS_OF = ['--as-of', '2024-03-20T00:00'];
const json = (run: Run) => JSON.parse(run.stdout);
const rulesOf = (run: Run): string[] =>
  json(run).charts.flatMap((chart: { findings: { rule: string }[] }) => chart.findings.map(({ rule }) => rule));

beforeAll(buildAll, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('exit codes', () => {
  it('0 for a clean chart', async () => {
    const run = await lint(['a.emr'], { cwd: folder({ 'a.emr': CLEAN }) });
    expect([run.status, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toContain('1 份病历');
  });

  it('1 for errors', async () => {
    const run = await lint([...AS_OF, 'a.emr'], { cwd: folder({ 'a.emr': LATE }) });
    expect(run.status).toBe(1);
    expect(run.stdout).toMatch(/5:\d+ +错误 +首次病程记录于2024-03-01 19:00/);
    expect(run.stdout).toContain('timeliness/first-progress-note  《病历书写基本规范》第二十二条');
  });

  it('0 for warnings, 1 for more of them than allowed', async () => {
    const cwd = folder({ 'a.emr': LATE });
    const only = [
      '--pack',
      'national',
      '--rule',
      'timeliness/first-progress-note=warning',
      '--quiet',
      '--format',
      'json',
    ];
    const errors = rulesOf(await lint([...AS_OF, ...only, 'a.emr'], { cwd }));
    const off = [...new Set(errors)].flatMap((rule) => ['--rule', `${rule}=off`]);
    const [free, held] = await Promise.all([
      lint([...AS_OF, ...only, ...off, 'a.emr'], { cwd }),
      lint([...AS_OF, ...only, ...off, '--max-warnings', '0', 'a.emr'], { cwd }),
    ]);
    expect([free.status, held.status]).toEqual([0, 1]);
    expect(held.stderr).toContain('--max-warnings 0');
  });

  it.each([
    [[], '没有指定病历文件或文件夹'],
    [['nosuch.emr'], '没有此文件或文件夹：nosuch.emr'],
    [['--formt', 'json'], '没有选项 --formt，是否指 --format？'],
    [['--format', 'jsn', '.'], '--format 没有“jsn”，是否指 json？'],
    [['--as-of', 'yesterday', '.'], '--as-of 应写作 2024-03-01T15:30'],
    [['--rule', 'writing/clok=off', '.'], '没有规则 writing/clok，是否指 writing/clock？'],
    [['--rule', 'writing/clock', '.'], '--rule 应写作 规则=级别'],
    [['--pack', 'natonal', '.'], '是否指 national？'],
    [['--config', 'nosuch.yaml', '.'], '没有此文件：nosuch.yaml'],
    [['--jobs', '0', '.'], '--jobs 应为不小于 1 的整数'],
    [['--explain', 'writing/clok'], '是否指 writing/clock？'],
    [['.'], '没有找到病历'],
    [['--lang', 'en', 'nosuch.emr'], 'no such file or folder: nosuch.emr'],
  ])('2, and one friendly line, for %j', async (args, told) => {
    const run = await lint(args, { cwd: folder({ 'notes.md': 'nothing' }) });
    expect([run.status, run.stdout]).toEqual([2, '']);
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(run.stderr).toContain(told);
  });
});

describe('formats', () => {
  const cwd = () => folder({ '内科/a.emr': LATE });

  it('json: names relative to the working directory, 0-based UTF-16 positions', async () => {
    const report = json(await lint([...AS_OF, '-f', 'json', '内科'], { cwd: cwd() }));
    expect(report).toMatchObject({ version: 1, asOf: '2024-03-20T00:00', summary: { charts: 1 } });
    expect(report.indicators.find(({ id }: { id: string }) => id === 'MER-HR-01')).toMatchObject({ answerable: false });
    expect(report.indicators.find(({ id }: { id: string }) => id === 'MER-TL-01')).toMatchObject({
      ...{ numerator: 0, denominator: 1, failed: ['Z1/1'], undecided: 0, rate: 0, status: 'national' },
    });
    const [chart] = report.charts;
    expect(chart).toMatchObject({ id: 'Z1/1', files: ['内科/a.emr'] });
    const late = chart.findings.find(({ rule }: { rule: string }) => rule === 'timeliness/first-progress-note');
    expect(late).toMatchObject({
      severity: 'error',
      state: 'late',
      file: '内科/a.emr',
      waived: null,
      range: { start: { line: 4 } },
    });
    const { start, end } = late.range;
    expect(LATE.split('\n')[4]?.slice(start.character, end.character)).toBe('首次病程记录');
  });

  it('the others hold the same findings', async () => {
    const here = cwd();
    const run = (format: string) => lint([...AS_OF, '-f', format, '内科'], { cwd: here });
    const indicators = await run('indicators-csv');
    expect(indicators.stdout).toMatch(/\r\nMER-TL-01,入院记录24小时内完成率,0%,0,1,1,0,.*,Z1\/1,\r\n/);
    const [plain, lines, sarif, junit, csv, html] = await Promise.all(
      ['json', 'ndjson', 'sarif', 'junit', 'csv', 'html'].map(run),
    );
    if (!plain || !lines || !sarif || !junit || !csv || !html) throw new Error('six runs were made');
    const count = json(plain).charts[0].findings.length;
    expect(count).toBeGreaterThan(3);
    expect(JSON.parse(lines.stdout)).toEqual(json(plain).charts[0]);
    expect(json(sarif).runs[0].results).toHaveLength(count);
    expect(junit.stdout.match(/<testcase /g)).toHaveLength(count);
    expect(csv.stdout.split('\r\n').length - 2).toBe(count);
    expect(html.stdout.match(/<li class="finding/g)).toHaveLength(count);
    expect(html.stdout).toContain('<mark>下午3点</mark>');
  });

  it('--output writes the file and nothing else', async () => {
    const here = cwd();
    const run = await lint([...AS_OF, '-f', 'html', '-o', 'report.html', '.'], { cwd: here });
    expect([run.status, run.stdout, run.stderr]).toEqual([1, '', '']);
    expect(readFileSync(join(here, 'report.html'), 'utf8')).toMatch(/^<!DOCTYPE html>/);
    const refused = await lint([...AS_OF, '-o', 'no/such/folder/x', '.'], { cwd: here });
    expect([refused.status, refused.stderr]).toEqual([2, 'emr-lint: 无法写入 no/such/folder/x（ENOENT）\n']);
  });

  it('xlsx goes to a file, the same to the byte on however many threads it is made', async () => {
    const here = folder(
      Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`${i}/a.emr`, LATE.replace('Z1', `Z${i}`)])),
    );
    expect(await lint([...AS_OF, '-f', 'xlsx', '.'], { cwd: here })).toEqual({
      ...{ status: 2, stdout: '' },
      stderr: 'emr-lint: --format xlsx 须用 --output 指定文件，如 --output 质控.xlsx\n',
    });
    const made = async (name: string, ...args: string[]) => {
      const run = await lint([...AS_OF, '-f', 'xlsx', '-o', name, ...args, '.'], { cwd: here });
      expect([run.status, run.stdout, run.stderr]).toEqual([1, '', '']);
      return readFileSync(join(here, name));
    };
    const first = await made('a.xlsx', '--jobs', '1');
    expect((await made('b.xlsx', '--jobs', '2')).equals(first)).toBe(true);
    const sheets = await readXlsxFile(first);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['缺陷', '病历', '指标', '扣分']);
    expect(sheets[1]?.data).toHaveLength(81);
    const points = (sheets[0]?.data ?? []).slice(1).reduce((sum, row) => sum + Number(row[9] ?? 0), 0);
    const taken = (sheets[3]?.data ?? []).slice(1).reduce((sum, row) => sum + Number(row[7] ?? 0), 0);
    expect(points).toBeCloseTo(taken);
    expect(points).toBeGreaterThan(0);
  }, 30_000);

  it('--quiet shows errors only', async () => {
    const severities = json(
      await lint([...AS_OF, '-f', 'json', '--quiet', '.'], { cwd: cwd() }),
    ).charts[0].findings.map(({ severity }: { severity: string }) => severity);
    expect(new Set(severities)).toEqual(new Set(['error']));
  });

  it('stops quietly when its reader goes away', async () => {
    const many = folder(
      Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.emr`, LATE.replace('Z1', `Z${i}`)])),
    );
    const child = spawn(process.execPath, [join(root, 'dist/emr-lint.mjs'), '-f', 'html', '.'], { cwd: many });
    child.stdout.once('data', () => child.stdout.destroy());
    let told = '';
    child.stderr.on('data', (chunk) => {
      told += chunk;
    });
    await new Promise((resolve) => child.on('close', resolve));
    expect(told).toBe('');
  });
});

describe('files', () => {
  it('reads GB18030, by itself and when told', async () => {
    const bytes = encode(LATE, { encoding: 'gb18030', bom: false });
    if (!bytes) throw new Error('GB18030 has all these characters');
    const cwd = folder({ 'a.txt': bytes, 'utf8/a.emr': LATE });
    const findings = async (...args: string[]) =>
      json(await lint([...AS_OF, '-f', 'json', ...args], { cwd })).charts[0].findings.length;
    expect(await findings('a.txt')).toBe(await findings('utf8'));
    expect(await findings('--encoding', 'gb18030', 'a.txt')).toBe(await findings('utf8'));
  });

  it('finds its way through a folder of mess', async () => {
    const cwd = folder({
      '张/入院.emr': LATE.slice(0, LATE.indexOf('【')),
      '张/course.txt': LATE.slice(LATE.indexOf('【')),
      '李/a.病历': LATE.replace('Z1', 'Z2'),
      '李/deep/er/b.TXT': LATE.replace('Z1', 'Z3'),
      'empty.emr': '',
      'nul.emr': Buffer.alloc(5000),
      'noise.emr': Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)),
      'readme.txt': '这不是病历。',
      'photo.jpg': Buffer.from([0xff, 0xd8, 0xff]),
      'node_modules/x/c.emr': LATE,
      '.hidden/d.emr': LATE,
      __pycache__: '',
    });
    const run = await lint([...AS_OF, '-f', 'json', '.'], { cwd });
    const charts: { id: string; files: string[] }[] = json(run).charts;
    expect(run.status).toBe(1);
    expect(Object.fromEntries(charts.map(({ id, files }) => [id, files]))).toMatchObject({
      'Z1/1': ['张/course.txt', '张/入院.emr'],
      'Z2/1': ['李/a.病历'],
      'Z3/1': ['李/deep/er/b.TXT'],
    });
    expect(
      charts.flatMap(({ files }) => files).filter((file) => /readme|node_modules|hidden|photo/.test(file)),
    ).toEqual([]);
    expect(run.stdout).not.toContain('internal/check-failed');
  });

  it('gives the same report from one thread and from several', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 150 }, (_, i) => [`${i % 3}/${i}.emr`, LATE.replace('Z1', `Z${i}`)]),
    );
    const cwd = folder(files);
    const [one, three] = await Promise.all([
      lint([...AS_OF, '-f', 'json', '--jobs', '1', '.'], { cwd }),
      lint([...AS_OF, '-f', 'json', '--jobs', '3', '.'], { cwd }),
    ]);
    expect(json(one).charts).toHaveLength(150);
    expect(three.stdout).toBe(one.stdout);
  });

  it('--fix mends notation, in the encoding it found, and nothing else', async () => {
    const text = LATE.replaceAll('\n', '\r\n');
    const bytes = encode(text, { encoding: 'gb18030', bom: false });
    if (!bytes) throw new Error('GB18030 has all these characters');
    const cwd = folder({ 'a.emr': bytes });
    const run = await lint([...AS_OF, '--fix', '-f', 'json', 'a.emr'], { cwd });
    expect(run.stderr).toBe('已修改 1 个文件\n');
    expect(new TextDecoder('gb18030').decode(readFileSync(join(cwd, 'a.emr')))).toBe(text.replace('下午3点', '15:00'));
    expect(rulesOf(run)).not.toContain('writing/clock');
  });

  it('--fix leaves a file alone that it could not write back', async () => {
    const broken = Buffer.concat([Buffer.from(LATE), Buffer.from([0x0a, 0x81])]);
    const cwd = folder({ 'a.emr': broken });
    const run = await lint([...AS_OF, '--fix', '--encoding', 'utf-8', 'a.emr'], { cwd });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('a.emr 未能修改');
    expect(Buffer.compare(readFileSync(join(cwd, 'a.emr')), broken)).toBe(0);
  });
});

describe('configuration', () => {
  it('holds for the files below it', async () => {
    const cwd = folder({
      'emr-lint.config.yaml':
        'asOf: 2024-03-20\nrules:\n  timeliness/first-progress-note: off\nscoreSheet: zhejiang-2021\n',
      'x/a.emr': LATE,
      'x/y/emr-lint.config.yaml': 'asOf: 2024-03-20\n',
      'x/y/b.emr': LATE,
    });
    const run = await lint(['-f', 'json', '.'], { cwd });
    const found = json(run).charts.map(({ files, findings }: { files: string[]; findings: { rule: string }[] }) => [
      files[0],
      findings.some(({ rule }) => rule === 'timeliness/first-progress-note'),
    ]);
    expect(found).toEqual([
      ['x/a.emr', false],
      ['x/y/b.emr', true],
    ]);
  });

  it('stops at faults, each told at its place', async () => {
    const cwd = folder({
      'a.emr': LATE,
      'emr-lint.config.yaml': 'rules:\n  writing/clok: off\n  writing/clock: { wthin: 1 }\nscoreSheet: zhejiang\n',
    });
    const run = await lint(['a.emr'], { cwd });
    expect([run.status, run.stdout]).toEqual([2, '']);
    expect(run.stderr.split('\n')).toEqual([
      'emr-lint.config.yaml:2:3 没有规则 writing/clok，是否指 writing/clock？',
      'emr-lint.config.yaml:3:20 规则 writing/clock 没有参数“wthin”',
      expect.stringMatching(/^emr-lint\.config\.yaml:4:13 没有评分表“zhejiang”/),
      'emr-lint: 配置有 3 处错误，未检查',
      '',
    ]);
  });

  it('--init makes one that is valid, and leaves one that is there alone', async () => {
    const cwd = folder({ 'a.emr': CLEAN });
    expect(await lint(['--init'], { cwd })).toMatchObject({ status: 0, stderr: '已建立 emr-lint.config.yaml\n' });
    expect(await lint(['a.emr'], { cwd })).toMatchObject({ status: 0, stderr: '' });
    const before = readFileSync(join(cwd, 'emr-lint.config.yaml'), 'utf8');
    // Every commented line is meant to be uncommented as it stands.
    writeFileSync(join(cwd, 'emr-lint.config.yaml'), before.replace(/^( *)# (?=[a-z][\w/-]*:| *- \{)/gim, '$1'));
    expect(await lint(['a.emr'], { cwd })).toMatchObject({ stderr: '' });
    writeFileSync(join(cwd, 'emr-lint.config.yaml'), before);
    expect(await lint(['--init'], { cwd })).toMatchObject({ status: 2 });
    expect(readFileSync(join(cwd, 'emr-lint.config.yaml'), 'utf8')).toBe(before);
  });
});

describe('waivers and baseline', () => {
  const waiver = (print: string, reason: string) =>
    `waivers:\n  - { rule: timeliness/first-progress-note, chart: Z1/1, fingerprint: "${print}", reason: "${reason}", by: 王质控, date: 2024-03-12 }\n`;
  const printOf = (run: Run): string =>
    json(run).charts[0].findings.find(({ rule }: { rule: string }) => rule === 'timeliness/first-progress-note')
      .fingerprint;

  it('a waiver takes its finding out of count and score; a stale or empty one is reported', async () => {
    const cwd = folder({ 'a.emr': LATE });
    const before = await lint([...AS_OF, '-f', 'json', 'a.emr'], { cwd });
    writeFileSync(join(cwd, 'emr-lint.waivers.yaml'), waiver(printOf(before), '夜间停电，系统恢复后补录，已附说明'));
    const waived = await lint([...AS_OF, '-f', 'json', 'a.emr'], { cwd });
    expect(json(waived).summary.errors).toBe(json(before).summary.errors - 1);
    expect(json(waived).charts[0].score.points).toBeGreaterThan(json(before).charts[0].score.points);
    writeFileSync(join(cwd, 'emr-lint.waivers.yaml'), waiver(printOf(before), '无'));
    expect(rulesOf(await lint([...AS_OF, '-f', 'json', 'a.emr'], { cwd }))).toContain('waiver/reason');
    writeFileSync(join(cwd, 'emr-lint.waivers.yaml'), waiver('0'.repeat(16), '夜间停电，系统恢复后补录'));
    const stale = json(await lint([...AS_OF, '-f', 'json', 'a.emr'], { cwd })).charts[0].findings.at(-1);
    expect(stale).toMatchObject({ rule: 'waiver/stale', file: 'emr-lint.waivers.yaml', range: { start: { line: 1 } } });
  });

  it('a baseline holds what is known; only what is new is reported', async () => {
    const cwd = folder({ 'a.emr': LATE });
    const made = await lint([...AS_OF, '--baseline', 'base.json', 'a.emr'], { cwd });
    expect([made.status, existsSync(join(cwd, 'base.json'))]).toEqual([0, true]);
    expect((await lint([...AS_OF, '--baseline', 'base.json', 'a.emr'], { cwd })).status).toBe(0);
    writeFileSync(join(cwd, 'a.emr'), LATE.replace('诊疗计划：完善检查。', '诊疗计划：____'));
    const again = await lint([...AS_OF, '--baseline', 'base.json', '-f', 'json', 'a.emr'], { cwd });
    expect([again.status, rulesOf(again)]).toEqual([1, ['section/placeholder']]);
    writeFileSync(join(cwd, 'base.json'), '{}');
    expect((await lint([...AS_OF, '--baseline', 'base.json', 'a.emr'], { cwd })).stderr).toContain(
      '不是 emr-lint 的基线文件',
    );
  });
});

describe('standard input', () => {
  it('one record', async () => {
    const run = await lint([...AS_OF, '--stdin', '--stdin-filename', '内科/a.emr', '-f', 'json'], { input: LATE });
    expect(run.status).toBe(1);
    expect(json(run).charts[0].files).toEqual(['内科/a.emr']);
  });

  it('one chart a line, answered in order, errors included', async () => {
    const line = (id: string, text: string) => JSON.stringify({ id, files: [{ name: 'a.emr', text }] });
    const input = [line('x', LATE), '', '{"id": "half', '{"id":"y","files":[]}', line('z', CLEAN.toString())].join(
      '\n',
    );
    const run = await lint([...AS_OF, '--stdin', '-f', 'ndjson'], { input });
    const answers = run.stdout
      .trimEnd()
      .split('\n')
      .map((answer) => JSON.parse(answer));
    expect(answers.map(({ id, error, findings }) => [id, error === undefined, findings?.length > 0])).toEqual([
      ['x', true, true],
      [null, false, false],
      ['y', false, false],
      ['z', true, false],
    ]);
    expect(run.status).toBe(2);
    expect(run.stdout).not.toContain('half');
  });

  it('takes a lot of it', async () => {
    const line = JSON.stringify({ id: 'x', files: [{ name: 'a.emr', text: LATE }] });
    const run = await lint([...AS_OF, '--stdin', '-f', 'ndjson'], { input: `${line}\n`.repeat(500) });
    expect(run.stdout.trimEnd().split('\n')).toHaveLength(500);
  });
});

describe('telling about itself', () => {
  it('--help in two languages names every option', async () => {
    const [zh, en] = await Promise.all([lint(['--help']), lint(['--help', '--lang', 'en'])]);
    const options = (run: Run) => [...new Set(run.stdout.match(/--[a-z-]+/g))].sort();
    expect([zh.status, options(zh)]).toEqual([0, options(en)]);
    expect(options(zh)).toEqual(
      '--as-of --baseline --config --encoding --explain --fix --format --help --init --jobs --lang --list-indicators --list-rules --max-warnings --no-cross-chart --output --pack --quiet --rule --stdin --stdin-filename --version'.split(
        ' ',
      ),
    );
    for (const run of [zh, en]) for (const row of run.stdout.split('\n')) expect(row.length).toBeLessThan(120);
  });

  it('--version', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(await lint(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n` });
  });

  it('--list-rules tells which rules run here', async () => {
    const cwd = folder({ 'emr-lint.config.yaml': 'rules: { writing/clock: off }\n' });
    const rules = json(await lint(['--list-rules', '-f', 'json'], { cwd }));
    const severityOf = (id: string) => rules.find((rule: { id: string }) => rule.id === id)?.severity;
    expect([severityOf('writing/clock'), severityOf('timeliness/operation-record')]).toEqual(['off', 'error']);
    expect((await lint(['--list-rules'], { cwd })).stdout).toMatch(
      /timeliness\/operation-record +错误 +national +手术记录/,
    );
  });

  it('--list-indicators tells what is counted, and what no chart can answer', async () => {
    const listed = json(await lint(['--list-indicators', '-f', 'json']));
    const find = (id: string) => listed.find((indicator: { id: string }) => indicator.id === id);
    expect(find('MER-TL-02')).toMatchObject({ answerable: true, rules: ['timeliness/operation-record'] });
    expect(find('MER-TQ-04')).toMatchObject({ answerable: false, rules: [] });
    const run = await lint(['--list-indicators']);
    expect(run.stdout).toContain('MER-HR-01         住院病案管理人员月均负担出院患者病历数\n');
    expect(run.stdout).toMatch(/共 \d+ 项指标，病历能回答 \d+ 项\n$/);
  });

  it('--explain tells clause, parameters and examples', async () => {
    const run = await lint(['--explain', 'timeliness/operation-record']);
    expect(run.status).toBe(0);
    for (const part of ['《病历书写基本规范》第二十二条', 'within: 24h', '不合格的例子', '│ '])
      expect(run.stdout).toContain(part);
  });

  it('runs from a folder of its own, without the repository', async () => {
    const alone = folder({ 'a.emr': CLEAN });
    cpSync(join(root, 'dist/cli.mjs'), join(alone, 'cli.mjs'));
    cpSync(join(root, 'dist/emr-lint.mjs'), join(alone, 'emr-lint.mjs'));
    const child = spawn(process.execPath, ['emr-lint.mjs', 'a.emr'], { cwd: alone });
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  });
});
