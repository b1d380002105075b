import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import type { ChartDocument, ChartEvent } from '../model.ts';
import type { Sources } from '../patient.ts';
import { MOST_EVENTS } from '../read.ts';
import { readProcedures, readRescues, readTransfusions } from './bedside.ts';
import { readConditions } from './conditions.ts';
import { readConsultations } from './consultations.ts';
import { readCriticalValues } from './critical-values.ts';
import { readOperations } from './operations.ts';
import { readOrders } from './orders.ts';
import { readReports } from './reports.ts';
import { readResults } from './results.ts';
import { readStay } from './stay.ts';
import { readHandovers, readTransfers } from './transfers.ts';

/** What every reader of events sees. */
export interface Reading {
  readonly headers: readonly ChartDocument[];
  readonly documents: readonly ChartDocument[];
  /** Fields looked up where they are most trusted. */
  readonly sources: Sources;
  readonly vocabulary: Vocabulary;
  /** Orders that were not cancelled; read first, since several other events are first seen as an order. */
  readonly orders: readonly ChartEvent[];
}

/** Every event the chart tells of, by time; those without a readable time stand last, in text order. */
export function readTimeline(
  headers: readonly ChartDocument[],
  documents: readonly ChartDocument[],
  sources: Sources,
  vocabulary: Vocabulary,
): ChartEvent[] {
  const all = readOrders(documents, vocabulary);
  const orders = all.filter((order) => !order.attributes.cancelled);
  const reading: Reading = { headers, documents, sources, vocabulary, orders };
  return [
    ...readStay(reading),
    ...firstOf(readTransfers(reading)),
    ...firstOf(readHandovers(reading)),
    ...firstOf(readOperations(reading)),
    ...firstOf(readRescues(reading)),
    ...firstOf(readConsultations(reading)),
    ...firstOf(readProcedures(reading)),
    ...firstOf(readTransfusions(reading)),
    ...firstOf(readConditions(reading)),
    ...readCriticalValues(reading),
    ...readReports(reading),
    ...readResults(reading),
    ...all,
  ].sort(byTime);
}

/** Of what is compared with everything else in the chart: time must not grow with the square of a text's length. */
const firstOf = (events: readonly ChartEvent[]) => events.slice(0, MOST_EVENTS);

function byTime(a: ChartEvent, b: ChartEvent): number {
  const left = a.start?.value.earliest ?? Number.POSITIVE_INFINITY;
  const right = b.start?.value.earliest ?? Number.POSITIVE_INFINITY;
  return left === right ? 0 : left - right;
}
