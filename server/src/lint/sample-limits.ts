import profiles from '../generated/critical-limits.json' with { type: 'json' };
import type { CriticalProfile } from './critical-limits.ts';

/** The sample of rules/critical-limits: for items that no hospital's list names. No national limits exist (HX2018 十四). */
export const sampleLimits: CriticalProfile | undefined = (profiles as unknown as readonly CriticalProfile[]).find(
  ({ name }) => name === 'sample',
);
