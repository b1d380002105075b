/**
 * Characters that tell one ordinary heading from another (术前讨论 / 术后讨论, 入院 / 出院, 生育史 / 婚育史): exchanging one for
 * another, adding or dropping one, makes a different word and not a slip.
 */
const TELLING = new Set(
  '前后中入出内外上下转交接初复术产主副手院科门急日夜首末再又大小新旧男女父母一二三四五六七八九十两双单左右甲乙丙级次医护技生死疾危重不无有未非',
);

/**
 * Whether `written` is `known` with one slip: one character wrong, missing, doubled, or two adjacent ones swapped.
 * Counted in code points. Names under four characters are never near anything; in names of four and five the slip
 * must lie in the last two (入院纪录), since the first ones carry the meaning (入科记录).
 */
export function isOneSlipFrom(written: string, known: string): boolean {
  const a = [...written];
  const b = [...known];
  if (Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 1) return false;
  let first = 0;
  while (first < a.length && first < b.length && a[first] === b[first]) first++;
  let tail = 0;
  while (tail < a.length - first && tail < b.length - first && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const [left, right] = [a.slice(first, a.length - tail), b.slice(first, b.length - tail)];
  if (isSwap(left, right)) return true;
  if (left.length > 1 || right.length > 1 || left.length + right.length === 0) return false;
  const doubled = left.length === 1 && right.length === 0 && (a[first - 1] === left[0] || a[first + 1] === left[0]);
  if (doubled) return true;
  if (Math.max(a.length, b.length) <= 5) return left.length === 1 && right.length === 1 && first >= b.length - 2;
  return ![...left, ...right].every((point) => TELLING.has(point));
}

function isSwap(left: readonly string[], right: readonly string[]): boolean {
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
