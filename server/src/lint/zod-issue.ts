import { z } from 'zod';
import type { LocalizedText } from '../vocabulary/schema.ts';
import { didYouMean } from './did-you-mean.ts';

export interface WordedIssue {
  readonly path: readonly (string | number)[];
  readonly message: LocalizedText;
  /** The key at the end of the path is at fault, not its value. */
  readonly atKey: boolean;
}

/** What a zod issue means to someone who wrote a file: what is wrong and what would be right, in both languages. */
export function wordIssue(issue: z.core.$ZodIssue, schema: z.ZodType): WordedIssue[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(key, known), atKey: true }));
  }
  if (issue.code === 'invalid_union') {
    const nested = deepest(issue.errors);
    if (nested) return wordIssue({ ...nested, path: [...issue.path, ...nested.path] } as z.core.$ZodIssue, schema);
  }
  if (issue.code === 'invalid_key' && issue.issues[0])
    return [{ path, message: wordValue(issue.issues[0]), atKey: true }];
  return [{ path, message: wordValue(issue), atKey: false }];
}

function unknownKey(key: string, known: readonly string[]): LocalizedText {
  const near = didYouMean(key, known);
  if (near) return { zh: `不认识“${key}”，是否指 ${near}？`, en: `unknown key "${key}"; did you mean ${near}?` };
  const list =
    known.length > 0
      ? { zh: `；可用：${known.join('、')}`, en: `; known are ${known.join(', ')}` }
      : { zh: '', en: '' };
  return { zh: `不认识“${key}”${list.zh}`, en: `unknown key "${key}"${list.en}` };
}

const TYPES: Readonly<Record<string, LocalizedText>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '键值表', en: 'a mapping' },
  record: { zh: '键值表', en: 'a mapping' },
};

function wordValue(issue: z.core.$ZodRawIssue | z.core.$ZodIssue): LocalizedText {
  switch (issue.code) {
    case 'invalid_type': {
      const type = TYPES[issue.expected] ?? { zh: issue.expected, en: issue.expected };
      return { zh: `此处应为${type.zh}`, en: `${type.en} is expected here` };
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      return { zh: `应为下列之一：${values.join('、')}`, en: `must be one of ${values.join(', ')}` };
    }
    case 'too_small':
      return { zh: `太少或太小，至少为 ${issue.minimum}`, en: `too few or too small: at least ${issue.minimum}` };
    case 'too_big':
      return { zh: `太多或太大，至多为 ${issue.maximum}`, en: `too many or too big: at most ${issue.maximum}` };
    default:
      // Schemas word their own formats as `中文 | English`.
      return bilingual(issue.message ?? String(issue.code));
  }
}

function bilingual(message: string): LocalizedText {
  const [zh, en] = message.split(' | ');
  return { zh: zh ?? message, en: en ?? message };
}

/** Of the branches of a union, the issue that got furthest into the value: that branch was meant. */
function deepest(branches: readonly (readonly z.core.$ZodIssue[])[]): z.core.$ZodIssue | undefined {
  let best: z.core.$ZodIssue | undefined;
  for (const issues of branches) {
    const [issue] = issues;
    if (!issue) continue;
    const more = issue.path.length > (best?.path.length ?? -1);
    if (more || (issue.path.length === best?.path.length && issue.code === 'invalid_value')) best = issue;
  }
  return best;
}

/** Keys the schema knows at a place; empty where it takes any. */
function keysAt(schema: z.ZodType, path: readonly (string | number)[]): string[] {
  let here: unknown = schema;
  for (const key of path) here = stepInto(unwrap(here), key);
  const reached = unwrap(here);
  return reached instanceof z.ZodObject ? Object.keys(reached.shape) : [];
}

function stepInto(schema: unknown, key: string | number): unknown {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<string, unknown>)[String(key)];
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return undefined;
}

function unwrap(schema: unknown): unknown {
  let here = schema;
  while (here instanceof z.ZodOptional || here instanceof z.ZodDefault || here instanceof z.ZodNullable)
    here = here.unwrap();
  return here instanceof z.ZodUnion ? here.options.map(unwrap).find((option) => option instanceof z.ZodObject) : here;
}
