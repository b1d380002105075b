import { Random } from './random.ts';

/** One keystroke: `text` put in place of `removed` characters at `at`. */
export interface Keystroke {
  readonly at: number;
  readonly removed: number;
  readonly text: string;
}

const TYPED = [...'患者今日一般情况可，无发热。继续治疗'];

/**
 * Typing as it is done: a run of characters at one place in the prose of a note, then the same taken back, then on
 * to another place. Positions are drawn once, so every run of the bench types the same.
 */
export function* typing(text: string, count: number): Generator<Keystroke> {
  const random = new Random(42);
  const places = [...text.matchAll(/[。，](?=[\u4e00-\u9fff]{6})/g)].map(({ index }) => index + 1);
  for (let typed = 0; typed < count; ) {
    const place = random.pick(places);
    const length = Math.min(8, Math.ceil((count - typed) / 2));
    for (let at = 0; at < length && typed < count; at++, typed++)
      yield { at: place + at, removed: 0, text: random.pick(TYPED) };
    for (let at = length - 1; at >= 0 && typed < count; at--, typed++) yield { at: place + at, removed: 1, text: '' };
  }
}

export function applied(text: string, { at, removed, text: put }: Keystroke): string {
  return text.slice(0, at) + put + text.slice(at + removed);
}
