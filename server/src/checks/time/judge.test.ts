import { describe, expect, test } from 'vitest';
import { formatMinutes } from '../../syntax/moment.ts';
import { holidays, minute, moment } from '../testing.ts';
import { judge, timeValue } from './judge.ts';
import { limitSchema } from './limit.ts';

const DAILY = holidays();

function verdict(from: string, limit: string, done: readonly string[], now: string, calendar = DAILY): string {
  const obligation = { from: moment(from), stated: true, limit: limitSchema.parse(limit), done: done.map(moment) };
  const result = judge(obligation, minute(now), calendar);
  return [result.state, 'due' in result && formatMinutes(result.due), 'by' in result && result.by]
    .filter((part) => part !== false)
    .join(' ');
}

describe('a limit from a stated moment', () => {
  test.each([
    ['at the exact limit', '2024-03-01 10:20', '24h', ['2024-03-02 10:20'], 'met'],
    ['one minute over', '2024-03-01 10:20', '24h', ['2024-03-02 10:21'], 'late 2024-03-02T10:20 1'],
    ['the earliest of several counts', '2024-03-01 10:20', '24h', ['2024-03-09 09:00', '2024-03-01 12:00'], 'met'],
    ['done before the event', '2024-03-01 10:20', '24h', ['2024-03-01 09:00'], 'met'],
    ['absent and over', '2024-03-01 10:20', '24h', [], 'missing 2024-03-02T10:20'],
    ['a day that may be in time', '2024-03-01 10:20', '24h', ['2024-03-02'], 'open'],
    ['a day that is in time whatever its hour', '2024-03-01 10:20', '24h', ['2024-03-01'], 'met'],
    ['a day that cannot be', '2024-03-01 10:20', '24h', ['2024-03-03'], 'late 2024-03-02T10:20 820'],
    ['an event known by its day', '2024-03-01', '24h', ['2024-03-02 23:59'], 'open'],
    ['an event known by its day, over', '2024-03-01', '24h', ['2024-03-03 00:00'], 'late 2024-03-02T23:59 1'],
    ['the last minute of the last day', '2024-03-01 10:20', '7d', ['2024-03-08 23:59'], 'met'],
    ['the first minute of the next', '2024-03-01 10:20', '7d', ['2024-03-09 00:00'], 'late 2024-03-08T23:59 1'],
  ])('%s', (_, from, limit, done, expected) => {
    expect(verdict(from, limit, done, '2024-04-01 00:00')).toBe(expected);
  });

  test('is due until its last minute, and missing after it', () => {
    expect(verdict('2024-03-01 10:20', '24h', [], '2024-03-02 10:20')).toBe('due 2024-03-02T10:20');
    expect(verdict('2024-03-01 10:20', '24h', [], '2024-03-02 10:21')).toBe('missing 2024-03-02T10:20');
  });

  test('of an event that may still lie ahead is open', () => {
    expect(verdict('2024-03-01', '24h', [], '2024-03-01 12:00')).toBe('open');
  });

  test('a breach that hangs on an unpublished calendar is none', () => {
    const unknown = { isWorkday: () => undefined };
    expect(verdict('2031-03-01 10:20', '7d', ['2031-03-08 12:00'], '2031-04-01 00:00', unknown)).toBe('met');
    expect(verdict('2031-03-01 10:20', '7d', ['2031-03-09 12:00'], '2031-04-01 00:00', unknown)).toBe('unverifiable');
    expect(verdict('2031-03-01 10:20', '7d', [], '2031-04-01 00:00', unknown)).toBe('unverifiable');
  });

  test('something done at an unreadable time leaves all open', () => {
    const obligation = { from: moment('2024-03-01'), stated: true, limit: limitSchema.parse('24h'), done: [undefined] };
    expect(judge(obligation, minute('2024-04-01 00:00'), DAILY)).toEqual({ state: 'open' });
  });
});

describe('a limit from an end that the chart does not state', () => {
  const between = (latest: number, done: readonly string[], now = '2024-04-01 00:00') =>
    judge(
      {
        from: { earliest: minute('2024-03-02 09:00'), latest },
        stated: false,
        limit: limitSchema.parse('24h'),
        done: done.map(moment),
      },
      minute(now),
      DAILY,
    ).state;

  test('is met within the limit of the beginning, else unverifiable', () => {
    expect(between(Infinity, ['2024-03-03 09:00'])).toBe('met');
    expect(between(Infinity, ['2024-03-03 09:01'])).toBe('unverifiable');
    expect(between(Infinity, [])).toBe('unverifiable');
    expect(between(Infinity, [], '2024-03-02 20:00')).toBe('open');
  });

  test('is late when even the latest possible end does not save it', () => {
    expect(between(minute('2024-03-02 13:00'), ['2024-03-03 13:00'])).toBe('unverifiable');
    expect(between(minute('2024-03-02 13:00'), ['2024-03-03 13:01'])).toBe('late');
    expect(between(minute('2024-03-02 13:00'), [])).toBe('missing');
  });
});

test('a time is told as far as it is certain', () => {
  expect(timeValue(moment('2024-03-01 10:20'))).toBe('2024-03-01T10:20');
  expect(timeValue(moment('2024-03-01'))).toBe('2024-03-01');
  expect(timeValue({ ...moment('2024-03-01'), latest: minute('2024-03-09 12:00') })).toBeNull();
  expect(timeValue(undefined)).toBeNull();
});
