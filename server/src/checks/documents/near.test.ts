import { describe, expect, it } from 'vitest';
import { isOneSlipFrom } from './near.ts';

describe('isOneSlipFrom', () => {
  it.each([
    ['入院纪录', '入院记录'],
    ['首次病程纪录', '首次病程记录'],
    ['首次病呈记录', '首次病程记录'],
    ['首次程病记录', '首次病程记录'],
    ['入院记记录', '入院记录'],
    ['体格捡查', '体格检查'],
    ['初步诊段', '初步诊断'],
    ['死亡例讨论记录', '死亡病例讨论记录'],
  ])('takes %s for %s', (written, known) => expect(isOneSlipFrom(written, known)).toBe(true));

  it.each([
    ['入院记录', '入院记录'],
    ['入科记录', '入院记录'],
    ['住院记录', '入院记录'],
    ['谈话记录', '会话记录'],
    ['术后讨论记录', '术前讨论记录'],
    ['院外会诊记录', '院内会诊记录'],
    ['疾病史', '现病史'],
    ['生育史', '婚育史'],
    ['主述', '主诉'],
    ['入科诊断', '入院诊断'],
    ['专科检查', '体格检查'],
    ['出院小结', '出院记录'],
  ])('does not take %s for %s', (written, known) => expect(isOneSlipFrom(written, known)).toBe(false));
});
