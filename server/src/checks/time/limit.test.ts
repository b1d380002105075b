import { describe, expect, test } from 'vitest';
import { formatMinutes } from '../../syntax/moment.ts';
import { holidays, minute } from '../testing.ts';
import { dueAfter, limitSchema } from './limit.ts';

const due = (start: string, limit: string, calendar = holidays()) => {
  const { minute: last, decided } = dueAfter(minute(start), limitSchema.parse(limit), calendar);
  return `${formatMinutes(last)}${decided ? '' : '?'}`;
};

describe('dueAfter', () => {
  test.each([
    ['2024-03-01 10:20', '24h', '2024-03-02T10:20'],
    ['2024-03-01 23:55', '10min', '2024-03-02T00:05'],
    ['2024-02-28 10:00', '48h', '2024-03-01T10:00'],
    ['2024-03-01 10:20', '7d', '2024-03-08T23:59'],
    ['2024-03-01 10:20', '1w', '2024-03-08T23:59'],
    ['2024-03-01 10:20', '0d', '2024-03-01T23:59'],
    ['2024-01-31 10:20', '1month', '2024-02-29T23:59'],
    ['2023-12-31 10:20', '2months', '2024-02-29T23:59'],
    ['2024-12-05 10:20', '1month', '2025-01-05T23:59'],
    ['2024-03-01 10:20', '2workdays', '2024-03-03T23:59'],
  ])('%s + %s ends at %s where every day is a working day', (start, limit, expected) => {
    expect(due(start, limit)).toBe(expected);
  });

  test('a limit in days or months that ends on a day of rest ends on the next working day', () => {
    const rest = holidays('2024-03-08', '2024-03-09');
    expect(due('2024-03-01 10:20', '7d', rest)).toBe('2024-03-10T23:59');
    expect(due('2024-02-08 10:20', '1month', rest)).toBe('2024-03-10T23:59');
  });

  test('days of rest inside a limit in days or hours do not prolong it', () => {
    const rest = holidays('2024-03-02', '2024-03-03');
    expect(due('2024-03-01 10:20', '7d', rest)).toBe('2024-03-08T23:59');
    expect(due('2024-03-01 10:20', '24h', rest)).toBe('2024-03-02T10:20');
  });

  test('days of rest are not counted as working days', () => {
    expect(due('2024-03-01 10:20', '2workdays', holidays('2024-03-02', '2024-03-03'))).toBe('2024-03-05T23:59');
  });

  test('a year without a calendar leaves days, months and working days undecided, hours not', () => {
    const unknown = { isWorkday: () => undefined };
    expect(due('2031-03-01 10:20', '7d', unknown)).toBe('2031-03-08T23:59?');
    expect(due('2031-03-01 10:20', '5workdays', unknown)).toBe('2031-03-06T23:59?');
    expect(due('2031-03-01 10:20', '24h', unknown)).toBe('2031-03-02T10:20');
  });
});

test.each(['24', '24 h', '1.5h', '-1d', 'P1D', '', '24H'])('%j is no limit', (text) => {
  expect(limitSchema.safeParse(text).success).toBe(false);
});
