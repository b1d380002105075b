import { describe, expect, test } from 'vitest';
import { aChart, aDocument, minute, viewOf } from '../testing.ts';
import { isExcerpt, mayBeShorterThan, mayHaveLeftBy, stayOf } from './stay.ts';

const view = (chart: Parameters<typeof aChart>[0], asOf = '2024-05-01 00:00') => viewOf(aChart(chart), asOf);

describe('an excerpt', () => {
  test('states no 入院时间 ahead of its documents and holds not both an admission record and notes', () => {
    const record = aDocument('admission-record');
    const note = aDocument('progress-note');
    expect(isExcerpt(view({ documents: [aDocument('discharge-record')] }))).toBe(true);
    expect(isExcerpt(view({ documents: [record, aDocument('discharge-record')] }))).toBe(true);
    expect(isExcerpt(view({ documents: [record, note] }))).toBe(false);
    expect(isExcerpt(view({ admission: '2024-03-01 10:20' }))).toBe(false);
  });
});

describe('the stay', () => {
  test('ends with death, else discharge, else where it is judged', () => {
    const from = { admission: '2024-03-01 10:20', discharge: '2024-03-09 09:00' };
    expect(stayOf(view(from))?.until).toBe(minute('2024-03-09 09:00'));
    expect(stayOf(view({ ...from, death: '2024-03-08 09:00' }))?.until).toBe(minute('2024-03-08 09:00'));
    expect(stayOf(view({ admission: from.admission }, '2024-03-03 00:00'))?.until).toBe(minute('2024-03-03 00:00'));
    expect(stayOf(view({ discharge: from.discharge }))).toBeUndefined();
  });

  test('may be shorter than what its days alone suggest', () => {
    const days = view({ admission: '2024-03-01', discharge: '2024-03-02' });
    expect(mayBeShorterThan(days, 1440)).toBe(true);
    expect(mayBeShorterThan(view({ admission: '2024-03-01', discharge: '2024-03-03' }), 1440)).toBe(false);
    expect(mayBeShorterThan(view({ admission: '2024-03-01 10:20' }), 1440)).toBe(false);
    expect(mayHaveLeftBy(days, minute('2024-03-02 00:00'))).toBe(true);
    expect(mayHaveLeftBy(days, minute('2024-03-01 23:59'))).toBe(false);
  });
});
