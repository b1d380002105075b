import { describe, expect, it } from 'vitest';
import { builtInVocabulary } from '../../vocabulary/builtin.ts';
import { aChart, aDocument, anEvent, hitsOf, viewOf } from '../testing.ts';
import { linked } from './linked.ts';

const report = { name: 'exam-report', anyOf: [{ event: 'report', words: ['CT'], side: 'after' }] };
const note = { name: 'progress-note', anyOf: [{ notes: true, words: ['CT'], near: ['示'], side: 'after' }] };
const anOrder = (start: string, name = '头颅CT') => anEvent('order', { start, attributes: { name } });
const aReport = (start: string) => anEvent('report', { start, attributes: { name: '头颅CT' } });
const aNote = (dated: string, text: string) => aDocument('progress-note', { dated, text });
const each = { event: 'order', words: ['CT'], exceptWords: ['引导'] };

function lacking(params: object, parts: Parameters<typeof aChart>[0], asOf = '2024-03-20'): readonly unknown[] {
  const chart = aChart({ admission: '2024-03-01 10:00', ...parts });
  return hitsOf(linked, { each, needs: [report, note], ...params }, viewOf(chart, asOf)).map(
    ({ message, data }) => `${message} ${data.lacking}`,
  );
}

describe('linked', () => {
  const ordered = anOrder('2024-03-02 09:00');
  const later = aNote('2024-03-04 09:00', '患者无不适。');

  it('names what each trigger lacks, in one finding', () => {
    expect(lacking({}, { events: [ordered], documents: [later] })).toEqual(['missing exam-report,progress-note']);
    expect(lacking({}, { events: [ordered, aReport('2024-03-02 15:00')], documents: [later] })).toEqual([
      'missing progress-note',
    ]);
  });

  it('is content with what lies on the right side, and only with that', () => {
    const documents = [aNote('2024-03-03 09:00', '头颅CT示脑梗死。')];
    expect(lacking({}, { events: [ordered, aReport('2024-03-02 15:00')], documents })).toEqual([]);
    expect(lacking({}, { events: [ordered, aReport('2024-03-01 15:00')], documents })).toEqual(['missing exam-report']);
  });

  it('gives the benefit of a day that is all that is known', () => {
    const events = [ordered, aReport('2024-03-02')];
    const documents = [aNote('2024-03-02', '头颅CT示脑梗死。'), later];
    expect(lacking({}, { events, documents })).toEqual([]);
  });

  it('takes no denied word for a mention, nor one without its words near', () => {
    const events = [ordered, aReport('2024-03-02 15:00')];
    expect(lacking({}, { events, documents: [aNote('2024-03-03 09:00', '暂缓行CT，示意家属。')] })).toHaveLength(1);
    expect(lacking({}, { events, documents: [aNote('2024-03-03 09:00', '已完成CT检查，明日查房。')] })).toHaveLength(1);
  });

  it('takes what stands behind a colon for what was found, and no clock time', () => {
    const needs = [{ name: 'progress-note', anyOf: [{ notes: true, words: ['CT'], near: ['示'], heading: true }] }];
    const told = (text: string) =>
      lacking({ needs }, { events: [ordered], documents: [aNote('2024-03-03 09:00', text)] });
    expect(told('头颅CT（3月2日）：左侧低密度灶。')).toEqual([]);
    expect(told('头颅CT于09:30完成。')).toHaveLength(1);
  });

  it('lets an excuse stand, and asks nothing of what is no trigger', () => {
    const documents = [aNote('2024-03-03 09:00', '患者拒绝行CT检查，示已告知。')];
    const unless = [{ notes: true, words: ['CT'], denied: true, near: ['拒绝'] }];
    expect(lacking({ unless }, { events: [ordered], documents })).toEqual([]);
    const guided = anOrder('2024-03-02 09:00', 'CT引导下穿刺');
    expect(lacking({}, { events: [guided], documents: [later] })).toEqual([]);
    const cancelled = anEvent('order', { start: '2024-03-02 09:00', attributes: { name: '头颅CT', cancelled: true } });
    expect(lacking({}, { events: [cancelled], documents: [later] })).toEqual([]);
  });

  it('waits for the grace of each need, counted from what met the one before', () => {
    const needs = [
      { ...report, grace: '3d' },
      { ...note, grace: '2d', whileInHospital: true },
    ];
    const parts = { events: [ordered, aReport('2024-03-04 15:00')], documents: [later] };
    expect(lacking({ needs }, parts, '2024-03-06 12:00')).toEqual([]);
    expect(lacking({ needs }, parts, '2024-03-07 12:00')).toEqual(['missing progress-note']);
    expect(lacking({ needs }, { ...parts, discharge: '2024-03-05 12:00' })).toEqual([]);
    expect(lacking({ needs }, { events: [ordered], documents: [later] }, '2024-03-05 12:00')).toEqual([]);
    expect(lacking({ needs }, { events: [ordered], documents: [later] }, '2024-03-06 12:00')).toContain(
      'missing exam-report,progress-note',
    );
  });

  it('cannot tell of notes behind which the text breaks off, nor of reports where none were exported', () => {
    const before = aNote('2024-03-01 14:00', '入院。');
    expect(lacking({ needs: [note] }, { events: [ordered], documents: [before] })).toEqual([]);
    const needs = [{ ...report, given: [{ documents: ['exam-report'] }] }];
    expect(lacking({ needs }, { events: [ordered], documents: [later] })).toEqual([]);
    expect(lacking({ needs, tellUnverifiable: true }, { events: [ordered], documents: [later] })).toEqual([
      'unverifiable exam-report',
    ]);
  });

  it('asks once for the chart or a concept, and not of the first hours', () => {
    const events = [ordered, anOrder('2024-03-03 09:00')];
    expect(lacking({}, { events, documents: [later] })).toHaveLength(2);
    expect(lacking({ once: 'chart' }, { events, documents: [later] })).toHaveLength(1);
    expect(lacking({ since: '24h' }, { events, documents: [later] })).toHaveLength(1);
  });

  it('is silent on an excerpt', () => {
    const chart = aChart({ events: [ordered], documents: [later] });
    expect(hitsOf(linked, { each, needs: [report] }, viewOf(chart, '2024-03-20'))).toEqual([]);
  });

  it('reads concepts of orders by group', () => {
    const [concept] = builtInVocabulary.conceptsOf('ct-mri');
    const attributes = { name: '头颅平扫', concepts: concept ? [concept] : [] };
    const events = [anEvent('order', { start: '2024-03-02 09:00', attributes })];
    expect(
      lacking({ each: { event: 'order', groups: ['ct-mri'] }, needs: [report] }, { events, documents: [later] }),
    ).toEqual(['missing exam-report']);
  });
});
