import { describe, expect, it } from 'vitest';
import { say } from '../text-testing.ts';
import { hollow } from './hollow.ts';

const phrases = ['同意[目前诊疗方案]{2,8}', '病情平稳', '\\p{Script=Han}{0,8}查房', '\\p{Script=Han}{0,8}医师'];
const round = (text: string, signed = '主任医师：王建国') =>
  say(
    hollow,
    { documents: ['ward-round'], phrases, atMost: 2 },
    `2024-03-05 09:00  王建国主任医师查房记录\n${text}\n${signed}\n`,
  );

describe('hollow', () => {
  it('reports set phrases and a remnant', () => {
    expect(round('王建国主任医师查房，病情平稳。同意目前诊疗方案。')).toHaveLength(1);
    expect(round('1. 病情平稳；2. 同意目前诊疗方案。嗯')).toHaveLength(1);
  });

  it('knows a masked name from masked words', () => {
    expect(round('王某某主任医师查房，病情平稳。同意目前诊疗方案。')).toHaveLength(1);
    expect(round('尤××主治医师查房：同意目前诊疗方案。')).toHaveLength(1);
    expect(round('王某某主任医师查房，予某某治疗。同意目前诊疗方案。')).toEqual([]);
  });

  it.each([
    ['a word more', '同意目前诊疗方案，加用呋塞米。'],
    ['a phrase within a longer clause', '同意目前诊疗方案但须复查。'],
    ['masked words', '同意目前诊疗方案，**。'],
    ['no text at all', ''],
  ])('is silent on %s', (_, text) => expect(round(text)).toEqual([]));

  it('says nothing of a text that may go on', () => {
    expect(round('同意目前诊疗方案', '')).toEqual([]);
  });

  it('looks at sections by themselves', () => {
    const params = { documents: ['difficult-case-discussion'], sections: ['opinions', 'host-summary'], phrases };
    const record =
      '【疑难病例讨论记录】\n具体意见：赵强主治医师：同意目前诊疗方案。\n主持人小结：骨髓活检。\n主持人签名：王建国\n';
    expect(say(hollow, params, record)).toEqual(['hollow ⟦具体意见⟧ opinions']);
  });
});
