import { describe, expect, it } from 'vitest';
import { findOddTimes } from './clock-notation.ts';

const read = (text: string) =>
  findOddTimes(text).map((time) => [text.slice(time.start, time.end), time.replacement] as const);

describe('findOddTimes', () => {
  it.each([
    ['今日下午3点出现胸痛', '下午3点', '15:00'],
    ['于下午3点半送入手术室', '下午3点半', '15:30'],
    ['下午3点20入手术室', '下午3点20', '15:20'],
    ['下午2:30复查', '下午2:30', '14:30'],
    ['晚上8时15分', '晚上8时15分', '20:15'],
    ['3月1日晚8点', '晚8点', '20:00'],
    ['下午三点钟', '下午三点钟', '15:00'],
    ['下午１２点', '下午１２点', '12:00'],
    ['中午1点', '中午1点', '13:00'],
    ['凌晨两点', '凌晨两点', '02:00'],
    ['上午九时三十分', '上午九时三十分', '09:30'],
    ['三月一日入院', '三月一日', '3月1日'],
    ['3月十五日', '3月十五日', '3月15日'],
    ['二〇二四年三月一日', '二〇二四年三月一日', '2024年3月1日'],
    ['2024年三月二十一号', '2024年三月二十一号', '2024年3月21号'],
    ['一九九八年体检', '一九九八年', '1998年'],
    ['二零二三年五月起病', '二零二三年五月', '2023年5月'],
    ['十五时三十分', '十五时三十分', '15:30'],
  ])('reads %s', (text, written, replacement) => expect(read(text)).toEqual([[written, replacement]]));

  it.each([
    '晚12点发热',
    '晚上2点',
    '凌晨12点',
    '下午3点多',
    '今晚8点',
    '下午2点至4点',
    '下午2点、6点各测一次',
    '十点三十分',
    '晚8点*分',
  ])('reports %s without guessing', (text) =>
    expect(read(text).map(([, replacement]) => replacement)).toEqual([undefined]),
  );

  it.each([
    '3点钟方向',
    '下午3点方向',
    '截石位7点',
    '十二点位',
    '有一点',
    '两点',
    '三点意见',
    '三月',
    '三月余',
    '三个月',
    '停经三月十日',
    '病程三月十日余',
    '农历八月十五日',
    '农历三月一日',
    '八月十五',
    '中午',
    '三天',
    '三日后',
    '一日三次',
    '每晚8点',
    '早晚各1片',
    '最早3点',
    '下午15:00',
    '晚上20:30',
    '一九年前',
    '得三点二分',
    '二十四小时',
    '下午体温3',
    '十时',
    '第三十时间',
    '四点式',
    '2024-03-01 15:30',
    '下午*点',
    '十三月一日',
    '三月四十日',
    '一月一',
    '术后三时',
    '三点一刻钟',
    '下午3',
    '早8晚6',
    '下午三四点',
  ])('is silent on %s', (text) => expect(read(text)).toEqual([]));

  it('says of 上午9点 that its digits are those of the 24-hour clock', () => {
    expect(findOddTimes('上午9点')).toMatchObject([{ sameDigits: true, replacement: '09:00' }]);
    expect(findOddTimes('下午9点')).toMatchObject([{ sameDigits: false }]);
  });

  it('takes a date and the time behind it for one', () => {
    expect(read('三月一日下午三点')).toEqual([['三月一日下午三点', '3月1日 15:00']]);
    expect(read('二〇二五年七月二十二日下午四时十分')).toEqual([
      ['二〇二五年七月二十二日下午四时十分', '2025年7月22日 16:10'],
    ]);
    expect(read('三月一日晚12点')).toEqual([['三月一日晚12点', undefined]]);
    expect(read('三月一日 下午三点')).toHaveLength(2);
  });

  it('leaves a patient’s quoted answer alone', () => {
    expect(read('国庆节是“十月一日”')).toEqual([]);
    expect(read('诉“下午3点开始痛”')).toHaveLength(1);
  });

  it('is linear on long runs of numerals', () => {
    const start = performance.now();
    findOddTimes('十'.repeat(200_000));
    findOddTimes('下午'.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
