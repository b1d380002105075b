import { describe, expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { age } from './age.ts';

const said = (record: string) =>
  findingsOf(age, {}, record).map(
    ({ message, severity, data }) =>
      `${message}${severity === 'information' ? '?' : ''} ${data.stated} (${data.expected})`,
  );
const born = (birth: string, stated: string, admission = '2024-03-01 10:20') =>
  said(`年龄：${stated}  出生日期：${birth}\n入院时间：${admission}\n`);

describe('an age against the date of birth', () => {
  it.each([
    ['1966-01-12', '58岁'],
    ['1966-01-12', '58'],
    ['1966-03-01', '58岁'],
    ['1966-03', '57岁'],
    ['1966-03', '58岁'],
    ['1966', '57岁'],
    ['19**-01-12', '30岁'],
    ['1966-01-12', '*岁'],
    ['1966-01-12', '58岁3月'],
    ['2023-01-01', '1岁2月'],
    ['2023-01-01', '14月'],
    ['2023-01-05', '1岁2月'],
    ['2024-01-25', '1月5天'],
    ['2024-02-25', '5天'],
    ['2024-02-25', '6天'],
    ['2024-02-25', '胎龄38周'],
    ['2024-03-01 09:00', '1小时'],
    ['2024-02-25', '5'],
    ['2024-02-25', '39周+2天'],
  ])('born %s, %s is right or cannot be told', (birth, stated) => expect(born(birth, stated)).toEqual([]));

  it.each([
    ['1966-01-12', '57岁', 'birth 57岁 (58岁)'],
    ['1966-03-02', '58岁', 'nominal? 58岁 (57岁)'],
    ['1966-01-12', '60岁', 'birth 60岁 (58岁)'],
    ['1966-01-12', '5天', 'birth 5天 (21233天)'],
    ['2023-01-01', '1岁8月', 'birth 1岁8月 (1岁2月)'],
    ['2023-10-01', '8月', 'birth 8月 (5月)'],
    ['2024-02-25', '9天', 'birth 9天 (5天)'],
    ['2024-02-25', '3天', 'birth 3天 (5天)'],
  ])('born %s, %s is wrong', (birth, stated, expected) => expect(born(birth, stated)).toEqual([expected]));

  it('counts on to the day of the document, not beyond it', () => {
    const note = (day: string) =>
      said(
        `年龄：57岁  出生日期：1966-03-05\n入院时间：2024-03-01 10:20\n\n${day} 09:00  日常病程记录\n患者，男，59岁。\n`,
      );
    expect(note('2024-03-04')).toEqual(['birth 59岁 (57岁)']);
    expect(note('2024-03-05')).toEqual(['nominal? 59岁 (58岁)']);
  });

  it('speaks once of an age that every document repeats', () =>
    expect(said('年龄：48岁  出生日期：1966-01-12\n入院时间：2024-03-01\n\n【入院记录】\n年龄：48岁\n')).toHaveLength(
      1,
    ));
});

describe('ages against each other', () => {
  const two = (a: string, b: string) => said(`年龄：${a}\n入院时间：2024-03-01\n\n【入院记录】\n年龄：${b}\n`);
  it('allows a birthday and another way of counting', () => {
    expect(two('58岁', '59岁')).toEqual([]);
    expect(two('58岁', '57岁')).toEqual([]);
    expect(two('58岁', '60岁')).toEqual(['differs 60岁 (58岁)']);
    expect(two('58岁', '5天')).toEqual([]);
  });
});
