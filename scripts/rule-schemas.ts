import { z } from 'zod';
import { packSchema } from '../server/src/lint/pack.ts';
import { vocabularySchema } from '../server/src/vocabulary/schema.ts';
import { sourcesSchema } from '../server/src/vocabulary/source.ts';

/** JSON Schemas of the files people write, by file name in rules/schema: editors complete and check with them. */
export function jsonSchemas(): Record<string, object> {
  return {
    vocabulary: schemaOf(vocabularySchema.partial(), '词汇表：文书、栏目、职称、表格列与用语'),
    pack: schemaOf(packSchema, '规则包'),
    sources: schemaOf(sourcesSchema, '规则所依据的文件'),
  };
}

function schemaOf(schema: z.ZodType, title: string): object {
  return { title, ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) };
}
