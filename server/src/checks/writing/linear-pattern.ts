import { z } from 'zod';
import { whyNotLinear } from './linear.ts';

/** A pattern from a pack: refused unless it runs in time linear in the text (`linear.ts`). */
export const linearPattern = z.string().superRefine((source, context) => {
  const reason = whyNotLinear(source);
  if (reason !== undefined) context.addIssue({ code: 'custom', message: `pattern ${source}: ${reason}` });
});
