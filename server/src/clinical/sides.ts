import type { Concept } from '../vocabulary/schema.ts';
import type { Named } from './lexicon.ts';
import type { Side } from './model.ts';
import { partsClauses } from './sentence.ts';

/** Characters between a side and what it belongs to: 左侧基底节区脑出血. */
const REACH = 6;
/** 左侧胸壁乳腺…: names of organs in a row that one side goes with. */
const MOST_ORGANS = 6;
const STOPS = new Set([...'、。；;：:！!？?|\n\r和及与或伴并无有未'].map((char) => char.charCodeAt(0)));

/** What a side can be written with. */
const SIDED = new Set<Concept['kind']>(['organ', 'symptom', 'sign', 'finding', 'disease', 'operation', 'procedure']);

/** The side of the body written with the name at place `at` among those of its sentence: 左侧腹股沟疝, 双肺, 股骨颈骨折（左）. */
export function sideOf(text: string, names: readonly Named[], at: number): Side | undefined {
  const name = names[at];
  if (!name || !SIDED.has(name.concept.kind)) return undefined;
  return sideBehind(text, name) ?? sideAhead(text, name, names, at - 1) ?? ownSide(text, name);
}

/** The name itself may hold its side: 双附件, 双下肢水肿; of the heart, left and right are no sides of the body (左心衰竭). */
function ownSide(text: string, { start, concept }: Named): Side | undefined {
  if (concept.kind !== 'organ' && /[心室房束冠]/.test(text.charAt(start + 1))) return undefined;
  return sideAt(text, start);
}

function sideAhead(text: string, name: Named, names: readonly Named[], previous: number): Side | undefined {
  let earlier = previous;
  let gap = 0;
  for (let at = name.start - 1; at >= 0 && gap <= REACH && previous - earlier < MOST_ORGANS; at--) {
    const organ = names[earlier];
    if (organ && organ.end - 1 === at) {
      // Past another finding the side belongs to that one.
      if (organ.concept.kind !== 'organ') return undefined;
      const own = ownSide(text, organ);
      if (own) return own;
      at = organ.start;
      earlier--;
      continue;
    }
    const side = sideAt(text, at);
    if (side) return isApproximate(text, at) || isOtherSide(text, at) ? undefined : wholeSide(text, at, side);
    if (STOPS.has(text.charCodeAt(at)) || partsClauses(text, at)) return undefined;
    gap++;
  }
  return undefined;
}

const OPENS = new Set([...'(（'].map((char) => char.charCodeAt(0)));

/** 股骨颈骨折（左）, 乳腺癌(双侧). */
function sideBehind(text: string, { end }: Named): Side | undefined {
  if (!OPENS.has(text.charCodeAt(end)) && !OPENS.has(text.charCodeAt(end + 1))) return undefined;
  const bracket = /^\s?[（(](左|右|双|两|左右)(?:侧|边)?[）)]/.exec(text.slice(end, end + 8));
  if (!bracket) return undefined;
  return bracket[1] === '左右' ? 'both' : sideAt(bracket[1] ?? '', 0);
}

/** 左, 右, 双 or 两. */
function sideAt(text: string, at: number): Side | undefined {
  switch (text.charCodeAt(at)) {
    case 0x5de6:
      return 'left';
    case 0x53f3:
      return 'right';
    case 0x53cc:
    case 0x4e24:
      return 'both';
    default:
      return undefined;
  }
}

/** 左右两肺 and 左、右侧 are both; the walk comes from behind and has met the later of the two. */
function wholeSide(text: string, at: number, side: Side): Side {
  if (side === 'both') return side;
  const earlier = text.slice(Math.max(0, at - 2), at);
  const other = side === 'right' ? '左' : '右';
  return earlier.endsWith(other) || (/[、及和/与]$/.test(earlier) && earlier.startsWith(other)) ? 'both' : side;
}

/** 3天左右腹痛. */
function isApproximate(text: string, at: number): boolean {
  return (
    text.charAt(at) === '右' &&
    text.charAt(at - 1) === '左' &&
    /[天日周月年时钟次分℃CLlgm%\d]/.test(text.charAt(at - 2))
  );
}

/** 偏左, 向右: a direction; 两天, 两次: a number. */
function isOtherSide(text: string, at: number): boolean {
  return /[向偏往朝靠]/.test(text.charAt(at - 1)) || /[天日周月年次个种者项点小时]/.test(text.charAt(at + 1));
}
