import { z } from 'zod';
import { clinicalOf } from '../../chart/clinical.ts';
import type { ChartEvent, DocumentFacts } from '../../chart/model.ts';
import { placeOf, textOf } from '../../chart/read.ts';
import type { Mention } from '../../clinical/model.ts';
import { defineCheck } from '../../lint/check.ts';
import { MINUTES_PER_DAY } from '../../syntax/moment.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { memoByDocument, memoByPair } from '../memo.ts';
import { datedMoment } from '../time/places.ts';
import { isExcerpt } from '../time/stay.ts';

const params = z.strictObject({
  /** The concept that a note speaks of when it declares the condition. */
  concept: z.string(),
  documents: z.array(z.string()).min(1),
  /** An order that holds one of these words is the order for it. */
  orders: z.array(z.string()).min(1),
  /** The order sheet shows that it holds standing orders of care by one of these words. */
  care: z.array(z.string()).min(1),
  /** In the same clause, before the words or right behind them: not declared now, or not here. */
  unless: z.array(z.string()).default([]),
});
type Params = z.output<typeof params>;

/**
 * A condition that a note declares and no order states. Only where the chart holds the sheet such an order would stand
 * on: one with orders of nursing care, that reaches to the day of the note.
 */
export const conditionOrdered = defineCheck<Params>({
  kind: 'condition-ordered',
  scope: 'chart',
  params,
  messages: ['not-ordered'],
  run(view, given, report) {
    const orders = view.chart.events.filter(({ kind }) => kind === 'order');
    const speaks = (words: readonly string[]) => (order: ChartEvent) =>
      words.some((word) => order.attributes.name?.includes(word));
    if (isExcerpt(view) || !orders.some(speaks(given.care)) || orders.some(speaks(given.orders))) return;
    const declaredIn = declarations(view.environment.vocabulary, given);
    for (const document of view.chart.documents) {
      if (!given.documents.includes(document.facts.kind)) continue;
      const [declared] = declaredIn(document.facts, given);
      const written = datedMoment(document.facts);
      if (!declared || !written || !reachesTo(orders, written.earliest)) continue;
      report({
        at: placeOf(document, declared),
        message: 'not-ordered',
        data: { document: document.facts.kind, text: textOf(document.facts.node, declared) },
        subject: { document },
      });
      return;
    }
  },
});

const declarations = memoByPair((vocabulary: Vocabulary, given: Params) =>
  memoByDocument((facts, _: Params): readonly Mention[] =>
    clinicalOf(facts, vocabulary).mentions.filter(
      (mention) => mention.concept.id === given.concept && isDeclared(facts, mention, given),
    ),
  ),
);

const BEFORE = 10;

/** Declared of this patient now; in a plan (`特级护理，告病危`) it is being done. */
function isDeclared(facts: DocumentFacts, mention: Mention, { unless }: Params): boolean {
  const { assertion, experiencer, past, start, end } = mention;
  if (experiencer !== 'patient' || past || (assertion !== 'present' && assertion !== 'planned')) return false;
  const { text } = facts.node;
  const clause =
    text
      .slice(Math.max(0, start - BEFORE), start)
      .split(/[，,。；;：:\n]/)
      .at(-1) ?? '';
  const around = clause + text.slice(start, end + 2);
  return !unless.some((word) => around.includes(word));
}

/** The sheet goes on to that day: orders were written on it then or later. */
function reachesTo(orders: readonly ChartEvent[], minute: number): boolean {
  return orders.some((order) => (order.start?.value.latest ?? -Infinity) >= minute - MINUTES_PER_DAY);
}
