import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import type { ChartDocument, ChartEvent } from '../model.ts';
import { MOST_EVENTS, placeOf, stated, termsOf } from '../read.ts';
import { plainName } from './orders.ts';
import type { Reading } from './timeline.ts';

type Condition = 'critical' | 'serious';

/**
 * Periods of 病危 and 病重, from orders; where no order list speaks of them, from 病危(重)通知书. A period without an end
 * is in force to the end of the stay.
 */
export function readConditions(reading: Reading): ChartEvent[] {
  const ordered = fromOrders(reading);
  return ordered.length > 0 ? ordered : fromNotices(reading);
}

function fromOrders({ orders, vocabulary }: Reading): ChartEvent[] {
  const stopTerms = [...termsOf(vocabulary, 'condition-stop'), ...termsOf(vocabulary, 'condition-stable')];
  const changes = orders.flatMap((order) => {
    const name = plainName(order, vocabulary);
    const stops = stopTerms.some((term) => name.includes(term));
    const condition = conditionOf(name, vocabulary);
    return stops || condition ? [{ order, condition: stops ? undefined : condition }] : [];
  });
  return changes.slice(0, MOST_EVENTS).flatMap(({ order, condition }) => {
    if (!condition) return [];
    const next = changes
      .filter((change) => isLater(change.order, order))
      .sort((a, b) => startOf(a.order) - startOf(b.order))[0];
    return [
      {
        ...order,
        kind: 'condition',
        end: order.end ?? next?.order.start,
        attributes: { condition },
      } satisfies ChartEvent,
    ];
  });
}

/** The order is the condition itself (`病危`, `告病重`), not a text that mentions it. */
function conditionOf(name: string, vocabulary: Vocabulary): Condition | undefined {
  const is = (list: string) => termsOf(vocabulary, list).includes(name);
  return is('condition-critical') ? 'critical' : is('condition-serious') ? 'serious' : undefined;
}

function startOf(event: ChartEvent): number {
  return event.start?.value.earliest ?? Number.POSITIVE_INFINITY;
}

function isLater(a: ChartEvent, b: ChartEvent): boolean {
  return (a.start?.value.earliest ?? Number.NEGATIVE_INFINITY) > (b.start?.value.latest ?? Number.POSITIVE_INFINITY);
}

const RELIEVED = /(?:停|解除|撤销)(?:告|下)?病[危重]|病情(?:平稳|稳定|好转|明显好转)|生命体征平稳/;

function fromNotices({ documents }: Reading): ChartEvent[] {
  return documents
    .filter(({ facts }) => facts.kind === 'critical-illness-notice')
    .slice(0, MOST_EVENTS)
    .flatMap((notice) => {
      const condition = noticeCondition(notice);
      const start = stated(notice, notice.facts.completed ?? notice.facts.dated);
      if (!condition || !start) return [];
      const relief = documents.find(
        ({ facts }) =>
          facts.node !== notice.facts.node &&
          (facts.dated?.moment?.earliest ?? Number.NEGATIVE_INFINITY) > start.value.latest &&
          RELIEVED.test(facts.node.text),
      );
      return [
        {
          kind: 'condition',
          start,
          end: relief && stated(relief, relief.facts.dated),
          source: placeOf(notice, notice.facts.anchor),
          recordedBy: [notice],
          attributes: { condition },
        } satisfies ChartEvent,
      ];
    });
}

/** The form's own title names both (`病危(重)通知书`); only a title or text that names one of them decides. */
function noticeCondition({ facts }: ChartDocument): Condition | undefined {
  const title = facts.node.heading?.name ?? '';
  const text = /病危[(（]重[)）]|病重[(（]危[)）]/.test(title)
    ? facts.node.text.replace(/病危[(（]重[)）]|病重[(（]危[)）]/g, '')
    : title;
  if (text.includes('病危')) return 'critical';
  return text.includes('病重') ? 'serious' : undefined;
}
