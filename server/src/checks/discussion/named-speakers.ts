import { z } from 'zod';
import type { DocumentFacts } from '../../chart/model.ts';
import { placeOf, textOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import { rankBounds } from '../../syntax/inline/people.ts';
import type { Span } from '../../syntax/span.ts';
import type { Table } from '../../syntax/tree.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { isDraft, isWhole } from '../documents/whole.ts';
import { memoByDocument } from '../memo.ts';
import { isBlank } from '../reading.ts';
import { attendanceOf } from './attendance.ts';

const params = z.strictObject({
  documents: z.array(z.string()).min(1),
  /** Sections that give what each of those present said. */
  sections: z.array(z.string()).min(1),
});
type Params = z.output<typeof params>;

/**
 * Opinions that nobody in particular holds: no name of those present and no rank stands in them. A masked name is
 * somebody's; a table with a column of speakers names them.
 */
export const namedSpeakers = defineCheck<Params>({
  kind: 'named-speakers',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['anonymous'],
  run(view, { documents, sections }, report) {
    const { vocabulary } = view.environment;
    for (const document of view.chart.documents) {
      const kind = vocabulary.document(document.facts.kind);
      if (!kind || !documents.includes(kind.id)) continue;
      const at = anonymousIn(document.facts, sections, vocabulary);
      if (!at || isDraft(view, document) || !isWhole(document.facts, kind, vocabulary)) continue;
      report({ at: placeOf(document, at), message: 'anonymous', data: { document: kind.id }, subject: { document } });
    }
  },
});

function anonymousIn(facts: DocumentFacts, sections: readonly string[], vocabulary: Vocabulary): Span | undefined {
  const entries = sections.flatMap((id) => facts.entries.get(id) ?? []).filter((entry) => !isBlank(entry));
  const [first] = entries;
  if (!first || namesSpeakers(facts, vocabulary)) return undefined;
  return first.label ?? first.content;
}

/** Whether the record names a speaker anywhere but in its list of those present. */
const namesSpeakers = memoByDocument((facts: DocumentFacts, vocabulary: Vocabulary): boolean => {
  const { node } = facts;
  const names = attendanceOf(facts, vocabulary).present.flatMap(({ name }) => name ?? []);
  return node.entries.some((entry) => {
    if (entry.signature || entry.id === 'participants' || entry.id === 'host') return false;
    if (entry.blocks.some((block) => block.kind === 'table' && hasSpeakers(block))) return true;
    const text = textOf(node, entry.content);
    if (/[*＊]{2}|某|×{2}/.test(text) || names.some((name) => text.includes(name))) return true;
    return holdsRank(text, vocabulary) || holdsRank(entry.name, vocabulary);
  });
});

function hasSpeakers({ columns }: Table): boolean {
  return columns.includes('participant');
}

/** A rank with somebody behind it: `主治医师：`, `王主任认为`. */
function holdsRank(text: string, vocabulary: Vocabulary): boolean {
  const { starts } = rankBounds(vocabulary);
  for (let at = 0; at < text.length; at++) {
    if (starts[text.charCodeAt(at)] !== 1) continue;
    for (let length = 2; length <= 8; length++) {
      // 医师 alone is what everybody is called by.
      if (vocabulary.ranksByName.get(text.slice(at, at + length))?.level !== undefined) return true;
    }
  }
  return false;
}
