import { z } from 'zod';
import { parseDuration } from '../../lint/duration.ts';

/** `0min`, `2h`, `1d`, in minutes: by how much two times may differ from what is expected without a defect. */
export const toleranceSchema = z
  .string()
  .refine((text) => parseDuration(text) !== undefined, '写作 0min、2h 或 1d')
  .transform((text) => parseDuration(text) ?? 0);
