import type { DocumentNode, Entry } from '../syntax/tree.ts';
import { BLANK, lineBreakOf, lineStartAt } from './blank.ts';

const ORDINAL = /(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?=[)）、.．\s])/;
const NUMERALS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/**
 * A section with a blank, written as its neighbour is: `【主诉】`, `主诉：`, `一、主诉`, text beside or below. A number is
 * only given when the one behind the neighbour above is free, else it is left out: numbers are the physician's.
 */
export function sectionLike(
  node: DocumentNode,
  above: Entry | undefined,
  below: Entry | undefined,
  name: string,
): string {
  const model = above ?? below;
  if (!model?.label) return `${name}：${BLANK}`;
  const lead = leadOf(node, model);
  const { text } = node;
  const tail =
    /^(?:[(（][^()（）\n]{0,40}[)）])?([】\]〕》>]?[ \t]*[：:]?)/.exec(text.slice(model.label.end))?.[1] ?? '';
  const bracketed = /[【[〔《<]\s*$/.test(lead);
  const close = bracketed ? tail.trimEnd() : tail.trim() || '';
  const marked = close !== '' || ORDINAL.test(lead) ? close : '：';
  const below_ =
    model.content.end > model.content.start && text.slice(model.label.end, model.content.start).includes('\n');
  return `${numbered(node, lead, above, below)}${name}${marked}${below_ ? lineBreakOf(text) : ''}${BLANK}`;
}

/** What stands between the start of the line and the label; nothing when that is other text. */
function leadOf({ text }: DocumentNode, entry: Entry): string {
  if (!entry.label) return '';
  const lead = text.slice(lineStartAt(text, entry.label.start), entry.label.start);
  return /^[\s【[〔《<(（一二三四五六七八九十\d)）、.．]*$/.test(lead) ? lead : '';
}

function numbered(node: DocumentNode, lead: string, above: Entry | undefined, below: Entry | undefined): string {
  const match = ORDINAL.exec(lead);
  if (!match) return lead;
  const without = lead.replace(/[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]?\s*/, '');
  const next = above ? ordinalValue(match[0]) + 1 : ordinalValue(match[0]) - 1;
  const taken = below && above ? ORDINAL.exec(leadOf(node, below))?.[0] : undefined;
  if (next < 1 || next > 10 || (taken !== undefined && ordinalValue(taken) <= next)) return without;
  const ordinal = /\d/.test(match[0]) ? String(next) : (NUMERALS[next] ?? '');
  return lead.replace(match[0], ordinal);
}

function ordinalValue(ordinal: string): number {
  return /\d/.test(ordinal) ? Number(ordinal) : NUMERALS.indexOf(ordinal);
}
