import { describe, expect, test } from 'vitest';
import { aChart, anEvent, type ChartParts, hitsOf, holidays, stated, summary, viewOf } from '../testing.ts';
import { eventDelay } from './event-delay.ts';

describe('arrival at an urgent consultation', () => {
  const rule = {
    after: 'consultation-request',
    until: 'arrival',
    within: '10min',
    where: { urgency: 'urgent' },
    except: { external: true },
  };
  const judged = (attributes: object, start?: string, asOf = '2024-05-01 00:00') => {
    const event = anEvent('consultation', { start, attributes: { urgency: 'urgent', ...attributes } });
    return summary(hitsOf(eventDelay, rule, viewOf(aChart({ events: [event] }), asOf)));
  };
  const START = '2024-03-02 23:55';

  test('ten minutes are enough, eleven are not', () => {
    expect(judged({ arrived: stated('2024-03-03 00:05') }, START)).toEqual([]);
    expect(judged({ arrived: stated('2024-03-03 00:06') }, START)).toEqual(['late 1']);
  });

  test('a time by the day alone is no breach', () => {
    expect(judged({ arrived: stated('2024-03-02') }, START)).toEqual([]);
    expect(judged({ arrived: stated('2024-03-02 23:59') }, '2024-03-02')).toEqual([]);
  });

  test('without an arrival or a request it cannot be checked; an opinion within the limit shows the arrival', () => {
    expect(judged({}, START)).toEqual(['unverifiable']);
    expect(judged({ completed: stated('2024-03-03 00:05') }, START)).toEqual([]);
    expect(judged({ arrived: stated('2024-03-03 00:05') })).toEqual(['unverifiable']);
    expect(judged({}, START, '2024-03-03 00:00')).toEqual([]);
  });

  test('routine and outside consultations are not meant', () => {
    expect(judged({ urgency: 'routine', arrived: stated('2024-03-04 00:05') }, START)).toEqual([]);
    expect(judged({ external: true, arrived: stated('2024-03-04 00:05') }, START)).toEqual([]);
  });
});

describe('archiving', () => {
  const rule = { after: 'leaving', until: 'archive', within: '2workdays' };
  const judged = (chart: ChartParts, calendar = holidays('2024-03-09', '2024-03-10')) =>
    summary(hitsOf(eventDelay, rule, viewOf(aChart(chart), '2024-05-01 00:00', calendar)));

  test('days of rest are not counted', () => {
    expect(judged({ discharge: '2024-03-08 09:00', archived: '2024-03-12 17:00' })).toEqual([]);
    expect(judged({ discharge: '2024-03-08 09:00', archived: '2024-03-13 00:00' })).toEqual(['late 1']);
  });

  test('counts from death', () => {
    expect(judged({ discharge: '2024-03-01 09:00', death: '2024-03-08 09:00', archived: '2024-03-12 17:00' })).toEqual(
      [],
    );
  });

  test('a chart that does not say when it was archived, and a year without a calendar, are not judged late', () => {
    expect(judged({ discharge: '2024-03-08 09:00' })).toEqual([]);
    const unknown = { isWorkday: () => undefined };
    expect(judged({ discharge: '2031-03-08 09:00', archived: '2031-03-10 09:00' }, unknown)).toEqual([]);
    expect(judged({ discharge: '2031-03-08 09:00', archived: '2031-03-12 09:00' }, unknown)).toEqual(['unverifiable']);
  });
});
