import { z } from 'zod';
import { configSchema } from '../server/src/lint/config.ts';
import { criticalProfileSchema } from '../server/src/lint/critical-limits.ts';
import { packSchema } from '../server/src/lint/pack.ts';
import { scoreSheetSchema } from '../server/src/lint/score.ts';
import { waiversSchema } from '../server/src/lint/waivers.ts';
import { vocabularySchema } from '../server/src/vocabulary/schema.ts';
import { sourcesSchema } from '../server/src/vocabulary/source.ts';
import { indicatorsSchema } from '../server/src/workspace/indicator-file.ts';

/** JSON Schemas of the files people write, by file name in rules/schema: editors complete and check with them. */
export function jsonSchemas(): Record<string, object> {
  return {
    config: schemaOf(configSchema, '质控配置 emr-lint.config.yaml'),
    'critical-limits': schemaOf(criticalProfileSchema, '危急值界限'),
    pack: schemaOf(packSchema, '规则包'),
    indicators: schemaOf(indicatorsSchema, '质控指标'),
    'score-sheet': schemaOf(scoreSheetSchema, '评分表'),
    sources: schemaOf(sourcesSchema, '规则所依据的文件'),
    vocabulary: schemaOf(vocabularySchema.partial(), '词汇表：文书、栏目、职称、表格列与用语'),
    waivers: schemaOf(waiversSchema, '豁免 emr-lint.waivers.yaml'),
  };
}

function schemaOf(schema: z.ZodType, title: string): object {
  return { title, ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) };
}
