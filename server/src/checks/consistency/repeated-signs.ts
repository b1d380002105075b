import { z } from 'zod';
import type { ChartDocument } from '../../chart/model.ts';
import { placeOf, textOf } from '../../chart/read.ts';
import type { VitalSign } from '../../clinical/vital-signs.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { documentsOfPatient } from './statements.ts';
import { signsOf } from './vital-signs.ts';

const params = z.strictObject({
  /** Documents that hold the examination, and its sections. */
  from: z.array(z.string()).min(1),
  sections: z.array(z.string()).min(1),
  /** Documents that repeat it, and the sections that do. */
  in: z.array(z.string()).min(1),
  repeats: z.array(z.string()).min(1),
  signs: z.array(z.string()).min(1),
  /** Words near a value that make it one of another moment, or of another place. */
  otherwise: z.array(z.string()).default([]),
});
type Params = z.infer<typeof params>;

const EXAMINED = { zh: '入院时所测', en: 'Measured on admission' };
const BEFORE = 14;
const AFTER = 8;

/** A summary that repeats the vital signs of the examination on admission with other figures. */
export const repeatedSigns = defineCheck<Params>({
  kind: 'repeated-signs',
  scope: 'chart',
  params,
  messages: ['differs'],
  run({ chart, environment: { vocabulary } }, given, report) {
    const documents = documentsOfPatient(chart);
    const sources = documents.filter(({ facts }) => given.from.includes(facts.kind));
    for (const document of documents) {
      if (!given.in.includes(document.facts.kind)) continue;
      for (const sign of repeatedIn(document, given, vocabulary)) {
        const source = contradicted(sign, sources, given, vocabulary);
        if (!source) continue;
        report({
          at: placeOf(document, sign),
          message: 'differs',
          data: {
            document: document.facts.kind,
            sign: sign.concept.id,
            written: textOf(document.facts.node, sign),
            other: source.document.facts.kind,
            expected: textOf(source.document.facts.node, source.sign),
          },
          related: [{ ...placeOf(source.document, source.sign), label: EXAMINED }],
          subject: { document },
        });
      }
    }
  },
});

/** Signs of which the summary gives one value alone. */
function repeatedIn(document: ChartDocument, given: Params, vocabulary: Vocabulary): readonly VitalSign[] {
  const told = signsIn(document, given.repeats, given, vocabulary);
  return told.filter(
    (sign) => !isAside(document, sign, given) && told.filter(({ concept }) => concept === sign.concept).length === 1,
  );
}

interface Source {
  readonly document: ChartDocument;
  readonly sign: VitalSign;
}

/** The value of the examination, when no document that holds one has the repeated value anywhere. */
function contradicted(
  sign: VitalSign,
  sources: readonly ChartDocument[],
  given: Params,
  vocabulary: Vocabulary,
): Source | undefined {
  let examined: Source | undefined;
  for (const document of sources) {
    const all = signsOf(document.facts, vocabulary).filter(({ concept }) => concept === sign.concept);
    if (all.some(({ numbers }) => mayBeSame(numbers, sign.numbers))) return undefined;
    const [own] = signsIn(document, given.sections, given, vocabulary).filter(
      ({ concept }) => concept === sign.concept,
    );
    if (own) examined ??= { document, sign: own };
  }
  return examined;
}

function signsIn(
  { facts }: ChartDocument,
  sections: readonly string[],
  { signs }: Params,
  vocabulary: Vocabulary,
): readonly VitalSign[] {
  const inside = (span: Span) =>
    sections.some((id) => facts.entries.get(id)?.some(({ start, end }) => span.start >= start && span.end <= end));
  return signsOf(facts, vocabulary).filter(({ concept, ...span }) => signs.includes(concept.id) && inside(span));
}

function isAside({ facts }: ChartDocument, { named, end }: VitalSign, { otherwise }: Params): boolean {
  const around = facts.node.text.slice(Math.max(0, named - BEFORE), end + AFTER);
  return otherwise.some((word) => around.includes(word));
}

/** Equal, or rounded to whole numbers; masked ones may be anything. */
function mayBeSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length !== b.length || a.every((number, i) => isRounded(number, b[i] ?? number));
}

function isRounded(a: number, b: number): boolean {
  return a === b || Math.round(a) === b || a === Math.round(b);
}
