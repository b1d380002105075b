import { expect, it } from 'vitest';
import { didYouMean } from './did-you-mean.ts';

it.each([
  ['fromat', 'format'],
  ['FORMAT', 'format'],
  ['formt', 'format'],
  ['jsno', 'json'],
  ['x', undefined],
  ['something-else', undefined],
  ['', undefined],
])('%s: %s', (word, expected) => {
  expect(didYouMean(word, ['format', 'json', 'sarif'])).toBe(expected);
});
