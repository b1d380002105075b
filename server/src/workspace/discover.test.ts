import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decode } from '../syntax/decode.ts';
import { builtInVocabulary } from '../vocabulary/builtin.ts';
import { type DiscoverProblem, discoverFolders } from './discover.ts';
import { nodeFileSystem } from './file-system.ts';
import { looksLikeRecord } from './parse.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'emr-discover-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function put(path: string, content: string | Uint8Array = '【入院记录】\n主诉：咳嗽3天。\n'): Promise<void> {
  await mkdir(join(root, path, '..'), { recursive: true });
  await writeFile(join(root, path), content);
}

async function found(paths: readonly string[] = [''], accepts?: (path: string) => boolean) {
  const problems: DiscoverProblem[] = [];
  const folders: string[] = [];
  const looks = (head: Uint8Array) => looksLikeRecord(decode(head).text, builtInVocabulary);
  const options = {
    looksLikeRecord: looks,
    onProblem: (problem: DiscoverProblem) => problems.push(problem),
    ...(accepts && { accepts }),
  };
  const absolute = paths.map((path) => join(root, path));
  for await (const { path, files } of discoverFolders(nodeFileSystem, absolute, options)) {
    folders.push(`${relative(root, path)}: ${files.map((file) => relative(path, file)).join(' ')}`);
  }
  return { folders, problems: problems.map(({ path, kind }) => `${relative(root, path)} ${kind}`) };
}

describe('discoverFolders', () => {
  it('finds records by extension, folder by folder, in the order of code units', async () => {
    for (const path of ['b/2.emr', 'b/10.emr', 'a/x.病历', 'a/y.EMR', 'z.emr', 'b/deep/c.emr']) await put(path);
    expect((await found()).folders).toEqual([': z.emr', 'a: x.病历 y.EMR', 'b: 10.emr 2.emr', 'b/deep: c.emr']);
  });

  it('looks into a .txt: a document heading or two section headings make it a record', async () => {
    await put('heading.txt', '2024-03-01 14:10  首次病程记录\n');
    await put('sections.txt', '主诉：咳嗽3天。\n现病史：3天前受凉。\n');
    await put('one.txt', '主诉：咳嗽3天。\n其他的话。\n');
    await put('prose.txt', '今天讨论了入院记录的写法，大家都说好。\n');
    await put('late.txt', `${'说明\n'.repeat(3000)}【入院记录】\n`);
    await put('gb.txt', new Uint8Array([0xc8, 0xeb, 0xd4, 0xba, 0xbc, 0xc7, 0xc2, 0xbc, 0x0a]));
    expect((await found()).folders).toEqual([': gb.txt heading.txt sections.txt']);
  });

  it('takes templates along, and passes over hidden files and folders that hold no records', async () => {
    for (const path of [
      't.emrt',
      '.hidden.emr',
      'node_modules/a.emr',
      '.git/a.emr',
      'dist/a.emr',
      'readme.md',
      'ok.emr',
    ])
      await put(path);
    expect((await found()).folders).toEqual([': ok.emr t.emrt']);
  });

  it('goes round in no circle and sees no folder twice', async () => {
    await put('a/1.emr');
    await symlink(root, join(root, 'a', 'loop'));
    await symlink(join(root, 'a'), join(root, 'b'));
    await symlink(join(root, 'nowhere'), join(root, 'a', 'gone.emr'));
    const { folders, problems } = await found(['', 'a', 'b']);
    expect(folders).toEqual(['a: 1.emr']);
    expect(problems).toEqual([]);
  });

  it('takes files that are named, with the folder they lie in when that is asked for too', async () => {
    await put('a/1.emr');
    await put('a/note.md');
    await put('b/2.md');
    expect((await found(['a/note.md', 'b/2.md'])).folders).toEqual(['a: note.md', 'b: 2.md']);
    expect((await found(['a/note.md', 'a'])).folders).toEqual(['a: 1.emr note.md']);
  });

  it('tells what is not there, and asks the configuration', async () => {
    await put('keep.emr');
    await put('old/drop.emr');
    const { folders, problems } = await found(['', 'missing'], (path) => !path.includes('/old/'));
    expect(folders).toEqual([': keep.emr']);
    expect(problems).toEqual(['missing not-found']);
  });
});
