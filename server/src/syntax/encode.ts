import type { Decoded, Encoding } from './decode.ts';

/**
 * The bytes of a text in an encoding, the inverse of `decode`; undefined when the encoding cannot say it (a lone
 * surrogate, or a character that GB18030 decoders map otherwise).
 */
export function encode(text: string, { encoding, bom }: Pick<Decoded, 'encoding' | 'bom'>): Uint8Array | undefined {
  if (!text.isWellFormed()) return undefined;
  const whole = bom ? `\uFEFF${text}` : text;
  const bytes = encodeAs(encoding, whole);
  if (!bytes) return undefined;
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes) === whole ? bytes : undefined;
}

function encodeAs(encoding: Encoding, text: string): Uint8Array | undefined {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'gb18030') return encodeGb18030(text);
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), encoding === 'utf-16le');
  return bytes;
}

function encodeGb18030(text: string): Uint8Array | undefined {
  const table = gb18030Table();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const coded = code < 0x80 ? [code] : code > 0xffff ? fourBytes(code - 0x10000 + 189000) : table.get(character);
    if (!coded) return undefined;
    bytes.push(...coded);
  }
  return Uint8Array.from(bytes);
}

let table: ReadonlyMap<string, readonly number[]> | undefined;

/** Made by asking the decoder for every code of two and of four bytes of the basic plane: 63,000 of them, once. */
function gb18030Table(): ReadonlyMap<string, readonly number[]> {
  if (table) return table;
  const made = new Map<string, readonly number[]>();
  const decoder = new TextDecoder('gb18030', { ignoreBOM: true });
  const learn = (bytes: number[]) => {
    const character = decoder.decode(Uint8Array.from(bytes));
    if (character.length === 1 && character !== '\uFFFD' && !made.has(character)) made.set(character, bytes);
  };
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) learn([lead, trail]);
  }
  for (let pointer = 0; pointer < 39420; pointer++) learn(fourBytes(pointer));
  made.set('\uFFFD', [0x84, 0x31, 0xa4, 0x37]);
  table = made;
  return made;
}

function fourBytes(pointer: number): number[] {
  const fourth = 0x30 + (pointer % 10);
  const third = 0x81 + (Math.floor(pointer / 10) % 126);
  const second = 0x30 + (Math.floor(pointer / 1260) % 10);
  return [0x81 + Math.floor(pointer / 12600), second, third, fourth];
}
