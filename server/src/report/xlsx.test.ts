import { unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it, vi } from 'vitest';
import { aFinding, aReport, aReportChart, WAIVED } from './testing.ts';
import { workbook } from './workbook.ts';
import { xlsxReport } from './xlsx.ts';

const report = aReport([
  aReportChart({
    score: {
      ...{ sheet: '通用评分表', points: 86.5, grade: '乙', vetoes: ['否决'] },
      deductions: [
        { item: '时效', row: '超过规定时限', asked: 3, taken: 3, veto: false, inferred: false, count: 1 },
        { item: '签名', row: '未签名', asked: 10, taken: 10, veto: true, inferred: true, count: 2 },
      ],
    },
    findings: [aFinding({ deducted: 3 }), aFinding({ message: '=1+1\u0007', waived: WAIVED, state: undefined })],
  }),
  aReportChart({ id: '?/x', score: undefined, findings: [], discharge: undefined, outcomes: { 'MER-TL-02': 'met' } }),
]);

async function sheets(bytes: Uint8Array) {
  const read = await readXlsxFile(Buffer.from(bytes));
  return new Map(read.map(({ sheet, data }) => [sheet, data]));
}

describe('the workbook', async () => {
  const bytes = await xlsxReport(report);
  const read = await sheets(bytes);

  it('has its four sheets, each under a head', () => {
    expect([...read.keys()]).toEqual(['缺陷', '病历', '指标', '扣分']);
    expect([...read.values()].map((rows) => rows[0]?.[0])).toEqual(['病历', '病历', '指标', '病历']);
    expect([...read.values()].map((rows) => rows.length)).toEqual([3, 3, 4, 3]);
  });

  it('lists defects with clause, points and place, and takes no text for a formula', () => {
    const [, first, second] = read.get('缺陷') ?? [];
    expect(first).toEqual([
      ...['Z1/1', '外科', '王某某', '错误', 'timeliness/operation-record', '手术记录应在术后24小时内完成'],
      ...['手术记录于2024-03-02 12:00完成，迟1小时', '超时', '《病历书写基本规范》第二十二条(十五)', 3],
      ...['外科/a 1.emr', 12, null],
    ]);
    expect([second?.[6], second?.[12]]).toEqual(['=1+1', '已与上级核实']);
  });

  it('gives times as times, to the minute or the day as the chart does', () => {
    const [, first, second] = read.get('病历') ?? [];
    expect(first?.slice(3, 9)).toEqual([
      ...['住院', new Date('2024-03-01T08:00Z'), new Date('2024-03-09T00:00Z'), null, 86.5, '乙'],
    ]);
    expect([second?.[5], second?.[7]]).toEqual([null, null]);
  });

  it('tells rates with their charts, and why some have none', () => {
    const [, none, rate, open] = read.get('指标') ?? [];
    expect(none?.slice(2, 7)).toEqual([null, null, null, null, null]);
    expect(none?.[11]).toBe('病历不能回答：需要人员工作月数，病历中没有');
    expect(rate?.slice(2, 7)).toEqual([0.5, 1, 2, 1, 0]);
    expect([rate?.[13], open?.[14]]).toEqual(['Z1/1', 'Z1/1']);
  });

  it('lists what was deducted', () => {
    expect(read.get('扣分')?.slice(1)).toEqual([
      ['Z1/1', '外科', '王某某', '时效', '超过规定时限', 1, 3, 3, null, null],
      ['Z1/1', '外科', '王某某', '签名', '未签名', 2, 10, 10, '是', '是'],
    ]);
  });

  it('filters, prints with its head on every page, and freezes it', async () => {
    const entries = unzipSync(bytes);
    const xml = (name: string) => new TextDecoder().decode(entries[name]);
    expect(xml('xl/worksheets/sheet1.xml')).toMatch(
      /^<\?xml[^>]*><worksheet[^>]*><sheetPr>.*<pane ySplit="1".*<\/sheetData><autoFilter ref="A1:M3"\/>.*<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"\/>/s,
    );
    expect(xml('xl/workbook.xml')).toMatch(
      /<\/sheets><definedNames><definedName name="_xlnm\._FilterDatabase" localSheetId="0" hidden="1">'缺陷'!\$A\$1:\$M\$3</,
    );
    expect(xml('xl/workbook.xml')).toContain(`localSheetId="3">'扣分'!$1:$1</definedName></definedNames>`);
  });

  it('is the same to the byte at another time', async () => {
    vi.useFakeTimers({ now: new Date('2031-07-08T09:10:11Z'), toFake: ['Date'] });
    try {
      expect(Buffer.compare(Buffer.from(await xlsxReport(report)), Buffer.from(bytes))).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('speaks English', async () => {
    const english = await sheets(await xlsxReport({ ...report, locale: 'en' }));
    expect([...english.keys()]).toEqual(['Defects', 'Charts', 'Indicators', 'Deductions']);
  });
});

it('cuts a text that no cell holds, between characters', async () => {
  const long = '𠮷'.repeat(20_000);
  const table = { name: 'a', columns: [{ title: 't', width: 9 }], rows: [[long]] };
  const cell = (await sheets(await workbook([table]))).get('a')?.[1]?.[0];
  expect(String(cell).length).toBeLessThanOrEqual(32_767);
  expect(String(cell).isWellFormed()).toBe(true);
});
