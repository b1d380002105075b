/** Left or right of the body in a short text, such as the name of an operation. */
export type BodySide = 'left' | 'right';

/** Parts that are called left or right without there being a side to operate on. */
const NO_SIDE = /左右|左心|右心|左房|右房|左室|右室|左主干|左前降|左回旋|右冠|左冠|左肾静脉|左侧卧|右侧卧|左卧|右卧/g;

/** The one side a text names; undefined where it names none, both, or either way. */
export function sideOf(text: string): BodySide | undefined {
  const plain = text.replace(NO_SIDE, '');
  if (/双|两侧/.test(plain)) return undefined;
  const left = plain.includes('左');
  const right = plain.includes('右');
  return left === right ? undefined : left ? 'left' : 'right';
}
