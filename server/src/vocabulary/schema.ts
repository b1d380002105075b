import { z } from 'zod';

/** The shape of `rules/vocabulary/*.yaml`. Compiled to one JSON file at build; checked there, trusted afterwards. */

const id = z.string().regex(/^[a-z][a-z0-9-]*$/);
export const localizedText = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type LocalizedText = z.infer<typeof localizedText>;

/** A section, field or signature label. Names and aliases are compared in half width and without blanks. */
export const labelSchema = z.strictObject({
  id,
  name: localizedText,
  role: z.enum(['section', 'field', 'signature']),
  aliases: z.array(z.string()).default([]),
  /** LOINC code of the CDA section, where WS/T 500-2016 gives one. */
  loinc: z.string().optional(),
  /** Data element code (WS 363 / WS 445), where there is one. */
  de: z.string().optional(),
  /** What its content is read as. */
  value: z.enum(['text', 'time', 'person', 'people', 'number', 'choice']).default('text'),
  /** For a signature label: the rank it states, as in `主治医师：`. */
  rank: id.optional(),
  /** For a signature label: the part the signer plays. */
  party: z
    .enum(['physician', 'nurse', 'patient', 'technician', 'host', 'recorder', 'surgeon', 'anesthetist', 'reviewer'])
    .optional(),
  /** A section that this one is a part of (诊断依据 of 拟诊讨论); a heading followed by its parts is not empty. */
  partOf: id.optional(),
  /** The label only counts inside document kinds that list it: too ordinary a word to open a section anywhere. */
  onlyWhereListed: z.boolean().default(false),
  /** Opens at the start of a line (or of a field) only, never in the middle of prose: `，诊断：肺炎` in a 现病史 is no heading. */
  lineStartOnly: z.boolean().default(false),
});
export type Label = z.infer<typeof labelSchema>;

export const documentSectionSchema = z.strictObject({
  id,
  /** `required`: the text of the regulation asks for it. `optional`: known here, never asked for. */
  need: z.enum(['required', 'optional']).default('optional'),
  /** Any of these sections, fields or words standing in the document satisfies the requirement too. */
  orElse: z.array(id).default([]),
  /** The content may also be found as text: any of these words anywhere in the document satisfies the requirement. */
  orText: z.array(z.string()).default([]),
  /** The chart header may state it for the document (identity items). */
  orHeader: z.boolean().default(false),
  /** The time of the heading, or of a signature, satisfies it too. */
  orStamp: z.boolean().default(false),
  /** Asked of patients of this age in years and above only; where the age is unknown it is asked of nobody. */
  fromAge: z.number().int().optional(),
  clause: z.string().optional(),
});
export type DocumentSection = z.infer<typeof documentSectionSchema>;

export const documentKindSchema = z.strictObject({
  id,
  name: localizedText,
  /** WS/T 500-2016 document code, C0001–C0053. */
  code: z
    .string()
    .regex(/^C00\d\d$/)
    .optional(),
  /** Further codes of documents that are read as this kind (the front page of Chinese medicine). */
  otherCodes: z.array(z.string().regex(/^C00\d\d$/)).default([]),
  aliases: z.array(z.string()).default([]),
  /**
   * Title patterns beside the names, over the title in half width and without blanks. `{name}` is a person's name,
   * `{rank}` a rank, `{number}` Arabic or Chinese digits, `{any}` up to 20 characters other than punctuation.
   */
  patterns: z.array(z.string()).default([]),
  group: z.enum([
    'admission',
    'progress',
    'operation',
    'consent',
    'order',
    'report',
    'nursing',
    'outpatient',
    'front-page',
    'discharge',
    'other',
  ]),
  /** A 病程记录 of BW2010 第二十二条: it counts in gaps between notes. */
  progressNote: z.boolean().default(false),
  /** A chart holds one at most. */
  once: z.boolean().default(false),
  /** Who has to sign it; `none` for lists and print-outs. */
  signer: z.enum(['physician', 'nurse', 'technician', 'patient', 'none']).default('physician'),
  /** Rank the title states by itself (主治医师查房记录). */
  rank: id.optional(),
  /** The clause that asks for its content. */
  basis: z.array(z.strictObject({ source: z.string(), clause: z.string() })).default([]),
  /** In the prescribed order. A bare id stands for an optional section without more to say. */
  sections: z
    .array(z.union([id.transform((bare) => documentSectionSchema.parse({ id: bare })), documentSectionSchema]))
    .default([]),
});
export type DocumentKind = z.infer<typeof documentKindSchema>;

/** A professional rank. `level` orders supervision: 0 student or trainee, 1 resident, 2 attending, 3 associate chief or above. */
export const rankSchema = z.strictObject({
  id,
  name: localizedText,
  level: z.number().int().min(0).max(3),
  /** Student and probationer may not sign alone (BW2010 第八条); standardised-training residents are not named by a national text. */
  training: z.enum(['student', 'probation', 'standardised', 'visiting']).optional(),
  profession: z.enum(['physician', 'nurse', 'technician']).default('physician'),
  /** For physicians who lead a department (科主任). */
  head: z.boolean().default(false),
  aliases: z.array(z.string()).default([]),
});
export type Rank = z.infer<typeof rankSchema>;

/** A table column: how order lists, laboratory reports and registers name it. */
export const columnSchema = z.strictObject({
  id,
  name: localizedText,
  aliases: z.array(z.string()).default([]),
  value: z.enum(['text', 'time', 'person', 'number']).default('text'),
});
export type Column = z.infer<typeof columnSchema>;

export const vocabularySchema = z.strictObject({
  documents: z.array(documentKindSchema),
  labels: z.array(labelSchema),
  ranks: z.array(rankSchema),
  columns: z.array(columnSchema),
  /** Words by which orders and notes name things, by list id (conditions, operations, transfusion, …). */
  terms: z.record(id, z.array(z.string())),
});
export type VocabularyData = z.infer<typeof vocabularySchema>;
