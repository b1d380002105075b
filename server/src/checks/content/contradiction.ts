import { z } from 'zod';
import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import type { Mention } from '../../clinical/model.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import { severitySchema } from '../../lint/pack.ts';
import type { Span } from '../../syntax/span.ts';
import type { Concept } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { memoByDocument, memoByPair } from '../memo.ts';
import { linearPattern } from '../writing/linear.ts';
import { placesOf, sayingSchema } from './need.ts';
import { type Passage, passagesOf, plainText } from './passage.ts';

const sourceSchema = sayingSchema.extend({
  documents: z.array(z.string()).min(1),
  sections: z.array(z.string()).min(1),
  /** Only under labels that hold one of these words: `手术外伤史` of a section that `外伤史` opens as well. */
  labels: z.array(z.string()).default([]),
  /** A clause that matches one of these says something else: `否认其他手术`, `拟行`, `父亲`. */
  except: z.array(linearPattern).default([]),
  /** It counts only in a sentence that matches one of these: what was done last week belongs to this illness. */
  timed: z.array(linearPattern).default([]),
});
type Source = z.infer<typeof sourceSchema>;

const topicSchema = z.strictObject({
  /** Key of the message. */
  name: z.string(),
  severity: severitySchema.optional(),
  denied: z.array(sourceSchema).min(1),
  stated: z.array(sourceSchema).min(1),
  /** Only what is denied under the same concept: one disease, not diseases in general. */
  sameConcept: z.boolean().default(false),
  /** Words that explain it anywhere but where it is stated: an allergy that came to light during this stay. */
  unlessElsewhere: z.array(linearPattern).default([]),
});
type Topic = z.infer<typeof topicSchema>;

const params = z.strictObject({ topics: z.array(topicSchema).min(1) });
type Params = z.infer<typeof params>;

/** What one part of the chart denies and another states of the same patient: one finding for each topic, at the denial. */
export const contradiction = defineCheck<Params>({
  kind: 'contradiction',
  scope: 'chart',
  params,
  // Each topic names its own.
  messages: [],
  run(view, { topics }, report) {
    for (const topic of topics) {
      const found = contradictionIn(view, topic);
      if (!found) continue;
      const { denied, stated } = found;
      report({
        at: placeOf(denied.document, denied.at),
        message: topic.name,
        data: { denied: textOf(denied), stated: textOf(stated) },
        severity: topic.severity,
        related: [{ ...placeOf(stated.document, stated.at), label: RELATED }],
        subject: { document: denied.document },
      });
    }
  },
});

const RELATED = { zh: '此处所写与之不符', en: 'What contradicts it' };

interface Said {
  readonly at: Span;
  readonly concept: Concept | undefined;
}

interface SaidIn extends Said {
  readonly document: ChartDocument;
}

const textOf = ({ document, at }: SaidIn) => document.facts.node.text.slice(at.start, at.end);

function contradictionIn(view: ChartView, topic: Topic): { denied: SaidIn; stated: SaidIn } | undefined {
  const denials = saidIn(view, topic.denied, 'absent');
  if (denials.length === 0) return undefined;
  const statements = saidIn(view, topic.stated, 'present');
  for (const denied of denials) {
    const stated = statements.find(
      (each) => isOfOnePatient(each, denied) && (!topic.sameConcept || each.concept?.id === denied.concept?.id),
    );
    if (stated) return isExplained(view, topic) ? undefined : { denied, stated };
  }
  return undefined;
}

/** A chart may hold the admission records of a mother and of her child. */
function isOfOnePatient(a: SaidIn, b: SaidIn): boolean {
  return a.document === b.document || a.document.facts.kind !== b.document.facts.kind;
}

function isExplained(view: ChartView, { stated, unlessElsewhere }: Topic): boolean {
  if (unlessElsewhere.length === 0) return false;
  const asked = new Set(stated.flatMap(({ documents }) => documents));
  const patterns = unlessElsewhere.map((source) => new RegExp(source, 'u'));
  return view.chart.documents.some(
    ({ facts }) => !asked.has(facts.kind) && patterns.some((pattern) => pattern.test(plainOf(facts, PLAIN))),
  );
}

const PLAIN = {};
const plainOf = memoByDocument((facts, _: object) => plainText(facts.node.text));

type Role = 'absent' | 'present';

function saidIn(view: ChartView, sources: readonly Source[], role: Role): readonly SaidIn[] {
  return sources.flatMap((source) => {
    const said = readers[role](view.environment.vocabulary, source);
    return [...view.chart.headers, ...view.chart.documents]
      .filter(({ facts }) => source.documents.includes(facts.kind))
      .flatMap((document) => said(document.facts, source).map((each) => ({ ...each, document })));
  });
}

const readers = { absent: readerFor('absent'), present: readerFor('present') };

function readerFor(role: Role) {
  return memoByPair((vocabulary: Vocabulary, source: Source) => {
    const except = source.except.map((each) => new RegExp(each, 'u'));
    const timed = source.timed.map((each) => new RegExp(each, 'u'));
    return memoByDocument((facts, _: Source): readonly Said[] => {
      const plain = plainOf(facts, PLAIN);
      const isMeant = (span: Span, passage: Passage) => {
        const clause = around(plain, span, passage, CLAUSE_ENDS);
        if (except.some((pattern) => pattern.test(clause))) return false;
        return timed.length === 0 || timed.some((pattern) => pattern.test(around(plain, span, passage, SENTENCE_ENDS)));
      };
      return passagesOf(facts, source.sections, vocabulary)
        .filter((passage) => isLabelled(facts, passage, source))
        .flatMap((passage) =>
          placesOf(facts, passage, source, vocabulary)
            .filter(({ span, mention }) => isSaid(mention, role) && isMeant(span, passage))
            .map(({ span, mention }) => ({ at: span, concept: mention?.concept })),
        );
    });
  });
}

function isLabelled(facts: DocumentFacts, { label }: Passage, { labels }: Source): boolean {
  if (labels.length === 0) return true;
  const name = label ? facts.node.text.slice(label.start, label.end) : '';
  return labels.some((word) => name.includes(word));
}

function isSaid(mention: Mention | undefined, role: Role): boolean {
  return mention === undefined || (mention.assertion === role && mention.experiencer === 'patient');
}

const CLAUSE_ENDS = ',。;；!?\n';
const SENTENCE_ENDS = '。;；!?\n';

/** No clause is longer; a line without punctuation would be read over and over. */
const AROUND = 120;

/** The clause or sentence that a span stands in, as far as the passage goes. */
function around(plain: string, { start, end }: Span, passage: Span, ends: string): string {
  const [first, last] = [Math.max(passage.start, start - AROUND), Math.min(passage.end, end + AROUND)];
  let from = start;
  while (from > first && !ends.includes(plain[from - 1] ?? '')) from--;
  let to = end;
  while (to < last && !ends.includes(plain[to] ?? '')) to++;
  return plain.slice(from, to);
}
