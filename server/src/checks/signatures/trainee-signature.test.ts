import { describe, expect, it } from 'vitest';
import { say } from '../text-testing.ts';
import { traineeSignature } from './trainee-signature.ts';

const ask = (line: string, params: object = { training: ['student', 'probation'] }) =>
  say(traineeSignature, params, `2024-03-04 09:15  日常病程记录\n患者胸闷缓解。\n${line}\n`);

describe('trainee-signature', () => {
  it('reports trainees alone, by label or by bracket', () => {
    expect(ask('实习医师：张某')).toEqual(['trainee ⟦张某⟧ intern']);
    expect(ask('医师签名：张某（试用期医师）')).toHaveLength(1);
    expect(ask('实习医师：张某\n实习医师：钱某')).toHaveLength(1);
  });

  it.each([
    '实习医师：张某\n住院医师：李某某',
    '张某（实习医师）/李某某',
    '医师签名：张某',
    '医师签名：张某（进修医师）',
    '实习医师：',
  ])('is silent on %j', (line) => expect(ask(line)).toEqual([]));

  it('leaves to the milder check what the graver one does not see', () => {
    const mild = { training: ['student', 'probation', 'standardised'], including: ['standardised'] };
    expect(ask('规培医师：张某')).toEqual([]);
    expect(ask('规培医师：张某', mild)).toEqual(['trainee ⟦张某⟧ trainee']);
    expect(ask('实习医师：张某', mild)).toEqual([]);
    expect(ask('实习医师：张某\n规培医师：钱某', mild)).toHaveLength(1);
  });
});
