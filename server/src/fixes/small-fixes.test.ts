import { describe, expect, it } from 'vitest';
import { appendText } from './append-text.ts';
import { byMessage } from './by-message.ts';
import { fillSection } from './fill-section.ts';
import { markWrittenLate } from './mark-written-late.ts';
import { notation } from './notation.ts';
import { signatureLine } from './signature-line.ts';
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

describe('append-text', () => {
  const about = { document: 'admission-record', wanted: 'present-illness' };
  const params = { title: { zh: '补', en: 'Add' }, text: '精神【待填】。' };

  it.each([
    ['胸闷3天。', '胸闷3天。精神【待填】。'],
    ['胸闷3天', '胸闷3天。精神【待填】。'],
    ['胸闷3天。\n再发1天。', '胸闷3天。\n再发1天。精神【待填】。'],
  ])('ends %j', (history, after) => {
    const text = `【入院记录】\n现病史：${history}\n既往史：体健。\n`;
    expect(fixed(appendText, text, about, params)).toBe(text.replace(history, after));
  });

  it('leaves an absent or empty section alone, and states no finding of its own', () => {
    expect(fixesFor(appendText, '【入院记录】\n现病史：\n既往史：体健。\n', about, params)).toEqual([]);
    expect(() => fixesFor(appendText, '', about, { ...params, text: '精神可。' })).toThrow();
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

describe('signature-line', () => {
  const about = { document: 'consent-operation', wanted: 'patient-signature' };
  const consent = (lines: string) => `【手术知情同意书】\n手术名称：甲。\n${lines}医师签名：李某某\n`;

  it('marks the line that waits for a name, else puts one above the other signatures', () => {
    expect(fixed(signatureLine, consent('患者签名：\n'), about)).toBe(consent('患者签名：【待填】\n'));
    expect(fixed(signatureLine, consent('患者签名:  \n'), about)).toBe(consent('患者签名:【待填】  \n'));
    expect(fixed(signatureLine, consent(''), about)).toBe(consent('患者签名：【待填】\n'));
  });

  it('never writes over a name', () => {
    expect(fixed(signatureLine, consent('患者签名：陈某某\n'), about)).toContain('患者签名：陈某某\n');
  });
});
