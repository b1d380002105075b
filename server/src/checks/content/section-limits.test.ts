import { describe, expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { sectionLimits } from './section-limits.ts';

function ask(complaint: string, params: object) {
  const record = `【入院记录】\n主诉：${complaint}\n现病史：3天前发热。\n`;
  const given = { documents: ['admission-record'], sections: ['chief-complaint'], ...params };
  return findingsOf(sectionLimits, given, record).map(({ message, data }) => `${message} ${data.n}`);
}

describe('section-limits', () => {
  it.each([
    ['发热、咳嗽3天。', 8, []],
    ['发热、咳嗽3天。', 7, ['long 8']],
    ['发热、 咳嗽　3天。', 8, []],
    ['发热、咳嗽3天，', 7, []],
  ])('counts the characters of %s', (complaint, characters, said) =>
    expect(ask(complaint, { characters })).toEqual(said),
  );

  it.each([
    ['发热、咳嗽3天。', ['many 2']],
    ['发热、发烧3天。', []],
    ['外院查血钾低3天。', []],
  ])('counts the symptoms of %s', (complaint, said) =>
    expect(ask(complaint, { concepts: { kinds: ['symptom'], most: 1 } })).toEqual(said),
  );
});
