import { describe, expect, it } from 'vitest';
import { labelSchema } from '../vocabulary/schema.ts';
import { createVocabulary } from '../vocabulary/vocabulary.ts';
import { formatDuration, messageOf, placeholders, render } from './message.ts';

const vocabulary = createVocabulary({
  documents: [],
  labels: [labelSchema.parse({ id: 'chief-complaint', name: { zh: '主诉', en: 'Chief complaint' }, role: 'section' })],
  ranks: [],
  columns: [],
  concepts: [],
  terms: {},
});

describe('formatDuration', () => {
  it.each([
    [0, '0分钟', '0 min'],
    [1, '1分钟', '1 min'],
    [60, '1小时', '1 h'],
    [125, '2小时5分', '2 h 5 min'],
    [1440, '24小时', '24 h'],
    [2879, '47小时59分', '47 h 59 min'],
    [2880, '2天', '2 d'],
    [3001, '2天2小时1分', '2 d 2 h 1 min'],
    [2885, '2天5分', '2 d 5 min'],
  ])('%i minutes: %s, %s', (minutes, zh, en) => {
    expect([formatDuration(minutes, 'zh'), formatDuration(minutes, 'en')]).toEqual([zh, en]);
  });
});

describe('render', () => {
  const template = {
    zh: '{section:name}于{due:time}前应完成，迟{late:duration}（{n}次）',
    en: '{section:name} was due {due:time}, {late:duration} late ({n}×)',
  };

  it('leaves out brackets around what the chart does not state', () => {
    const bracketed = { zh: '未见该次手术（{operation}）的手术记录', en: 'No record of this operation ({operation})' };
    expect(render(bracketed, { operation: null }, 'zh', vocabulary)).toBe('未见该次手术的手术记录');
    expect(render(bracketed, { operation: null }, 'en', vocabulary)).toBe('No record of this operation');
    expect(render(bracketed, { operation: '阑尾切除术' }, 'zh', vocabulary)).toBe(
      '未见该次手术（阑尾切除术）的手术记录',
    );
  });

  it('writes names, times, durations and plain values in the language asked for', () => {
    const data = { section: 'chief-complaint', due: '2024-03-01T15:30', late: 125, n: 3 };
    expect(render(template, data, 'zh', vocabulary)).toBe('主诉于2024-03-01 15:30前应完成，迟2小时5分（3次）');
    expect(render(template, data, 'en', vocabulary)).toBe(
      'Chief complaint was due 2024-03-01 15:30, 2 h 5 min late (3×)',
    );
  });

  it('shows an id the vocabulary lacks, and a mark for a value nobody gave', () => {
    expect(render({ zh: '{section:name}{gone}', en: '' }, { section: 'no-such' }, 'zh', vocabulary)).toBe('no-such？');
  });

  it('fills nothing into what a value brings along', () => {
    expect(render({ zh: '{a}', en: '' }, { a: '{b}', b: 'x' }, 'zh', vocabulary)).toBe('{b}');
  });

  it('names its placeholders', () => {
    expect(placeholders(template.zh)).toEqual([
      { name: 'section', format: 'name' },
      { name: 'due', format: 'time' },
      { name: 'late', format: 'duration' },
      { name: 'n', format: undefined },
    ]);
  });

  it('falls back to the title of the rule', () => {
    const rule = { title: { zh: '标题', en: 'Title' }, messages: {} };
    expect(messageOf({ message: 'late', data: {} }, rule, 'zh', vocabulary)).toBe('标题');
  });
});
