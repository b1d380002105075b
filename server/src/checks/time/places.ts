import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { placeOf, stampOf } from '../../chart/read.ts';
import type { ChartView } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import { MINUTES_PER_DAY, type Moment } from '../../syntax/moment.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';

/** Where a finding about the document as a whole stands. */
export function anchorPlace(document: ChartDocument): Place {
  return placeOf(document, document.facts.anchor);
}

/**
 * The first of several times that a document states: `completed`, `dated` (the heading's time), `recorded`, or the
 * vocabulary id of a field.
 */
export function momentOf(facts: DocumentFacts, times: readonly string[]): Moment | undefined {
  for (const time of times) {
    const stamp = time === 'completed' || time === 'dated' || time === 'recorded' ? facts[time] : stampOf(facts, time);
    if (stamp?.moment) return stamp.moment;
  }
  return undefined;
}

/** When a note is dated for its place in the course: by its heading, else as it says it was recorded or completed. */
export function datedMoment(facts: DocumentFacts): Moment | undefined {
  return momentOf(facts, ['dated', 'recorded', 'completed']);
}

/**
 * When a note of the course may have been written. One that gives no time of its own, like many a 手术记录, was written
 * from the beginning of what it records on, and within a day of its end.
 */
export function noteMoment({ chart }: ChartView, document: ChartDocument): Moment | undefined {
  const own = datedMoment(document.facts);
  if (own) return own;
  const event = chart.events.find(({ kind, recordedBy }) => kind !== 'order' && recordedBy.includes(document));
  if (!event?.start) return undefined;
  const over = event.end ?? event.start;
  const latest = over.value.latest + MINUTES_PER_DAY;
  return { earliest: event.start.value.earliest, latest, precision: 'day', masked: false };
}

/** Whether the kind is a 病程记录 in the sense of BW2010 第二十二条: one that shows the patient was seen and written about. */
export function isProgressNote(document: ChartDocument, vocabulary: Vocabulary): boolean {
  return vocabulary.document(document.facts.kind)?.progressNote ?? false;
}
