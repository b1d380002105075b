export interface LinePosition {
  /** 0-based. */
  readonly line: number;
  /** 0-based, UTF-16. */
  readonly character: number;
}

export interface LineRange {
  readonly start: LinePosition;
  readonly end: LinePosition;
}

/**
 * Where the lines of a text begin, and nothing else of it: a file's findings stay placeable after its text is let go.
 * Lines end at LF, CRLF or a lone CR, as the Language Server Protocol counts them.
 */
export class LineIndex {
  readonly #starts: Uint32Array;
  readonly #length: number;

  constructor(text: string) {
    const starts = [0];
    const next = /\r(?!\n)/.test(text) ? nextOfAny : nextLineFeed;
    for (let at = next(text, 0); at > 0; at = next(text, at)) starts.push(at);
    this.#starts = Uint32Array.from(starts);
    this.#length = text.length;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  position(offset: number): LinePosition {
    const at = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#startOf(middle) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: at - this.#startOf(low) };
  }

  range(span: { readonly start: number; readonly end: number }): LineRange {
    return { start: this.position(span.start), end: this.position(span.end) };
  }

  /** Of a position beyond its line: the line's end, its line break included. */
  offset(position: LinePosition): number {
    if (position.line < 0) return 0;
    if (position.line >= this.#starts.length) return this.#length;
    const start = this.#startOf(position.line);
    const next = position.line + 1 < this.#starts.length ? this.#startOf(position.line + 1) : this.#length;
    return Math.max(start, Math.min(start + position.character, next));
  }

  #startOf(line: number): number {
    return this.#starts[line] ?? this.#length;
  }
}

/** Where the next line begins, or 0. */
function nextLineFeed(text: string, from: number): number {
  return text.indexOf('\n', from) + 1;
}

function nextOfAny(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) return i + 1;
  }
  return 0;
}
