import type { Span } from '../span.ts';

/** A slot of a template: `{{名称}}`, `{{名称|必填}}`, `{{名称|选项：是/否}}`, `{{名称|默认：…}}`, `{{now}}`. Offsets are those of the text. */
export interface Slot extends Span {
  readonly name: string;
  readonly required: boolean;
  readonly options: readonly string[];
  /** Where the default stands; undefined for a slot that begins empty. */
  readonly default: Span | undefined;
}

/** Slots span one line and at most this much: an unclosed `{{` swallows nothing. */
const SLOT = /\{\{([^{}\n]{0,400})\}\}/g;
const REQUIRED = /^\s*(?:必填|required)\s*$/i;
const OPTIONS = /^\s*(?:选项|options)\s*[:：]/i;
const DEFAULT = /^\s*(?:默认|缺省|default)\s*[:：]\s*/i;

/** All slots within a span of a text, in order. */
export function findSlots(text: string, { start, end }: Span): Slot[] {
  return [...text.slice(start, end).matchAll(SLOT)].map((match) => readSlot(match[1] ?? '', start + match.index));
}

function readSlot(inside: string, start: number): Slot {
  const parts = inside.split(/[|｜]/);
  const end = start + inside.length + 4;
  let at = start + 2;
  let required = false;
  let options: readonly string[] = [];
  let preset: Span | undefined;
  for (const [index, part] of parts.entries()) {
    const label = DEFAULT.exec(part);
    if (index > 0 && REQUIRED.test(part)) required = true;
    else if (index > 0 && OPTIONS.test(part))
      options = part
        .replace(OPTIONS, '')
        .split(/[/／、]/)
        .map((one) => one.trim());
    else if (index > 0 && label) preset = { start: at + label[0].length, end: at + part.trimEnd().length };
    at += part.length + 1;
  }
  const filled = preset && preset.end > preset.start ? preset : undefined;
  return { start, end, name: (parts[0] ?? '').trim(), required, options, default: filled };
}
