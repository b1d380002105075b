/** `npm run bench`: builds, makes the charts, measures, prints. `--quick` measures a tenth of it, to try the bench itself. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeChart, makeCorpus, SEED } from './corpus.ts';
import { keystrokesInProcess } from './in-process.ts';
import { median, percentile, type Run, runs } from './measure.ts';
import { keystrokesOverStdio } from './over-stdio.ts';

const quick = process.argv.includes('--quick');
const root = fileURLToPath(new URL('../..', import.meta.url));
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const CHARTS = quick ? 100 : 1000;
const CHART_BYTES = 39_000;
const REPEATS = quick ? 1 : 5;
const KEYSTROKES = quick ? 60 : 400;
const PHRASE = '未见明显异常';
const AS_OF = '2026-01-01T00:00';

const work = mkdtempSync(join(tmpdir(), 'emr-lint-bench-'));
try {
  await main();
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function main(): Promise<void> {
  const { server, cli } = requireBuilt();
  const corpus = join(work, 'charts');
  const bytes = writeCorpus(corpus);
  const megabytes = bytes / 1e6;
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`);
  console.log(
    `${CHARTS} charts, ${megabytes.toFixed(1)} MB (${(bytes / CHARTS / 1000).toFixed(1)} KB each, seed ${SEED}); whole processes, median of ${REPEATS}\n`,
  );

  console.log('THROUGHPUT, one core            ms    charts/s   MB/s   RSS MiB');
  const output = join(work, 'findings.json');
  const lint = row(
    'emr-lint, all default rules',
    runs(REPEATS, cli, ['--jobs', '1', '--as-of', AS_OF, '--format', 'json', '--output', output, corpus], [0, 1], work),
    megabytes,
  );
  const limit = row(
    'limit: read, decode, 1 regex',
    runs(REPEATS, here('limit.mjs'), [corpus, PHRASE], [0], work),
    megabytes,
  );
  const textlint = installTextlint();
  const textlintArguments = [
    '--config',
    here('textlint/.textlintrc.json'),
    '--rulesdir',
    here('textlint/rules'),
    '--format',
    'json',
    join(corpus, '*.emr'),
  ];
  const peer = row(
    'peer: textlint, 1 rule',
    runs(Math.min(3, REPEATS), textlint, textlintArguments, [0, 1], work),
    megabytes,
  );
  console.log(`emr-lint runs at ${ratio(limit, lint)} of the limit and at ${ratio(peer, lint)} times textlint\n`);

  console.log('KEYSTROKE TO DIAGNOSTICS         p50 ms   p95 ms   max ms   RSS MiB   start to first diagnostics ms');
  for (const [label, size] of [
    ['150 KB', 150_000],
    ['1 MB', 1_000_000],
  ] as const) {
    const { text } = makeChart(SEED, 0, size);
    keystrokeRow(`${label}, in process`, await keystrokesInProcess(text, KEYSTROKES), '');
    const spoken = await keystrokesOverStdio(server, text, KEYSTROKES);
    keystrokeRow(
      `${label}, server over stdio`,
      spoken.samples,
      `${spoken.rss.toFixed(0).padStart(7)}   ${spoken.first.toFixed(0).padStart(7)}   (${spoken.findings} findings)`,
    );
  }
}

function requireBuilt(): { server: string; cli: string } {
  const server = join(root, 'dist/server.mjs');
  const cli = join(root, 'dist/cli.mjs');
  if (!existsSync(server) || !existsSync(cli))
    throw new Error('dist/ is not built: run npm run bench, or npm run build first.');
  return { server, cli };
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

/** The peer lives in a package of its own, so that nobody who does not measure installs it. */
function installTextlint(): string {
  const folder = here('textlint');
  const script = join(folder, 'node_modules/textlint/bin/textlint.js');
  if (!existsSync(script)) {
    const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (npm.status !== 0)
      throw new Error('textlint could not be installed: the package registry must be reachable once.');
  }
  return script;
}

function row(label: string, measured: readonly Run[], megabytes: number): Run {
  const run = median(measured);
  const seconds = run.milliseconds / 1000;
  const figures = [
    run.milliseconds.toFixed(0).padStart(6),
    (CHARTS / seconds).toFixed(0).padStart(9),
    (megabytes / seconds).toFixed(1).padStart(8),
    run.rss.toFixed(0).padStart(8),
  ];
  console.log(`${label.padEnd(28)}${figures.join('  ')}`);
  return run;
}

/** How many times faster `fast` is than `slow`; below 1 with two figures. */
function ratio(slow: Run, fast: Run): string {
  const times = slow.milliseconds / fast.milliseconds;
  return times.toFixed(times < 1 ? 2 : 1);
}

function keystrokeRow(label: string, samples: readonly number[], rest: string): void {
  const figures = [percentile(samples, 0.5), percentile(samples, 0.95), Math.max(...samples)];
  console.log(
    `${label.padEnd(30)}${figures.map((value) => value.toFixed(2).padStart(8)).join(' ')}   ${rest}`.trimEnd(),
  );
}
