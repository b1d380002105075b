import { describe, expect, it } from 'vitest';
import { whyNotLinear } from './linear.ts';

describe('whyNotLinear', () => {
  it.each([
    '_{2,200}',
    '\\{\\{[^{}\\n]{0,60}\\}\\}',
    '【\\s{0,8}(?:待填|待填写)?】',
    '(?<![A-Za-z0-9])X{3,20}',
    '[上下]午\\d{1,2}[点时:]',
  ])('accepts %s', (source) => expect(whyNotLinear(source)).toBeUndefined());

  it.each([
    ['(a+)+b', 'without end'],
    ['a*', 'without end'],
    ['a{3,}', 'without end'],
    ['(a{1,50}){1,50}b', 'ways'],
    ['.{0,200}.{0,200}x', 'ways'],
    ['(?:a|a|a){1,20}b', 'ways'],
    ['(a)\\1', 'back references'],
    ['(', 'Invalid regular expression'],
  ])('refuses %s', (source, reason) => expect(whyNotLinear(source)).toContain(reason));

  it('counts one way for a class, an escape and a fixed count', () => {
    expect(whyNotLinear('[a-z\\]]{4}\\d{8}\\p{L}{2}')).toBeUndefined();
  });
});
