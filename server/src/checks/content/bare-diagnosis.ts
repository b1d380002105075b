import { z } from 'zod';
import type { DocumentFacts } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import { conceptsIn } from '../../clinical/lexicon.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import { conceptSchema } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { isDraft } from '../documents/whole.ts';
import { memoByDocument, memoByPair } from '../memo.ts';
import { BLANK_TO_FILL } from '../reading.ts';
import { passagesOf, plainIn, plainText } from './passage.ts';

const params = z.strictObject({
  documents: z.array(z.string()).min(1),
  sections: z.array(z.string()).min(1),
  /** Nothing is asked once one of these says better what it is. */
  unlessSections: z.array(z.string()).default([]),
  /** Concepts that are no diagnosis by themselves. */
  symptoms: z.array(z.string()).min(1),
  /** Kinds of concepts that are none when they are said to be open; failing eyesight or hiccups may be one otherwise. */
  kinds: z.array(conceptSchema.shape.kind).min(1),
  /** `待查`, and words that may stand around a symptom without making a disease of it. */
  undetermined: z.array(z.string()).min(1),
  modifiers: z.array(z.string()).default([]),
  /** A diagnosis that says one of these names what it may be, or belongs to another medicine. */
  unless: z.array(z.string()).default([]),
});
type Params = z.infer<typeof params>;

/** The first diagnosis of a list is a symptom, or something `待查` without the diseases it may be. */
export const bareDiagnosis = defineCheck<Params>({
  kind: 'bare-diagnosis',
  scope: 'chart',
  params,
  messages: ['symptom', 'undetermined'],
  run(view, given, report) {
    const bareIn = bareDiagnoses(view.environment.vocabulary, given);
    for (const document of view.chart.documents) {
      if (!given.documents.includes(document.facts.kind)) continue;
      const bare = bareIn(document.facts, given);
      if (!bare || isDraft(view, document)) continue;
      report({
        at: placeOf(document, bare.at),
        message: bare.message,
        data: { text: document.facts.node.text.slice(bare.at.start, bare.at.end) },
        subject: { document },
      });
    }
  },
});

interface Bare {
  readonly at: Span;
  readonly message: 'symptom' | 'undetermined';
}

const bareDiagnoses = memoByPair((vocabulary: Vocabulary, given: Params) =>
  memoByDocument((facts, _: Params): Bare | undefined => {
    if (passagesOf(facts, given.unlessSections, vocabulary).length > 0) return undefined;
    for (const passage of passagesOf(facts, given.sections, vocabulary)) {
      const list = plainIn(facts.node, passage);
      if (BLANK_TO_FILL.test(list) || [...given.unless, '*'].some((word) => list.includes(plainText(word)))) continue;
      const items = diagnosesIn(facts.node.text, passage);
      const [first] = items;
      const message = first && judge(facts, first, given, vocabulary);
      if (first && message) return { at: first, message };
    }
    return undefined;
  }),
);

function judge(facts: DocumentFacts, item: Span, given: Params, vocabulary: Vocabulary): Bare['message'] | undefined {
  const text = plainIn(facts.node, item);
  const open = given.undetermined.some((word) => text.includes(word));
  const bare = [...given.undetermined, ...given.modifiers].reduce((rest, word) => rest.replaceAll(word, ' '), text);
  const found = conceptsIn(bare, vocabulary);
  if (found.length === 0) return undefined;
  const isBare = ({ concept }: (typeof found)[number]) =>
    given.symptoms.includes(concept.id) || (open && given.kinds.includes(concept.kind));
  if (!found.every(isBare)) return undefined;
  let rest = bare;
  for (const { start, end } of found) rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
  if (/[\p{L}\d]/u.test(rest)) return undefined;
  return open ? 'undetermined' : 'symptom';
}

/** Items of a list of diagnoses: by line, number, `；`, or the quotes of a list in Python notation; without their numbers. */
export function diagnosesIn(text: string, span: Span): readonly Span[] {
  const items: Span[] = [];
  const content = text.slice(span.start, span.end);
  let start = 0;
  for (const { index, 0: mark } of content.matchAll(BETWEEN)) {
    push(items, content, span.start, start, index);
    start = index + mark.length;
  }
  push(items, content, span.start, start, content.length);
  return items;
}

const BETWEEN = /[\n；;]|['"‘’],\s?['"‘’]|(?<![\d.])\d{1,2}[.．、)）](?!\d)|[(（]\d{1,2}[)）]|[①-⑳]/g;

function push(items: Span[], content: string, offset: number, from: number, to: number): void {
  let [start, end] = [from, to];
  while (start < end && EDGE.test(content[start] ?? '')) start++;
  while (end > start && EDGE.test(content[end - 1] ?? '')) end--;
  if (end > start) items.push({ start: offset + start, end: offset + end });
}

const EDGE = /[\s，,。、：:[\]'"‘’“”]/;
