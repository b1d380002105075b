import { z } from 'zod';
import { thingSchema } from '../checks/linked/thing.ts';
import { type Indicator as IndicatorOf, indicatorSchema } from '../lint/indicators.ts';

/** What a chart holds is said to indicators in the words by which rules look for things. */
export const indicatorsSchema = z.strictObject({ indicators: z.array(indicatorSchema(thingSchema)) });
export type Indicator = IndicatorOf<z.output<typeof thingSchema>>;
