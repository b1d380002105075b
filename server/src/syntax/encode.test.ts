import { describe, expect, it } from 'vitest';
import { decode, type Encoding } from './decode.ts';
import { encode } from './encode.ts';

describe('encode', () => {
  it('undoes decode for every character of the basic plane that GB18030 has', () => {
    let text = '';
    for (let code = 0; code < 0xd800; code++) text += String.fromCharCode(code);
    const bytes = encode(text, { encoding: 'gb18030', bom: false });
    expect(bytes && decode(bytes, 'gb18030').text).toBe(text);
  });

  it.each<[string, string]>([
    ['啊', 'b0a1'],
    ['①', 'a2d9'],
    ['㑇', 'fe56'],
    ['𠮷', '9534b235'],
    ['a\r\n', '610d0a'],
  ])('writes %s as %s', (text, hex) => {
    expect(Buffer.from(encode(text, { encoding: 'gb18030', bom: false }) ?? []).toString('hex')).toBe(hex);
  });

  it.each<[Encoding, boolean]>([
    ['utf-8', false],
    ['utf-8', true],
    ['utf-16le', true],
    ['utf-16be', true],
    ['gb18030', false],
  ])('%s, byte order mark %s, comes back the same', (encoding, bom) => {
    const text = '【入院记录】\r\n主诉：反复胸闷３年𠮷，℃';
    const bytes = encode(text, { encoding, bom });
    expect(bytes && decode(bytes)).toEqual({ text, encoding, bom });
  });

  it('refuses what cannot be written', () => {
    expect(encode('\uD800', { encoding: 'utf-8', bom: false })).toBeUndefined();
  });
});
