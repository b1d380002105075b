import { CLASS, COLON, isBlank, isWideBlank, nameIn, skipBlanksBack } from './characters.ts';
import type { LabelContext, LabelMatch } from './labels.ts';

/*
 * Labels in the middle of a line: fields side by side (`姓名：王某某  性别：男`) and sections run together
 * (`主诉:…,现病史:…。查体:…`). Looked for backwards from each colon.
 */

/** What the open entry is: fields and signatures share lines freely, prose is only cut by what must be a heading. */
export type OpenEntry = 'field' | 'signature' | 'section' | 'text';

/** What stands before a label: blanks that part fields, a single blank, the end of a sentence, or another label's colon. */
type Before = 'wide' | 'single' | 'sentence' | 'label';

export interface InlineContext extends LabelContext {
  readonly open: OpenEntry;
  /** Sections the document has already; running text that names one again only speaks of it. */
  readonly opened: ReadonlySet<string>;
  /** The kind of the document is only guessed so far: sections of every kind count. */
  readonly guessed: boolean;
}

const LONGEST = 24;
const MOST_STARTS = 8;
const SENTENCE_ENDS = new Set([...'。，,；;'].map((c) => c.charCodeAt(0)));

/** The longest label that ends at the colon and begins at or behind `from`, the end of the label before it. */
export function labelBeforeColon(
  text: string,
  from: number,
  colon: number,
  context: InlineContext,
): LabelMatch | undefined {
  const end = skipBlanksBack(text, colon, Math.max(from, colon - LONGEST));
  if (end === from || context.lexicon.labelEnds[text.charCodeAt(end - 1)] === 0) return undefined;
  const floor = Math.max(from, end - LONGEST);
  let longest: LabelMatch | undefined;
  let at = end - 1;
  for (let starts = 0; starts < MOST_STARTS && at >= floor; at--) {
    const code = at > floor ? text.charCodeAt(at - 1) : 0;
    const before = at === from ? 'label' : at === floor ? undefined : beforeLabel(text, at, floor, code);
    if (before === undefined) {
      if (CLASS[code] === COLON) break;
      continue;
    }
    starts++;
    if (at < end) longest = labelAt(text, at, end, colon, before, context) ?? longest;
    if (before === 'sentence' && SENTENCE_ENDS.has(code)) break;
    if (isBlank(code)) at = skipBlanksBack(text, at, floor) + (at === from ? 1 : 0);
  }
  return longest;
}

function beforeLabel(text: string, at: number, floor: number, code: number): Before | undefined {
  if (SENTENCE_ENDS.has(code)) return 'sentence';
  if (!isBlank(code)) return undefined;
  const blankStart = skipBlanksBack(text, at, floor);
  if (at - blankStart > 1 || isWideBlank(code)) return 'wide';
  return blankStart > floor && SENTENCE_ENDS.has(text.charCodeAt(blankStart - 1)) ? 'sentence' : 'single';
}

function labelAt(
  text: string,
  start: number,
  end: number,
  colon: number,
  before: Before,
  context: InlineContext,
): LabelMatch | undefined {
  const name = nameIn(text, start, end);
  const label = context.lexicon.label(name, context.kind);
  if (!label) return undefined;
  const prose = context.open === 'section' || context.open === 'text';
  const section = label.role === 'section' && (context.guessed || context.kind.listed.has(label.id));
  const signature = label.role === 'signature';
  const inProse = before === 'sentence' ? section && !context.opened.has(label.id) : section || before === 'wide';
  const fits = !prose || signature || (inProse && !label.lineStartOnly);
  return fits ? { label, role: label.role, name, start, span: { start, end }, end: colon + 1, outline: 0 } : undefined;
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
