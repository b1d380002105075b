import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSlots } from './slots.ts';

const slots = (text: string) =>
  findSlots(text, { start: 0, end: text.length }).map(({ name, required, options, default: preset, start, end }) => ({
    text: text.slice(start, end),
    name,
    required,
    options,
    preset: preset && text.slice(preset.start, preset.end),
  }));

describe('findSlots', () => {
  it.each([
    ['主诉：{{主诉}}。', '{{主诉}}', '主诉', false, [], undefined],
    ['{{主诉|必填}}', '{{主诉|必填}}', '主诉', true, [], undefined],
    ['{{ 性别 ｜选项：男/女}}', '{{ 性别 ｜选项：男/女}}', '性别', false, ['男', '女'], undefined],
    ['{{既往史|必填|默认： 否认高血压 }}', '{{既往史|必填|默认： 否认高血压 }}', '既往史', true, [], '否认高血压'],
    ['{{初步诊断|默认：}}', '{{初步诊断|默认：}}', '初步诊断', false, [], undefined],
    ['{{now}}', '{{now}}', 'now', false, [], undefined],
  ])('%s', (text, whole, name, required, options, preset) => {
    expect(slots(text)).toEqual([{ text: whole, name, required, options, preset }]);
  });

  it('reads nothing into braces that are not closed on their line', () => {
    expect(slots('{{主诉\n}} {主诉} {{}')).toEqual([]);
    expect(slots('{{{{主诉}}').map(({ name }) => name)).toEqual(['主诉']);
  });

  it('stays inside the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('{', '}', '{{', '}}', '|', '默认：', '必填', '甲', '\n')), (parts) => {
        const text = parts.join('');
        let at = 0;
        for (const { start, end, default: preset } of findSlots(text, { start: 0, end: text.length })) {
          expect(text.slice(start, start + 2) + text.slice(end - 2, end)).toBe('{{}}');
          expect(start).toBeGreaterThanOrEqual(at);
          if (preset) expect(start < preset.start && preset.end <= end - 2).toBe(true);
          at = end;
        }
      }),
    );
  });
});
