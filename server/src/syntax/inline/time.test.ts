import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMinutes } from '../moment.ts';
import { findStamps, readStamp } from './time.ts';

/** `earliest..latest precision`, with what is special about the stamp. */
function told(text: string): string {
  const stamp = readStamp(text, 0);
  if (!stamp) return 'none';
  const { moment, notation, impossible } = stamp;
  const span = moment
    ? moment.earliest === moment.latest
      ? formatMinutes(moment.earliest)
      : `${formatMinutes(moment.earliest)}..${formatMinutes(moment.latest)} ${moment.precision}`
    : 'unknown';
  const marks = [moment?.masked && 'masked', notation !== 'standard' && notation, impossible && 'impossible'];
  const rest = text.slice(stamp.end);
  return [span, ...marks.filter((mark) => mark), rest && `rest “${rest}”`].filter((word) => word).join(' ');
}

describe('standard notations', () => {
  it.each([
    ['2024-03-01 15:30', '2024-03-01T15:30'],
    ['2024-03-01 15:30:45', '2024-03-01T15:30'],
    ['2024/3/1 15:30', '2024-03-01T15:30'],
    ['2024.3.1 9:05', '2024-03-01T09:05'],
    ['2024-03-01T15:30+08:00', '2024-03-01T15:30 rest “+08:00”'],
    ['2024年3月1日15时30分', '2024-03-01T15:30'],
    ['2024年3月1日 15:30', '2024-03-01T15:30'],
    ['2000年 01月 23日 12 时 39分', '2000-01-23T12:39'],
    ['２０２４－０３－０１　１５：３０', '2024-03-01T15:30'],
    ['2000-01-0209:33', '2000-01-02T09:33'],
    ['2000.01.30 14:54:', '2000-01-30T14:54 rest “:”'],
    ['2024-03-01 10：20', '2024-03-01T10:20'],
    ['20240301153000+0800', '2024-03-01T15:30'],
    ['202403011530', '2024-03-01T15:30'],
    ['2024-03-01 24:00', '2024-03-02T00:00'],
    ['2024-02-29 00:00', '2024-02-29T00:00'],
    ['2024-03-01 10:00-11:30', '2024-03-01T10:00 rest “-11:30”'],
  ])('%s', (text, expected) => expect(told(text)).toBe(expected));
});

describe('less than a minute’s precision', () => {
  it.each([
    ['2024-03-01', '2024-03-01T00:00..2024-03-01T23:59 day'],
    ['2024-03-01  胸闷', '2024-03-01T00:00..2024-03-01T23:59 day rest “  胸闷”'],
    ['2024年3月1日15时', '2024-03-01T15:00..2024-03-01T15:59 hour'],
    ['2024年2月', '2024-02-01T00:00..2024-02-29T23:59 month'],
    ['2023年', '2023-01-01T00:00..2023-12-31T23:59 year'],
    ['20240301', '2024-03-01T00:00..2024-03-01T23:59 day'],
  ])('%s', (text, expected) => expect(told(text)).toBe(expected));
});

describe('other notations', () => {
  it.each([
    ['2024-03-01 下午3点20分', '2024-03-01T15:20 twelve-hour'],
    ['2024-03-01 3:30 PM', '2024-03-01T15:30 twelve-hour'],
    ['2024-03-01 12:10 am', '2024-03-01T00:10 twelve-hour'],
    ['2024-03-01 凌晨2点', '2024-03-01T02:00..2024-03-01T02:59 hour twelve-hour'],
    ['2024-03-01 中午11点半', '2024-03-01T11:30 twelve-hour'],
    ['2024-03-01 中午1:05', '2024-03-01T13:05 twelve-hour'],
    ['2024-03-01 晚上12:00', '2024-03-02T00:00 twelve-hour'],
    ['2024-03-01 下午15:00', '2024-03-01T15:00 twelve-hour'],
    ['下午3点', 'unknown twelve-hour'],
    ['三月一日', 'unknown chinese-numeral'],
    ['3月1日 10:00', 'unknown'],
    ['二〇二四年三月二十一日十五时三十分', '2024-03-21T15:30 chinese-numeral'],
    ['二零二四年十二月〇八日', '2024-12-08T00:00..2024-12-08T23:59 day chinese-numeral'],
  ])('%s', (text, expected) => expect(told(text)).toBe(expected));
});

describe('masked digits stand for every digit', () => {
  it.each([
    ['2024-**-**', '2024-01-01T00:00..2024-12-31T23:59 day masked'],
    ['2024-03-0* 1*:30', '2024-03-01T10:30..2024-03-09T19:30 minute masked'],
    ['2024-02-*5 **:**', '2024-02-05T00:00..2024-02-29T23:59 minute masked'],
    ['20XX年3月1日', '2000-03-01T00:00..2099-03-01T23:59 day masked'],
    ['*-*5-*8 1', 'unknown rest “ 1”'],
    ['****-03-01', 'unknown'],
  ])('%s', (text, expected) => expect(told(text)).toBe(expected));

  it('holds the true time, whatever is masked', () => {
    const time = fc.tuple(
      fc.integer({ min: 1990, max: 2040 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      fc.nat(23),
      fc.nat(59),
    );
    const two = (n: number) => String(n).padStart(2, '0');
    fc.assert(
      fc.property(
        time,
        fc.uniqueArray(fc.constantFrom(2, 3, 5, 6, 8, 9, 11, 12, 14, 15)),
        ([y, mo, d, h, mi], masks) => {
          const plain = `${y}-${two(mo)}-${two(d)} ${two(h)}:${two(mi)}`;
          const masked = [...plain].map((c, index) => ((masks as number[]).includes(index) ? '*' : c)).join('');
          const exact = readStamp(plain, 0)?.moment?.earliest as number;
          const moment = readStamp(masked, 0)?.moment;
          expect(moment).toBeDefined();
          expect(moment?.earliest).toBeLessThanOrEqual(exact);
          expect(moment?.latest).toBeGreaterThanOrEqual(exact);
        },
      ),
    );
  });
});

describe('times that do not exist', () => {
  it.each([
    '2024-02-30',
    '2023-02-29 10:00',
    '2024-13-01',
    '2024-03-01 25:00',
    '2024-03-01 10:75',
    '2024-03-01 24:01',
    '2024-00-10',
  ])('%s', (text) => expect(told(text)).toBe('unknown impossible'));
});

describe('what is no time', () => {
  it.each([
    '3.5-5.3',
    '120/80',
    '1234567',
    '13812345678',
    '1. 主诉',
    '2024',
    '一、病例特点',
    '*',
    '10:20',
    'P80',
    '3500-10-2',
    '1-2-3',
    '十二指肠',
  ])('%s', (text) => expect(told(text)).toBe('none'));
});

it('finds times in prose', () => {
  const text = '于2024-03-01 10:20入院，血压120/80mmHg，住院号20240001，3月2日下午3点手术。';
  expect(findStamps(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end))).toEqual([
    '2024-03-01 10:20',
    '3月2日下午3点',
  ]);
});
