import type { Span } from '../../syntax/span.ts';

/** Which offsets earlier matches took. Matches are short, so a set of offsets stays linear where a list of spans would not. */
export class Covered {
  readonly #offsets = new Set<number>();

  touches({ start, end }: Span): boolean {
    for (let at = start; at < end; at++) if (this.#offsets.has(at)) return true;
    return false;
  }

  add({ start, end }: Span): void {
    for (let at = start; at < end; at++) this.#offsets.add(at);
  }
}
