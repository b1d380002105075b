import { describe, expect, it } from 'vitest';
import { byMessage } from './by-message.ts';
import { fillSection } from './fill-section.ts';
import { markWrittenLate } from './mark-written-late.ts';
import { notation } from './notation.ts';
import { fixed, fixesFor } from './testing.ts';

describe('fill-section', () => {
  it.each([
    ['家族史：\n', '家族史：【待填】\n'],
    ['家族史:  \n', '家族史:【待填】  \n'],
    ['【家族史】\n', '【家族史】【待填】\n'],
    ['家族史(FH)：\n', '家族史(FH)：【待填】\n'],
    ['家族史\n', '家族史：【待填】\n'],
  ])('fills %j', (heading, after) => {
    const text = `【入院记录】\n主诉：甲。\n${heading}医师签名：李某某\n`;
    const about = { at: '家族史', document: 'admission-record', wanted: 'family-history' };
    expect(fixed(fillSection, text, about)).toBe(text.replace(heading, after));
  });
});

describe('notation', () => {
  it('changes what the finding points at and nothing else', () => {
    const about = { at: '下午3点', replacement: '15:00' };
    expect(fixed(notation, '昨日下午3点发热', about)).toBe('昨日15:00发热');
    expect(fixesFor(notation, '昨日下午3点发热', about)[0]?.safety).toBe('safe');
    expect(fixesFor(notation, '昨日晚12点发热', { at: '晚12点' })).toEqual([]);
  });
});

describe('mark-written-late', () => {
  const about = { document: 'rescue-record' };

  it('adds a blank line below the heading and its time', () => {
    expect(fixed(markWrittenLate, '【抢救记录】2024-03-01 20:00\n病情变化：甲。\n', about)).toBe(
      '【抢救记录】2024-03-01 20:00\n补记：【待填】\n病情变化：甲。\n',
    );
    expect(fixed(markWrittenLate, '抢救记录\n2024-03-01 20:00\n病情变化：甲。\n', about)).toContain(
      '20:00\n补记：【待填】\n病情变化',
    );
  });

  it('is silent where the record says so already', () => {
    expect(fixesFor(markWrittenLate, '【抢救记录】\n补记：是\n病情变化：甲。\n', about)).toEqual([]);
  });
});

describe('by-message', () => {
  it('hands each message to its kind', () => {
    const kind = byMessage([notation, markWrittenLate]);
    const params = { messages: { late: 'mark-written-late' } };
    const text = '【抢救记录】\n病情变化：甲。\n';
    expect(fixesFor(kind, text, { document: 'rescue-record', message: 'late' }, params)).toHaveLength(1);
    expect(fixesFor(kind, text, { document: 'rescue-record', message: 'missing' }, params)).toEqual([]);
    expect(() => fixesFor(kind, text, {}, { messages: { late: 'forge' } })).toThrow();
  });
});
