import { z } from 'zod';
import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { fieldText, filledEntry, MOST_EVENTS, placeOf, textOf } from '../../chart/read.ts';
import { conceptsIn } from '../../clinical/lexicon.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import type { Moment } from '../../syntax/moment.ts';
import type { Span } from '../../syntax/span.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { memoByDocument } from '../memo.ts';
import { dueAfter, limitSchema } from '../time/limit.ts';
import { isProgressNote, momentOf, noteMoment } from '../time/places.ts';
import { isExcerpt, stayOf } from '../time/stay.ts';

const params = z.strictObject({
  /** Records whose conclusion the notes behind them have to take up. */
  documents: z.array(z.string()).min(1),
  /** When it was reached: the first of these times that is given (`dated`, `completed`, or a field). */
  time: z.array(z.string()).min(1),
  /** Where the conclusion stands. */
  sections: z.array(z.string()).min(1),
  /** Sections beside the conclusion that name what it agrees to: the plan of the operation. */
  plans: z.array(z.string()).default([]),
  /** A conclusion with one of these words leaves nothing to do. */
  except: z.array(z.string()).default([]),
  /** Words by which a note speaks of it. */
  words: z.array(z.string()).min(1),
  /** A field of the record by whose content a note may call it: the department consulted. */
  calledBy: z.string().optional(),
  /** Further documents in which it may be taken up, beside notes of the course. */
  others: z.array(z.string()).default([]),
  /** Not asked sooner than this, nor of a patient who left sooner. */
  grace: limitSchema,
});
type Params = z.output<typeof params>;

/**
 * A conclusion that no later note takes up: none speaks of it or of whose it is, and neither a note nor an order behind
 * it names a drug, examination, operation or device that the conclusion names. Silent where nothing was written later.
 */
export const takenUp = defineCheck<Params>({
  kind: 'taken-up',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['missing'],
  run(view, rule, report) {
    if (isExcerpt(view)) return;
    const asking = view.chart.documents.filter(({ facts }) => rule.documents.includes(facts.kind));
    for (const document of asking.slice(0, MOST_EVENTS)) {
      const conclusion = conclusionOf(document.facts, rule);
      const moment = momentOf(document.facts, rule.time);
      if (!conclusion || !moment || !isDue(view, moment, rule)) continue;
      const notes = laterNotes(view, document, moment, rule);
      const asked = thingsAsked(document.facts, conclusion, rule, view.environment.vocabulary);
      if (notes.length === 0 || notes.some((note) => takesUp(view, note, document, asked, rule))) continue;
      if (isOrdered(view, asked, moment)) continue;
      const by = rule.calledBy === undefined ? undefined : fieldText(document.facts, rule.calledBy);
      report({
        at: placeOf(document, conclusion),
        message: 'missing',
        data: { document: document.facts.kind, ...(by !== undefined && { by }) },
        subject: { document },
      });
    }
  },
});

/** The label of the conclusion, or its own place; undefined where there is none, or it asks for nothing. */
function conclusionOf(facts: DocumentFacts, { sections, except }: Params): Span | undefined {
  for (const id of sections) {
    const entry = filledEntry(facts, id);
    if (!entry) continue;
    const text = textOf(facts.node, entry.content);
    return except.some((word) => text.includes(word)) || /[*＊]{2}/.test(text) ? undefined : entry.content;
  }
  return undefined;
}

function isDue(view: ChartView, moment: Moment, { grace }: Params): boolean {
  const due = dueAfter(moment.latest, grace, view.environment).minute;
  return due < (stayOf(view)?.until ?? -Infinity);
}

function laterNotes(view: ChartView, of: ChartDocument, moment: Moment, { others }: Params): readonly ChartDocument[] {
  return view.chart.documents.filter((document) => {
    if (document === of) return false;
    if (!isProgressNote(document, view.environment.vocabulary) && !others.includes(document.facts.kind)) return false;
    const written = Math.max(
      noteMoment(view, document)?.latest ?? Infinity,
      document.facts.completed?.moment?.latest ?? -Infinity,
    );
    return written >= moment.earliest;
  });
}

function takesUp(
  { environment: { vocabulary } }: ChartView,
  note: ChartDocument,
  document: ChartDocument,
  asked: ReadonlySet<string>,
  { words, calledBy }: Params,
): boolean {
  const { text } = note.facts.node;
  if (words.some((word) => text.includes(word))) return true;
  const name = calledBy === undefined ? undefined : fieldText(document.facts, calledBy)?.replace(/[（(\s].*$/, '');
  if (name !== undefined && name.length >= 2 && (text.includes(name) || shortFor(name)?.test(text))) return true;
  const named = thingsNamed(note.facts, vocabulary);
  return [...asked].some((id) => named.has(id));
}

/** 心内科 for 心血管内科, 普外科 for 普通外科: its first character, some of the others, 科. 内科 alone is not 内分泌科. */
function shortFor(department: string): RegExp | undefined {
  const [first, ...others] = department.slice(0, -1);
  if (!/^[\p{Script=Han}]{2,16}科$/u.test(department)) return undefined;
  return others.length > 0 ? new RegExp(`${first}[${others.join('')}]{1,6}科`, 'u') : undefined;
}

function isOrdered({ chart }: ChartView, asked: ReadonlySet<string>, moment: Moment): boolean {
  return chart.events.some(
    ({ kind, start, attributes: { concepts = [] } }) =>
      kind === 'order' &&
      (start?.value.latest ?? Infinity) >= moment.earliest &&
      concepts.some(({ id }) => asked.has(id)),
  );
}

/** What can be done, unlike diseases and symptoms, which every note names anyway. */
const TO_DO = new Set(['drug', 'examination', 'laboratory-item', 'operation', 'procedure', 'blood', 'device']);

function thingsAsked(facts: DocumentFacts, conclusion: Span, { plans }: Params, vocabulary: Vocabulary) {
  const spans = [conclusion, ...plans.flatMap((id) => filledEntry(facts, id)?.content ?? [])];
  return thingsIn(spans.map((span) => textOf(facts.node, span)).join('\n'), vocabulary);
}

function thingsIn(text: string, vocabulary: Vocabulary): ReadonlySet<string> {
  const named = conceptsIn(text, vocabulary).filter(({ concept }) => TO_DO.has(concept.kind));
  return new Set(named.map(({ concept }) => concept.id));
}

const thingsNamed = memoByDocument((facts: DocumentFacts, vocabulary: Vocabulary) =>
  thingsIn(facts.node.text, vocabulary),
);
