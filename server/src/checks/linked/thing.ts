import { z } from 'zod';
import { limitSchema } from '../time/limit.ts';
import { linearPattern } from '../writing/linear.ts';

const EVENTS = [
  'admission',
  'discharge',
  'death',
  'transfer',
  'handover',
  'operation',
  'rescue',
  'consultation',
  'procedure',
  'transfusion',
  'condition',
  'critical-value',
  'order',
  'report',
  'autopsy-report',
] as const;

interface Content {
  readonly groups: readonly string[];
  readonly words: readonly string[];
  readonly patterns: readonly string[];
  readonly sameConcept: boolean;
}

/** Whether the thing has to speak of something, and does not merely stand there. */
export function hasContent({ groups, words, patterns, sameConcept }: Content): boolean {
  return groups.length + words.length + patterns.length > 0 || sameConcept;
}

/**
 * What a rule looks for in a chart: events of a kind, documents, or diagnoses, and what they have to speak of. Where
 * several of `groups`, `sameConcept`, `words` and `patterns` are given, any of them will do; where none is, it is
 * enough that the thing stands there.
 */
export const thingSchema = z
  .strictObject({
    event: z.enum(EVENTS).optional().describe('事件'),
    /** Attributes the event must have, such as `{ level: 4 }`; one that the chart does not tell is not met. */
    attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
    documents: z.array(z.string()).default([]).describe('文书种类'),
    /** All 病程记录 in the sense of BW2010 第二十二条, beside `documents`. */
    notes: z.boolean().default(false).describe('各种病程记录'),
    /** Only the content of these sections and fields counts. */
    fields: z.array(z.string()).default([]).describe('只看这些栏目'),
    /** `final`: 出院, 死亡诊断 and those of the front page. `any`: every diagnosis of the chart. */
    diagnosis: z.enum(['final', 'any']).optional().describe('诊断'),
    groups: z.array(z.string()).default([]).describe('概念组'),
    /** Concepts of these groups do not count, nor does an event that names one of `exceptWords`. */
    exceptGroups: z.array(z.string()).default([]),
    exceptWords: z.array(z.string()).default([]),
    words: z.array(z.string()).default([]).describe('词语（否定者不算）'),
    patterns: z.array(linearPattern).default([]).describe('正则表达式'),
    /** The concept that the triggering event names. */
    sameConcept: z.boolean().default(false).describe('与触发者同一概念'),
    /** One of these words stands in the sentence of the mention, or in the one behind it. */
    near: z.array(z.string()).default([]).describe('同句或下一句有其中任一词语'),
    /** Or a colon follows the mention: `胸部CT（3月2日）：双肺纹理增多`. */
    heading: z.boolean().default(false).describe('或其后紧跟冒号'),
    /** A mention that is denied, or only feared, counts as well. */
    denied: z.boolean().default(false).describe('否定、假设的提及也算'),
    /** A mention of what is yet to be done counts as well. */
    planned: z.boolean().default(false).describe('拟行、计划的提及也算'),
    side: z.enum(['before', 'after', 'any']).default('any').describe('在触发者之前、之后或不论'),
    within: limitSchema.optional().describe('距触发者至多多久'),
    /** How far on the other side of the trigger it may lie all the same. */
    slack: limitSchema.optional().describe('另一侧的宽限'),
  })
  .refine(
    ({ event, documents, notes, diagnosis }) =>
      Number(event !== undefined) + Number(documents.length > 0 || notes) + Number(diagnosis !== undefined) === 1,
    { message: 'event、documents（或 notes）、diagnosis 三者须有且只有其一' },
  )
  .refine((thing) => hasContent(thing) || (thing.near.length === 0 && !thing.heading), {
    message: 'near 与 heading 须与 groups、words、patterns 或 sameConcept 同用',
  });
export type Thing = z.output<typeof thingSchema>;
