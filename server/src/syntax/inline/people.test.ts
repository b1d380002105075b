import { describe, expect, it } from 'vitest';
import { builtInVocabulary as vocabulary } from '../../vocabulary/builtin.ts';
import { nameAgrees } from './names.ts';
import { readPeople, readSignature } from './people.ts';
import { signerSuffix } from './signers.ts';

const people = (text: string) =>
  readPeople(text, { start: 0, end: text.length }, vocabulary)
    .map(({ name, rank }) => `${name ?? '?'}/${rank ?? '?'}`)
    .join(' ');

describe('people', () => {
  it.each([
    ['李某某', '李某某/?'],
    ['李某某（住院医师）', '李某某/resident'],
    ['王某某主任医师', '王某某/chief'],
    ['副主任医师王某某', '王某某/associate-chief'],
    ['主治医师：甲', '甲/attending'],
    ['李某某  住院医师', '李某某/resident'],
    ['主任医师 王某某', '王某某/chief'],
    ['甲/乙', '甲/? 乙/?'],
    ['李某某/王某某', '李某某/? 王某某/?'],
    ['王某某（主任医师）、李某某（住院医师）、张护士', '王某某/chief 李某某/resident 张/nurse'],
    ['王某某主任医师，赵某主治医师；孙某护士长', '王某某/chief 赵某/attending 孙某/head-nurse'],
    ['心内科王某某主任医师', '王某某/chief'],
    ['欧阳某某', '欧阳某某/?'],
    ['张 某', '张某/?'],
    ['王教授', '王/professor'],
    ['患者本人', ''],
    ['年  月  日', ''],
    ['【】', ''],
    ['None', ''],
    ['主治医师', '?/attending'],
  ])('%s', (text, expected) => expect(people(text)).toBe(expected));
});

describe('signatures', () => {
  it.each([
    ['李某某（住院医师）  2024-03-01 16:00', '李某某', '2024-03-01 16:00'],
    ['2024-03-01 16:00 李某某', '李某某', '2024-03-01 16:00'],
    ['李某某/王某某 2024年3月1日16时00分', '李某某 王某某', '2024年3月1日16时00分'],
    ['李某某', '李某某', undefined],
  ])('%s', (text, names, time) => {
    const { people: signers, stamp } = readSignature(text, { start: 0, end: text.length }, vocabulary);
    expect(signers.map(({ name }) => name).join(' ')).toBe(names);
    expect(stamp && text.slice(stamp.start, stamp.end)).toBe(time);
  });

  it.each([
    ['继续当前治疗。甲/乙', '甲/乙'],
    ['继续当前治疗。李某某/王某某', '李某某/王某某'],
    ['继续当前治疗。李某某（住院医师）', '李某某（住院医师）'],
    ['密切观察。阳性/阴性', undefined],
    ['继续当前治疗。王某某同意', undefined],
    ['余无殊。', undefined],
  ])('behind the last sentence: %s', (text, expected) => {
    const at = signerSuffix(text, { start: 0, end: text.length }, vocabulary, false);
    expect(at === undefined ? undefined : text.slice(at)).toBe(expected);
  });
});

describe('masked names', () => {
  it.each([
    ['王某某', '王五', true],
    ['王某某', '王大明', true],
    ['王某某', '李某某', false],
    ['某某', '李四', true],
    ['王', '王大明', true],
    ['王', '李大明', false],
    ['王大明', '王大明', true],
    ['王 大明', '王大明', true],
    ['王大明', '王小明', false],
    ['王**', '王小明', true],
    ['王*明', '王小红', false],
    ['李某', '李某某', true],
  ])('%s and %s: %s', (one, other, agrees) => {
    expect(nameAgrees(one, other)).toBe(agrees);
    expect(nameAgrees(other, one)).toBe(agrees);
  });
});
