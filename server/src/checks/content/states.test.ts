import { describe, expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { states } from './states.ts';

const RECORD = (history: string, complaint = '胸闷3天。') =>
  `【入院记录】\n主诉：${complaint}\n现病史：${history}\n既往史：体健。\n初步诊断：冠心病\n医师签名：李某某\n`;

const ask = (params: object, record: string) =>
  findingsOf(states, { documents: ['admission-record'], sections: ['present-illness'], ...params }, record).map(
    ({ message, start, end }) => `${message} ⟦${record.slice(start, end)}⟧`,
  );

const GENERAL = { needs: [{ name: 'general', words: ['精神'] }] };

describe('states, of a section', () => {
  it('reports the first need that is not met, at the label', () => {
    const needs = [
      { name: 'a', words: ['胸闷'] },
      { name: 'b', words: ['精神'] },
      { name: 'c', words: ['睡眠'] },
    ];
    expect(ask({ needs }, RECORD('3天前胸闷。'))).toEqual(['b ⟦现病史⟧']);
  });

  it.each([
    ['the word stands', RECORD('3天前胸闷，精神可。')],
    ['it stands on a line below', RECORD('3天前胸闷。\n起病以来，精神可。')],
    ['it stands under a heading nobody knows', RECORD('3天前胸闷。\n一般情况：精神可。')],
    ['in full width and capitals', RECORD('3天前胸闷，ＣＴ示肺炎。')],
    ['the section is absent', '【入院记录】\n主诉：胸闷3天。\n初步诊断：冠心病\n医师签名：李某某\n'],
    ['the section is empty', RECORD('')],
    ['the section is still to be filled in', RECORD('____。')],
    ['the text is an excerpt', '主诉：胸闷3天。\n现病史：3天前胸闷。\n'],
  ])('is silent when %s', (_, record) =>
    expect(ask({ needs: [{ name: 'general', words: ['精神', 'ct'] }] }, record)).toEqual([]),
  );

  it('is silent where another section excuses it', () => {
    const unless = [{ sections: ['chief-complaint'], words: ['昏迷'] }];
    expect(ask({ ...GENERAL, unless }, RECORD('3天前胸闷。', '昏迷3天。'))).toEqual([]);
    expect(ask({ ...GENERAL, unless }, RECORD('3天前昏迷。'))).toEqual(['general ⟦现病史⟧']);
  });

  it('asks excerpts only when told to, and then only what does not end with the text', () => {
    const cut = '主诉：胸闷3天。\n现病史：3天前胸闷。\n';
    expect(ask({ ...GENERAL, ofExcerpts: true }, cut)).toEqual([]);
    expect(ask({ ...GENERAL, ofExcerpts: true }, `${cut}既往史：体健。\n`)).toEqual(['general ⟦现病史⟧']);
  });

  it('leaves the newest, unsigned note of a patient who is still there alone', () => {
    const record = `入院时间：2024-03-01 10:00\n${RECORD('3天前胸闷。').replace('医师签名：李某某\n', '记录时间：2024-03-01 11:00\n')}`;
    const params = { documents: ['admission-record'], sections: ['present-illness'], ...GENERAL };
    expect(findingsOf(states, params, record, '2024-03-01 12:00')).toEqual([]);
    expect(findingsOf(states, params, record, '2024-03-05 12:00')).toHaveLength(1);
  });

  it('takes a section for said when anything is left beside what does not count', () => {
    const needs = [{ name: 'symptom', besides: ['[0-9]{1,3}天', '入院'] }];
    const params = { sections: ['chief-complaint'], needs };
    expect(ask(params, RECORD('-', '入院3天。'))).toEqual(['symptom ⟦主诉⟧']);
    expect(ask(params, RECORD('-', '入院3天，胸闷。'))).toEqual([]);
  });
});

describe('states, of each mention', () => {
  const each = { words: ['外院'], sentences: 2 };
  const needs = [{ name: 'what', words: ['诊断', '予'] }];

  it.each([
    ['in its sentence', '曾去外院，诊断不明。', []],
    ['in the next', '曾去外院。予输液。', []],
    ['too far behind', '曾去外院。未好转。予输液。', ['what ⟦外院⟧']],
    ['behind the next mention', '曾去外院。又去外院，予输液。', ['what ⟦外院⟧']],
    ['before it', '予输液。后去外院。', ['what ⟦外院⟧']],
    ['nowhere, without any mention', '未诊治。', []],
  ])('looks for the need %s', (_, history, said) => expect(ask({ each, needs }, RECORD(history))).toEqual(said));

  it('looks before the mention, or in the whole section, when told to', () => {
    expect(ask({ each: { ...each, before: 1 }, needs }, RECORD('予输液。后去外院。'))).toEqual([]);
    const anywhere = [{ name: 'what', words: ['予'], anywhere: true }];
    expect(ask({ each, needs: anywhere }, RECORD('予输液。好转。加重。后去外院。'))).toEqual([]);
  });

  it('passes over a sentence that means something else', () => {
    expect(ask({ each: { ...each, except: { words: ['未去'] } }, needs }, RECORD('未去外院。'))).toEqual([]);
  });
});
