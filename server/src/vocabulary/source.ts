import { z } from 'zod';
import { localizedText } from './schema.ts';

/** The shape of `rules/sources.yaml`: the texts that rules cite, by key. */

export const sourceSchema = z.strictObject({
  title: localizedText.describe('文件名称'),
  number: z.string().optional().describe('文号，如 卫医政发〔2010〕11号'),
  issuer: localizedText.optional().describe('发布机关'),
  year: z.number().int().optional().describe('发布年份'),
  url: z.url().optional().describe('公开原文地址'),
  /**
   * `in-force`: national and in force. `regional`: binds one region. `local`: custom of hospitals, no text.
   * `secondary`: known from secondary sources only; verify before citing.
   */
  status: z
    .enum(['in-force', 'regional', 'local', 'secondary'])
    .describe('效力：in-force 全国现行；regional 地方；local 行业惯例，无明文；secondary 仅见于二手资料'),
  note: localizedText.optional().describe('引用时须知'),
});
export type Source = z.infer<typeof sourceSchema>;

export const sourceKey = z.string().regex(/^[A-Z][A-Z0-9-]*$/, '来源代号用大写字母与数字，如 BW2010');
export const sourcesSchema = z.record(sourceKey, sourceSchema);
export type Sources = z.infer<typeof sourcesSchema>;

/**
 * How a clause is cited: `《病历书写基本规范》第二十二条(八)`. Title marks are for texts that exist: a custom is called by what
 * it is, and what only secondary sources tell says so.
 */
export function cite(
  sources: Sources,
  { source, clause }: { readonly source: string; readonly clause: string },
  locale: 'zh' | 'en',
): string {
  const known = sources[source];
  const title = known?.title[locale] ?? source;
  if (locale === 'en') {
    return `${title}, ${clause}${known?.status === 'secondary' ? ' (secondary source, verify before citing)' : ''}`;
  }
  if (known?.status === 'local') return `${title}：${clause}`;
  return `《${title}》${clause}${known?.status === 'secondary' ? '（二手资料，引用前请核实）' : ''}`;
}
