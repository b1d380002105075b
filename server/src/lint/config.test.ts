import { describe, expect, it } from 'vitest';
import { formatMinutes } from '../syntax/moment.ts';
import { mergeConfigs, minutesOfTime, readConfig, selectionOf, specialDepartments } from './config.ts';

function told(text: string): string[] {
  return readConfig('emr-lint.config.yaml', text).problems.map(
    ({ line, column, message }) => `${line}:${column} ${message.zh}`,
  );
}

describe('readConfig', () => {
  it('takes everything the design names', () => {
    const text = `extends: ./base.yaml
packs: [recommended, regional]
rules:
  writing/clock: off
  timeliness/operation-record: { severity: warning, within: 12h }
criticalLimits:
  - { item: 钾, aliases: [血钾, K], unit: mmol/L, low: 2.8, high: 6.2 }
  - { item: 血培养, words: [阳性] }
holidays: { holidays: [2024-03-01], workdays: [2024-03-02] }
scoreSheet: zhejiang-2021
departments:
  - { names: [重症医学科], rules: { timeliness/rounds-per-week: off } }
files: { include: ["**/*.emr"], exclude: [archive/**] }
asOf: 2024-03-10T08:00
`;
    const { config, problems } = readConfig('c', text);
    expect(problems).toEqual([]);
    expect(config.rules?.['timeliness/operation-record']).toEqual({ severity: 'warning', within: '12h' });
    expect(config.criticalLimits?.[0]).toMatchObject({ item: '钾', low: 2.8, departments: [] });
    expect(config.asOf).toBe('2024-03-10T08:00');
  });

  it('takes an empty file', () => {
    expect(readConfig('c', '')).toMatchObject({ config: {}, problems: [] });
    expect(readConfig('c', '# nothing yet\n')).toMatchObject({ config: {}, problems: [] });
    expect(readConfig('c', 'rules:\n#  a/b: off\n')).toMatchObject({ config: {}, problems: [] });
  });

  it.each([
    ['rule: {}\n', ['1:1 不认识“rule”，是否指 rules？']],
    ['packs: recommended\n', ['1:8 此处应为列表']],
    ['# c\nrules:\n  writing/clock: eror\n', ['3:18 应为下列之一：error、warning、information、hint、off']],
    ['rules:\n  writing/clock:\n    severity: high\n', ['3:15 应为下列之一：error、warning、information、hint、off']],
    ['asOf: yesterday\n', ['1:7 时间应写作 2024-03-01T15:30']],
    ['asOf: 2024-02-30\n', ['1:7 时间应写作 2024-03-01T15:30']],
    ['holidays:\n  holidays: [2024-3-1]\n', ['2:14 日期应写作 2024-03-01']],
    ['criticalLimits:\n  - item: 钾\n', ['2:5 须给出 low、high 或 words']],
    [
      'criticalLimits:\n  - { item: 钾, lwo: 2 }\n',
      ['2:16 不认识“lwo”，是否指 low？', '2:5 须给出 low、high 或 words'],
    ],
    ['departments:\n  - names: [ICU]\n', ['2:5 此处应为键值表']],
    ['rules: [\n', [expect.stringMatching(/^2:1 不是合法的 YAML：/)]],
    ['files: { includes: [] }\n', ['1:10 不认识“includes”，是否指 include？']],
  ])('tells what is wrong in %j, and where', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it('shows where a fault stands that the engine found', () => {
    const { locate } = readConfig('c', 'rules:\n  writting/clock: off\n  a/b: { within: x }\n');
    const message = { zh: '', en: '' };
    const at = (path: string[], atKey: boolean) => {
      const { line, column } = locate({ origin: 'configuration', rule: undefined, path, message, atKey });
      return [line, column];
    };
    expect([at(['rules', 'writting/clock'], true), at(['rules', 'a/b', 'within'], false)]).toEqual([
      [2, 3],
      [3, 18],
    ]);
  });

  it('survives a file made to explode', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map((key, i) => `${key}: &${key} [${Array(9).fill(`*${'abcdefg'[i]}`)}]`)
      .join('\n')}\n`;
    expect(readConfig('c', bomb).problems.length).toBeGreaterThan(0);
  });
});

describe('mergeConfigs', () => {
  it('joins rules parameter by parameter and replaces the rest', () => {
    const base = readConfig(
      'a',
      'packs: [national]\nrules: { a/b: { severity: error, within: 1h }, c/d: off }\nholidays: { holidays: [2024-03-01] }\n',
    ).config;
    const own = readConfig(
      'b',
      'extends: a\npacks: [core]\nrules: { a/b: { within: 2h }, c/d: hint }\nholidays: { holidays: [2024-03-04] }\n',
    ).config;
    expect(mergeConfigs(base, own)).toMatchObject({
      packs: ['core'],
      rules: { 'a/b': { severity: 'error', within: '2h' }, 'c/d': { severity: 'hint' } },
      holidays: { holidays: ['2024-03-01', '2024-03-04'] },
    });
  });

  it('replaces a critical limit of the same item', () => {
    const limits = (text: string) => readConfig('a', `criticalLimits: [${text}]`).config;
    const merged = mergeConfigs(limits('{item: 钾, low: 2}, {item: 钠, low: 120}'), limits('{item: 钾, low: 3}'));
    expect(merged.criticalLimits?.map(({ item, low }) => [item, low])).toEqual([
      ['钠', 120],
      ['钾', 3],
    ]);
  });
});

describe('selectionOf', () => {
  const { config } = readConfig(
    'c',
    'rules: { a/b: error }\ndepartments:\n  - { names: [儿科, ICU], rules: { a/b: off, c/d: { n: 1 } } }\n',
  );

  it('lays the settings of a department over the others', () => {
    expect(selectionOf(config).rules).toEqual({ 'a/b': 'error' });
    expect(selectionOf(config, '内科').rules).toEqual({ 'a/b': 'error' });
    expect(selectionOf(config, '儿 科').rules).toEqual({ 'a/b': { severity: 'off' }, 'c/d': { n: 1 } });
    expect(specialDepartments(config)).toEqual(['ICU', '儿科']);
  });
});

describe('minutesOfTime', () => {
  it.each([
    ['2024-03-01T15:30', '2024-03-01T15:30'],
    ['2024-03-01 15:30:59', '2024-03-01T15:30'],
    ['2024-03-01', '2024-03-01T00:00'],
    ['2024-02-29T24:00', '2024-03-01T00:00'],
  ])('%s', (text, expected) => {
    expect(formatMinutes(minutesOfTime(text) ?? Number.NaN)).toBe(expected);
  });

  it.each(['2023-02-29', '2024-03-01T24:01', '2024-03-01T15:60', '2024-13-01', '2024-3-1', 'now', ''])(
    'refuses %j',
    (text) => {
      expect(minutesOfTime(text)).toBeUndefined();
    },
  );
});
