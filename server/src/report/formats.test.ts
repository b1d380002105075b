import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { csvReport, indicatorsCsv } from './csv.ts';
import { percent } from './indicators.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { ndjsonReport } from './ndjson.ts';
import { sarifReport } from './sarif.ts';
import { cells, stylishReport, wrap } from './stylish.ts';
import { aFinding, aReport, aReportChart, WAIVED } from './testing.ts';

const FIX = {
  title: '改写为“15:00”',
  safety: 'safe' as const,
  edits: [
    {
      file: '外科/a 1.emr',
      range: { start: { line: 2, character: 0 }, end: { line: 2, character: 4 } },
      text: '15:00',
    },
    { file: '外科/b.emr', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '' },
  ],
};
const hostile = '=HYPERLINK("x"),\u0000<b>&\n"\uD800';
const mixed = aReport([
  aReportChart({
    findings: [
      aFinding({ fixes: [FIX] }),
      aFinding({
        severity: 'warning',
        state: undefined,
        related: [],
        message: hostile,
        fingerprint: 'fedcba9876543210',
      }),
      aFinding({ severity: 'hint', waived: WAIVED }),
    ],
  }),
  aReportChart({ id: '?/x', score: undefined, findings: [], outcomes: { 'MER-TL-02': 'met' } }),
]);

describe('json', () => {
  it('is the object that is promised', () => {
    expect(JSON.parse(jsonReport(mixed))).toEqual({
      version: 1,
      asOf: '2024-03-10T00:00',
      charts: [
        {
          id: 'Z1/1',
          files: ['外科/a 1.emr', '外科/b.emr'],
          score: { points: 86.5, grade: '乙', vetoes: ['否决'] },
          findings: [
            {
              rule: 'timeliness/operation-record',
              severity: 'error',
              message: '手术记录于2024-03-02 12:00完成，迟1小时',
              file: '外科/a 1.emr',
              range: { start: { line: 11, character: 1 }, end: { line: 11, character: 5 } },
              state: 'late',
              data: { late: 60 },
              basis: [{ source: 'BW2010', clause: '第二十二条(十五)' }],
              related: [
                {
                  file: '外科/b.emr',
                  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } },
                  message: '手术',
                },
              ],
              fixes: [{ title: '改写为“15:00”', edits: FIX.edits }],
              fingerprint: '0123456789abcdef',
              waived: null,
            },
            expect.objectContaining({ state: null, related: [], fixes: [] }),
            expect.objectContaining({ waived: WAIVED }),
          ],
          indicators: { 'MER-TL-02': 'failed', 'MER-TQ-01': 'undecided' },
        },
        {
          id: '?/x',
          files: ['外科/a 1.emr', '外科/b.emr'],
          score: null,
          findings: [],
          indicators: { 'MER-TL-02': 'met' },
        },
      ],
      indicators: [
        expect.objectContaining({
          id: 'MER-HR-01',
          answerable: false,
          rate: null,
          reason: '需要人员工作月数，病历中没有',
        }),
        {
          ...{ id: 'MER-TL-02', numerator: 1, denominator: 2, failed: ['Z1/1'], undecided: 0, undecidedCharts: [] },
          ...{ rate: 0.5, name: '手术记录24小时内完成率', better: 'higher', status: 'national' },
          ...{ basis: '《病案管理质量控制指标（2021年版）》', answerable: true, reason: null },
        },
        expect.objectContaining({
          id: 'MER-TQ-01',
          denominator: 0,
          undecided: 1,
          undecidedCharts: ['Z1/1'],
          rate: null,
        }),
      ],
      summary: { charts: 2, errors: 1, warnings: 1, information: 0, hints: 0 },
    });
  });

  it('quotes nothing of the record', () => {
    expect(jsonReport(mixed)).not.toContain('【');
  });
});

describe('ndjson', () => {
  it('writes the charts of the JSON, one a line', () => {
    const lines = ndjsonReport(mixed).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(jsonReport(mixed)).charts);
  });
});

describe('sarif', () => {
  const log: Log = JSON.parse(sarifReport(mixed));
  const results = log.runs[0]?.results ?? [];

  it('validates against the schema of SARIF 2.1.0', () => {
    const schema = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../../test/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
    );
    // Draft 4 names its id otherwise, and one pattern is none in Unicode mode; nothing else differs from draft 7.
    const { $schema: _, id: $id, ...rest } = schema;
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats.default(ajv);
    const validate = ajv.compile({ $id, ...rest });
    expect(validate({ version: '2.1.0', runs: [{}] })).toBe(false);
    validate(log);
    expect(validate.errors).toBeNull();
    validate(JSON.parse(sarifReport(aReport([]))));
    expect(validate.errors).toBeNull();
  });

  it('counts from 1 in UTF-16 and names files by URI', () => {
    expect(log.runs[0]?.columnKind).toBe('utf16CodeUnits');
    expect(results[0]?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: '%E5%A4%96%E7%A7%91/a%201.emr' },
      region: { startLine: 12, startColumn: 2, endLine: 12, endColumn: 6, charOffset: 120, charLength: 4 },
    });
    const uri = (file: string) => {
      const other: Log = JSON.parse(sarifReport(aReport([aReportChart({ findings: [aFinding({ file })] })])));
      return other.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
    };
    expect([uri('/x/a.emr'), uri('c:/x/a.emr'), uri('../a.emr')]).toEqual([
      'file:///x/a.emr',
      'file:///c:/x/a.emr',
      '../a.emr',
    ]);
  });

  it('keeps fingerprints, suppressions with their reasons, and fixes', () => {
    expect(results.map(({ partialFingerprints }) => partialFingerprints?.['emrLint/v1'])).toEqual([
      '0123456789abcdef',
      'fedcba9876543210',
      '0123456789abcdef',
    ]);
    expect(results.map(({ suppressions }) => suppressions?.length)).toEqual([0, 0, 1]);
    expect(results[2]?.suppressions?.[0]?.justification).toBe('已与上级核实 (王质控, 2024-03-12)');
    expect(results[0]?.fixes?.[0]?.artifactChanges.map(({ replacements }) => replacements)).toEqual([
      [
        {
          deletedRegion: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 5 },
          insertedContent: { text: '15:00' },
        },
      ],
      [{ deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } }],
    ]);
  });

  it('names each rule once, with its clause', () => {
    const rules = log.runs[0]?.tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual(['timeliness/operation-record']);
    expect(rules[0]?.help?.text).toContain('《病历书写基本规范》第二十二条(十五)');
    expect(results.map(({ ruleIndex }) => ruleIndex)).toEqual([0, 0, 0]);
  });
});

describe('csv', () => {
  const text = csvReport(mixed);

  it('begins with a byte order mark and ends lines as Excel does', () => {
    expect(text.startsWith('\uFEFF病历,文件,')).toBe(true);
    expect(text.replaceAll(/"[^"]*(?:""[^"]*)*"/g, '').split('\r\n')).toHaveLength(5);
  });

  it('lets no cell be taken for a formula', () => {
    expect(text).toContain(`"'=HYPERLINK(""x""),`);
    const cell = (message: string) =>
      csvReport(aReport([aReportChart({ findings: [aFinding({ message })] })]))
        .split('\r\n')[1]
        ?.split(',')[7];
    expect(['+1', '-1', '@a', '\ta', '1-2'].map(cell)).toEqual(["'+1", "'-1", "'@a", "'\ta", '1-2']);
  });
});

describe('indicators in csv', () => {
  it('gives one a row, with the reason in place of figures that charts cannot give', () => {
    const rows = indicatorsCsv(mixed).trimEnd().split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows[1]).toContain('MER-HR-01,住院病案管理人员月均负担出院患者病历数,,,,,,higher,全国,');
    expect(rows[2]).toContain('MER-TL-02,手术记录24小时内完成率,50%,1,2,1,0,higher,');
    expect(rows[3]).toMatch(/^MER-TQ-01,出院患者病历2日归档率,,0,0,0,1,.*,Z1\/1$/);
  });

  it('never rounds a rate to all or nothing', () => {
    expect([1, 0.9999, 0.0001, 0, 2 / 3].map(percent)).toEqual(['100%', '99.9%', '0.1%', '0%', '66.7%']);
  });
});

describe('junit', () => {
  const text = junitReport(mixed);

  it('fails errors, skips what is waived, passes the rest', () => {
    expect(text).toContain('<testsuites name="emr-lint" tests="4" failures="1">');
    expect(text).toContain('<testsuite name="Z1/1" tests="3" failures="1" errors="0" skipped="1">');
    expect(text.match(/<failure /g)).toHaveLength(1);
    expect(text.match(/<skipped message="已与上级核实"\/>/g)).toHaveLength(1);
    expect(text.match(/<system-out>/g)).toHaveLength(1);
  });

  it('is XML whatever a message holds', () => {
    const allowed = /^[\t\n\r\u0020-\uFFFD]*$/;
    expect(text).toMatch(allowed);
    expect(text.isWellFormed()).toBe(true);
    expect(text).toContain('&lt;b&gt;&amp;');
    expect(text.replace(/<\/?[a-z?][^<>]*>/g, '')).not.toMatch(/[<>]/);
  });
});

describe('stylish', () => {
  const plain = stylishReport(mixed, { colour: false, width: 100 });

  it('shows places from 1, rule and clause, and the sum', () => {
    expect(plain).toMatch(/^Z1\/1 {2}86\.5 分 乙 {2}否决: 否决\n外科\/a 1\.emr\n {2}12:2 {2}错误 {2}手术记录于/);
    expect(plain).toContain('timeliness/operation-record  《病历书写基本规范》第二十二条(十五)  可修复');
    expect(plain).toMatch(/✖ 2 份病历：1 个错误，1 个警告（另有 1 项已豁免）\n {2}其中 1 项可用 --fix 自动修改\n$/);
  });

  it('colours only when told to', () => {
    expect(plain).not.toContain('\u001B');
    expect(stylishReport(mixed, { colour: true, width: 100 })).toContain('\u001B[31m错误\u001B[0m');
  });

  it('speaks English, and of nothing found', () => {
    expect(
      stylishReport(aReport([aReportChart({ findings: [] })], { locale: 'en' }), { colour: false, width: 80 }),
    ).toBe('✔ 1 chart, nothing found\n');
  });

  it('wraps by the cells of the terminal', () => {
    expect(wrap('手术记录于2024-03-02完成，应在24小时内', 20)).toEqual(['手术记录于2024-03-02', '完成，应在24小时内']);
    expect(wrap('一二三四五六七，八', 14)).toEqual(['一二三四五六', '七，八']);
    expect(cells('ab中文，１𠮷')).toBe(12);
  });
});
