import { z } from 'zod';
import type { Chart, ChartDocument, ChartEvent } from '../chart/model.ts';
import { defineFix } from '../lint/check.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { editableText, lineBreakOf } from './blank.ts';
import { factsFor } from './facts.ts';
import { documentSkeleton, headingStyleOf, skeletonSections } from './skeleton.ts';

/** Inserts the skeleton of an absent document where it belongs in time, with what the chart already states. */
export const insertDocument = defineFix({
  kind: 'insert-document',
  params: z.strictObject({}),
  make({ chart, environment: { vocabulary } }, { subject, at }) {
    const { wanted, event, document } = subject ?? {};
    const kind = wanted === undefined ? undefined : vocabulary.document(wanted);
    if (!kind || document || skeletonSections(kind, vocabulary).length === 0) return [];
    const place = placeFor(chart, kind.id, event, vocabulary) ?? { file: at.file, offset: undefined };
    const text = editableText(chart, place.file);
    if (text === undefined) return [];
    const lines = documentSkeleton(
      kind,
      vocabulary,
      headingStyleOf(chart),
      factsFor(chart, event, vocabulary),
      chart.headers,
    );
    const start = place.offset ?? text.length;
    return [
      {
        id: 'insert-document',
        title: { zh: `插入“${kind.name.zh}”框架（待填）`, en: `Insert the skeleton of "${kind.name.en}"` },
        safety: 'structure',
        edits: [{ file: place.file, start, end: start, text: asParagraph(text, start, lines) }],
      },
    ];
  },
});

/** Lines parted from what stands before and behind by an empty line. */
function asParagraph(text: string, offset: number, lines: readonly string[]): string {
  const eol = lineBreakOf(text);
  const before = text.slice(Math.max(0, offset - 4), offset).replaceAll('\r', '');
  const lead = offset === 0 || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? eol : eol + eol;
  const behind = text.slice(offset, offset + 2);
  const trail = offset >= text.length || /^\r?\n/.test(behind) ? '' : eol;
  return `${lead}${lines.join(eol)}${eol}${trail}`;
}

interface Position {
  readonly file: string;
  readonly offset: number | undefined;
}

const ADMISSION = ['admission-record', 'readmission-record', 'admission-discharge-24h', 'admission-death-24h'];

/** Notes come after what they answer and before what came later; lists and forms stand at the end. */
function placeFor(
  chart: Chart,
  wanted: string,
  event: ChartEvent | undefined,
  vocabulary: Vocabulary,
): Position | undefined {
  const first = chart.documents[0];
  if (!first) return undefined;
  if (ADMISSION.includes(wanted) || wanted === 'front-page') return { file: first.file, offset: first.offset };
  if (wanted === 'first-progress-note') {
    const admission = chart.documents.find(({ facts }) => ADMISSION.includes(facts.kind));
    return admission ? behind(admission) : { file: first.file, offset: first.offset };
  }
  const narrative = chart.documents.filter(({ facts }) => isNarrative(facts.kind, vocabulary));
  const minute = (event?.end ?? event?.start)?.value.earliest;
  const group = vocabulary.document(wanted)?.group;
  const last = chart.documents.at(-1) ?? first;
  if (minute === undefined || group === 'order' || group === 'report' || group === 'nursing') return behind(last);
  // What follows the end of the stay stands behind everything written until then and after.
  if (event?.kind === 'death' || event?.kind === 'discharge') return behind(narrative.at(-1) ?? last);
  const told = event && narrative.find((document) => holds(document, event));
  const before = narrative.filter((document) => (minuteOf(document) ?? Infinity) <= minute);
  const latest = before.reduce<ChartDocument | undefined>(
    (best, document) => (best && (minuteOf(best) ?? 0) > (minuteOf(document) ?? 0) ? best : document),
    undefined,
  );
  return behind(latest ?? told ?? narrative[0] ?? last);
}

function isNarrative(kind: string, vocabulary: Vocabulary): boolean {
  const group = vocabulary.document(kind)?.group;
  return group === 'admission' || group === 'progress' || group === 'operation' || group === 'discharge';
}

function holds({ file, offset, facts }: ChartDocument, { source }: ChartEvent): boolean {
  return source.file === file && source.start >= offset && source.start < offset + facts.node.text.length;
}

function minuteOf({ facts }: ChartDocument): number | undefined {
  return (facts.dated ?? facts.completed)?.moment?.earliest;
}

function behind({ file, offset, facts }: ChartDocument): Position {
  return { file, offset: offset + facts.node.text.length };
}
