import { buildChart } from '../chart/build.ts';
import type { Chart, EventKind } from '../chart/model.ts';
import type { AnyFixKind, Subject } from '../lint/check.ts';
import { createCriticalLimits } from '../lint/critical-limits.ts';
import { applyEdits } from '../lint/edits.ts';
import type { Fix, Place } from '../lint/finding.ts';
import { viewChart } from '../lint/view.ts';
import { parseText } from '../syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../vocabulary/builtin.ts';

/** What a fix kind makes of one finding of a record text. */

interface Subjects {
  /** The text the finding points at; its first occurrence. */
  readonly at?: string;
  /** Kind of the document in question. */
  readonly document?: string;
  readonly event?: EventKind;
  readonly wanted?: string;
  readonly replacement?: string;
  readonly message?: string;
}

const FILE = 'a.emr';

export function readRecord(text: string): Chart {
  return buildChart([{ name: FILE, tree: parseText(text, vocabulary) }], vocabulary);
}

export function fixesFor(kind: AnyFixKind, text: string, about: Subjects, params: object = {}): readonly Fix[] {
  const chart = readRecord(text);
  const start = about.at === undefined ? 0 : text.indexOf(about.at);
  if (start < 0) throw new Error(`the record holds no ${about.at}`);
  const at: Place = { file: FILE, start, end: start + (about.at?.length ?? 0) };
  const subject: Subject = {
    document: chart.documents.find(({ facts }) => facts.kind === about.document),
    event: chart.events.find((event) => event.kind === about.event),
    wanted: about.wanted,
    replacement: about.replacement,
  };
  const criticalLimits = createCriticalLimits([], undefined, vocabulary);
  const environment = { asOf: 0, asOfGiven: true, isWorkday: () => undefined, vocabulary, criticalLimits };
  const hit = { at, message: about.message ?? 'missing', data: {}, subject };
  return kind.make(viewChart(chart, environment), hit, kind.params.parse(params));
}

/** The text after the first fix, or undefined when there is none. */
export function fixed(kind: AnyFixKind, text: string, about: Subjects, params: object = {}): string | undefined {
  const fix = fixesFor(kind, text, about, params)[0];
  return fix && applyEdits(text, fix.edits);
}
