import type { WrittenDuration } from './durations.ts';
import type { Duration } from './model.ts';
import type { Item, Segment } from './sentence.ts';

/** The verb tells of what was named before the comma: 反复胸闷10年，加重3天. */
const AGAIN = /加重|加剧|再发|复发|发作|持续|恶化|进展|再次|又/;

/** The durations of a sentence, each with the names it is said of; only of those that `lasts` admits. */
export function bind(
  text: string,
  segments: readonly Segment[],
  written: readonly WrittenDuration[],
  lasts: (index: number) => boolean,
): Duration[] {
  const names = segments.map((segment) => segment.items.filter(isName).filter(({ index }) => lasts(index)));
  return written.map((duration, i) => {
    const segment = segments.findIndex(({ end }) => duration.start < end);
    const clause: Clause = {
      ...{ text, names, segment, duration },
      from: Math.max(segments[segment]?.start ?? 0, written[i - 1]?.end ?? 0),
      to: Math.min(segments[segment]?.end ?? 0, written[i + 1]?.start ?? Number.POSITIVE_INFINITY),
    };
    return toDuration(duration, duration.elsewhere || segment < 0 ? [] : namesSpokenOf(clause));
  });
}

export function toDuration({ start, end, days, ago }: WrittenDuration, of: readonly number[]): Duration {
  return { start, end, days, ago, of };
}

interface Clause {
  readonly text: string;
  /** By segment. */
  readonly names: readonly (readonly NameItem[])[];
  /** Place of the duration's own segment, and the part of it between the durations before and behind. */
  readonly segment: number;
  readonly from: number;
  readonly to: number;
  readonly duration: WrittenDuration;
}

function namesSpokenOf(clause: Clause): readonly number[] {
  const { text, names, segment, duration, from, to } = clause;
  const own = names[segment] ?? [];
  const before = own.filter(({ start, end }) => start >= from && end <= duration.start).map(({ index }) => index);
  const after = own.filter(({ start, end }) => start >= duration.end && end <= to).map(({ index }) => index);
  if (duration.ago) return firstOf(after, nearest(names, segment, 1), before);
  if (duration.leads) return firstOf(after, before, nearest(names, segment, -1));
  if (before.length > 0) return before;
  const again = AGAIN.test(text.slice(from, duration.start));
  return again ? nearest(names, segment, -1) : firstOf(after, nearest(names, segment, -1));
}

const firstOf = (...lists: readonly (readonly number[])[]) => lists.find((list) => list.length > 0) ?? [];

/** How many clauses away the names may stand. */
const REACH = 3;

function nearest(names: Clause['names'], from: number, direction: 1 | -1): readonly number[] {
  for (let step = 1; step <= REACH; step++) {
    const near = names[from + direction * step] ?? [];
    if (near.length > 0) return near.map(({ index }) => index);
  }
  return [];
}

type NameItem = Extract<Item, { kind: 'name' }>;

const isName = (item: Item): item is NameItem => item.kind === 'name';
