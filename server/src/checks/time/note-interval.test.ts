import { describe, expect, test } from 'vitest';
import { aChart, aDocument, anEvent, type ChartParts, hitsOf, summary, viewOf } from '../testing.ts';
import { noteInterval } from './note-interval.ts';

const RULE = { days: { critical: 1, serious: 2, stable: 3 } };
const STAY = { admission: '2024-03-01 10:20', discharge: '2024-03-09 09:00' };

const notes = (...dates: readonly string[]) => dates.map((dated) => aDocument('progress-note', { dated }));
const order = aDocument('order-sheet');
const condition = (kind: string, start: string, end?: string) =>
  anEvent('condition', { start, end, recordedBy: [order], attributes: { condition: kind as 'critical' } });
const judged = (chart: ChartParts, asOf = '2024-05-01 00:00') =>
  summary(hitsOf(noteInterval, RULE, viewOf(aChart(chart), asOf)));

describe('stable', () => {
  test('three days are enough, to the last minute of the third; a minute more is not', () => {
    const kept = notes('2024-03-01 14:00', '2024-03-04 23:59', '2024-03-07 08:00');
    expect(judged({ ...STAY, documents: kept })).toEqual([]);
    expect(judged({ ...STAY, documents: notes('2024-03-01 14:00', '2024-03-05 00:00', '2024-03-07') })).toEqual([
      'late 1',
    ]);
  });

  test('does not pause on days of rest', () => {
    const rest = { isWorkday: () => false };
    const chart = aChart({ ...STAY, documents: notes('2024-03-01 14:00', '2024-03-05 08:00', '2024-03-07 08:00') });
    expect(hitsOf(noteInterval, RULE, viewOf(chart, '2024-05-01 00:00', rest))).toHaveLength(1);
  });

  test('the last gap runs to discharge; nothing is owed on the day after the last due day', () => {
    expect(judged({ ...STAY, documents: notes('2024-03-01', '2024-03-04', '2024-03-06 08:00') })).toEqual([]);
    expect(judged({ ...STAY, documents: notes('2024-03-01', '2024-03-04', '2024-03-05 08:00') })).toEqual(['missing']);
  });

  test('a note with only a day, and any note of the course, count', () => {
    const round = aDocument('ward-round', { dated: '2024-03-04 09:00' });
    expect(judged({ ...STAY, documents: [...notes('2024-03-01', '2024-03-07'), round] })).toEqual([]);
  });

  test('one note of unknown time may stand in any gap', () => {
    expect(judged({ ...STAY, documents: [...notes('2024-03-01'), aDocument('progress-note')] })).toEqual([]);
  });

  test('a record without a time of its own may have been written until a day after its operation', () => {
    const record = aDocument('operation-record');
    const operation = (start: string) => anEvent('operation', { start, end: start, recordedBy: [record] });
    const documents = [...notes('2024-03-01 14:00', '2024-03-07 08:00'), record];
    expect(judged({ ...STAY, documents, events: [operation('2024-03-04 10:00')] })).toEqual([]);
    expect(judged({ ...STAY, documents, events: [operation('2024-03-02 10:00')] })).toEqual([]);
    expect(judged({ ...STAY, documents, events: [operation('2024-03-05 10:00')] })).toEqual(['late 601']);
  });

  test('no note at all is one gap from admission', () => {
    expect(judged(STAY)).toEqual(['missing']);
  });

  test('notes outside the stay start no gap', () => {
    expect(judged({ ...STAY, documents: notes('2024-03-01', '2024-03-04', '2024-03-07', '2024-03-20') })).toEqual([]);
  });

  test('in a running chart the next note is due on its last day only', () => {
    const running = { admission: STAY.admission, documents: notes('2024-03-01 14:00') };
    expect(judged(running, '2024-03-03 12:00')).toEqual([]);
    expect(judged(running, '2024-03-04 12:00')).toEqual(['due 719']);
    expect(judged(running, '2024-03-05 12:00')).toEqual(['missing']);
  });

  test('a chart without 入院时间 is not judged', () => {
    expect(judged({ documents: notes('2024-03-01', '2024-03-20') })).toEqual([]);
  });
});

describe('病危 and 病重', () => {
  const stay = { ...STAY, discharge: '2024-03-04 09:00' };

  test('want a note a day, or every two days, while they are in force', () => {
    const documents = notes('2024-03-01 14:00', '2024-03-03 08:00');
    expect(judged({ ...stay, documents })).toEqual([]);
    const critical = condition('critical', '2024-03-01 11:00', '2024-03-04 09:00');
    expect(judged({ ...stay, documents, events: [critical] })).toEqual(['late-critical 481']);
    const serious = condition('serious', '2024-03-01 11:00', '2024-03-04 09:00');
    expect(judged({ ...stay, documents, events: [serious] })).toEqual([]);
  });

  test('that ended before the note was due ask for none', () => {
    const documents = notes('2024-03-01 14:00', '2024-03-03 08:00');
    const stopped = condition('critical', '2024-03-01 11:00', '2024-03-02 18:00');
    expect(judged({ ...stay, documents, events: [stopped] })).toEqual([]);
  });

  test('that began between two notes count from their first day', () => {
    const documents = notes('2024-03-01 14:00', '2024-03-04 08:00');
    const late = condition('critical', '2024-03-02 20:00');
    expect(judged({ ...stay, documents, events: [late] })).toEqual(['late-critical 481']);
    const later = condition('critical', '2024-03-03 20:00');
    expect(judged({ ...stay, documents, events: [later] })).toEqual([]);
  });

  test('have no known end where another such order has no readable time', () => {
    const documents = notes('2024-03-01 14:00', '2024-03-03 08:00');
    const serious = anEvent('condition', { recordedBy: [order], attributes: { condition: 'serious' } });
    expect(judged({ ...stay, documents, events: [condition('critical', '2024-03-01 11:00'), serious] })).toEqual([]);
  });

  test('told by a notice alone have no known end', () => {
    const notice = aDocument('critical-illness-notice', { dated: '2024-03-01 11:00' });
    const event = anEvent('condition', {
      start: '2024-03-01 11:00',
      recordedBy: [notice],
      attributes: { condition: 'critical' },
    });
    expect(judged({ ...stay, documents: notes('2024-03-01 14:00', '2024-03-03 08:00'), events: [event] })).toEqual([]);
  });

  test('病危 wants the minute of the note', () => {
    const critical = condition('critical', '2024-03-01 11:00', '2024-03-04 09:00');
    const documents = notes('2024-03-01 14:00', '2024-03-02', '2024-03-03 08:00');
    expect(judged({ ...stay, documents, events: [critical] })).toEqual(['minute']);
    const recorded = aDocument('progress-note', { dated: '2024-03-02', recorded: '2024-03-02 08:00' });
    const kept = [...notes('2024-03-01 14:00', '2024-03-03 08:00'), recorded];
    expect(judged({ ...stay, documents: kept, events: [critical] })).toEqual([]);
  });
});
