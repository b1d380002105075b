import type { DocumentFacts } from '../../chart/model.ts';
import { isSurelyName } from '../../syntax/inline/names.ts';
import type { Span } from '../../syntax/span.ts';

/** Who a text says its patient is: `患者，男，58岁，因……`, `58岁男性`, `患者李某某，女性，45岁`. Spans are relative to the document. */
export interface Introduction {
  readonly sex: (Span & { readonly value: 'male' | 'female' }) | undefined;
  /** `58岁`, with its unit. */
  readonly age: Span | undefined;
  /** Only where it is surely a name: masked (患者李某某), or three characters before the sex (患者李建国，男). */
  readonly name: (Span & { readonly value: string }) | undefined;
}

/** Where a note introduces its patient. Histories of earlier stays speak of an earlier age. */
const INTRODUCING = new Set([
  'present-illness',
  'case-features',
  'medical-history',
  'diagnostic-basis',
  'admission-condition',
  'consultation-summary',
  'consultation-reason',
]);
const OPENING = 60;

const LEAD = /^[\s\u3000（(]*(?:\d{1,2}[)）.、．]\s*)?(?:患者|患儿|病人|病员)?[，,、：:\s]*/;
const NAMED = /^(?:[\u4e00-\u9fff*＊×]{1,4}[，,、\s]+|[\u4e00-\u9fff*＊×]{2,4}(?=[男女]))?/;
const GROUP = /^(?:系|为)?(?:中老年|老年|中年|青年|青壮年|成年|学龄前|学龄|育龄|幼)?(?:期)?/;
const SEX_AGE = /^(男|女)(?:性)?(?:患者|患儿)?[，,、\s]*(?:年龄[：:]?)?[，,、\s]*(?:(\d{1,3})\s*岁(?![时起开前后以]))/;
const SEX_ALONE = /^(男|女)性[，,、。\s]/;
const AGE_SEX =
  /^(\d{1,3})\s*岁[，,、的\s]*(?:老年|中老年|中年|青年|已婚|未婚|经产|初产)*(男|女)(?:性|童|孩|婴|患|[，,、。])/;
const RELATIVE = /(?:之|其)?(?:妻|夫|子|女|儿子|女儿|父|母|父亲|母亲|丈夫|妻子|兄|弟|姐|妹|家属|友)[，,、\s]*$/;

/** How the text introduces its patient, at the beginning of its sections. */
export function introductionsIn({ node }: DocumentFacts): readonly Introduction[] {
  return node.entries.flatMap(({ role, id, content }) => {
    if (content.end <= content.start || (role !== 'text' && !(id !== undefined && INTRODUCING.has(id)))) return [];
    const opening = node.text.slice(content.start, Math.min(content.end, content.start + OPENING));
    const found = readIntroduction(opening, content.start);
    return found ? [found] : [];
  });
}

function readIntroduction(opening: string, offset: number): Introduction | undefined {
  const lead = LEAD.exec(opening)?.[0] ?? '';
  const masked = MASKED_NAME.exec(opening);
  const name = masked ? nameAt(masked[1] ?? '', lead.length, offset) : undefined;
  for (const named of [NAMED.exec(opening.slice(lead.length))?.[0] ?? '', '']) {
    if (RELATIVE.test(named)) continue;
    const before = lead.length + named.length;
    const at = before + (GROUP.exec(opening.slice(before))?.[0].length ?? 0);
    const found = readAt(opening.slice(at), offset + at);
    if (found) return { ...found, name: name ?? fullName(named, lead.length, offset) };
  }
  return name && { sex: undefined, age: undefined, name };
}

const MASKED_NAME = /^[\s\u3000]*(?:患者|患儿|病人)([\u4e00-\u9fff][某*＊]{1,2})(?![某*＊之的])/;
const NO_NAME = /[龄妇年]|男性|女性|患者/;

/** What stands between 患者 and the sex may as well be an age group or an occupation; three characters led by a surname are a name. */
function fullName(named: string, at: number, offset: number): Introduction['name'] {
  const word = named.replace(/[，,、\s]+$/, '');
  return word.length === 3 && isSurelyName(word) && !NO_NAME.test(word) ? nameAt(word, at, offset) : undefined;
}

function nameAt(value: string, at: number, offset: number): Introduction['name'] {
  return { start: offset + at, end: offset + at + value.length, value };
}

function readAt(text: string, offset: number): Omit<Introduction, 'name'> | undefined {
  const part = (value: string, from: number): Span => {
    const start = text.indexOf(value, from);
    return { start: offset + start, end: offset + start + value.length };
  };
  const sexOf = (word: string | undefined, from: number) =>
    word === undefined
      ? undefined
      : { ...part(word, from), value: word === '男' ? ('male' as const) : ('female' as const) };
  const ageOf = (years: string | undefined, from: number): Span | undefined => {
    if (years === undefined) return undefined;
    const { start } = part(years, from);
    return { start, end: offset + text.indexOf('岁', start - offset) + 1 };
  };
  const sexAge = SEX_AGE.exec(text);
  if (sexAge) return { sex: sexOf(sexAge[1], 0), age: ageOf(sexAge[2], 1) };
  const ageSex = AGE_SEX.exec(text);
  if (ageSex) return { sex: sexOf(ageSex[2], 0), age: ageOf(ageSex[1], 0) };
  const alone = SEX_ALONE.exec(text);
  return alone ? { sex: sexOf(alone[1], 0), age: undefined } : undefined;
}

/** `江某之子`, `李某新生儿`: a child who goes by its mother's name. */
export function isNewbornName(name: string): boolean {
  return /之[长次三]?[子女婴]|之[大小]|新生儿|婴儿?$|毛毛$/.test(name);
}

/** A record of a birth, or of the child that was born, in the mother's chart. */
export function isOfNewborn({ kind, node }: DocumentFacts): boolean {
  return /^(?:labor-record|delivery-record)/.test(kind) || /新生儿|婴儿/.test(node.heading?.name ?? '');
}
