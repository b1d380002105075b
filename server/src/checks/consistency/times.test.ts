import { describe, expect, it, test } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { afterLeaving } from './after-leaving.ts';
import { futureTime } from './future-time.ts';
import { realDate } from './real-date.ts';
import { timeOrder } from './time-order.ts';

describe('the order of two times', () => {
  const PAIRS = {
    pairs: [
      { first: 'admission-time', second: 'discharge-time', across: true },
      { first: 'operation-start', second: 'operation-end' },
      { first: 'transfer-out-time', second: 'transfer-in-time', tolerance: '1h' },
      { first: 'sampled-time', second: 'reported-time' },
    ],
    ranges: ['operation-date'],
  };
  const said = (record: string) =>
    findingsOf(timeOrder, PAIRS, record).map(({ data }) => `${data.second} ${data.secondTime} < ${data.firstTime}`);

  it('is wrong only when no choice of the unknown puts them right', () => {
    expect(said('入院时间：2024-03-09 10:20  出院时间：2024-03-09\n')).toEqual([]);
    expect(said('入院时间：2024-03-09 10:20  出院时间：2024-03-0*\n')).toEqual([]);
    expect(said('入院时间：2024-03-09 10:20  出院时间：2024-03-09 10:20\n')).toEqual([]);
    expect(said('入院时间：2024-03-09 10:20  出院时间：2024-03-09 10:19\n')).toHaveLength(1);
    expect(said('入院时间：2024-03-09 10:20  出院时间：2024-03-08\n')).toHaveLength(1);
  });

  it('looks across documents, and speaks once of one mistake', () => {
    const record =
      '入院时间：2024-03-09 10:20\n\n【出院记录】\n出院日期：2024-03-08\n\n【病案首页】\n出院时间：2024-03-08\n';
    expect(said(record)).toEqual(['discharge-time 2024-03-08 < 2024-03-09T10:20']);
  });

  it('keeps the two operations of two records apart', () => {
    const record = (start: string, end: string) => `【手术记录】\n手术开始时间：${start}  手术结束时间：${end}\n\n`;
    const late = record('2024-03-06 09:00', '2024-03-06 11:00');
    expect(said(late + record('2024-03-02 09:00', '2024-03-02 11:00'))).toEqual([]);
    expect(said(late + record('2024-03-02 09:00', '2024-03-02 08:00'))).toHaveLength(1);
  });

  it('allows a tolerance', () => {
    const record = (into: string) => `【转入记录】\n转出时间：2024-03-02 10:00  转入时间：2024-03-02 ${into}\n`;
    expect(said(record('09:00'))).toEqual([]);
    expect(said(record('08:59'))).toHaveLength(1);
  });

  it('reads ranges, past midnight too', () => {
    const record = (range: string) => `【手术记录】\n手术日期：${range}\n`;
    expect(said(record('2024-03-02 23:00至次日01:10'))).toEqual([]);
    expect(said(record('2024-03-02 09:00 至 2024-03-01 11:30'))).toHaveLength(1);
  });
});

test('orders stopped before they began; midnight of an export stands for the day', () => {
  const said = (start: string, stop: string, order = '一级护理') =>
    findingsOf(
      timeOrder,
      { events: ['order'] },
      `【医嘱单】\n| 开始时间 | 类别 | 医嘱 | 停止时间 |\n| ${start} | 长期 | ${order} | ${stop} |\n`,
    ).length;
  expect(said('2024-03-03 10:40', '2024-03-03 10:40')).toBe(0);
  expect(said('2024-03-03 10:40', '2024-03-03 10:39')).toBe(1);
  expect(said('2024-03-03 10:40', '2024-03-03 00:00')).toBe(0);
  expect(said('2024-03-03 10:40', '2024-03-02 00:00')).toBe(1);
  expect(said('2024-03-03 10:40', '2024-03-02')).toBe(1);
  expect(said('2024-03-03 10:40', '2024-03-**')).toBe(0);
  expect(said('2024-03-03 10:40', '2024-03-02 09:00', '一级护理（已作废）')).toBe(0);
});

describe('after the patient had left', () => {
  const STOP = { what: 'order-stop', tolerance: '6h', sameDay: 'allowed', except: ['带药'] };
  const orders = (rule: object, end: string, ...rows: readonly string[]) =>
    findingsOf(
      afterLeaving,
      rule,
      `入院时间：2024-03-01 10:20  ${end}\n\n【医嘱单】\n| 开始时间 | 类别 | 医嘱 | 停止时间 |\n${rows.join('\n')}\n`,
    ).map(({ message, severity, data }) => `${message} ${severity} ${data.name} ${data.count}`);
  const stopped = (stop: string, name = '吸氧') => `| 2024-03-01 10:40 | 长期 | ${name} | ${stop} |`;
  const begun = (start: string, name = '血常规') => `| ${start} | 临时 | ${name} |  |`;

  it('allows the closing of orders on the day of discharge', () => {
    const said = (stop: string, end = '出院时间：2024-03-09 09:00') => orders(STOP, end, stopped(stop)).length;
    expect(said('2024-03-09 23:59')).toBe(0);
    expect(said('2024-03-10 08:00')).toBe(1);
    expect(said('2024-03-10 00:00')).toBe(1);
    expect(said('2024-03-10 02:00', '出院时间：2024-03-09 20:00')).toBe(0);
    expect(said('2024-03-10 02:01', '出院时间：2024-03-09 20:00')).toBe(1);
    expect(said('2024-03-10 05:00', '出院时间：2024-03-09')).toBe(0);
    expect(said('2024-03-10 05:00', '出院时间：2024-03-0*')).toBe(0);
    expect(said('2024-03-20 05:00', '')).toBe(0);
  });

  it('speaks once of orders stopped in one go, and not of what rightly comes after', () => {
    expect(
      orders(
        STOP,
        '出院时间：2024-03-09 09:00',
        stopped('2024-03-11 09:00'),
        stopped('2024-03-11 09:00', '一级护理'),
        stopped('2024-03-12 09:00', '出院带药：阿司匹林'),
      ),
    ).toEqual(['after-discharge error 吸氧 2']);
  });

  it('lets the first speak for all when nearly everything comes after', () => {
    const rows = [10, 11, 12, 13].map((day) => stopped(`2024-03-${day} 09:00`));
    expect(orders(STOP, '出院时间：2024-03-09 09:00', ...rows.slice(1))).toHaveLength(3);
    expect(orders(STOP, '出院时间：2024-03-09 09:00', ...rows)).toEqual(['after-discharge error 吸氧 4']);
  });

  it('warns of orders begun on the same day', () => {
    const rule = { what: 'order-start', tolerance: '2h', sameDay: 'warning' };
    const said = (start: string, end = '出院时间：2024-03-09 09:00') => orders(rule, end, begun(start));
    expect(said('2024-03-09 11:00')).toEqual([]);
    expect(said('2024-03-09 11:01')).toEqual(['after-discharge warning 血常规 1']);
    expect(said('2024-03-10 08:00')).toEqual(['after-discharge error 血常规 1']);
    expect(said('2024-03-10 08:00', '死亡时间：2024-03-09 09:00  离院方式：死亡')).toEqual([
      'after-death error 血常规 1',
    ]);
  });

  it('says nothing when the discharge lies before the admission', () =>
    expect(orders(STOP, '出院时间：2024-02-09 09:00', stopped('2024-03-11 09:00'))).toEqual([]));
});

test('dates and hours that do not exist', () => {
  const said = (text: string) =>
    findingsOf(realDate, {}, `【日常病程记录】\n${text}\n`).map(({ data }) => data.written);
  expect(said('于2024-02-30就诊，2023年2月29日复诊，2024/04/31。')).toEqual([
    '2024-02-30',
    '2023年2月29日',
    '2024/04/31',
  ]);
  expect(said('2024-03-01 25:10入室，2024-03-01 24:00出室，2024-02-29复查，2024-03-01 12:61。')).toEqual([
    '2024-03-01 25:10',
    '2024-03-01 12:61',
  ]);
  expect(said('检查号20240230，版本2024.13.45，2024-**-30，2024-02-3*，血压120/80，2月30日。')).toEqual([]);
});

describe('times ahead', () => {
  const said = (signed: string, asOf?: string, more = '') =>
    findingsOf(
      futureTime,
      { fields: ['reported-time'] },
      `入院时间：2024-03-01 10:20\n\n2024-03-02 09:00  日常病程记录\n拟2024-03-25手术。\n医师签名：李某某  ${signed}\n${more}`,
      asOf,
    ).length;

  it('are reported from a given as-of time, else a day beyond the clock', () => {
    expect(said('2024-03-10 08:00', '2024-03-10 08:00')).toBe(0);
    expect(said('2024-03-10 08:01', '2024-03-10 08:00')).toBe(1);
    expect(said('2099-01-01 20:00')).toBe(0);
    expect(said('2099-01-02 00:01')).toBe(1);
    expect(said('2024-03-**', '2024-03-10 08:00')).toBe(0);
  });

  it('say nothing where the user looks back', () => {
    const note = (day: number) => `\n2024-03-${day} 09:00  日常病程记录\n无不适。\n`;
    expect(said('2024-03-10 08:01', '2024-03-10 08:00', note(11))).toBe(2);
    expect(said('2024-03-10 08:01', '2024-03-10 08:00', note(11) + note(12))).toBe(0);
    expect(said('2024-03-10 08:01', '2024-03-10 08:00', '\n【出院记录】\n出院时间：2024-03-15\n')).toBe(0);
  });
});
