import { z } from 'zod';
import type { ChartDocument } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Entry } from '../../syntax/tree.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { textIn } from '../reading.ts';
import { slotsOf } from './slots-of.ts';

const params = z.strictObject({ exceptSections: z.array(z.string()).default([]) });
type Params = z.infer<typeof params>;

/** A section that the regulation asks for stands in the template without a place to write: no slot, no blank, no choice. */
export const unslottedSection = defineCheck<Params>({
  kind: 'unslotted-section',
  scope: 'chart',
  params,
  messages: ['unslotted'],
  run({ chart, environment: { vocabulary } }, { exceptSections }, report) {
    for (const document of chart.documents) {
      for (const id of requiredOf(document, vocabulary)) {
        const entries = document.facts.entries.get(id) ?? [];
        const [first] = entries;
        if (
          !first?.label ||
          exceptSections.includes(id) ||
          entries.some((entry) => canBeFilled(document, entry, vocabulary))
        )
          continue;
        report({
          at: placeOf(document, first.label),
          message: 'unslotted',
          data: { document: document.facts.kind, section: id },
          subject: { document },
        });
      }
    }
  },
});

function requiredOf({ facts }: ChartDocument, vocabulary: Vocabulary): string[] {
  const sections = vocabulary.document(facts.kind)?.sections ?? [];
  return sections.filter(({ need }) => need === 'required').map(({ id }) => id);
}

/** A slot or a place to write stands in it, or in its parts: the headings of its own that follow it. */
function canBeFilled({ facts }: ChartDocument, entry: Entry, vocabulary: Vocabulary): boolean {
  const { entries } = facts.node;
  const own = [entry];
  for (const next of entries.slice(entries.indexOf(entry) + 1)) {
    if (next.id === undefined || vocabulary.label(next.id)?.partOf !== entry.id) break;
    own.push(next);
  }
  const end = own.at(-1)?.end ?? entry.end;
  if (slotsOf(facts).some((slot) => slot.start >= entry.start && slot.end <= end)) return true;
  return own.some(({ content }) => PLACE.test(textIn(facts.node, content)));
}

/** A line to write on, a box to tick, empty brackets, a mark that something is to be filled in, a gap before a unit. */
const PLACE =
  /_{2}|＿{2}|[□☐○]|[【[〔]\s{0,20}(?:待[^】\]〕\n]{1,6})?[】\]〕]|[(（]\s{0,20}[)）]|[ \t　]{2}(?:℃|°C|次|mmHg|kg|cm|年|月|日)/;
