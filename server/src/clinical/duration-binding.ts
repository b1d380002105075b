import type { WrittenDuration } from './durations.ts';
import type { Duration } from './model.ts';
import { firstFrom, type Item, type Segment } from './sentence.ts';

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
  const indices = names.map((own) => own.map(({ index }) => index));
  let segment = 0;
  return written.map((duration, i) => {
    while (segment < segments.length && (segments[segment]?.end ?? 0) <= duration.start) segment++;
    const clause: Clause = {
      ...{ text, indices, segment, duration, own: names[segment] ?? [] },
      from: Math.max(segments[segment]?.start ?? 0, written[i - 1]?.end ?? 0),
      to: Math.min(segments[segment]?.end ?? 0, written[i + 1]?.start ?? Number.POSITIVE_INFINITY),
    };
    return toDuration(duration, duration.elsewhere || segment === segments.length ? [] : namesSpokenOf(clause));
  });
}

export function toDuration({ start, end, days, ago }: WrittenDuration, of: readonly number[]): Duration {
  return { start, end, days, ago, of };
}

interface Clause {
  readonly text: string;
  /** Of the names that last, by segment. */
  readonly indices: readonly (readonly number[])[];
  /** Place of the duration's own segment, and the part of it between the durations before and behind. */
  readonly segment: number;
  readonly from: number;
  readonly to: number;
  /** The names of that segment. */
  readonly own: readonly NameItem[];
  readonly duration: WrittenDuration;
}

function namesSpokenOf({ text, indices, segment, own, duration, from, to }: Clause): readonly number[] {
  const before = namesBetween(own, from, duration.start);
  const after = namesBetween(own, duration.end, to);
  if (duration.ago) return firstOf(after, nearest(indices, segment, 1), before);
  if (duration.leads) return firstOf(after, before, nearest(indices, segment, -1));
  if (before.length > 0) return before;
  const again = AGAIN.test(text.slice(from, duration.start));
  return again ? nearest(indices, segment, -1) : firstOf(after, nearest(indices, segment, -1));
}

/** A clause without end may hold as many durations as names: each looks at its own part only. */
function namesBetween(own: readonly NameItem[], from: number, to: number): readonly number[] {
  const indices: number[] = [];
  for (let i = firstFrom(own, from); (own[i]?.end ?? Number.POSITIVE_INFINITY) <= to; i++)
    indices.push(own[i]?.index ?? 0);
  return indices;
}

const firstOf = (...lists: readonly (readonly number[])[]) => lists.find((list) => list.length > 0) ?? [];

/** How many clauses away the names may stand. */
const REACH = 3;

function nearest(indices: Clause['indices'], from: number, direction: 1 | -1): readonly number[] {
  for (let step = 1; step <= REACH; step++) {
    const near = indices[from + direction * step] ?? [];
    if (near.length > 0) return near;
  }
  return [];
}

type NameItem = Extract<Item, { kind: 'name' }>;

const isName = (item: Item): item is NameItem => item.kind === 'name';
