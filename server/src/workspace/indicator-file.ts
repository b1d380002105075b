import { z } from 'zod';
import { thingSchema } from '../checks/linked/thing.ts';
import { type Indicator as IndicatorOf, indicatorSchema } from '../lint/indicators.ts';
import { ruleId } from '../lint/pack.ts';

/** What a chart holds, in the words by which rules look for things; or what a rule takes for its occasion. */
const conditionSchema = z.union([
  z.strictObject({ triggerOf: ruleId.describe('病历中有该规则所问之事') }),
  thingSchema,
]);
export type Condition = z.output<typeof conditionSchema>;

export const indicatorsSchema = z.strictObject({ indicators: z.array(indicatorSchema(conditionSchema)) });
export type Indicator = IndicatorOf<Condition>;
