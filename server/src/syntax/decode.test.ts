import { describe, expect, it } from 'vitest';
import { decode } from './decode.ts';

const text = '主诉：反复胸闷3年。𠮷';
const utf8 = new TextEncoder().encode(text);
/** 主诉：胸闷 in GB2312. */
const gb2312 = Uint8Array.from([0xd6, 0xf7, 0xcb, 0xdf, 0xa3, 0xba, 0xd0, 0xd8, 0xc3, 0xc6]);

function utf16(littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * (text.length + 1)));
  [...`\ufeff${text}`.matchAll(/[\s\S]/g)].forEach(([unit], index) => {
    view.setUint16(2 * index, unit.charCodeAt(0), littleEndian);
  });
  return new Uint8Array(view.buffer);
}

describe('decoding', () => {
  it.each([
    ['UTF-8', utf8, { text, encoding: 'utf-8', bom: false }],
    ['UTF-8 with a mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8]), { text, encoding: 'utf-8', bom: true }],
    ['UTF-16, little end first', utf16(true), { text, encoding: 'utf-16le', bom: true }],
    ['UTF-16, big end first', utf16(false), { text, encoding: 'utf-16be', bom: true }],
    ['GB2312', gb2312, { text: '主诉：胸闷', encoding: 'gb18030', bom: false }],
    [
      'GB18030 of four bytes',
      Uint8Array.from([0xd6, 0xf7, 0x95, 0x34, 0xb2, 0x35]),
      { text: '主𠮷', encoding: 'gb18030', bom: false },
    ],
    ['nothing', new Uint8Array(), { text: '', encoding: 'utf-8', bom: false }],
    ['ASCII', Uint8Array.from([0x54, 0x3a, 0x0a]), { text: 'T:\n', encoding: 'utf-8', bom: false }],
  ])('%s', (_, bytes, expected) => expect(decode(bytes)).toEqual(expected));

  it('takes UTF-8 cut off inside its last character for UTF-8', () => {
    const { text: decoded, encoding } = decode(utf8.subarray(0, utf8.length - 2));
    expect(encoding).toBe('utf-8');
    expect(decoded.startsWith('主诉：反复胸闷3年。')).toBe(true);
  });

  it('does as it is told', () => {
    expect(decode(gb2312, 'utf-8').text).toContain('\ufffd');
    expect(decode(Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8]), 'utf-8').text).toBe(text);
  });
});
