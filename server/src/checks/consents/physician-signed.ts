import { z } from 'zod';
import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import { nameAgrees } from '../../syntax/inline/names.ts';
import { isDraft, isWhole } from '../documents/whole.ts';
import { BLANK_TO_FILL, isBlank, namedSignatures, textIn } from '../reading.ts';

const params = z.strictObject({
  document: z.array(z.string()).min(1),
  /** The surgeon signs beside the physician in charge. */
  surgeonToo: z.boolean().default(false),
});
type Params = z.output<typeof params>;

/** A consent that the patient signed and the physician who informed him did not; of an operation, the surgeon too (BW2010 第二十三条). */
export const physicianSigned = defineCheck<Params>({
  kind: 'physician-signed',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['surgeon', 'physician'],
  run(view, rule, report) {
    for (const document of view.chart.documents) {
      const missing = missingOf(view, document, rule);
      if (!missing) continue;
      const wanted = missing === 'surgeon' ? 'surgeon-signature' : 'physician-signature';
      report({
        at: placeOf(document, lineOf(document.facts, wanted)),
        message: missing,
        data: { document: document.facts.kind },
        subject: { document, wanted },
      });
    }
  },
});

/** A paper that nobody of the staff signed is told of by the rule for all documents. */
function missingOf(view: ChartView, document: ChartDocument, rule: Params): 'surgeon' | 'physician' | undefined {
  const { facts } = document;
  const kind = view.environment.vocabulary.document(facts.kind);
  if (!rule.document.includes(facts.kind) || !kind || !isWhole(facts, kind, view.environment.vocabulary))
    return undefined;
  const signatures = namedSignatures(facts).filter(({ party }) => party !== 'nurse');
  if (!rule.surgeonToo || signatures.length === 0 || isDraft(view, document) || mayBeSigned(facts)) return undefined;
  const names = new Set(signatures.flatMap(({ people }) => people.flatMap(({ name }) => name ?? [])));
  if (names.size > 1) return undefined;
  const bySurgeon = signatures.some(({ party }) => party === 'surgeon');
  const byPhysician = signatures.some(({ party }) => party !== 'surgeon');
  if (bySurgeon === byPhysician) return undefined;
  if (bySurgeon) return facts.entries.has('physician-signature') ? 'physician' : undefined;
  return isTheSurgeon(view, [...names][0] ?? '') ? undefined : 'surgeon';
}

/** One signature will do where the physician in charge operated himself. */
function isTheSurgeon({ chart }: ChartView, name: string): boolean {
  const surgeons = chart.events.flatMap(({ kind, attributes }) =>
    kind === 'operation' ? (attributes.surgeon?.name ?? []) : [],
  );
  return surgeons.length === 0 || surgeons.some((surgeon) => nameAgrees(surgeon, name));
}

/** A time was printed on the line, and nobody signed it. */
const TIME_ALONE = /^[\d\s年月日时分:：.\-/]*$/;

/** Names are masked, electronic, or left to be filled in. */
function mayBeSigned({ node }: DocumentFacts): boolean {
  return node.entries.some((entry) => {
    if (entry.role !== 'signature' || isBlank(entry)) return false;
    if (entry.id === 'patient-signature' || entry.id === 'proxy-signature') return false;
    const text = textIn(node, entry.content);
    if (TIME_ALONE.test(text)) return false;
    return BLANK_TO_FILL.test(text) || (entry.signature?.people.every(({ name }) => name === undefined) ?? true);
  });
}

function lineOf(facts: DocumentFacts, id: string) {
  return facts.entries.get(id)?.find(({ label }) => label !== undefined)?.label ?? facts.anchor;
}
