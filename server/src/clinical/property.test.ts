import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInVocabulary } from '../vocabulary/builtin.ts';
import type { ClinicalText } from './model.ts';
import { PLAIN, readClinical } from './read.ts';

const PIECES = [
  ...[
    '无',
    '否认',
    '未见',
    '不',
    '考虑',
    '可能',
    '待排',
    '拟行',
    '如',
    '必要时',
    '父亲',
    '患者',
    '同事',
    '史',
    '接触史',
  ],
  ...[
    '发热',
    '咳嗽',
    '高血压',
    '无尿频',
    '上腹痛',
    '左',
    '双',
    '肺',
    '胃镜',
    'WBC',
    'T',
    'K+',
    '血压',
    '阴性',
    '(-)',
    '（＋）',
  ],
  ...[
    '3天',
    '*年',
    '10余年',
    '半月',
    '加重',
    '120/80mmHg',
    '36.5',
    '*',
    '×10^9/L',
    '，',
    '、',
    '。',
    '；',
    '\n',
    ' ',
    '|',
    '(',
    '）',
    '？',
    '：',
  ],
  ...['等', '及', '但', '伴', '年前', '示', '🦠', '\ud83e', '某'],
];

const read = (text: string): ClinicalText =>
  readClinical(text, [{ start: 0, end: text.length, context: PLAIN }], builtInVocabulary);

const texts = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.string({ maxLength: 200 }),
);

describe('any text', () => {
  it('is read into ordered mentions that do not overlap, within the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { mentions, measurements, durations } = read(text);
        let from = 0;
        for (const { start, end } of mentions) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          from = end;
        }
        expect(from).toBeLessThanOrEqual(text.length);
        for (const { start, end, value } of measurements) {
          expect([start < value.start, value.start < value.end, value.end <= end, end <= text.length]).not.toContain(
            false,
          );
        }
        for (const { start, end, of, days } of durations) {
          expect([start >= 0, start < end, end <= text.length]).not.toContain(false);
          expect(days === undefined || days.least <= days.most).toBe(true);
          for (const index of of) expect(mentions[index]).toBeDefined();
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('says the same whatever sentence stands before it', () => {
    fc.assert(
      fc.property(texts, texts, (first, second) => {
        const before = `${first}。\n`;
        const alone = read(second).mentions.map((mention) => ({
          ...mention,
          start: 0,
          end: mention.end - mention.start,
        }));
        const behind = read(before + second)
          .mentions.filter(({ start }) => start >= before.length)
          .map((mention) => ({ ...mention, start: 0, end: mention.end - mention.start }));
        expect(behind).toEqual(alone);
      }),
    );
  });
});

/* Each would take hours if any step went over the rest of a sentence at every word. */
const SIZE = 400_000;

describe('the time it takes', () => {
  const KINDS: [name: string, piece: string][] = [
    ['one sentence of names', '发热、'],
    ['one sentence of cues', '未见可能'],
    ['cues that look back', '、咳嗽（-）待排接触史'],
    ['cues that look ahead', '未见，发热'],
    ['light words', '等及史'],
    ['words that look back over light ones', '史'],
    ['contacts', '等接触史'],
    ['open brackets', '无（'],
    ['digits', '1*3天'],
    ['letters', 'WBCT'],
    ['sides', '左右'],
    ['nothing', '天'],
  ];
  it.each(KINDS)('is done with 400,000 characters of %s', { timeout: 30_000 }, (_, piece) => {
    const text = `发热${piece.repeat(Math.ceil(SIZE / piece.length))}咳嗽`;
    const { mentions } = read(text);
    expect(mentions.at(0)?.concept.id).toBe('fever');
    expect(mentions.at(-1)?.concept.id).toBe('cough');
  });
});
