import { describe, expect, it } from 'vitest';
import { say } from '../text-testing.ts';
import { minuteTime } from './minute-time.ts';

const params = { documents: ['emergency-record'], field: 'visit-time' };
const ask = (header: string, title = '【急诊病历】', more: object = {}) =>
  say(
    minuteTime,
    { ...params, ...more },
    `姓名：张某某  门诊号：M1  就诊类型：急诊\n${header}\n\n${title}\n主诉：腹痛。\n`,
  );

describe('minute-time', () => {
  it('reports the field, wherever it stands', () => {
    expect(ask('就诊时间：2024-03-01')).toEqual(['inexact ⟦2024-03-01⟧ emergency-record']);
    expect(ask('', '【急诊病历】\n就诊时间：2024年3月1日')).toEqual(['inexact ⟦2024年3月1日⟧ emergency-record']);
  });

  it.each([
    ['the minute in the header', '就诊时间：2024-03-01 10:20', '【急诊病历】'],
    ['the minute in the heading', '就诊时间：2024-03-01', '2024-03-01 10:20  急诊病历'],
    ['a masked minute', '就诊时间：2024-03-01 **:**', '【急诊病历】'],
    ['no time at all', '', '【急诊病历】'],
  ])('is silent on %s', (_, header, title) => expect(ask(header, title)).toEqual([]));

  it('reports one time of the header once, and only in the encounters named', () => {
    const two = '【急诊病历】\n主诉：腹痛。\n\n【急诊病历】';
    expect(ask('就诊时间：2024-03-01', two)).toHaveLength(1);
    expect(ask('就诊时间：2024-03-01', two, { encounters: ['outpatient'] })).toEqual([]);
  });
});
