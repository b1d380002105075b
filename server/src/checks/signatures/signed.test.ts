import { describe, expect, it } from 'vitest';
import { say } from '../text-testing.ts';
import { signed } from './signed.ts';

const ask = (record: string, params: object = {}, asOf?: string) => say(signed, params, record, asOf);
const NOTE = '2024-03-04 09:15  日常病程记录\n患者胸闷缓解。\n';

describe('signed', () => {
  it('points at the title, or at the line that waits for a name', () => {
    expect(ask(NOTE)).toEqual(['missing ⟦日常病程记录⟧ progress-note']);
    expect(ask(`${NOTE}医师签名：\n`)).toEqual(['missing ⟦医师签名⟧ progress-note']);
    expect(ask(`${NOTE}医师签名：        2024-03-04 10:00\n`)).toHaveLength(1);
  });

  it.each([
    ['a rank as label', '主治医师：赵某某\n'],
    ['a name with a rank and a time', '医师签名：李某某（住院医师）  2024-03-04 10:00\n'],
    ['a pair', '李某某/赵某某\n'],
    ['a pair run on to the text', '继续治疗。李某某/赵某某2024-03-04 10:00'],
    ['a name run on to the text', '继续治疗。滕某某'],
    ['a name on the last line', '目前诊断：心绞痛\n滕某某'],
    ['names masked behind a rare surname', '逯××/花××\n'],
    ['the recorder', '记录者：李某某\n'],
    ['the superior alone', '上级医师签名：赵某某\n'],
    ['a name above its time', '医师签名：李某某\n2024-03-04 10:00\n'],
    ['an electronic mark', '医师签名：（电子签名）\n'],
    ['a masked name', '医师签名：***\n'],
    ['a blank that is reported as one', '医师签名：【待填】\n'],
  ])('takes %s for a signature', (_, line) => expect(ask(NOTE + line)).toEqual([]));

  it('takes None for a name that was taken out where other things are masked, else for an empty field', () => {
    expect(ask(`${NOTE}医师签名：None\n`)).toHaveLength(1);
    expect(ask(`${NOTE}BP1**/8*mmHg。\n医师签名：None\n`)).toEqual([]);
  });

  it('asks for no signature on print-outs, lists, fragments and lines of a table of contents', () => {
    expect(
      ask(
        '【检验报告】\n| 项目 | 结果 |\n| 钾 | 4.1 |\n\n【医嘱单】\n| 开始时间 | 医嘱 |\n| 2024-03-01 10:00 | 病重 |\n',
      ),
    ).toEqual([]);
    expect(ask('主诉：胸闷。\n现病史：患者3年前出现胸闷。\n')).toEqual([]);
    expect(ask('【入院记录】\n【出院记录】\n')).toEqual([]);
  });

  it('asks for none at the head of a sheet of notes, nor beside the nurses who counted', () => {
    expect(ask('病程记录\n姓名：李某某    住院号：25010033   床号：08\n\n')).toEqual([]);
    expect(ask('【手术清点记录】\n手术名称：阑尾切除术\n| 物品 | 术前 | 关前 |\n| 纱布 | 10 | 10 |\n')).toHaveLength(1);
    expect(
      ask(
        '【手术清点记录】\n手术名称：阑尾切除术\n| 物品 | 术前 | 关前 |\n| 纱布 | 10 | 10 |\n巡回护士：苗某 器械护士：元某\n',
      ),
    ).toEqual([]);
  });

  it('mentions a draft: the newest note of a running chart, within a day', () => {
    const chart = `姓名：王某某  入院时间：2024-03-01 10:20\n\n${NOTE}`;
    expect(ask(chart, {}, '2024-03-04 12:00')).toEqual(['?draft ⟦日常病程记录⟧ progress-note']);
    expect(ask(chart, {}, '2024-03-05 12:00')).toEqual(['missing ⟦日常病程记录⟧ progress-note']);
    expect(
      ask(`${chart}\n2024-03-04 11:15  日常病程记录\n同前。\n医师签名：李某某\n`, {}, '2024-03-04 12:00'),
    ).toHaveLength(1);
    expect(ask(chart.replace('10:20', '10:20  出院时间：2024-03-04 11:00'), {}, '2024-03-04 12:00')).toEqual([
      'missing ⟦日常病程记录⟧ progress-note',
    ]);
  });

  it('counts different signers', () => {
    const params = { documents: ['handover-record'], atLeast: 2 };
    const record = '【交接班记录】\n主诉：胸闷。\n诊疗经过：好转。\n';
    expect(ask(`${record}交班医师：李某某\n`, params)).toEqual(['few ⟦交接班记录⟧ handover-record 2']);
    expect(ask(`${record}交班医师：李某某\n接班医师：李某某\n`, params)).toHaveLength(1);
    expect(ask(`${record}交班医师：李某某\n接班医师：赵某某\n`, params)).toEqual([]);
    expect(ask(record, params)).toEqual([]);
  });
});
