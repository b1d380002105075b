import { describe, expect, test } from 'vitest';
import { aChart, aDocument, anEvent, type ChartParts, hitsOf, summary, viewOf } from '../testing.ts';
import { deadline } from './deadline.ts';

const STAY = { admission: '2024-03-01 10:20', discharge: '2024-03-09 09:00' };

function judged(params: object, chart: ChartParts, asOf = '2024-05-01 00:00'): readonly string[] {
  return summary(hitsOf(deadline, params, viewOf(aChart(chart), asOf)));
}

describe('after admission', () => {
  const rule = { document: ['admission-record', 'readmission-record'], after: 'admission', within: '24h' };
  const short = { under: '24h', forms: ['admission-discharge-24h'], fullRecords: ['discharge-record'] };

  test('a document of any of the kinds in time is met, a late one points at itself', () => {
    const inTime = aDocument('readmission-record', { completed: '2024-03-02 10:20' });
    const late = aDocument('admission-record', { completed: '2024-03-02 10:22' });
    expect(judged(rule, { ...STAY, documents: [inTime] })).toEqual([]);
    expect(judged(rule, { ...STAY, documents: [late] })).toEqual(['late 2']);
    const [hit] = hitsOf(deadline, rule, viewOf(aChart({ ...STAY, documents: [late] }), '2024-05-01 00:00'));
    expect(hit?.at).toEqual({ file: late.file, start: late.offset, end: late.offset + 5 });
  });

  test('a missing one points at the event, and says which document is wanted', () => {
    const chart = aChart(STAY);
    const [hit] = hitsOf(deadline, rule, viewOf(chart, '2024-05-01 00:00'));
    expect(hit?.at).toEqual(chart.encounter.admission?.source);
    expect(hit?.data).toEqual({
      document: 'admission-record',
      event: '2024-03-01T10:20',
      due: '2024-03-02T10:20',
      limit: 1440,
    });
    expect(hit?.subject?.wanted).toBe('admission-record');
  });

  test('is due while the time has not run out', () => {
    expect(judged(rule, { admission: STAY.admission }, '2024-03-01 20:20')).toEqual(['due 840']);
  });

  test('a chart without 入院时间 owes nothing that can be dated', () => {
    expect(judged(rule, { documents: [] })).toEqual([]);
  });

  test('a short stay has its form, or neither record yet; with a full discharge record it owes the full one', () => {
    const stay = { admission: '2024-03-01 10:20', discharge: '2024-03-02 10:19' };
    const withShort = { ...rule, shortStay: short };
    const form = aDocument('admission-discharge-24h', { completed: '2024-03-02 12:00' });
    const full = aDocument('discharge-record', { completed: '2024-03-02 12:00' });
    expect(judged(withShort, { ...stay, documents: [form] })).toEqual([]);
    expect(judged(withShort, stay)).toEqual([]);
    expect(judged(withShort, { ...stay, documents: [full] })).toEqual(['missing']);
    expect(judged(withShort, { ...stay, discharge: '2024-03-02 10:20', documents: [form] })).toEqual(['missing']);
    expect(judged(withShort, { ...stay, discharge: '2024-03-02', documents: [form] })).toEqual([]);
  });

  test('an obligation of the time in hospital ends with it', () => {
    const round = { document: ['communication-record'], after: 'admission', within: '72h', whileInHospital: true };
    expect(judged(round, { ...STAY, discharge: '2024-03-04 10:20' })).toEqual([]);
    expect(judged(round, { ...STAY, discharge: '2024-03-04 10:21' })).toEqual(['missing']);
    expect(judged(round, { ...STAY, discharge: '2024-03-04' })).toEqual([]);
  });
});

describe('after each of several events', () => {
  const rule = { document: ['operation-record'], after: 'operation-end', within: '24h', tellUnverifiable: true };
  const operation = (start: string, end: string | undefined, completed: string | undefined) => {
    const record = completed === undefined ? undefined : aDocument('operation-record', { completed });
    return { record, event: anEvent('operation', { start, end, recordedBy: record ? [record] : [] }) };
  };
  const chartOf = (...operations: readonly ReturnType<typeof operation>[]) => ({
    ...STAY,
    documents: operations.flatMap(({ record }) => record ?? []),
    events: operations.map(({ event }) => event),
  });

  test('each operation has its own record', () => {
    const first = operation('2024-03-02 09:00', '2024-03-02 11:00', '2024-03-03 11:00');
    const second = operation('2024-03-05 09:00', '2024-03-05 11:00', '2024-03-06 12:00');
    const third = operation('2024-03-07 09:00', '2024-03-07 11:00', undefined);
    expect(judged(rule, chartOf(first, second, third))).toEqual(['late 60', 'missing']);
  });

  test('an operation past midnight counts from its end', () => {
    expect(judged(rule, chartOf(operation('2024-03-02 22:00', '2024-03-03 01:30', '2024-03-04 01:30')))).toEqual([]);
  });

  test('without an end, only what is certain is said', () => {
    expect(judged(rule, chartOf(operation('2024-03-02 09:00', undefined, '2024-03-03 09:00')))).toEqual([]);
    expect(judged(rule, chartOf(operation('2024-03-02 09:00', undefined, '2024-03-03 15:00')))).toEqual([
      'unverifiable',
    ]);
    expect(judged(rule, chartOf(operation('2024-03-02 09:00', undefined, '2024-03-10 09:01')))).toEqual(['late 1']);
    expect(judged(rule, chartOf(operation('2024-03-02 09:00', undefined, undefined)))).toEqual(['missing']);
  });

  test('an operation known by its day alone ended on that day', () => {
    expect(judged(rule, chartOf(operation('2024-03-02', undefined, '2024-03-03 23:59')))).toEqual([]);
    expect(judged(rule, chartOf(operation('2024-03-02', undefined, '2024-03-04 00:00')))).toEqual(['late 1']);
  });

  test('the post-operative note bounds an end that is not stated', () => {
    const record = aDocument('operation-record', { completed: '2024-03-03 14:00' });
    const note = aDocument('post-op-first-note', { dated: '2024-03-02 12:00' });
    const event = anEvent('operation', { start: '2024-03-02 09:00', recordedBy: [record, note] });
    expect(judged(rule, { ...STAY, documents: [record, note], events: [event] })).toEqual(['late 120']);
  });

  test('a record that names no operation of its own may be the absent one', () => {
    const event = anEvent('operation', { start: '2024-03-02 09:00', end: '2024-03-02 11:00' });
    const documents = [aDocument('operation-record', { completed: '2024-03-02 12:00' })];
    expect(judged(rule, { ...STAY, documents, events: [event] })).toEqual([]);
  });

  test('of two records taken for one operation, the later may be that of another', () => {
    const records = ['2024-03-02 12:00', '2024-03-05 12:00'].map((completed) =>
      aDocument('operation-record', { completed }),
    );
    const first = anEvent('operation', { start: '2024-03-02 09:00', end: '2024-03-02 11:00', recordedBy: records });
    const second = anEvent('operation', { start: '2024-03-05 09:00', end: '2024-03-05 11:00' });
    const third = anEvent('operation', { start: '2024-03-07 09:00', end: '2024-03-07 11:00' });
    expect(judged(rule, { ...STAY, documents: records, events: [first, second] })).toEqual([]);
    expect(judged(rule, { ...STAY, documents: records, events: [first, third] })).toEqual(['missing']);
  });

  test('severities by state', () => {
    const graded = { ...rule, severities: { late: 'warning' } };
    const chart = chartOf(operation('2024-03-02 09:00', '2024-03-02 11:00', '2024-03-03 11:01'));
    expect(hitsOf(deadline, graded, viewOf(aChart(chart), '2024-05-01 00:00'))[0]?.severity).toBe('warning');
  });
});

describe('transfers, consultations, procedures', () => {
  test('a record owed before the event: late at once, advice in an emergency, met by a combined form', () => {
    const rule = {
      document: ['transfer-out'],
      after: 'transfer',
      within: '0min',
      suffices: ['transfer-record'],
      emergency: { severity: 'information', words: ['情况紧急'] },
    };
    const out = (text: string) => aDocument('transfer-out', { completed: '2024-03-03 10:01', text });
    const transfer = (record: ReturnType<typeof aDocument>) => ({
      ...STAY,
      documents: [record],
      events: [anEvent('transfer', { start: '2024-03-03 10:00', recordedBy: [record] })],
    });
    expect(judged(rule, transfer(out('')))).toEqual(['late 1']);
    const [urgent] = hitsOf(deadline, rule, viewOf(aChart(transfer(out('情况紧急，先行转科'))), '2024-05-01 00:00'));
    expect(urgent?.severity).toBe('information');
    expect(judged(rule, transfer(aDocument('transfer-record', { completed: '2024-03-03 12:00' })))).toEqual([]);
  });

  test('events with an excepted attribute owe nothing', () => {
    const rule = {
      document: ['consultation-record'],
      after: 'consultation-request',
      within: '24h',
      except: { external: true, urgency: 'urgent' },
    };
    const consultation = (attributes: object) => ({
      ...STAY,
      events: [anEvent('consultation', { start: '2024-03-03 10:00', attributes })],
    });
    expect(judged(rule, consultation({}))).toEqual(['missing']);
    expect(judged(rule, consultation({ external: true }))).toEqual([]);
    expect(judged(rule, consultation({ urgency: 'urgent' }))).toEqual([]);
  });

  test('a note that speaks of the procedure by name will do, one written before it will not', () => {
    const rule = { document: ['procedure-record'], after: 'procedure-end', within: '24h', mentions: { name: true } };
    const procedure = anEvent('procedure', { start: '2024-03-03 10:00', attributes: { name: '胸腔穿刺术' } });
    const note = (dated: string) => aDocument('progress-note', { dated, text: '今日行胸腔穿刺术，过程顺利。' });
    expect(judged(rule, { ...STAY, events: [procedure] })).toEqual(['missing']);
    expect(judged(rule, { ...STAY, events: [procedure], documents: [note('2024-03-03 16:00')] })).toEqual([]);
    expect(judged(rule, { ...STAY, events: [procedure], documents: [note('2024-03-02 16:00')] })).toEqual(['missing']);
  });

  test('a second discussion is one after the report', () => {
    const rule = { document: ['death-discussion'], after: 'autopsy-report', within: '7d', anew: true };
    const report = anEvent('autopsy-report', { start: '2024-03-20 10:00' });
    const first = aDocument('death-discussion', { dated: '2024-03-08 10:00' });
    const second = aDocument('death-discussion', { dated: '2024-03-27 10:00' });
    const chart = { ...STAY, death: '2024-03-05 10:00', events: [report] };
    expect(judged(rule, { ...chart, documents: [first] })).toEqual(['missing']);
    expect(judged(rule, { ...chart, documents: [first, second] })).toEqual([]);
  });
});
