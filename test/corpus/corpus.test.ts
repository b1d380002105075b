import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../../scripts/shell.ts';
import type { Duration, Measurement, Mention } from '../../server/src/clinical/model.ts';
import { PLAIN, readClinical } from '../../server/src/clinical/read.ts';
import { builtInVocabulary } from '../../server/src/vocabulary/builtin.ts';

const paragraphSchema = z.union([
  z.string(),
  z.strictObject({
    text: z.string(),
    durations: z.record(z.string(), z.string()).optional(),
    values: z.record(z.string(), z.string()).optional(),
  }),
]);

/** What is said of: of other kinds only what a paragraph marks is compared. */
const SAID_OF = new Set(['symptom', 'sign', 'disease', 'finding']);
const MARK = /⟦([^|⟧]*)(?:\|([^⟧]*))?⟧/g;

const folder = join(root, 'test/corpus');
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

function paragraphsOf(file: string) {
  return z
    .array(paragraphSchema)
    .parse(parse(readFileSync(join(folder, file), 'utf8')))
    .map((paragraph) => (typeof paragraph === 'string' ? { text: paragraph } : paragraph));
}

function statusOf({ assertion, experiencer, past, quoted, side }: Mention): string {
  const words = [
    assertion === 'present' ? '' : assertion,
    experiencer === 'patient' ? '' : experiencer,
    past ? 'past' : '',
    quoted ? 'quoted' : '',
    side ?? '',
  ];
  return words.filter(Boolean).join(' ');
}

const mark = (text: string, status: string) => `⟦${text}${status ? `|${status}` : ''}⟧`;

/** The text with its marks, as the reader would set them. */
function annotated(text: string, mentions: readonly Mention[], marked: ReadonlySet<number>): string {
  let out = '';
  let from = 0;
  for (const mention of mentions) {
    if (!SAID_OF.has(mention.concept.kind) && !marked.has(mention.start)) continue;
    out += text.slice(from, mention.start) + mark(text.slice(mention.start, mention.end), statusOf(mention));
    from = mention.end;
  }
  return out + text.slice(from);
}

/** Where the marks of an annotated text begin once they are taken out. */
function startsOf(marked: string): Set<number> {
  let removed = 0;
  const starts = new Set<number>();
  for (const match of marked.matchAll(MARK)) {
    starts.add(match.index - removed);
    removed += match[0].length - (match[1] ?? '').length;
  }
  return starts;
}

const writtenValue = ({ numbers, unit, bound }: Measurement) =>
  `${bound === 'above' ? '>' : bound === 'below' ? '<' : ''}${numbers.map((number) => number ?? '?').join(',')}${unit ? ` ${unit}` : ''}`;

const lengthOf = ({ days, of }: Duration, text: string, mentions: readonly Mention[]) =>
  `${days ? `${days.least}..${days.most}` : '?'}:${of.map((i) => text.slice(mentions[i]?.start, mentions[i]?.end)).join('+')}`;

describe('the corpus of paragraphs', () => {
  it('is large and weighted toward what must not be asserted', () => {
    const texts = files.flatMap((file) => paragraphsOf(file).map(({ text }) => text));
    expect(texts.length).toBeGreaterThanOrEqual(400);
    const silent = texts.filter((text) => !/⟦[^|⟧]*⟧/.test(text));
    expect(silent.length).toBeGreaterThan(texts.length / 2);
  });

  describe.each(files)('%s', (file) => {
    it.each(paragraphsOf(file))('$text', ({ text: marked, durations, values }) => {
      const text = marked.replace(MARK, '$1');
      const context = { ...PLAIN, onset: durations !== undefined && !text.includes('20年前') };
      const read = readClinical(text, [{ start: 0, end: text.length, context }], builtInVocabulary);
      const { mentions } = read;
      expect(annotated(text, mentions, startsOf(marked))).toBe(marked);
      if (durations) {
        const found = read.durations.map((each) => [text.slice(each.start, each.end), lengthOf(each, text, mentions)]);
        expect(Object.fromEntries(found)).toEqual(durations);
      }
      if (values) {
        const found = read.measurements.map((each) => {
          const name = mentions.find(({ start }) => start === each.start);
          return [text.slice(name?.start, name?.end), writtenValue(each)];
        });
        expect(Object.fromEntries(found)).toEqual(values);
      }
    });
  });
});
