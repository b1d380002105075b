import { z } from 'zod';
import type { DocumentFacts } from '../../chart/model.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Entry } from '../../syntax/tree.ts';
import { UNKNOWN_DOCUMENT } from '../../syntax/tree.ts';
import { normalizeName, type Vocabulary } from '../../vocabulary/vocabulary.ts';
import { isOneSlipFrom } from './near.ts';

const params = z.strictObject({
  of: z.enum(['document', 'section']),
  /** Known misspellings of names too short to be guessed (主述 of 主诉): the written name and the id it means. */
  typos: z.record(z.string(), z.string()).default({}),
});
type Params = z.infer<typeof params>;

/** A heading the vocabulary does not hold and that is one slip away from exactly one name it does hold. */
export const nearName = defineCheck<Params>({
  kind: 'near-name',
  scope: 'document',
  params,
  messages: ['near'],
  subscribe: (given) => (given.of === 'document' ? [UNKNOWN_DOCUMENT] : undefined),
  run(facts, given, { vocabulary }, report) {
    if (given.of === 'document') {
      const { heading } = facts.node;
      const id = heading && (given.typos[heading.name] ?? nearestDocument(heading.name, vocabulary));
      if (!id) return;
      const data = { document: id, written: heading.name };
      const replacement = vocabulary.nameOf(id).zh;
      report({ at: heading.title, message: 'near', data, subject: { wanted: id, replacement } });
      return;
    }
    for (const entry of facts.node.entries) {
      const id = nearestSection(facts, entry, given, vocabulary);
      if (!id || !entry.label) continue;
      const data = { document: facts.kind, section: id, written: entry.name };
      const replacement = vocabulary.nameOf(id).zh;
      report({ at: entry.label, message: 'near', data, subject: { wanted: id, replacement } });
    }
  },
});

function nearestDocument(written: string, vocabulary: Vocabulary): string | undefined {
  const near = new Set<string>();
  for (const [name, kind] of vocabulary.documentsByName) if (isOneSlipFrom(written, name)) near.add(kind.id);
  return near.size === 1 ? [...near][0] : undefined;
}

/** Among the sections the document's kind lists and that do not stand in it already. */
function nearestSection(
  facts: DocumentFacts,
  entry: Entry,
  { typos }: Params,
  vocabulary: Vocabulary,
): string | undefined {
  const kind = vocabulary.document(facts.kind);
  if (!kind || entry.role !== 'section' || entry.id !== undefined || !entry.name) return undefined;
  const listed = (id: string) => kind.sections.some((section) => section.id === id) && !facts.entries.has(id);
  const known = typos[entry.name];
  if (known !== undefined) return listed(known) ? known : undefined;
  const near = kind.sections
    .filter(({ id }) => listed(id))
    .filter(({ id }) => {
      const label = vocabulary.label(id);
      return [label?.name.zh ?? '', ...(label?.aliases ?? [])].some((name) =>
        isOneSlipFrom(entry.name, normalizeName(name)),
      );
    });
  return near.length === 1 ? near[0]?.id : undefined;
}
