import type { DocumentLink, Location } from 'vscode-languageserver-types';
import type { Chart, ChartDocument, ChartEvent, SourceRange } from '../chart/model.ts';
import type { LineIndex } from '../workspace/lines.ts';
import { type Locale, say } from './locale.ts';

export interface ChartPlaces {
  readonly chart: Chart;
  /** The events that set a document its time. */
  readonly deadlineEvents: (document: ChartDocument) => readonly ChartEvent[];
  readonly linesOf: (name: string) => LineIndex | undefined;
  readonly uriOf: (name: string) => string;
}

/**
 * From a document's heading to where the chart speaks of the event it records or is due after; from where the chart
 * speaks of an event to the documents about it.
 */
export function definitions(places: ChartPlaces, name: string, offset: number): Location[] {
  const { chart } = places;
  const heading = chart.documents.find((document) => document.file === name && holds(headingOf(document), offset));
  if (heading) return locations(places, targetsOf(places, heading));
  const told = chart.events.filter((event) =>
    sourcesOf(event).some((source) => source.file === name && holds(source, offset)),
  );
  const about = chart.documents.filter((document) => {
    if (holdsDocument(document, name, offset)) return false;
    const events = eventsAbout(places, document);
    return told.some((event) => events.includes(event));
  });
  return locations(places, about.map(anchorOf));
}

/** Headings of documents about an event lead to it. */
export function documentLinks(places: ChartPlaces, name: string, locale: Locale): DocumentLink[] {
  const lines = places.linesOf(name);
  if (!lines) return [];
  return places.chart.documents.flatMap((document): DocumentLink[] => {
    if (document.file !== name) return [];
    const [target] = locations(places, targetsOf(places, document).slice(0, 1));
    if (!target) return [];
    const { line, character } = target.range.start;
    return [
      {
        range: lines.range(headingOf(document)),
        target: `${target.uri}#L${line + 1},${character + 1}`,
        tooltip: say(locale, '转到所记录的事件', 'Go to the event it is about'),
      },
    ];
  });
}

/** Other places before the document's own: a record that alone tells of its event leads to its own times. */
function targetsOf(places: ChartPlaces, document: ChartDocument): SourceRange[] {
  const sources = eventsAbout(places, document).flatMap(sourcesOf);
  const unique = sources.filter((source, index) => sources.findIndex((other) => same(other, source)) === index);
  const elsewhere = unique.filter((source) => !holdsDocument(document, source.file, source.start));
  return elsewhere.length > 0 ? elsewhere : unique;
}

function eventsAbout({ chart, deadlineEvents }: ChartPlaces, document: ChartDocument): ChartEvent[] {
  const recorded = chart.events.filter(
    ({ kind, recordedBy }) =>
      !LISTED.has(kind) && recordedBy.some((by) => by.facts === document.facts && by.offset === document.offset),
  );
  return [...new Set([...recorded, ...deadlineEvents(document)])];
}

/** An order sheet or a report is no record of each of its lines. */
const LISTED: ReadonlySet<ChartEvent['kind']> = new Set(['order', 'report']);

function sourcesOf(event: ChartEvent): SourceRange[] {
  return [event.start?.source ?? event.source, event.source, event.end?.source].filter(
    (source) => source !== undefined,
  );
}

function holdsDocument({ file, offset, facts }: ChartDocument, name: string, at: number): boolean {
  return file === name && offset <= at && at < offset + facts.node.text.length;
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
