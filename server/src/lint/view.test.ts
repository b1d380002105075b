import { describe, expect, it } from 'vitest';
import { aChart, anEnvironment, at } from './testing/charts.ts';
import { viewChart } from './view.ts';

describe('viewChart', () => {
  const asOf = at('2024-03-10T00:00');
  const lastEntry = at('2024-03-02T23:59');

  it('judges a chart silent for more than seven days at its last entry', () => {
    const view = viewChart(aChart({ lastEntry }), anEnvironment({ asOf }));
    expect([view.judgedAt, view.running]).toEqual([lastEntry, false]);
  });

  it('judges it at the as-of time when the user named one', () => {
    const view = viewChart(aChart({ lastEntry }), anEnvironment({ asOf, asOfGiven: true }));
    expect([view.judgedAt, view.running]).toEqual([asOf, true]);
  });

  it('judges a finished stay at the as-of time, with nothing due', () => {
    const view = viewChart(aChart({ lastEntry, death: '2024-03-02T10:00' }), anEnvironment({ asOf }));
    expect([view.judgedAt, view.running]).toEqual([asOf, false]);
  });
});

describe('applies', () => {
  const applies = (has: Parameters<typeof aChart>[0], when: object) =>
    viewChart(aChart(has), anEnvironment({ asOf: at('2024-03-10T00:00') })).applies(when);
  const stay = { admission: '2024-03-01T10:00', discharge: '2024-03-02T10:00' };

  it('knows encounter, discharge and death', () => {
    expect(applies({ type: 'emergency' }, { encounter: ['outpatient', 'emergency'] })).toBe(true);
    expect(applies({ type: 'inpatient' }, { encounter: ['outpatient'] })).toBe(false);
    expect([applies(stay, { discharged: true }), applies(stay, { discharged: false })]).toEqual([true, false]);
    expect([applies(stay, { died: true }), applies({ death: '2024-03-01T10:00' }, { died: true })]).toEqual([
      false,
      true,
    ]);
    expect(applies(stay, {})).toBe(true);
  });

  it('measures the stay to the minute', () => {
    expect([applies(stay, { stayAtLeast: '24h' }), applies(stay, { stayUnder: '24h' })]).toEqual([true, false]);
    const shorter = { ...stay, discharge: '2024-03-02T09:59' };
    expect([applies(shorter, { stayAtLeast: '24h' }), applies(shorter, { stayUnder: '24h' })]).toEqual([false, true]);
  });

  it('takes a running stay as long as it has lasted, and never as short', () => {
    const running = { admission: '2024-03-01T10:00' };
    expect([applies(running, { stayAtLeast: '8d' }), applies(running, { stayAtLeast: '9d' })]).toEqual([true, false]);
    expect(applies(running, { stayUnder: '24h' })).toBe(false);
  });

  it('fails on what the chart does not tell', () => {
    expect(applies({ discharge: '2024-03-02T10:00' }, { stayAtLeast: '1h' })).toBe(false);
    expect(applies({ discharge: '2024-03-02T10:00' }, { stayUnder: '1h' })).toBe(false);
  });
});
