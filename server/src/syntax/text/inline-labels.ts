import type { Label } from '../../vocabulary/schema.ts';
import { CLASS, COLON, digitValue, isBlank, isWideBlank, nameIn, skipBlanks, skipBlanksBack } from './characters.ts';
import type { LabelContext, LabelMatch } from './labels.ts';

/*
 * Labels in the middle of a line: fields side by side (`姓名：王某某  性别：男`) and sections run together
 * (`主诉:…,现病史:…。查体:…`). Looked for backwards from each colon.
 */

/** What the open entry is: fields and signatures share lines freely, prose is only cut by what must be a heading. */
export type OpenEntry = 'field' | 'signature' | 'section' | 'text';

/** What stands before a label: blanks that part fields, a single blank, the end of a sentence, a comma, or the colon of
 * the label before, or any other colon. */
type Before = 'wide' | 'single' | 'sentence' | 'comma' | 'label' | 'colon';

export interface InlineContext extends LabelContext {
  readonly open: OpenEntry;
  /** Sections the document has already; running text that names one again only speaks of it. */
  readonly opened: ReadonlySet<string>;
  /** The kind of the document is only guessed so far: sections of every kind count. */
  readonly guessed: boolean;
}

const LONGEST = 24;
const MOST_STARTS = 8;
const SENTENCE_ENDS = new Set([...'。；;'].map((c) => c.charCodeAt(0)));
const FULL_STOP = 0x2e;
const COMMAS = new Set([...'，,'].map((c) => c.charCodeAt(0)));

/** The longest label that ends at the colon and begins at or behind `from`, the end of the label before it. */
export function labelBeforeColon(
  text: string,
  from: number,
  colon: number,
  context: InlineContext,
): LabelMatch | undefined {
  const end = skipBlanksBack(text, colon, Math.max(from, colon - LONGEST));
  if (end === from || !context.lexicon.mayBeLabel(text, end - 1, end)) return undefined;
  const floor = Math.max(from, end - LONGEST);
  let longest: LabelMatch | undefined;
  let at = end - 1;
  for (let starts = 0; starts < MOST_STARTS && at >= floor; at--) {
    const code = at > floor ? text.charCodeAt(at - 1) : 0;
    const before = at === from ? 'label' : at === floor ? undefined : beforeLabel(text, at, floor, code);
    if (before === undefined) continue;
    starts++;
    if (at < end) longest = labelAt(text, at, end, colon, before, context) ?? longest;
    if (before === 'sentence' || before === 'comma' || before === 'colon') break;
    if (isBlank(code)) at = skipBlanksBack(text, at, floor) + 1;
  }
  return longest;
}

function beforeLabel(text: string, at: number, floor: number, code: number): Before | undefined {
  if (SENTENCE_ENDS.has(code) || (code === FULL_STOP && !endsNumber(text, at - 1, floor))) return 'sentence';
  if (COMMAS.has(code)) return 'comma';
  if (CLASS[code] === COLON) return 'colon';
  if (!isBlank(code)) return undefined;
  const blankStart = skipBlanksBack(text, at, floor);
  if (at - blankStart > 1 || isWideBlank(code)) return 'wide';
  const parting = blankStart > floor ? text.charCodeAt(blankStart - 1) : 0;
  const stop = parting === FULL_STOP && !endsNumber(text, blankStart - 1, floor);
  return stop || SENTENCE_ENDS.has(parting) ? 'sentence' : COMMAS.has(parting) ? 'comma' : 'single';
}

/** Whether a point at `point` belongs to a number before it: a decimal, the number of a list item. */
function endsNumber(text: string, point: number, floor: number): boolean {
  return point === floor || digitValue(text.charCodeAt(point - 1)) >= 0;
}

function labelAt(
  text: string,
  from: number,
  end: number,
  colon: number,
  before: Before,
  context: InlineContext,
): LabelMatch | undefined {
  const start = skipBlanks(text, from, end);
  if (!context.lexicon.mayBeLabel(text, start, end)) return undefined;
  const name = nameIn(text, start, end);
  const label = context.lexicon.label(name, context.kind);
  if (!label) return undefined;
  const prose = context.open === 'section' || context.open === 'text';
  const cuts = cutsProse(label, before, context) || statesTime(label, before, context, text, colon);
  const fits = !prose || label.role === 'signature' || (cuts && !label.lineStartOnly);
  return fits ? { label, role: label.role, name, start, span: { start, end }, end: colon + 1, outline: 0 } : undefined;
}

/** Whether a label opens an entry in the middle of prose, the more readily the more clearly something parts it off. */
function cutsProse(label: Label, before: Before, { guessed, kind, opened, open }: InlineContext): boolean {
  const behindHeading = before === 'label' && open === 'text' && kind.listed.has(label.id);
  if (before === 'wide' || behindHeading) return true;
  if (label.role !== 'section' || before === 'colon') return false;
  if (before === 'sentence' || before === 'comma') {
    if (opened.has(label.id)) return false;
    const expected = before === 'comma' || kind.running ? kind.required : kind.listed;
    return guessed || expected.has(label.id);
  }
  return guessed || kind.listed.has(label.id);
}

/** A time of its own that the document states within its sentences: `……同意。抢救开始时间：2025-08-06 18:20，抢救结束时间：……`. */
function statesTime(label: Label, before: Before, { kind, opened }: InlineContext, text: string, colon: number) {
  if (label.value !== 'time' || (before !== 'sentence' && before !== 'comma')) return false;
  if (!kind.listed.has(label.id) || opened.has(label.id)) return false;
  return digitValue(text.charCodeAt(skipBlanks(text, colon + 1, text.length))) >= 0;
}

/** In a line of fields, the unknown label that a colon ends: short, and parted from the field before by wide blanks. */
export function unknownBeforeColon(text: string, from: number, colon: number): LabelMatch | undefined {
  const end = skipBlanksBack(text, colon, Math.max(from, colon - LONGEST));
  for (let at = end; at > from && end - at <= 8; at--) {
    const code = text.charCodeAt(at - 1);
    if (isBlank(code)) {
      const wide = isWideBlank(code) || isBlank(text.charCodeAt(at - 2));
      if (!wide || at - 2 < from || end - at < 2) return undefined;
      return {
        label: undefined,
        role: 'field',
        name: nameIn(text, at, end),
        start: at,
        span: { start: at, end },
        end: colon + 1,
        outline: 0,
      };
    }
    if (code < 0x3400 || code > 0x9fff) return undefined;
  }
  return undefined;
}
