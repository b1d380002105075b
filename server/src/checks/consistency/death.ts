import type { DocumentFacts } from '../../chart/model.ts';
import { readClock } from '../../syntax/inline/clock.ts';
import { findStamps } from '../../syntax/inline/time.ts';
import { isMasked } from '../../syntax/inline/value.ts';
import { MINUTES_PER_DAY, type Moment } from '../../syntax/moment.ts';
import type { Span } from '../../syntax/span.ts';
import type { Saying } from './statements.ts';

/** When the patient died, as a text tells it. A time of day without its date leaves the day open. */
export interface Death {
  readonly moment: Moment;
  readonly dayKnown: boolean;
}

const DECLARED = /宣[布告](?:患者)?(?:临床)?死亡/g;
const SENTENCE_END = /[。；;\n]/;
/** Longer than any sentence that ends in 宣布临床死亡. */
const REACH = 160;

/** `于2024-03-05 14:20宣布临床死亡`, `14:20心电图呈直线，宣告死亡`: the last time before the words, in their sentence. */
export function declaredDeaths({ node, dated }: DocumentFacts): readonly Saying<Death>[] {
  const found: Saying<Death>[] = [];
  for (const { index } of node.text.matchAll(DECLARED)) {
    const from = sentenceStart(node.text, index);
    if (isMasked(node.text.slice(from, index))) continue;
    const told = lastTime(node.text, { start: from, end: index }, dated?.moment);
    if (told) found.push(told);
  }
  return found;
}

function sentenceStart(text: string, end: number): number {
  let at = end;
  while (at > 0 && end - at < REACH && !SENTENCE_END.test(text.charAt(at - 1))) at--;
  return at;
}

function lastTime(text: string, span: Span, dated: Moment | undefined): Saying<Death> | undefined {
  const stamp = findStamps(text, span).at(-1);
  const clock = lastClock(text, { start: stamp?.end ?? span.start, end: span.end });
  if (clock && dated) {
    const day = Math.floor(dated.earliest / MINUTES_PER_DAY) * MINUTES_PER_DAY;
    const minute = day + clock.minute;
    const moment: Moment = { earliest: minute, latest: minute, precision: 'minute', masked: false };
    return { start: clock.start, end: clock.end, value: { moment, dayKnown: false } };
  }
  if (clock || stamp?.moment?.precision !== 'minute') return undefined;
  return { start: stamp.start, end: stamp.end, value: { moment: stamp.moment, dayKnown: true } };
}

/** The last time of day to the minute: `14:20`, `14时20分`. */
function lastClock(text: string, { start, end }: Span): (Span & { readonly minute: number }) | undefined {
  let last: (Span & { readonly minute: number }) | undefined;
  for (let at = start; at < end; ) {
    const clock = /\d/.test(text.charAt(at)) ? readClock(text, at, end) : undefined;
    if (clock && !clock.impossible && clock.minute) {
      last = { start: at, end: clock.end, minute: clock.hour.low * 60 + clock.minute.low };
      at = clock.end;
    } else {
      do at++;
      while (at < end && /\d/.test(text.charAt(at)) && /\d/.test(text.charAt(at - 1)));
    }
  }
  return last;
}
