import { z } from 'zod';
import type { ChartDocument } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Entry } from '../../syntax/tree.ts';
import { isBlank, mayBeSameName, opensLine, textIn } from '../reading.ts';

const FIRST = { zh: '此前已有', en: 'First one here' };

const documentParams = z.strictObject({
  exceptDocuments: z.array(z.string()).default([]),
});

/** A second document of a kind that a chart holds once. Continuation pages and a newborn's own record in the mother's chart are none. */
export const duplicateDocument = defineCheck<z.infer<typeof documentParams>>({
  kind: 'duplicate-document',
  scope: 'chart',
  params: documentParams,
  messages: ['duplicate'],
  run({ chart, environment }, given, report) {
    const firstOf = new Map<string, ChartDocument>();
    for (const document of chart.documents) {
      const kind = environment.vocabulary.document(document.facts.kind);
      const { heading } = document.facts.node;
      if (!kind?.once || given.exceptDocuments.includes(kind.id) || !heading) continue;
      if (/续|附页|第[2-9二三四五六七八九]页/.test(heading.name) || document.facts.node.entries.every(isBlank))
        continue;
      const first = firstOf.get(kind.id);
      if (!first) firstOf.set(kind.id, document);
      else if (mayBeSamePatient(first, document))
        report({
          at: placeOf(document, document.facts.anchor),
          message: 'duplicate',
          data: { document: kind.id },
          related: [{ ...placeOf(first, first.facts.anchor), label: FIRST }],
          subject: { document },
        });
    }
  },
});

function mayBeSamePatient(a: ChartDocument, b: ChartDocument): boolean {
  const [x, y] = [statedName(a), statedName(b)];
  const isChild = (name: string | undefined) => name !== undefined && /之[子女]|新生儿|婴/.test(name);
  if (isChild(x) !== isChild(y)) return false;
  return x === undefined || y === undefined || mayBeSameName(x, y);
}

function statedName({ facts }: ChartDocument): string | undefined {
  const entry = facts.entries.get('name')?.find((each) => !isBlank(each));
  return entry && textIn(facts.node, entry.content);
}

const sectionParams = z.strictObject({
  documents: z.array(z.string()),
  /** Sections that rightly stand more than once (诊断依据 under each diagnosis). */
  repeatable: z.array(z.string()).default([]),
});

/** A section heading that stands twice in one document, both times at the start of a line and with content. */
export const duplicateSection = defineCheck<z.infer<typeof sectionParams>>({
  kind: 'duplicate-section',
  scope: 'document',
  params: sectionParams,
  messages: ['duplicate'],
  subscribe: (given) => given.documents,
  run(facts, given, { vocabulary }, report) {
    const kind = vocabulary.document(facts.kind);
    if (!kind) return;
    const firstOf = new Map<string, Entry>();
    for (const entry of facts.node.entries) {
      if (entry.role !== 'section' || !entry.label || entry.id === undefined || isBlank(entry)) continue;
      if (given.repeatable.includes(entry.id) || !opensLine(facts.node, entry)) continue;
      if (!kind.sections.some((section) => section.id === entry.id)) continue;
      const first = firstOf.get(entry.id);
      if (!first) firstOf.set(entry.id, entry);
      else
        report({
          at: entry.label,
          message: 'duplicate',
          data: { document: kind.id, section: entry.id },
          related: first.label ? [{ start: first.label.start, end: first.label.end, label: FIRST }] : [],
        });
    }
  },
});
