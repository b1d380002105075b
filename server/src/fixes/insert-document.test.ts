import { describe, expect, it } from 'vitest';
import { insertDocument } from './insert-document.ts';
import { fixed, fixesFor } from './testing.ts';

const HEADER = '姓名：王某某  性别：男  年龄：58岁  住院号：Z1  科室：普外科  床号：3  入院时间：2024-03-01 10:20\n\n';
const ADMISSION = '【入院记录】\n主诉：甲。\n医师签名：李某某  2024-03-01 12:00\n\n';
const NOTE = (day: number) => `2024-03-0${day} 09:15  日常病程记录\n乙。\n医师签名：李某某\n\n`;
const OPERATION =
  '【术后首次病程记录】2024-03-03 13:00\n手术开始时间：2024-03-03 10:00  手术结束时间：2024-03-03 12:00\n手术名称：胆囊切除术\n术者：赵某某\n医师签名：赵某某\n\n';

const titles = (text: string | undefined) =>
  (text ?? '').split('\n').filter((line) => /^(?:【.*】\S*|# .*|\S+ \S+ {2}\S+记录|\S+记录)$/.test(line.trim()));

describe('insert-document', () => {
  it('puts the admission record first and the first note behind it', () => {
    expect(titles(fixed(insertDocument, HEADER + NOTE(3), { wanted: 'admission-record' }))).toEqual([
      '【入院记录】'.slice(1, -1),
      '2024-03-03 09:15  日常病程记录',
    ]);
    const text = fixed(insertDocument, HEADER + ADMISSION + NOTE(3), { wanted: 'first-progress-note' });
    expect(text).toContain('2024-03-01 12:00\n\n【首次病程记录】\n记录时间：【待填】\n病例特点：【待填】\n');
    expect(text?.endsWith(NOTE(3))).toBe(true);
  });

  it('puts an operation record where the operation stands in time, with what the chart states and where', () => {
    const text = fixed(insertDocument, HEADER + ADMISSION + NOTE(2) + OPERATION + NOTE(5), {
      wanted: 'operation-record',
      event: 'operation',
    });
    const at = text?.indexOf('【手术记录】') ?? -1;
    expect(at).toBeGreaterThan(text?.indexOf('2024-03-02 09:15') ?? 0);
    expect(at).toBeLessThan(text?.indexOf('2024-03-05 09:15') ?? 0);
    expect(text).toContain('手术名称：胆囊切除术（据2024-03-03术后首次病程记录）');
    expect(text).toContain('术者：赵某某（据2024-03-03术后首次病程记录）');
    expect(text).toContain('术中诊断：【待填】');
    expect(text).not.toContain('姓名：【待填】');
  });

  it('puts what follows the end of the stay behind all notes', () => {
    const header = HEADER.replace('10:20', '10:20  出院时间：2024-03-02 08:00');
    const text = fixed(insertDocument, header + ADMISSION + NOTE(2), {
      wanted: 'discharge-record',
      event: 'discharge',
    });
    expect(text?.indexOf('【出院记录】')).toBeGreaterThan(text?.indexOf('日常病程记录') ?? 0);
    expect(text).toContain('诊疗经过：【待填】');
  });

  it('writes headings as the chart does', () => {
    expect(fixed(insertDocument, '# 入院记录\n主诉：甲。\n', { wanted: 'discharge-record' })).toContain(
      '\n# 出院记录\n',
    );
    expect(fixed(insertDocument, '入院记录\n主诉：甲。\n', { wanted: 'discharge-record' })).toContain('\n出院记录\n');
    expect(fixed(insertDocument, '【入院记录】\r\n主诉：甲。\r\n', { wanted: 'discharge-record' })).toContain(
      '\r\n\r\n【出院记录】\r\n',
    );
  });

  it('forges neither time, name nor signature', () => {
    const text = fixed(insertDocument, HEADER + ADMISSION, { wanted: 'discharge-record', event: 'admission' }) ?? '';
    const skeleton = text.slice(text.indexOf('【出院记录】'));
    expect(skeleton).toContain('记录时间：【待填】');
    expect(skeleton.trimEnd().endsWith('医师签名：【待填】')).toBe(true);
    expect(skeleton).not.toMatch(/李某某/);
  });

  it('does not copy a masked time', () => {
    const text = fixed(insertDocument, `${HEADER.replace('2024-03-01 10:20', '2024-03-** 10:20')}${ADMISSION}`, {
      wanted: 'discharge-record',
    });
    expect(text).not.toContain('（据病历首部）');
  });

  it('offers no note for a day gone by, nothing for a document that stands, nothing in a CDA document', () => {
    expect(fixesFor(insertDocument, HEADER + ADMISSION, { wanted: 'ward-round', event: 'admission' })).toEqual([]);
    expect(fixesFor(insertDocument, HEADER + ADMISSION, { wanted: 'progress-note', event: 'admission' })).toEqual([]);
    expect(
      fixesFor(insertDocument, HEADER + ADMISSION, { wanted: 'admission-record', document: 'admission-record' }),
    ).toEqual([]);
    expect(fixesFor(insertDocument, HEADER + ADMISSION, {})).toEqual([]);
  });
});
