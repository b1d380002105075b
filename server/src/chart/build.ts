import { CHART_HEADER } from '../syntax/tree.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { factsOf, factsOfVisit } from './facts.ts';
import { encounterId, isTemplate } from './group.ts';
import type { Chart, ChartDocument, ChartEvent, ChartFile, Encounter, EncounterType } from './model.ts';
import { readPatient, readSources, type Sources } from './patient.ts';
import { says } from './read.ts';

import { readTimeline } from './timeline/timeline.ts';

/**
 * The chart of files that {@link groupFiles} put together. Total and deterministic; documents that did not change
 * since the last call cost a look-up.
 */
export function buildChart(files: readonly ChartFile[], vocabulary: Vocabulary): Chart {
  const parts = files.flatMap((file) =>
    file.tree.parts.map(
      (part): ChartDocument => ({ file: file.name, offset: part.offset, facts: factsOf(part.node, vocabulary) }),
    ),
  );
  const headers = parts.filter((part) => part.facts.kind === CHART_HEADER);
  const bodies = parts.filter((part) => part.facts.kind !== CHART_HEADER && !isPageTitle(part));
  const sources = readSources(headers, bodies);
  const visit = readVisit(sources, vocabulary);
  const documents = bodies.map((part) => ({ ...part, facts: factsOfVisit(part.facts, visit) }));
  const events = readTimeline(headers, documents, sources, vocabulary);
  const records = files.filter(({ name }) => !isTemplate(name));
  return {
    id:
      records.map((file) => encounterId(file.tree, vocabulary)).find((id) => id !== undefined) ??
      `?/${files[0]?.name ?? ''}`,
    files,
    template: files.length > 0 && records.length === 0,
    encounter: { ...readEncounter(sources, documents, events, vocabulary), visit },
    patient: readPatient(sources, vocabulary),
    headers,
    documents,
    events,
    lastEntry: lastEntryOf(documents, events),
  };
}

/** `病程记录` alone above the dated notes is the title of the page, not a note. */
function isPageTitle({ facts }: ChartDocument): boolean {
  return (
    facts.kind === 'progress-note' &&
    facts.dated === undefined &&
    facts.node.entries.every(({ label, content }) => label === undefined && content.start === content.end)
  );
}

function readEncounter(
  sources: Sources,
  documents: readonly ChartDocument[],
  events: readonly ChartEvent[],
  vocabulary: Vocabulary,
): Omit<Encounter, 'visit'> {
  const one = (kind: ChartEvent['kind']) => events.find((event) => event.kind === kind);
  return {
    type: encounterType(sources.text('encounter-type')?.value, sources, documents, vocabulary),
    admission: one('admission'),
    discharge: one('discharge'),
    death: one('death'),
    archived: one('archive'),
    department: sources.text('department'),
    disposition: sources.text('disposition'),
    deidentified: says(sources.text('deidentified')?.value ?? '', 'yes', vocabulary) || saysDeidentified(documents),
  };
}

function readVisit(sources: Sources, vocabulary: Vocabulary): Encounter['visit'] {
  const stated = sources.text('visit-type')?.value;
  return (['first', 'return'] as const).find((each) => stated && says(stated, `visit-${each}`, vocabulary));
}

function saysDeidentified(documents: readonly ChartDocument[]): boolean {
  return documents.slice(0, 1).some(({ facts }) => facts.node.text.includes('已脱敏'));
}

const ENCOUNTERS: readonly EncounterType[] = ['day', 'internet', 'emergency', 'outpatient', 'inpatient'];

/** 就诊类型 as stated; else 门诊 or 急诊 for a chart with an outpatient number or only outpatient documents; else 住院 (`format.md`). */
function encounterType(
  stated: string | undefined,
  sources: Sources,
  documents: readonly ChartDocument[],
  vocabulary: Vocabulary,
): EncounterType {
  const named = ENCOUNTERS.find((type) => stated && says(stated, `encounter-${type}`, vocabulary));
  if (named) return named;
  if (sources.text('admission-number')) return 'inpatient';
  const kinds = new Set(documents.map(({ facts }) => facts.kind));
  const emergency = kinds.has('emergency-record') || kinds.has('observation-record');
  if (sources.text('outpatient-number')) {
    return emergency || /急诊/.test(sources.text('department')?.value ?? '') ? 'emergency' : 'outpatient';
  }
  if (kinds.has('admission-record') || kinds.has('first-progress-note') || kinds.has('discharge-record'))
    return 'inpatient';
  if (emergency) return 'emergency';
  return [...kinds].some((kind) => kind.startsWith('outpatient-')) ? 'outpatient' : 'inpatient';
}

/** Latest certain minute of notes and events; a planned or future time in an order's stop column does not count. */
function lastEntryOf(documents: readonly ChartDocument[], events: readonly ChartEvent[]): number | undefined {
  let last: number | undefined;
  const see = (minute: number | undefined) => {
    if (minute !== undefined && (last === undefined || minute > last)) last = minute;
  };
  for (const { facts } of documents) {
    see(facts.dated?.moment?.earliest);
    see(facts.completed?.moment?.earliest);
  }
  for (const event of events) {
    see(event.start?.value.earliest);
    if (event.kind !== 'order' && event.kind !== 'condition') see(event.end?.value.earliest);
  }
  return last;
}
