import type { DocumentLink, Location } from 'vscode-languageserver-types';
import type { Chart, ChartDocument, ChartEvent, SourceRange } from '../chart/model.ts';
import type { LineIndex } from '../workspace/lines.ts';
import { type Locale, say } from './locale.ts';

export interface ChartPlaces {
  readonly chart: Chart;
  readonly linesOf: (name: string) => LineIndex | undefined;
  readonly uriOf: (name: string) => string;
}

/**
 * From a document's heading to where the chart speaks of the event it records; from an event's row or line to the
 * documents that record it.
 */
export function definitions(places: ChartPlaces, name: string, offset: number): Location[] {
  const { chart } = places;
  const heading = chart.documents.find((document) => document.file === name && holds(headingOf(document), offset));
  if (heading)
    return locations(
      places,
      eventsOf(chart, heading).flatMap((event) => eventSources(event, heading)),
    );
  const told = chart.events.filter((event) =>
    eventSources(event).some((source) => source.file === name && holds(source, offset)),
  );
  return locations(
    places,
    told.flatMap((event) => event.recordedBy.map(anchorOf)),
  );
}

/** Headings of documents that record an event lead to it. */
export function documentLinks(places: ChartPlaces, name: string, locale: Locale): DocumentLink[] {
  const { chart } = places;
  const lines = places.linesOf(name);
  if (!lines) return [];
  return chart.documents.flatMap((document): DocumentLink[] => {
    if (document.file !== name) return [];
    const [event] = eventsOf(chart, document);
    const [source] = event ? eventSources(event, document) : [];
    const [target] = source ? locations(places, [source]) : [];
    if (!event || !target) return [];
    const { line, character } = target.range.start;
    return [
      {
        range: lines.range(headingOf(document)),
        target: `${target.uri}#L${line + 1},${character + 1}`,
        tooltip: say(locale, '转到所记录的事件', 'Go to the event it records'),
      },
    ];
  });
}

/** Events that a document records. */
export function eventsOf(chart: Chart, document: ChartDocument): ChartEvent[] {
  return chart.events.filter((event) =>
    event.recordedBy.some((by) => by.facts === document.facts && by.offset === document.offset),
  );
}

/** Where the chart tells of an event, outside the document that one comes from. */
function eventSources(event: ChartEvent, outside?: ChartDocument): SourceRange[] {
  const all = [event.source, event.start?.source, event.end?.source].filter((source) => source !== undefined);
  const elsewhere = outside ? all.filter((source) => !within(source, outside)) : all;
  return elsewhere.filter((source, index) => elsewhere.findIndex((other) => same(other, source)) === index);
}

function within(source: SourceRange, document: ChartDocument): boolean {
  const end = document.offset + document.facts.node.text.length;
  return source.file === document.file && source.start >= document.offset && source.end <= end;
}

function same(a: SourceRange, b: SourceRange): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}

export function headingOf(document: ChartDocument): SourceRange {
  const { heading } = document.facts.node;
  const span = heading ?? document.facts.anchor;
  return { file: document.file, start: document.offset + span.start, end: document.offset + span.end };
}

function anchorOf(document: ChartDocument): SourceRange {
  const { anchor } = document.facts;
  return { file: document.file, start: document.offset + anchor.start, end: document.offset + anchor.end };
}

function holds(span: { readonly start: number; readonly end: number }, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

function locations({ linesOf, uriOf }: ChartPlaces, sources: readonly SourceRange[]): Location[] {
  return sources.flatMap((source) => {
    const lines = linesOf(source.file);
    return lines ? [{ uri: uriOf(source.file), range: lines.range(source) }] : [];
  });
}
