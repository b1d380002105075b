import { z } from 'zod';
import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { filledEntry, placeOf, textOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import { memoByDocument } from '../memo.ts';
import { dayOf, endOfDay } from '../time/limit.ts';
import { isProgressNote, noteMoment } from '../time/places.ts';
import { isExcerpt, stayOf } from '../time/stay.ts';
import { linearPattern } from '../writing/linear.ts';

const params = z.strictObject({
  /** Calendar days of stay, the day of admission not counted, within which a diagnosis may stay open. */
  days: z.number().int().min(1),
  /** Fields that give the diagnosis as it stands when they are written; their first item counts. */
  fields: z.array(z.string()).min(1),
  /** A diagnosis that is none yet. */
  unclear: z.array(linearPattern).min(1),
  /** Sentences of a note that say so in other words. */
  said: z.array(linearPattern).default([]),
  /** A course that nobody planned, wherever the chart says so. */
  unplanned: z.array(linearPattern).default([]),
  /** What answers it: records of these kinds, or these words in any document. */
  documents: z.array(z.string()).min(1),
  words: z.array(z.string()).default([]),
});
type Params = z.output<typeof params>;

/**
 * A case that has to be discussed and was not (HX2018 六(二)1): a diagnosis still open beyond the days allowed, as a later
 * note or the closing diagnosis shows, or a course nobody planned. One finding for each chart, at the first such place.
 */
export const unclearCase = defineCheck<Params>({
  kind: 'unclear-case',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['unclear', 'unplanned'],
  run(view, rule, report) {
    const { chart, environment } = view;
    const stay = stayOf(view);
    if (!stay || isExcerpt(view) || chart.documents.some(({ facts }) => isDiscussed(facts, rule))) return;
    const limit = endOfDay(dayOf(stay.from.latest) + rule.days);
    const place = (document: ChartDocument, at: Span) => ({
      at: placeOf(document, at),
      data: { document: document.facts.kind, text: textOf(document.facts.node, at), days: rule.days },
      subject: { document },
    });
    for (const document of chart.documents) {
      const written = noteMoment(view, document);
      if (!written || written.earliest <= limit) continue;
      const unclear = unclearIn(document.facts, rule, isProgressNote(document, environment.vocabulary));
      if (unclear) return report({ ...place(document, unclear), message: 'unclear' });
    }
    for (const document of chart.documents) {
      const unplanned = unplannedIn(document.facts, rule);
      if (unplanned) return report({ ...place(document, unplanned), message: 'unplanned' });
    }
  },
});

const isDiscussed = memoByDocument(
  (facts: DocumentFacts, { documents, words }: Params): boolean =>
    documents.includes(facts.kind) || words.some((word) => facts.node.text.includes(word)),
);

function unclearIn(facts: DocumentFacts, rule: Params, isNote: boolean): Span | undefined {
  return openDiagnosis(facts, rule) ?? (isNote ? saidSo(facts, rule) : undefined);
}

const openDiagnosis = memoByDocument((facts: DocumentFacts, { fields, unclear }: Params): Span | undefined => {
  for (const id of fields) {
    const entry = filledEntry(facts, id);
    if (!entry) continue;
    const first = firstItem(facts, entry.content);
    const text = textOf(facts.node, first);
    if (unclear.some((source) => new RegExp(source, 'u').test(text))) return first;
  }
  return undefined;
});

/** The first of several diagnoses: what treatment is given for. */
function firstItem({ node }: DocumentFacts, { start, end }: Span): Span {
  const text = node.text.slice(start, end);
  const lead = /^\s*(?:\d{1,2}\s*[.．、)）]|[（(]\d{1,2}[)）]|[①一][、.]?)?\s*/.exec(text)?.[0].length ?? 0;
  const stop = text.slice(lead).search(/[；;\n。]|\s\d{1,2}[.．、)）]/);
  return { start: start + lead, end: stop < 0 ? end : start + lead + stop };
}

const saidSo = memoByDocument((facts: DocumentFacts, { said }: Params) => firstMatch(facts, said));
const unplannedIn = memoByDocument((facts: DocumentFacts, { unplanned }: Params) => firstMatch(facts, unplanned));

function firstMatch({ node }: DocumentFacts, sources: readonly string[]): Span | undefined {
  for (const source of sources) {
    const found = new RegExp(source, 'u').exec(node.text);
    if (found) return { start: found.index, end: found.index + found[0].length };
  }
  return undefined;
}
