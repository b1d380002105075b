import { describe, expect, it } from 'vitest';
import { say } from '../text-testing.ts';
import { clock } from './clock.ts';

const ask = (record: string) => say(clock, {}, record);

describe('clock', () => {
  it('finds odd times in headings, fields, prose and tables', () => {
    expect(
      ask(
        '【抢救记录】2024年3月1日下午3点\n抢救开始时间：2024-03-01 晚8点\n病情变化：三月一日起病。\n| 时间 | 内容 |\n| 下午4点 | 输血 |\n',
      ),
    ).toEqual([
      'twelve-hour ⟦下午3点⟧ 下午3点',
      'twelve-hour ⟦晚8点⟧ 晚8点',
      'chinese-numeral ⟦三月一日⟧ 三月一日',
      'twelve-hour ⟦下午4点⟧ 下午4点',
    ]);
  });

  it('reports 上午9时 only where the document states its own time', () => {
    expect(ask('【日常病程记录】2024年3月1日上午9时\n患者上午9时进食。\n')).toEqual(['twelve-hour ⟦上午9时⟧ 上午9时']);
  });
});
