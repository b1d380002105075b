import { expect, test } from 'vitest';
import { aChart, aDocument, anEvent, hitsOf, summary, viewOf } from '../testing.ts';
import { notBefore } from './not-before.ts';

const view = (chart: Parameters<typeof aChart>[0]) => viewOf(aChart(chart), '2024-05-01 00:00');

test('a record signed before the operation ended, not one signed as it ended', () => {
  const rule = { document: ['operation-record'], event: 'operation-end' };
  const judged = (times: Parameters<typeof aDocument>[1]) => {
    const record = aDocument('operation-record', times);
    const event = anEvent('operation', { start: '2024-03-02 09:00', end: '2024-03-02 11:00', recordedBy: [record] });
    return summary(hitsOf(notBefore, rule, view({ documents: [record], events: [event] })));
  };
  expect(judged({ completed: '2024-03-02 11:00' })).toEqual([]);
  expect(judged({ completed: '2024-03-02 10:59' })).toEqual(['early 1']);
  expect(judged({ completed: '2024-03-02' })).toEqual([]);
  expect(judged({ completed: '2024-03-01' })).toEqual(['early 661']);
});

test('a heading may be dated by the beginning of what the note records', () => {
  const rule = { document: ['rescue-record'], event: 'rescue-end' };
  const judged = (times: Parameters<typeof aDocument>[1]) => {
    const record = aDocument('rescue-record', times);
    const event = anEvent('rescue', { start: '2024-03-02 02:10', end: '2024-03-02 02:50', recordedBy: [record] });
    return summary(hitsOf(notBefore, rule, view({ documents: [record], events: [event] })));
  };
  expect(judged({ dated: '2024-03-02 02:10' })).toEqual([]);
  expect(judged({ dated: '2024-03-02 02:09' })).toEqual(['early 41']);
  expect(judged({ dated: '2024-03-02 02:10', recorded: '2024-03-02 02:30' })).toEqual(['early 20']);
});

test('admission records before admission, known only by its day or not at all', () => {
  const rule = { document: ['admission-record', 'first-progress-note'], event: 'admission' };
  const documents = [aDocument('first-progress-note', { dated: '2024-03-01 09:00' })];
  expect(summary(hitsOf(notBefore, rule, view({ admission: '2024-03-01 10:20', documents })))).toEqual(['early 80']);
  expect(hitsOf(notBefore, rule, view({ admission: '2024-03-01', documents }))).toEqual([]);
  expect(hitsOf(notBefore, rule, view({ documents }))).toEqual([]);
});

test('a document that records none of several events is not measured by any', () => {
  const rule = { document: ['operation-record'], event: 'operation-end' };
  const documents = [aDocument('operation-record', { completed: '2024-03-01 09:00' })];
  const operation = (start: string, end: string) => anEvent('operation', { start, end });
  const events = [operation('2024-03-02 09:00', '2024-03-02 10:00'), operation('2024-03-04 09:00', '2024-03-04 10:00')];
  expect(hitsOf(notBefore, rule, view({ documents, events }))).toEqual([]);
});
