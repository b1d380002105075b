import type { Span } from '../syntax/span.ts';
import type { Concept } from '../vocabulary/schema.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { statusesOf } from './assertions.ts';
import { cuesBeside } from './cues.ts';
import { bind, toDuration } from './duration-binding.ts';
import { durationsIn } from './durations.ts';
import { type Named, namesIn } from './lexicon.ts';
import { measurementOf } from './measurements.ts';
import type { ClinicalText, Duration, Measurement, Mention } from './model.ts';
import { type Segment, segmentsOf, sentenceAround } from './sentence.ts';
import type { Context } from './sentence-state.ts';
import { sideOf } from './sides.ts';

/** A stretch of text, and what holds for it as a whole. */
export interface Region extends Span {
  readonly context: Context;
}

/** Nothing is known of the text beforehand. */
export const PLAIN: Context = {
  assertion: 'present',
  experiencer: 'patient',
  past: false,
  quoted: false,
  onset: false,
};

/** What the regions of a text say; they stand in order and do not overlap. Linear in the text. */
export function readClinical(text: string, regions: readonly Region[], vocabulary: Vocabulary): ClinicalText {
  const reading: Reading = { text, vocabulary, mentions: [], measurements: [], durations: [] };
  for (const region of regions) readRegion(reading, region);
  return reading;
}

interface Reading {
  readonly text: string;
  readonly vocabulary: Vocabulary;
  readonly mentions: Mention[];
  readonly measurements: Measurement[];
  readonly durations: Duration[];
}

function readRegion(reading: Reading, region: Region): void {
  const { text, vocabulary, measurements, durations } = reading;
  const names = namesIn(text, region.start, region.end, vocabulary);
  for (const name of names) {
    const measured = measurementOf(text, name, region.end);
    if (measured) measurements.push(measured);
  }
  const written = durationsIn(text, region);
  let nextName = 0;
  let nextDuration = 0;
  let from = region.start;
  while (nextName < names.length) {
    const { start, end } = sentenceAround(text, names[nextName]?.start ?? 0, { start: from, end: region.end });
    const firstName = nextName;
    while ((names[nextName]?.start ?? end) < end) nextName++;
    const named = names.slice(firstName, nextName);
    from = Math.max(end, named.at(-1)?.end ?? end);
    const segments = readSentence(reading, { start, end: from }, named, region.context);
    const firstDuration = nextDuration;
    while ((written[nextDuration]?.start ?? from) < from) nextDuration++;
    const lasting = (index: number) => isLasting(reading.mentions[index]);
    for (const duration of bind(text, segments, written.slice(firstDuration, nextDuration), lasting))
      durations.push(duration);
  }
  for (const duration of written.slice(nextDuration)) durations.push(toDuration(duration, []));
}

/** Adds the mentions of a sentence; its clauses. */
function readSentence(reading: Reading, sentence: Span, names: readonly Named[], context: Context): readonly Segment[] {
  const { text, vocabulary, mentions } = reading;
  const first = mentions.length;
  const segments = segmentsOf(text, sentence, names, first, cuesBeside(text, sentence, names, vocabulary));
  const statuses = statusesOf(text, segments, context);
  names.forEach(({ start, end, concept }, i) => {
    const { assertion, experiencer, past, quoted } = statuses.get(first + i) ?? context;
    mentions.push({ start, end, concept, assertion, experiencer, past, quoted, side: sideOf(text, names, i) });
  });
  return segments;
}

/** What lengths of time are said of: complaints and diseases that are there. */
const LASTING = new Set<Concept['kind']>(['symptom', 'sign', 'disease', 'finding']);

function isLasting(mention: Mention | undefined): boolean {
  return mention !== undefined && mention.assertion !== 'absent' && LASTING.has(mention.concept.kind);
}
