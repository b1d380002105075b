import { z } from 'zod';

/**
 * Packs come from workspaces, so their patterns must not be able to hang the server. A pattern is accepted only when
 * the number of ways in which it can match from one position is bounded, whatever the text: repetition needs an upper
 * bound, back references are refused, and the ways, multiplied along sequences and added over alternatives, may not
 * exceed {@link MOST_WAYS}. A search then costs at most a constant times the length of the text.
 */
export const MOST_WAYS = 20_000;

/** Why the pattern is refused, or undefined when it is fine. */
export function whyNotLinear(source: string): string | undefined {
  try {
    new RegExp(source, 'u');
  } catch (error) {
    return error instanceof Error ? error.message : 'not a regular expression';
  }
  try {
    const reader = new WayCounter(source);
    const ways = reader.alternatives();
    return ways > MOST_WAYS
      ? `can match in ${ways} ways from one position, at most ${MOST_WAYS} are allowed`
      : undefined;
  } catch (error) {
    return error instanceof Refusal ? error.message : 'not understood';
  }
}

class Refusal extends Error {}

/** Recursive descent over a pattern that RegExp has already accepted; counts ways, builds nothing. */
class WayCounter {
  readonly source: string;
  at = 0;

  constructor(source: string) {
    this.source = source;
  }

  alternatives(): number {
    let ways = this.sequence();
    while (this.source[this.at] === '|') {
      this.at++;
      ways += this.sequence();
    }
    return ways;
  }

  private sequence(): number {
    let ways = 1;
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')') {
      ways = Math.min(ways * this.repeated(this.atom()), Number.MAX_SAFE_INTEGER);
    }
    return ways;
  }

  private atom(): number {
    const char = this.source[this.at++];
    if (char === '(') {
      const mark = /^\?(?:[:=!]|<[=!]|<[^>]*>)/.exec(this.source.slice(this.at));
      this.at += mark?.[0].length ?? 0;
      const ways = this.alternatives();
      this.at++;
      return ways;
    }
    if (char === '[') {
      while (this.at < this.source.length && this.source[this.at] !== ']')
        this.at += this.source[this.at] === '\\' ? 2 : 1;
      this.at++;
    } else if (char === '\\') {
      if (/^[1-9k]/.test(this.source.slice(this.at))) throw new Refusal('back references are not allowed');
      this.at +=
        /^(?:p\{[^}]*\}|P\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|.)/.exec(
          this.source.slice(this.at),
        )?.[0].length ?? 1;
    }
    return 1;
  }

  private repeated(waysOfOne: number): number {
    const quantifier = /^(?:([*+])|\?|\{(\d+)(?:(,)(\d*))?\})\??/.exec(this.source.slice(this.at));
    if (!quantifier) return waysOfOne;
    this.at += quantifier[0].length;
    if (quantifier[1] !== undefined || (quantifier[3] !== undefined && quantifier[4] === '')) {
      throw new Refusal(`"${quantifier[0]}" repeats without end; write {0,40}`);
    }
    const least = quantifier[2] === undefined ? 0 : Number(quantifier[2]);
    const most = quantifier[2] === undefined ? 1 : Number(quantifier[4] ?? quantifier[2]);
    let ways = 0;
    for (let count = least; count <= most && ways <= MOST_WAYS; count++) ways += waysOfOne ** count;
    return ways;
  }
}

/** A pattern from a pack: refused unless it runs in time linear in the text. */
export const linearPattern = z.string().superRefine((source, context) => {
  const reason = whyNotLinear(source);
  if (reason !== undefined) context.addIssue({ code: 'custom', message: `pattern ${source}: ${reason}` });
});
