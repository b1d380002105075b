import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import type { Span } from '../span.ts';
import { isBlank, nameIn, skipBlanks, skipBlanksBack } from '../text/characters.ts';
import { beginsName, isSurelyName } from './names.ts';
import { rankBounds, rankIn } from './people.ts';
import { findStamp } from './time.ts';

/* Signatures without a label: `李某某/王某某`, `李某某（住院医师）  2024-03-01 16:00`, alone on a line or behind the last sentence. */

const LONGEST = 60;
const SENTENCE_ENDS = '。；;！!？?，,：:';

/** True when the stretch is nothing but signers, with or without a signing time. One bare name needs a time or a rank. */
export function readSignerLine(text: string, span: Span, vocabulary: Vocabulary): boolean {
  return signs(text, span, vocabulary, false);
}

/** Where the signers begin that end a stretch of running text, when it ends in such. */
export function signerSuffix(
  text: string,
  span: Span,
  vocabulary: Vocabulary,
  beforeStamp: boolean,
): number | undefined {
  const end = skipBlanksBack(text, span.end, span.start);
  const floor = Math.max(span.start, end - LONGEST);
  for (let at = end; at > floor; at--) {
    const character = text.charAt(at - 1);
    const parted = isBlank(text.charCodeAt(at - 1)) && isBlank(text.charCodeAt(at - 2));
    if (!SENTENCE_ENDS.includes(character) && !parted && !/[^\d.]\.$/.test(text.slice(at - 2, at))) continue;
    const start = skipBlanks(text, at, end);
    // What stands behind may be the signing time alone, set off by blanks or cut at the colon of 11:00.
    if (isTimeTail(text, { start, end })) continue;
    return start < end && signs(text, { start, end }, vocabulary, beforeStamp) ? start : undefined;
  }
  return undefined;
}

function isTimeTail(text: string, { start, end }: Span): boolean {
  if (/^\d\d$/.test(text.slice(start, end)) && /\d[:：]$/.test(text.slice(start - 2, start))) return true;
  const stamp = findStamp(text, { start, end });
  return stamp?.start === start && skipBlanks(text, stamp.end, end) === end;
}

function signs(text: string, span: Span, vocabulary: Vocabulary, bareNameCounts: boolean): boolean {
  const start = skipBlanks(text, span.start, span.end);
  const end = skipBlanksBack(text, span.end, start);
  if (end - start < 2 || end - start > LONGEST) return false;
  const first = text.charCodeAt(start);
  const begins = beginsName(first) || beginsName(text.charCodeAt(start + 1));
  if (!begins && rankBounds(vocabulary).starts[first] === 0) return false;
  const stamp = findStamp(text, { start, end });
  const names = nameIn(text, start, stamp ? stamp.start : end) + (stamp ? nameIn(text, stamp.end, end) : '');
  let ranked = false;
  let named = 0;
  for (const word of names.split(/[/、]/)) {
    const plain = word.replace(/\(?(?:签名|签字|手签)\)?$/, '');
    const bracket = /^(.+?)\((.+)\)$/.exec(plain);
    const rank = bracket ? rankIn(bracket[2] as string, vocabulary) : rankIn(plain, vocabulary);
    const name = bracket ? (bracket[1] as string) : (rank?.rest ?? plain);
    if (rank || plain !== word) ranked = true;
    if (bracket && !rank) return false;
    if (!isSurelyName(name)) return false;
    named++;
  }
  return ranked || stamp !== undefined || named > 1 || bareNameCounts;
}
