import type { ChartDocument, ChartEvent, DocumentFacts } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import type { ChartView } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import type { Moment } from '../../syntax/moment.ts';
import type { Span } from '../../syntax/span.ts';
import type { Concept } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { memoByDocument, memoByPair } from '../memo.ts';
import { anchorPlace, isProgressNote, noteMoment } from '../time/places.ts';
import { conceptsAsked, conceptsOfText, placeInDocument, speaksOf } from './content.ts';
import { hasContent, type Thing } from './thing.ts';

/** One place of the chart at which a thing stands. */
export interface Occurrence {
  readonly at: Place;
  readonly moment: Moment | undefined;
  /** The concepts by which it was found; those it names when the thing asks for none. */
  readonly concepts: readonly Concept[];
  /** Vocabulary id of the concept or document, else the name as written. */
  readonly item: string;
  readonly event?: ChartEvent;
  readonly document?: ChartDocument;
}

/** Every place at which the thing stands, by time; `trigger` is what it is to be the same concept as. */
export function occurrencesOf(view: ChartView, thing: Thing, trigger?: Occurrence): readonly Occurrence[] {
  const same = thing.sameConcept ? (trigger?.concepts ?? []) : [];
  const found = foundIn(view, thing);
  const key = same.map(({ id }) => id).join();
  let occurrences = found.get(key);
  if (!occurrences) {
    if (thing.event) occurrences = eventsOf(view, thing, same);
    else if (thing.diagnosis) occurrences = diagnosesOf(view, thing, same);
    else occurrences = documentsOf(view, thing, same);
    found.set(key, occurrences);
  }
  return trigger ? occurrences.filter((other) => !isItself(other, trigger)) : occurrences;
}

/** What was found in this chart already, by the concepts of the trigger: hundreds of orders ask for the same things. */
const foundIn = memoByPair((_view: ChartView, _thing: Thing) => new Map<string, readonly Occurrence[]>());

function isItself(other: Occurrence, trigger: Occurrence): boolean {
  if (other.event) return other.event === trigger.event;
  return other.document !== undefined && other.document === trigger.document;
}

function eventsOf(view: ChartView, thing: Thing, same: readonly Concept[]): Occurrence[] {
  return view.chart.events.flatMap((event): Occurrence[] => {
    const { name = '', concepts, cancelled } = event.attributes;
    if (event.kind !== thing.event || cancelled || !hasAttributes(event, thing)) return [];
    const named = concepts ?? conceptsOfText(name, view.environment.vocabulary);
    if (!speaksOf(name, named, thing, same)) return [];
    const asked = conceptsAsked(named, thing);
    const item = asked[0]?.id ?? (name || event.kind);
    return [{ at: event.source, moment: event.start?.value, concepts: asked, item, event }];
  });
}

function hasAttributes({ attributes }: ChartEvent, thing: Thing): boolean {
  return Object.entries(thing.attributes).every(([key, value]) => attributes[key as keyof typeof attributes] === value);
}

function documentsOf(view: ChartView, thing: Thing, same: readonly Concept[]): Occurrence[] {
  const { vocabulary } = view.environment;
  return view.chart.documents.flatMap((document): Occurrence[] => {
    const isWanted =
      thing.documents.includes(document.facts.kind) || (thing.notes && isProgressNote(document, vocabulary));
    if (!isWanted) return [];
    const place = placeInDocument(document.facts, thing, same, vocabulary);
    if (!place) return [];
    const at = hasContent(thing) ? placeOf(document, place) : anchorPlace(document);
    return [{ at, moment: noteMoment(view, document), concepts: [], item: document.facts.kind, document }];
  });
}

const FINAL = ['discharge-diagnosis', 'death-diagnosis', 'main-diagnosis', 'other-diagnoses'];
const ANY = [
  ...FINAL,
  'pathology-diagnosis',
  'confirmed-diagnosis',
  'admission-diagnosis',
  'preliminary-diagnosis',
  'revised-diagnosis',
  'supplementary-diagnosis',
  'current-diagnosis',
  'diagnosis',
];

function diagnosesOf(view: ChartView, thing: Thing, same: readonly Concept[]): Occurrence[] {
  const { vocabulary } = view.environment;
  return view.chart.documents.flatMap((document) =>
    diagnosesIn(document.facts, vocabulary).flatMap(({ id, span, text, concepts }): Occurrence[] => {
      if (thing.diagnosis === 'final' && !FINAL.includes(id)) return [];
      if (!speaksOf(text, concepts, thing, same)) return [];
      const asked = conceptsAsked(concepts, thing);
      return [{ at: placeOf(document, span), moment: undefined, concepts: asked, item: asked[0]?.id ?? text }];
    }),
  );
}

interface Diagnosis {
  /** Vocabulary id of the section. */
  readonly id: string;
  readonly span: Span;
  readonly text: string;
  readonly concepts: readonly Concept[];
}

/** A diagnosis that is asked about, excluded or no longer there says nothing of the patient. */
const UNSURE = /[?？]|待排|待查|可能|考虑|疑似|除外|排除/;

const diagnosesIn = memoByDocument((facts: DocumentFacts, vocabulary: Vocabulary): readonly Diagnosis[] =>
  ANY.flatMap((id) =>
    (facts.entries.get(id) ?? []).flatMap(({ content }) =>
      [...facts.node.text.slice(content.start, content.end).matchAll(/[^；;\n]+/g)].flatMap((match): Diagnosis[] => {
        const text = match[0].replace(/^[\s\d.、()（）]+/, '').trim();
        if (text === '' || UNSURE.test(text)) return [];
        const start = content.start + match.index + match[0].indexOf(text);
        const concepts = conceptsOfText(text, vocabulary);
        return [{ id, span: { start, end: start + text.length }, text, concepts }];
      }),
    ),
  ),
);
