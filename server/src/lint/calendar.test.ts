import { describe, expect, it } from 'vitest';
import { daysFromCivil } from '../syntax/moment.ts';
import { createCalendar } from './calendar.ts';

function day(date: string): number {
  const [y = 0, m = 0, d = 0] = date.split('-').map(Number);
  return daysFromCivil(y, m, d);
}

describe('createCalendar', () => {
  const isWorkday = createCalendar();

  it.each([
    ['2024-03-01', true, 'an ordinary Friday'],
    ['2024-03-02', false, 'an ordinary Saturday'],
    ['2024-02-12', false, 'Spring Festival, a Monday'],
    ['2024-02-18', true, 'make-up Sunday after Spring Festival'],
    ['2024-10-01', false, 'National Day, a Tuesday'],
    ['2020-01-31', false, 'Spring Festival as lengthened in 2020'],
    ['2026-10-10', true, 'make-up Saturday of 2026'],
  ])('%s: %s (%s)', (date, expected) => {
    expect(isWorkday(day(date))).toBe(expected);
  });

  it('does not guess a year without a published calendar', () => {
    expect(isWorkday(day('2098-03-03'))).toBeUndefined();
    expect(isWorkday(day('1999-03-03'))).toBeUndefined();
  });

  it('takes the days a hospital names, in any year', () => {
    const own = createCalendar({ holidays: ['2024-03-01', '2098-03-03'], workdays: ['2024-10-01'] });
    expect(['2024-03-01', '2098-03-03', '2024-10-01', '2098-03-04'].map((date) => own(day(date)))).toEqual([
      false,
      false,
      true,
      undefined,
    ]);
  });
});
