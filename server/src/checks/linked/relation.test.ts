import { describe, expect, it } from 'vitest';
import { holidays, moment } from '../testing.ts';
import { limitSchema } from '../time/limit.ts';
import { mayLie } from './relation.ts';

const trigger = moment('2024-03-05 10:00');
const limit = (text: string) => limitSchema.parse(text);
const lies = (at: string, where: Partial<Parameters<typeof mayLie>[2]>) =>
  mayLie(moment(at), trigger, { side: 'any', within: undefined, slack: undefined, ...where }, holidays());

describe('where a thing lies', () => {
  it('after: from the trigger on, to the minute', () => {
    expect(lies('2024-03-05 10:00', { side: 'after' })).toBe(true);
    expect(lies('2024-03-05 09:59', { side: 'after' })).toBe(false);
    expect(lies('2024-03-05', { side: 'after' })).toBe(true);
    expect(lies('2024-03-04', { side: 'after' })).toBe(false);
  });

  it('before: up to the trigger, to the minute', () => {
    expect(lies('2024-03-05 10:00', { side: 'before' })).toBe(true);
    expect(lies('2024-03-05 10:01', { side: 'before' })).toBe(false);
    expect(lies('2023-01-01', { side: 'before' })).toBe(true);
    expect(lies('2024-03-05', { side: 'before' })).toBe(true);
    expect(lies('2024-03-06', { side: 'before' })).toBe(false);
  });

  it('within: at the limit and not beyond, on the side that is asked', () => {
    const within = limit('24h');
    expect(lies('2024-03-06 10:00', { side: 'after', within })).toBe(true);
    expect(lies('2024-03-06 10:01', { side: 'after', within })).toBe(false);
    expect(lies('2024-03-04 10:00', { side: 'before', within })).toBe(true);
    expect(lies('2024-03-04 09:59', { side: 'before', within })).toBe(false);
    expect(lies('2024-03-04 09:59', { within })).toBe(false);
    expect(lies('2024-03-06 10:01', { within })).toBe(false);
  });

  it('slack: so far on the other side as well', () => {
    const slack = limit('12h');
    expect(lies('2024-03-04 22:00', { side: 'after', slack })).toBe(true);
    expect(lies('2024-03-04 21:59', { side: 'after', slack })).toBe(false);
    expect(lies('2024-03-05 22:00', { side: 'before', slack })).toBe(true);
    expect(lies('2024-03-05 22:01', { side: 'before', slack })).toBe(false);
  });

  it('may lie anywhere where a time is not known', () => {
    const nowhere = { side: 'after', within: limit('1h'), slack: undefined } as const;
    expect(mayLie(undefined, trigger, nowhere, holidays())).toBe(true);
    expect(mayLie(trigger, undefined, nowhere, holidays())).toBe(true);
  });
});
