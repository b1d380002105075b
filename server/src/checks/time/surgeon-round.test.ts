import { describe, expect, test } from 'vitest';
import type { ChartDocument } from '../../chart/model.ts';
import { aChart, aDocument, anEvent, hitsOf, person, viewOf } from '../testing.ts';
import { say } from '../text-testing.ts';
import { surgeonRound } from './surgeon-round.ts';

const BEFORE = { side: 'before', within: '24h' };
const AFTER = { side: 'after', within: '24h' };

function judged(
  rule: object,
  documents: readonly ChartDocument[],
  more: { surgeon?: string; emergency?: boolean; asOf?: string } = {},
) {
  const { surgeon = '王建国/chief', emergency, asOf = '2024-05-01 00:00' } = more;
  const attributes = { surgeon: surgeon === '' ? undefined : person(surgeon), emergency };
  const operation = anEvent('operation', { start: '2024-03-04 09:00', end: '2024-03-04 11:00', attributes });
  const chart = aChart({
    admission: '2024-03-01 10:20',
    discharge: '2024-03-09 09:00',
    documents,
    events: [operation],
  });
  return hitsOf(surgeonRound, rule, viewOf(chart, asOf)).map(({ message, severity }) =>
    [message, severity].filter(Boolean).join(' '),
  );
}

const round = (dated: string, ...rounds: readonly string[]) => aDocument('ward-round', { dated, rounds });

describe('before the operation', () => {
  test('a round within the limit, to the minute; an older one alone is a warning', () => {
    expect(judged(BEFORE, [round('2024-03-03 09:00', '王建国/chief')])).toEqual([]);
    expect(judged(BEFORE, [round('2024-03-03 08:59', '王建国/chief')])).toEqual(['early warning']);
    expect(judged(BEFORE, [round('2024-03-04 09:01', '王建国/chief')])).toEqual(['missing']);
  });

  test('a round by another is none, one by a rank without a name or by a masked name may be his', () => {
    expect(judged(BEFORE, [round('2024-03-03 16:00', '赵强/attending')])).toEqual(['missing']);
    expect(judged(BEFORE, [round('2024-03-03 16:00', '/chief')])).toEqual([]);
    expect(judged(BEFORE, [round('2024-03-03 16:00', '/professor')])).toEqual([]);
    expect(judged(BEFORE, [round('2024-03-03 16:00', '/physician')])).toEqual([]);
    expect(judged(BEFORE, [round('2024-03-03 16:00', '/attending')])).toEqual(['missing']);
    expect(judged(BEFORE, [round('2024-03-03 16:00', '王某某/chief')])).toEqual([]);
    expect(judged(BEFORE, [round('2024-03-03 16:00')])).toEqual([]);
  });

  test('the 术前小结 tells of his visit, or he signs it', () => {
    const told = aDocument('pre-op-summary', { dated: '2024-03-03 16:00', text: '术者术前查看患者，无手术禁忌。' });
    const named = aDocument('progress-note', { dated: '2024-03-03 16:00', text: '王建国主任医师今日查看患者。' });
    const signed = aDocument('pre-op-summary', { dated: '2024-03-03 16:00', signed: ['王建国/chief'] });
    const mere = aDocument('progress-note', { dated: '2024-03-03 16:00', text: '拟由王建国主任医师主刀。' });
    for (const document of [told, named, signed]) expect(judged(BEFORE, [document])).toEqual([]);
    expect(judged(BEFORE, [mere])).toEqual(['missing']);
  });

  test('an unnamed surgeon cannot be looked for', () => {
    expect(judged(BEFORE, [], { surgeon: '' })).toEqual([]);
  });

  test('an emergency that goes straight to theatre has no round of its own', () => {
    const operated = (start: string) => {
      const attributes = { surgeon: person('王建国/chief'), emergency: true };
      const operation = anEvent('operation', { start, end: '2024-03-01 13:00', attributes });
      const chart = aChart({ admission: '2024-03-01 10:20', discharge: '2024-03-09 09:00', events: [operation] });
      return hitsOf(surgeonRound, BEFORE, viewOf(chart, '2024-05-01 00:00')).length;
    };
    expect(operated('2024-03-01 11:20')).toBe(0);
    expect(operated('2024-03-01 11:21')).toBe(1);
  });

  test('an emergency has the severity the rule gives it', () => {
    expect(judged({ ...BEFORE, emergency: 'warning' }, [], { emergency: true })).toEqual(['missing warning']);
  });
});

describe('after the operation', () => {
  test('a round within the limit of its end', () => {
    expect(judged(AFTER, [round('2024-03-05 11:00', '王建国/chief')])).toEqual([]);
    expect(judged(AFTER, [round('2024-03-05 11:01', '王建国/chief')])).toEqual(['missing']);
  });

  test('the post-operative note is no round because he signs it', () => {
    const note = aDocument('post-op-first-note', { dated: '2024-03-04 12:00', signed: ['王建国/chief'] });
    expect(judged(AFTER, [note])).toEqual(['missing']);
  });

  test('is due while the time has not run out', () => {
    const operation = anEvent('operation', {
      start: '2024-03-04 09:00',
      end: '2024-03-04 11:00',
      attributes: { surgeon: person('王建国') },
    });
    const chart = aChart({ admission: '2024-03-01 10:20', events: [operation] });
    const [hit] = hitsOf(surgeonRound, AFTER, viewOf(chart, '2024-03-04 23:00'));
    expect([hit?.state, hit?.data.remaining]).toEqual(['due', 720]);
  });
});

test('术者 in a note that names another surgeon of the stay is that one; a consultation before the operation is a visit', () => {
  const record = (name: string, start: string, end: string) =>
    `【手术记录】\n手术开始时间：${start}  手术结束时间：${end}\n手术名称：取石术\n术者：${name}（主任医师）\n术者签名：${name}  ${end}\n\n`;
  const chart = (note: string) =>
    '入院时间：2024-03-01 08:30  出院时间：2024-03-09 09:00\n\n' +
    '【术前小结】2024-03-01 16:00\n手术者术前查看患者相关情况：术者梅刚主任医师已查看患者。\n医师签名：梅刚\n\n' +
    record('梅刚', '2024-03-02 08:30', '2024-03-02 09:40') +
    `2024-03-02 17:10 日常病程记录\n${note}\n医师签名：卜强\n\n` +
    record('车明', '2024-03-02 18:10', '2024-03-02 19:00');
  expect(say(surgeonRound, BEFORE, chart('患者腰痛。'))).toHaveLength(1);
  expect(say(surgeonRound, BEFORE, chart('患者腰痛，车明主任医师会诊同意急诊栓塞。'))).toEqual([]);
});
