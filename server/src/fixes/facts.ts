import type { Chart, ChartEvent, Stated } from '../chart/model.ts';
import type { Place } from '../lint/finding.ts';
import { formatMinutes, type Moment } from '../syntax/moment.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';

/** What the chart states for a field or section, with its source in brackets; undefined where it states nothing certain. */
export interface Facts {
  get(id: string): string | undefined;
}

type Sourced = { readonly text: string; readonly source: Place } | undefined;

/** Facts for a document about `event`: identity and stay from the chart, name, times and surgeon from the event itself. */
export function factsFor(chart: Chart, event: ChartEvent | undefined, vocabulary: Vocabulary): Facts {
  const { encounter, patient } = chart;
  const plain = (stated: Stated<string> | undefined): Sourced =>
    stated && { text: stated.value, source: stated.source };
  const sex = patient.sex && { text: patient.sex.value === 'male' ? '男' : '女', source: patient.sex.source };
  const known = new Map<string, Sourced>([
    ['name', plain(patient.name)],
    ['sex', sex],
    ['admission-time', timeOf(encounter.admission?.start)],
    ['discharge-time', timeOf(encounter.discharge?.start)],
    ['death-time', timeOf(encounter.death?.start)],
    ['department', plain(encounter.department)],
    ...(event ? factsOfEvent(event) : []),
  ]);
  return {
    get(id) {
      const fact = known.get(id);
      return fact && `${fact.text}（据${nameSource(chart, fact.source, vocabulary)}）`;
    },
  };
}

function factsOfEvent(event: ChartEvent): [string, Sourced][] {
  const { name, surgeon, firstAssistant, requested, from, to } = event.attributes;
  const told = (text: string | undefined): Sourced => (text ? { text, source: event.source } : undefined);
  switch (event.kind) {
    case 'operation':
      return [
        ['operation-name', told(name)],
        ['surgeon', told(surgeon?.name)],
        ['first-assistant', told(firstAssistant?.name)],
        ['operation-date', dayOf(event.start)],
        ['operation-start', timeOf(event.start)],
        ['operation-end', timeOf(event.end)],
      ];
    case 'rescue':
      return [
        ['rescue-start', timeOf(event.start)],
        ['rescue-end', timeOf(event.end)],
      ];
    case 'procedure':
      return [
        ['procedure-name', told(name)],
        ['procedure-time', timeOf(event.start)],
      ];
    case 'consultation':
      return [['request-time', timeOf(requested ?? event.start)]];
    case 'transfer':
      return [
        ['from-department', told(from)],
        ['to-department', told(to)],
        ['transfer-time', timeOf(event.start)],
      ];
    case 'critical-value':
      return [
        ['reported-time', timeOf(event.start)],
        ['received-time', timeOf(event.attributes.arrived)],
        ['critical-item', told(name)],
        ['report-result', told(resultOf(event.attributes.cells))],
      ];
    case 'result':
      return [
        ['reported-time', timeOf(event.start)],
        ['critical-item', told(name)],
        ['report-result', told(resultOf(event.attributes.result))],
      ];
    case 'transfusion':
      return [
        ['component', told(name)],
        ['transfusion-start', timeOf(event.start)],
        ['transfusion-end', timeOf(event.end)],
      ];
    default:
      return [];
  }
}

/** Value and unit as the register or the report gives them; a masked one is not copied. */
function resultOf(
  given: { readonly result?: string; readonly text?: string; readonly unit?: string | undefined } = {},
) {
  const value = given.result ?? given.text;
  if (value === undefined || /[*＊]/.test(value)) return undefined;
  return /\d\s*$/.test(value) ? `${value}${given.unit ?? ''}` : value;
}

/** Given to the minute or the day as the chart gives it; a masked time is not copied. */
function timeOf(stated: Stated<Moment> | undefined): Sourced {
  if (!stated || stated.value.masked) return undefined;
  const text = formatMinutes(stated.value.earliest);
  if (stated.value.precision === 'minute') return { text: text.replace('T', ' '), source: stated.source };
  return stated.value.precision === 'day' ? { text: text.slice(0, 10), source: stated.source } : undefined;
}

function dayOf(stated: Stated<Moment> | undefined): Sourced {
  const time = timeOf(stated);
  return time && { ...time, text: time.text.slice(0, 10) };
}

/** `病历首部`, or the document's title with its date. */
function nameSource(chart: Chart, source: Place, vocabulary: Vocabulary): string {
  const host = chart.documents.find(
    ({ file, offset, facts }) =>
      file === source.file && source.start >= offset && source.start < offset + facts.node.text.length,
  );
  if (!host) return '病历首部';
  const { facts } = host;
  const day = facts.dated?.moment;
  const dated = day && !day.masked && day.latest - day.earliest < 1440 ? formatMinutes(day.earliest).slice(0, 10) : '';
  return `${dated}${vocabulary.nameOf(facts.kind).zh}`;
}
