/** `npm run bench`: makes the charts, measures what was built, prints. `-- --quick` measures a tenth, to try the bench itself. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeChart, makeCorpus, SEED } from './corpus.ts';
import { keystrokesInProcess } from './in-process.ts';
import { type Contestant, compete, percentile, type Run } from './measure.ts';
import { keystrokesOverStdio } from './over-stdio.ts';

const quick = process.argv.includes('--quick');
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const CHARTS = quick ? 100 : 1000;
const CHART_BYTES = 39_000;
const ROUNDS = quick ? 1 : 5;
const KEYSTROKES = quick ? 60 : 400;
const PHRASE = '未见明显异常';
const AS_OF = '2026-01-01T00:00';

const work = mkdtempSync(join(tmpdir(), 'emr-lint-bench-'));
try {
  const bytes = writeCorpus(join(work, 'charts'));
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, seed ${SEED}\n`);
  measureThroughput(bytes);
  await measureKeystrokes();
} finally {
  rmSync(work, { recursive: true, force: true });
}

function measureThroughput(bytes: number): void {
  const megabytes = bytes / 1e6;
  const size = `${CHARTS} charts of ${(bytes / CHARTS / 1000).toFixed(1)} KB, ${megabytes.toFixed(1)} MB`;
  console.log(`THROUGHPUT: ${size}; one thread each, whole processes, median of ${ROUNDS}`);
  console.log(`${''.padEnd(30)}wall ms    cpu ms  charts/s    MB/s  RSS MiB`);
  const contestants = [emrLint(), limit(), textlint()];
  const runs = compete(contestants, ROUNDS, work);
  for (const [index, { label }] of contestants.entries()) printRun(label, runs[index] as Run, megabytes);
  const [lint, floor, peer] = runs as [Run, Run, Run];
  console.log(`emr-lint has ${speed(lint, floor)} of the limit's speed and ${speed(lint, peer)} times textlint's\n`);
}

function emrLint(): Contestant {
  const args = ['--jobs', '1', '--as-of', AS_OF, '--format', 'json', '--output', join(work, 'findings.json')];
  const script = built('dist/emr-lint.mjs');
  return { label: 'emr-lint, all default rules', script, args: [...args, join(work, 'charts')], accepted: [0, 1] };
}

function limit(): Contestant {
  const args = [join(work, 'charts'), PHRASE];
  return { label: 'limit: read, decode, 1 regex', script: here('limit.mjs'), args, accepted: [0] };
}

/** The peer lives in a package of its own, so that nobody who does not measure installs it. */
function textlint(): Contestant {
  const folder = here('textlint');
  const script = join(folder, 'node_modules/textlint/bin/textlint.js');
  if (!existsSync(script)) {
    const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    const npm = spawnSync('npm', options, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
    if (npm.status !== 0)
      throw new Error('textlint could not be installed: the package registry must be reachable once.');
  }
  const args = ['--config', join(folder, '.textlintrc.json'), '--rulesdir', join(folder, 'rules'), '--format', 'json'];
  return { label: 'peer: textlint, 1 rule', script, args: [...args, join(work, 'charts', '*.emr')], accepted: [0, 1] };
}

async function measureKeystrokes(): Promise<void> {
  console.log(`KEYSTROKE TO DIAGNOSTICS: ${KEYSTROKES} keystrokes; milliseconds`);
  console.log(`${''.padEnd(30)}    p50      p95      max   start to first   RSS MiB`);
  for (const [label, size] of [
    ['150 KB', 150_000],
    ['1 MB', 1_000_000],
  ] as const) {
    const { text } = makeChart(SEED, 0, size);
    printKeystrokes(`${label}, in process`, await keystrokesInProcess(text, KEYSTROKES), '');
    const server = await keystrokesOverStdio(built('dist/emr-language-server.mjs'), text, KEYSTROKES);
    const rest = `${server.first.toFixed(0).padStart(14)}   ${server.memory.toFixed(0).padStart(7)}`;
    printKeystrokes(`${label}, server over stdio`, server.samples, rest);
  }
}

function built(path: string): string {
  const file = here(`../../${path}`);
  if (!existsSync(file)) throw new Error(`${path} is not built: npm run bench builds it.`);
  return file;
}

function writeCorpus(folder: string): number {
  mkdirSync(folder);
  let bytes = 0;
  for (const { name, text } of makeCorpus(CHARTS, CHART_BYTES)) {
    const encoded = Buffer.from(text);
    bytes += encoded.length;
    writeFileSync(join(folder, name), encoded);
  }
  return bytes;
}

function printRun(label: string, { wall, processor, memory }: Run, megabytes: number): void {
  const seconds = wall / 1000;
  const figures = [
    wall.toFixed(0).padStart(7),
    processor.toFixed(0).padStart(8),
    (CHARTS / seconds).toFixed(0).padStart(8),
    (megabytes / seconds).toFixed(1).padStart(6),
    memory.toFixed(0).padStart(7),
  ];
  console.log(`${label.padEnd(30)}${figures.join('  ')}`);
}

/** How fast the one is, the other's speed being 1; by wall time. */
function speed(one: Run, other: Run): string {
  const times = other.wall / one.wall;
  return times.toFixed(times < 1 ? 2 : 1);
}

function printKeystrokes(label: string, samples: readonly number[], rest: string): void {
  const figures = [percentile(samples, 0.5), percentile(samples, 0.95), Math.max(...samples)];
  console.log(
    `${label.padEnd(30)}${figures.map((value) => value.toFixed(2).padStart(7)).join('  ')}   ${rest}`.trimEnd(),
  );
}
