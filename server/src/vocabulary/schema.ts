import { z } from 'zod';

/** The shape of `rules/vocabulary/*.yaml`. Compiled to one JSON file at build; checked there, trusted afterwards. */

const id = z.string().regex(/^[a-z][a-z0-9-]*$/);
export const localizedText = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type LocalizedText = z.infer<typeof localizedText>;

/** A section, field or signature label. Names and aliases are compared in half width and without blanks. */
export const labelSchema = z.strictObject({
  id,
  name: localizedText,
  role: z.enum(['section', 'field', 'signature']).describe('section 栏目可跨行；field 一行一项；signature 签名'),
  aliases: z.array(z.string()).default([]).describe('医院的其他写法；全角半角与空格不论'),
  /** LOINC code of the CDA section, where WS/T 500-2016 gives one. */
  loinc: z.string().optional().describe('CDA 章节的 LOINC 编码'),
  /** Data element code (WS 363 / WS 445), where there is one. */
  de: z.string().optional().describe('数据元标识符（WS 363、WS 445）'),
  /** What its content is read as. */
  value: z.enum(['text', 'time', 'person', 'people', 'number', 'choice']).default('text').describe('内容读作什么'),
  /** For a signature label: the rank it states, as in `主治医师：`. */
  rank: id.optional(),
  /** For a signature label: the part the signer plays. */
  party: z
    .enum(['physician', 'nurse', 'patient', 'technician', 'host', 'recorder', 'surgeon', 'anesthetist', 'reviewer'])
    .optional(),
  /** A section that this one is a part of (诊断依据 of 拟诊讨论); a heading followed by its parts is not empty. */
  partOf: id.optional().describe('属于哪个栏目'),
  /** The label only counts inside document kinds that list it: too ordinary a word to open a section anywhere. */
  onlyWhereListed: z.boolean().default(false).describe('过于普通的词：只在列出它的文书中才算栏目'),
  /** Opens at the start of a line (or of a field) only, never in the middle of prose: `，诊断：肺炎` in a 现病史 is no heading. */
  lineStartOnly: z.boolean().default(false).describe('只在行首或并排栏目中才算，不切开正文'),
});
export type Label = z.infer<typeof labelSchema>;

export const documentSectionSchema = z.strictObject({
  id,
  /** `required`: the text of the regulation asks for it. `optional`: known here, never asked for. */
  need: z.enum(['required', 'optional']).default('optional').describe('required 所引条文要求；optional 认得而不要求'),
  /** Any of these sections, fields or words standing in the document satisfies the requirement too. */
  orElse: z.array(id).default([]).describe('有其中任一栏目也算有'),
  /** The content may also be found as text: any of these words anywhere in the document satisfies the requirement. */
  orText: z.array(z.string()).default([]).describe('文书中出现其中任一词语也算有'),
  /** The chart header may state it for the document (identity items). */
  orHeader: z.boolean().default(false).describe('病历抬头写了也算有'),
  /** The time of the heading, or of a signature, satisfies it too. */
  orStamp: z.boolean().default(false).describe('标题或签名的时间也算有'),
  /** Asked of patients of this age in years and above only; where the age is unknown it is asked of nobody. */
  fromAge: z.number().int().optional().describe('只对该年龄（岁）及以上者要求；年龄不明不要求'),
  clause: z.string().optional().describe('条款，如 第十八条(三)'),
});
export type DocumentSection = z.infer<typeof documentSectionSchema>;

export const documentKindSchema = z.strictObject({
  id,
  name: localizedText,
  /** WS/T 500-2016 document code, C0001–C0053. */
  code: z
    .string()
    .regex(/^C00\d\d$/)
    .optional()
    .describe('WS/T 500 文档类型编码'),
  /** Further codes of documents that are read as this kind (the front page of Chinese medicine). */
  otherCodes: z
    .array(z.string().regex(/^C00\d\d$/))
    .default([])
    .describe('按本文书读取的其他编码'),
  aliases: z.array(z.string()).default([]).describe('医院的其他写法；全角半角与空格不论'),
  /**
   * Title patterns beside the names, over the title in half width and without blanks. `{name}` is a person's name,
   * `{rank}` a rank, `{number}` Arabic or Chinese digits, `{any}` up to 20 characters other than punctuation.
   */
  patterns: z.array(z.string()).default([]).describe('标题样式，可含 {name} {rank} {number} {any}'),
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
  progressNote: z.boolean().default(false).describe('属于病程记录，计入间隔'),
  /** A chart holds one at most. */
  once: z.boolean().default(false).describe('一份病历至多一份'),
  /** Who has to sign it; `none` for lists and print-outs. */
  signer: z
    .enum(['physician', 'nurse', 'technician', 'patient', 'none'])
    .default('physician')
    .describe('由谁签名；none 不要求'),
  /** Rank the title states by itself (主治医师查房记录). */
  rank: id.optional().describe('标题本身表明的职称'),
  /** The clause that asks for its content. */
  basis: z
    .array(z.strictObject({ source: z.string(), clause: z.string() }))
    .default([])
    .describe('所依条款'),
  /** In the prescribed order. A bare id stands for an optional section without more to say. */
  sections: z
    .array(z.union([id.transform((bare) => documentSectionSchema.parse({ id: bare })), documentSectionSchema]))
    .default([])
    .describe('按规定次序；只写代号即为可有可无'),
});
export type DocumentKind = z.infer<typeof documentKindSchema>;

/** A professional rank. `level` orders supervision: 0 student or trainee, 1 resident, 2 attending, 3 associate chief or above. */
export const rankSchema = z.strictObject({
  id,
  name: localizedText,
  /** Absent for words that anybody may be called by (医师, 值班医师): they say nothing of the rank. */
  level: z.number().int().min(0).max(3).optional().describe('0 学员 1 住院 2 主治 3 副高及以上；不表明职称的称呼不填'),
  /** Student and probationer may not sign alone (BW2010 第八条); standardised-training residents are not named by a national text. */
  training: z
    .enum(['student', 'probation', 'standardised', 'visiting'])
    .optional()
    .describe('实习、试用期、规培、进修'),
  profession: z.enum(['physician', 'nurse', 'technician']).default('physician').describe('医师、护士、技师'),
  /** For physicians who lead a department (科主任). */
  head: z.boolean().default(false).describe('科室负责人'),
  aliases: z.array(z.string()).default([]).describe('医院的其他写法；全角半角与空格不论'),
});
export type Rank = z.infer<typeof rankSchema>;

/** A table column: how order lists, laboratory reports and registers name it. */
export const columnSchema = z.strictObject({
  id,
  name: localizedText,
  aliases: z.array(z.string()).default([]).describe('医院的其他写法；全角半角与空格不论'),
  value: z.enum(['text', 'time', 'person', 'number']).default('text').describe('单元格读作什么'),
});
export type Column = z.infer<typeof columnSchema>;

/**
 * A thing of medicine that records speak of, under all its names: what the clinical reader finds in text (`clinical/`)
 * and orders, reports and diagnoses are linked by.
 */
export const conceptSchema = z.strictObject({
  id,
  name: localizedText,
  kind: z
    .enum([
      'symptom',
      'sign',
      'disease',
      'operation',
      'procedure',
      'examination',
      'laboratory-item',
      'vital-sign',
      'drug',
      'blood',
      'organ',
      'device',
      'assessment',
      'finding',
    ])
    .describe('类别'),
  /** Further names, trade names, abbreviations and codes by which records write it. */
  terms: z.array(z.string()).default([]).describe('其他写法、商品名、缩写、代码；全角半角、大小写与空格不论'),
  /** What rules call it by: `antibiotic`, `special-antibiotic`, `chemotherapy`, `narcotic`, `ct-mri`, … */
  groups: z.array(id).default([]).describe('所属组，规则按组引用'),
  /** Only patients of this sex have it (organs, diseases, operations). */
  sex: z.enum(['male', 'female']).optional().describe('只见于该性别'),
  /** The organ it concerns (concept id), for sides and for "another organ". */
  organ: id.optional().describe('所属器官'),
  /** An organ of which the body has a left and a right one. */
  paired: z.boolean().default(false).describe('左右成对的器官'),
  /** Of a laboratory item or vital sign: the unit its values are compared in. */
  unit: z.string().optional().describe('检验项目、生命体征比较数值时所用的单位'),
  /** g/mol, between mmol/L and mg/dL. */
  molarMass: z.number().positive().optional().describe('摩尔质量（g/mol），供 mmol/L 与 mg/dL 等换算'),
});
export type Concept = z.infer<typeof conceptSchema>;

export const vocabularySchema = z.strictObject({
  documents: z.array(documentKindSchema),
  labels: z.array(labelSchema),
  ranks: z.array(rankSchema),
  columns: z.array(columnSchema),
  concepts: z.array(conceptSchema),
  /** Words by which orders and notes name things, by list id (conditions, operations, transfusion, …). */
  terms: z.record(id, z.array(z.string())),
});
export type VocabularyData = z.infer<typeof vocabularySchema>;
