export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
  /** The text begins with U+FEFF, which is kept out of `text`. */
  readonly bom: boolean;
}

/**
 * Decodes a file: by its byte order mark, else as UTF-8 when all of it is valid UTF-8 (a cut-off last character
 * allowed), else as GB18030, of which GB2312 and GBK are parts. Never throws; bytes that mean nothing become U+FFFD.
 */
export function decode(bytes: Uint8Array, encoding?: Encoding): Decoded {
  const marked = markOf(bytes);
  if (marked && (encoding === undefined || encoding === marked.encoding)) {
    return {
      text: new TextDecoder(marked.encoding).decode(bytes.subarray(marked.length)),
      encoding: marked.encoding,
      bom: true,
    };
  }
  const chosen = encoding ?? (isUtf8(bytes) ? 'utf-8' : 'gb18030');
  return { text: new TextDecoder(chosen, { ignoreBOM: true }).decode(bytes), encoding: chosen, bom: false };
}

function markOf(bytes: Uint8Array): { encoding: Encoding; length: number } | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', length: 2 };
  return undefined;
}

/** `stream` lets a character be cut off at the end, as a file still being written has it. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
