import { describe, expect, it } from 'vitest';
import { say } from '../text-testing.ts';
import { roundRank } from './round-rank.ts';

const ask = (title: string, text: string, more = '') =>
  say(roundRank, { documents: ['ward-round'] }, `2024-03-05 09:00  ${title}\n${text}\n${more}`);

describe('round-rank', () => {
  it('reports a rank that the text does not bear out', () => {
    expect(ask('主治医师查房记录', '患者胸闷缓解，继续目前治疗。', '住院医师：李某某\n')).toEqual([
      'unnamed ⟦主治医师查房记录⟧ attending',
    ]);
    expect(ask('主任医师查房记录', '今日主任医师查房，同意目前治疗。', '医师签名：李某某\n')).toHaveLength(1);
  });

  it.each([
    ['a name and rank', '今日赵某某主治医师查房。'],
    ['a higher rank', '今日王某某主任医师查房。'],
    ['a short form', '今日王主任查房，指出病情平稳。'],
    ['a masked name', '今日**主治医师查房。'],
    ['a field', '查房医师：赵某某\n病情平稳。'],
  ])('is content with %s', (_, text) => expect(ask('主治医师查房记录', text, '医师签名：赵某某\n')).toEqual([]));

  it('takes the signature of that rank for its name', () => {
    expect(ask('主治医师查房记录', '病情平稳。', '主治医师：赵某某\n')).toEqual([]);
  });

  it('warns where all who signed are known to be of lower rank', () => {
    expect(ask('主任医师查房记录', '今日王某某主任医师查房。', '住院医师：李某某\n')).toEqual([
      'unsigned ⟦主任医师查房记录⟧ chief',
    ]);
    expect(ask('主任医师查房记录', '今日王某某主任医师查房。', '医师签名：李某某\n')).toEqual([]);
    expect(ask('主任医师查房记录', '今日王某某主任医师查房。', '王某某/李某某\n')).toEqual([]);
  });

  it('knows a rank from another document of the chart', () => {
    const other = '医师签名：李某某\n\n2024-03-06 09:00  日常病程记录\n病情平稳。\n住院医师：李某某\n';
    expect(ask('主任医师查房记录', '今日王某某主任医师查房。', other)).toHaveLength(1);
  });

  it('asks nothing of a round without a rank or of a resident', () => {
    expect(ask('查房记录', '病情平稳。', '医师签名：李某某\n')).toEqual([]);
    expect(ask('住院医师查房记录', '病情平稳。', '医师签名：李某某\n')).toEqual([]);
  });
});
