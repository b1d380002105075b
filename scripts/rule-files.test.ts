import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packSchema } from '../server/src/lint/pack.ts';
import { vocabularySchema } from '../server/src/vocabulary/schema.ts';
import { checkShape, type Fault, listYaml, readRuleFile } from './rule-files.ts';
import { checkPackReferences, checkVocabularyReferences } from './rule-references.ts';

const folder = mkdtempSync(join(tmpdir(), 'rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

function open(text: string, faults: Fault[]) {
  writeFileSync(join(folder, 'a.yaml'), text);
  return readRuleFile(join(folder, 'a.yaml'), 'rules/a.yaml', faults);
}

function vocabularyFaults(text: string): string[] {
  const faults: Fault[] = [];
  const file = open(text, faults);
  const value = file && checkShape(file, vocabularySchema.partial(), faults);
  if (file && value) {
    const merged = { documents: [], labels: [], ranks: [], columns: [], concepts: [], terms: {}, ...value };
    faults.push(...checkVocabularyReferences([{ file, value }], merged, ['BW2010']));
  }
  return faults.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
}

describe('faults', () => {
  it('tell where YAML breaks', () => {
    expect(vocabularyFaults('labels:\n  - { id: a\n')).toEqual([
      expect.stringMatching(/^rules\/a\.yaml:\d+:\d+ 不是合法的 YAML/),
    ]);
  });

  it('point at the key nobody knows', () => {
    const text = 'ranks:\n  - { id: a, name: { zh: 甲, en: A }, levl: 2 }\n';
    expect(vocabularyFaults(text)).toEqual([expect.stringMatching(/^rules\/a\.yaml:2:44 .*levl/)]);
  });

  it('point at the entry that lacks something', () => {
    expect(vocabularyFaults('ranks:\n  - id: a\n')).toEqual([
      expect.stringMatching(/^rules\/a\.yaml:2:5 ranks\.0\.name/),
    ]);
  });

  it('name ids used twice and ids nobody defined', () => {
    const text = [
      'labels:',
      '  - { id: a, name: { zh: 甲, en: A }, role: field, partOf: b }',
      '  - { id: a, name: { zh: 乙, en: B }, role: field }',
      'documents:',
      '  - id: d',
      '    name: { zh: 丙, en: D }',
      '    group: other',
      '    basis: [{ source: X1, clause: 第一条 }]',
      '    sections: [a, c]',
    ].join('\n');
    expect(vocabularyFaults(text)).toEqual([
      expect.stringMatching(/^rules\/a\.yaml:3:11 .*a 已用过/),
      expect.stringMatching(/^rules\/a\.yaml:2:59 没有栏目 b/),
      expect.stringMatching(/^rules\/a\.yaml:8:13 没有来源 X1/),
      expect.stringMatching(/^rules\/a\.yaml:9:19 没有栏目 c/),
    ]);
  });

  it('name an amendment of a rule that is nowhere', () => {
    const faults: Fault[] = [];
    const file = open('name: local\ntitle: { zh: 本地, en: Local }\namend:\n  - id: section/nothing\n', faults);
    const value = file && checkShape(file, packSchema, faults);
    expect(faults).toEqual([]);
    if (file && value) faults.push(...checkPackReferences([{ file, value }], ['BW2010']));
    expect(faults.map(({ line, message }) => `${line} ${message}`)).toEqual([
      expect.stringMatching(/^4 没有规则 section\/nothing/),
    ]);
  });
});

it('a bare section id is an optional section', () => {
  const data = vocabularySchema.partial().parse({
    documents: [{ id: 'd', name: { zh: '丙', en: 'D' }, group: 'other', sections: ['a'] }],
  });
  expect(data.documents?.[0]?.sections[0]).toMatchObject({ id: 'a', need: 'optional', orElse: [], orHeader: false });
});

it('a folder that is not there holds no files', () => {
  expect(listYaml(join(folder, 'nowhere'))).toEqual([]);
});
