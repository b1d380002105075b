import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseText } from '../syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../vocabulary/builtin.ts';
import { buildChart } from './build.ts';
import type { Chart, SourceRange } from './model.ts';

const SAMPLES = new URL('../../../samples/clean/', import.meta.url);
const texts = readdirSync(SAMPLES)
  .filter((name) => name.endsWith('.emr'))
  .map((name) => new TextDecoder().decode(readFileSync(new URL(name, SAMPLES))));

/** A real chart with stretches cut out, doubled, swapped for noise or moved: what half-typed records look like. */
const brokenChart = fc
  .record({
    text: fc.constantFrom(...texts),
    cuts: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.nat({ max: 400 }),
        to: fc.oneof(
          fc.constant(''),
          fc.constant('2024-02-30 25:61'),
          fc.constant('【'),
          fc.constant('|'),
          fc.string(),
        ),
      }),
      { maxLength: 8 },
    ),
  })
  .map(({ text, cuts }) =>
    cuts.reduce((broken, { at, length, to }) => {
      const start = Math.floor(at * broken.length);
      return broken.slice(0, start) + to + broken.slice(start + length);
    }, text),
  );

function placesOf(chart: Chart): SourceRange[] {
  return [
    ...chart.events.flatMap(({ source, start, end }) => [source, start?.source, end?.source]),
    ...chart.documents.map(({ file, offset, facts: { anchor } }) => ({
      file,
      start: offset + anchor.start,
      end: offset + anchor.end,
    })),
  ].filter((place) => place !== undefined);
}

it('builds a chart of anything, and every place it names lies in the text', () => {
  fc.assert(
    fc.property(brokenChart, (text) => {
      const chart = buildChart([{ name: 'a.emr', tree: parseText(text, vocabulary) }], vocabulary);
      for (const { start, end } of placesOf(chart)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
      for (const { start, end } of chart.events) {
        if (start) expect(start.value.earliest).toBeLessThanOrEqual(start.value.latest);
        if (end) expect(end.value.earliest).toBeLessThanOrEqual(end.value.latest);
      }
    }),
    { numRuns: 200 },
  );
});

it('keeps the timeline in order of time', () => {
  fc.assert(
    fc.property(brokenChart, (text) => {
      const { events } = buildChart([{ name: 'a.emr', tree: parseText(text, vocabulary) }], vocabulary);
      const known = events.flatMap(({ start }) => (start ? [start.value.earliest] : []));
      expect(known).toEqual([...known].sort((a, b) => a - b));
    }),
    { numRuns: 50 },
  );
});
