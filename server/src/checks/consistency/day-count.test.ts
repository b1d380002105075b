import { describe, expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { dayCount } from './day-count.ts';

const RULE = { since: 'operation', documents: ['progress-note', 'ward-round'], column: 'post-op-days' };
const OPERATION = '【手术记录】\n手术开始时间：2024-03-04 09:00  手术结束时间：2024-03-04 11:00\n\n';
const said = (text: string, at = '2024-03-07 09:00', operations = OPERATION) =>
  findingsOf(dayCount, RULE, `入院时间：2024-03-01 10:20\n\n${operations}${at}  日常病程记录\n${text}\n`).map(
    ({ data }) => `${data.stated} (${data.counted})`,
  );

describe('days since the operation', () => {
  it('counts the day itself as none or as the first', () => {
    expect(said('术后第2天，无发热。')).toEqual(['2 (3)']);
    expect(said('术后第3天，无发热。')).toEqual([]);
    expect(said('术后第4天，无发热。')).toEqual([]);
    expect(said('术后第5天，无发热。')).toEqual(['5 (3)']);
    expect(said('术后第1天，无发热。', '2024-03-04 18:00')).toEqual([]);
  });

  it.each([
    '患者今日术后第二天，切口痛。',
    '今日为术后第2日。',
    '手术后第2天，排气。',
    '患者胃癌根治术后第2天，无发热。',
    '患者一般情况好，诉切口痛。今日为术后2天，引流管通畅。',
  ])('reads %s', (text) => expect(said(text)).toEqual(['2 (3)']));

  it.each([
    '术后第1天已排气，今日进食。',
    '拟术后第7天拆线。',
    '术后第9天复查。',
    '昨日为术后第1天，发热。',
    '术后第*天，无发热。',
    '术后第2、3天体温正常。',
    'PCI术后第1天，无胸闷。',
    '外院阑尾切除术后第2天，换药。',
    '胆囊切除术后第20天，无腹痛。',
    '病情平稳，精神食欲可，大小便正常，切口愈合好，无红肿渗液，引流管在位通畅，引出淡血性液50ml。患者无其他不适主诉，查体无特殊。患者术后第1天，已排气。',
  ])('leaves %s alone', (text) => expect(said(text)).toEqual([]));

  it('before the morning round a note may belong to the day before', () => {
    expect(said('术后第2天，无发热。', '2024-03-07 02:00')).toEqual([]);
    expect(said('术后第1天，无发热。', '2024-03-07 02:00')).toEqual(['1 (3)']);
  });

  it('any of several operations may be meant; an undated one may be it', () => {
    const second = '【手术记录】\n手术开始时间：2024-03-06 09:00\n\n';
    expect(said('术后第1天，无发热。', undefined, OPERATION + second)).toEqual([]);
    expect(said('术后第3天，无发热。', undefined, OPERATION + second)).toEqual([]);
    expect(said('术后第6天，无发热。', undefined, OPERATION + second)).toEqual(['6 (1)']);
    expect(said('术后第6天，无发热。', undefined, `${OPERATION}【手术记录】\n手术名称：清创术\n\n`)).toEqual([]);
    expect(said('术后第6天，无发热。', undefined, '')).toEqual([]);
    expect(said('术后第6天，无发热。', '2024-03-03 09:00')).toEqual([]);
  });
});

it('counts days of the stay', () => {
  const rule = { since: 'admission', documents: ['progress-note'] };
  const said = (text: string) =>
    findingsOf(dayCount, rule, `入院时间：2024-03-01 10:20\n\n2024-03-03 09:00  日常病程记录\n${text}\n`).map(
      ({ data }) => data.stated,
    );
  expect(said('患者入院第2天，无发热。')).toEqual([]);
  expect(said('患者入院第三天，无发热。')).toEqual([]);
  expect(said('患者入院后第5天，无发热。')).toEqual([5]);
  expect(said('患者第2次住院，无发热。')).toEqual([]);
});
