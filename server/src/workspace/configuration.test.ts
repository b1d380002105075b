import { describe, expect, it } from 'vitest';
import { Configurations } from './configuration.ts';
import { Linter } from './linter.ts';
import { MemoryDisk } from './testing.ts';

const read = (files: Record<string, string>, folder = '/w/a') =>
  new Configurations(new MemoryDisk({ '/w/a/x.emr': '', ...files })).of(folder);

describe('Configurations', () => {
  it('takes the nearest file upwards, for configuration and waivers each', async () => {
    const files = {
      '/w/emr-lint.config.yaml': 'asOf: 2024-01-01\n',
      '/emr-lint.config.yaml': 'asOf: 2023-01-01\n',
      '/emr-lint.waivers.yaml': 'waivers: []\n',
    };
    const configuration = await read(files);
    expect(configuration.file).toBe('/w/emr-lint.config.yaml');
    expect(configuration.config.asOf).toBe('2024-01-01');
    expect(configuration.waivers?.file).toBe('/emr-lint.waivers.yaml');
    expect((await read({})).file).toBeUndefined();
  });

  it('lays a file over those it extends, each path counted from its own file', async () => {
    const configuration = await read({
      '/w/emr-lint.config.yaml': 'extends: [./base/one.yaml, base/two.yaml]\nrules:\n  writing/clock: hint\n',
      '/w/base/one.yaml': 'rules:\n  writing/clock: error\n  section/order: off\nfiles:\n  exclude: ["old/**"]\n',
      '/w/base/two.yaml': 'packs: [recommended, ./own.yaml]\n',
      '/w/base/own.yaml': 'name: own\ntitle: { zh: 本院, en: Own }\n',
    });
    expect(configuration.problems).toEqual([]);
    expect(configuration.config.rules).toEqual({ 'writing/clock': { severity: 'hint' }, 'section/order': 'off' });
    expect(configuration.config.packs).toEqual(['recommended', 'own']);
    expect(configuration.packs.map(({ name }) => name)).toEqual(['own']);
    expect(configuration.accepts('/w/base/old/a.emr')).toBe(false);
    expect(configuration.accepts('/w/old/a.emr')).toBe(true);
  });

  it('tells what is not there or goes in a circle, and uses the rest', async () => {
    const configuration = await read({
      '/w/emr-lint.config.yaml':
        'extends: [./gone.yaml, ./loop.yaml]\npacks: [./none.yaml]\nrules:\n  writing/clock: hint\n',
      '/w/loop.yaml': 'extends: ./emr-lint.config.yaml\n',
    });
    expect(configuration.config.rules).toEqual({ 'writing/clock': 'hint' });
    expect(configuration.problems.map(({ file, line, message }) => [file, line, message.zh.slice(0, 5)])).toEqual([
      ['/w/loop.yaml', 1, '找不到文件'],
      ['/w/emr-lint.config.yaml', 1, '找不到文件'],
      ['/w/emr-lint.config.yaml', 2, '找不到文件'],
    ]);
  });

  it('points at a rule that does not exist in the file that names it', async () => {
    const configuration = await read({
      '/w/emr-lint.config.yaml': 'extends: ./base.yaml\n',
      '/w/base.yaml': 'rules:\n  writing/clok: off\n',
    });
    const [problem] = new Linter().workbench(configuration).problems;
    expect(problem).toMatchObject({ file: '/w/base.yaml', line: 2 });
    expect(problem?.message.zh).toContain('writing/clock');
  });

  it('reads each file once, and again when told to forget', async () => {
    const disk = new MemoryDisk({ '/w/emr-lint.config.yaml': 'rules: {}\n', '/w/a/x.emr': '', '/w/b/x.emr': '' });
    const configurations = new Configurations(disk);
    const first = await configurations.of('/w/a');
    expect(await configurations.of('/w/b')).toBe(first);
    expect(disk.reads.get('/w/emr-lint.config.yaml')).toBe(1);
    expect(configurations.restsOn('/w/emr-lint.config.yaml')).toBe(true);
    expect(configurations.restsOn('/w/other.yaml')).toBe(false);
    configurations.forget();
    expect(await configurations.of('/w/a')).not.toBe(first);
  });

  it('uses a fixed file in place of the nearest, and an override over all', async () => {
    const disk = new MemoryDisk({
      '/w/emr-lint.config.yaml': 'asOf: 2024-01-01\n',
      '/other.yaml': 'asOf: 2022-02-02\nscoreSheet: default\n',
    });
    const configuration = await new Configurations(disk, {
      fixed: '/other.yaml',
      override: { rules: { 'writing/clock': 'off' } },
    }).of('/w');
    expect(configuration.config).toMatchObject({
      asOf: '2022-02-02',
      scoreSheet: 'default',
      rules: { 'writing/clock': 'off' },
    });
  });
});
