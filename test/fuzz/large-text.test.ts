import { expect, it } from 'vitest';
import { parseText } from '../../server/src/syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../../server/src/vocabulary/builtin.ts';

const MEGABYTE = 1_000_000;

it.each([
  ['one line', '患者神志清楚，咳嗽3天。', 50],
  ['opening brackets', '【', 50],
  ['pipes', '|', 50],
  ['years', '2024-', 50],
  ['colons', '：', 50],
  ['wide blanks', '\u3000', 50],
  ['broken tables', '| 项目 | 结果\n|-\n', 50],
  ['short rows', '| a | b\n', 50],
  ['short lines', '咳\n', 50],
])('reads a text of nothing but %s', { timeout: 60_000 }, (_, unit, megabytes) => {
  const text = unit.repeat(Math.ceil((megabytes * MEGABYTE) / Buffer.byteLength(unit)));
  const { parts } = parseText(text, vocabulary);
  expect(parts.reduce((length, { node }) => length + node.text.length, 0)).toBe(text.length);
});
