import { expect, it } from 'vitest';
import { builtInVocabulary as vocabulary } from '../../vocabulary/builtin.ts';
import { parseText } from './parse.ts';

/* Each would take hours if any reader went over the rest of a line, or of the text, at every character. */
const SIZE = 400_000;

it.each([
  '患者神志清楚，咳嗽3天。',
  '【',
  '|',
  '| 项目 | 结果\n|-\n',
  '2024-',
  '2024-03-01 10:00\n',
  '：',
  '\u3000',
  '\n',
  '\r',
  '#',
  '<',
  '（',
  '，主诉：',
  '姓名\u3000',
  '*-',
  '甲/乙',
  '。出院记录：',
  '\0',
])('is done with 400,000 characters of %j', { timeout: 30_000 }, (unit) => {
  const text = unit.repeat(Math.ceil(SIZE / unit.length));
  const { parts } = parseText(text, vocabulary);
  expect(parts.reduce((length, { node }) => length + node.text.length, 0)).toBe(text.length);
});
