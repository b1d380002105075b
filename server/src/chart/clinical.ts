import type { ClinicalText, Mention } from '../clinical/model.ts';
import { PLAIN, type Region, readClinical } from '../clinical/read.ts';
import { firstFrom } from '../clinical/sentence.ts';
import type { Context } from '../clinical/sentence-state.ts';
import type { Span } from '../syntax/span.ts';
import type { Entry } from '../syntax/tree.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import type { DocumentFacts } from './model.ts';

/** What a document says in the terms of medicine, each section read for what it is. The same object for the same facts. */
export function clinicalOf(facts: DocumentFacts, vocabulary: Vocabulary): ClinicalText {
  const known = facts.derived.get(clinicalOf) as ClinicalText | undefined;
  if (known) return known;
  const read = readClinical(facts.node.text, regionsOf(facts, vocabulary), vocabulary);
  facts.derived.set(clinicalOf, read);
  return read;
}

/** Mentions that lie within a span of the document. */
export function mentionsIn(facts: DocumentFacts, { start, end }: Span, vocabulary: Vocabulary): readonly Mention[] {
  const { mentions } = clinicalOf(facts, vocabulary);
  const first = firstFrom(mentions, start);
  let last = first;
  while (last < mentions.length && (mentions[last]?.end ?? 0) <= end) last++;
  return mentions.slice(first, last);
}

/** The contents of the entries: labels and signatures say nothing of the patient. */
function regionsOf(facts: DocumentFacts, vocabulary: Vocabulary): Region[] {
  return facts.node.entries
    .filter(({ role, content }) => role !== 'signature' && content.end > content.start)
    .map((entry) => ({ ...entry.content, context: contextOf(facts, entry, vocabulary) }));
}

function contextOf(facts: DocumentFacts, entry: Entry, vocabulary: Vocabulary): Context {
  const section = entry.id ?? '';
  const isIn = (list: string) => vocabulary.terms(`sections-${list}`).includes(section);
  const consent = vocabulary.terms('documents-of-risks').includes(facts.kind) && !isIn('stated');
  return {
    assertion:
      consent || isIn('hypothetical')
        ? 'hypothetical'
        : isIn('possible')
          ? 'possible'
          : isIn('planned')
            ? 'planned'
            : PLAIN.assertion,
    experiencer: isIn('family') ? 'family' : PLAIN.experiencer,
    past: isIn('past'),
    quoted: isIn('quoted'),
    onset: isIn('onset'),
  };
}
