import { z } from 'zod';
import { clinicalOf } from '../../chart/clinical.ts';
import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { filledEntry, placeOf } from '../../chart/read.ts';
import { conceptsIn } from '../../clinical/lexicon.ts';
import type { Mention, Side } from '../../clinical/model.ts';
import { type ChartView, defineCheck, type Hit } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { memoByDocument } from '../memo.ts';
import { sideOf } from '../operations/side.ts';
import { textIn } from '../reading.ts';

const params = z.strictObject({
  /** Diseases that do not change sides in a stay: a fracture, a tumour; not an effusion. */
  diseases: z.array(z.string()).default([]),
  /** Operations on paired organs count as well. */
  operations: z.boolean().default(false),
  /** Documents whose operation another rule compares: they are not pointed at for it. */
  comparedElsewhere: z.array(z.string()).default([]),
  /** Documents in which what is planned counts as what is the matter: consents, discussions. */
  planning: z.array(z.string()).default([]),
  /** Fields of one document that speak of one side: the operation and its diagnosis, the complaint and the diagnosis. */
  pairs: z
    .array(
      z.strictObject({
        fields: z.array(z.string()).min(1),
        diagnoses: z.array(z.string()).min(1),
        message: z.enum(['operation', 'complaint', 'discharge']),
        /** Only where both name one of the diseases, not merely something near. */
        sameDisease: z.boolean().default(false),
      }),
    )
    .default([]),
  /** Organs near enough for a diagnosis of the one to be operated on, or felt, at the other. */
  neighbours: z.array(z.array(z.string())).default([]),
});
type Params = z.output<typeof params>;

/** Left here and right there, of one thing that has one side; or an operation on the other side than its diagnosis. */
export const laterality = defineCheck<Params>({
  kind: 'laterality',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['left', 'right', 'operation', 'complaint', 'discharge'],
  run(view, rule, report) {
    for (const told of toldByItem(view, rule).values()) {
      const hit = contradiction(told, rule);
      if (hit) report(hit);
    }
    for (const document of view.chart.documents) {
      for (const pair of rule.pairs) {
        const hit = otherSideThanDiagnosis(document, pair, rule, view.environment.vocabulary);
        if (hit) report(hit);
      }
    }
  },
});

/** What one document says of one thing. */
interface Told {
  readonly document: ChartDocument;
  readonly mention: Mention;
  readonly side: Side;
}

const sided = memoByDocument((facts: DocumentFacts, vocabulary: Vocabulary): readonly Mention[] =>
  clinicalOf(facts, vocabulary).mentions.filter(
    ({ side, past, experiencer, concept }) =>
      side !== undefined &&
      !past &&
      experiencer === 'patient' &&
      (concept.kind === 'disease' || concept.kind === 'operation'),
  ),
);

function toldByItem(view: ChartView, rule: Params): ReadonlyMap<string, readonly Told[]> {
  const { vocabulary } = view.environment;
  const byItem = new Map<string, Told[]>();
  for (const document of view.chart.documents) {
    const here = new Map<string, Told>();
    for (const mention of sided(document.facts, vocabulary)) {
      if (!counts(mention, document, rule, vocabulary) || mention.side === undefined) continue;
      const before = here.get(mention.concept.id);
      const side = before && before.side !== mention.side ? 'both' : mention.side;
      here.set(mention.concept.id, { document, mention: before?.mention ?? mention, side });
    }
    for (const [id, told] of here) byItem.set(id, [...(byItem.get(id) ?? []), told]);
  }
  return byItem;
}

function counts(
  { assertion, concept }: Mention,
  { facts }: ChartDocument,
  rule: Params,
  vocabulary: Vocabulary,
): boolean {
  const isFirm = assertion === 'present' || (assertion === 'planned' && rule.planning.includes(facts.kind));
  if (!isFirm) return false;
  if (concept.kind === 'disease') return rule.diseases.includes(concept.id);
  const organ = concept.organ === undefined ? undefined : vocabulary.concept(concept.organ);
  return rule.operations && organ?.paired === true;
}

/** One side in some documents and the other in others. A thing of which any document tells both sides has both. */
function contradiction(told: readonly Told[], { comparedElsewhere }: Params): Hit<Place> | undefined {
  if (told.some(({ side }) => side === 'both')) return undefined;
  const left = told.filter(({ side }) => side === 'left');
  const right = told.filter(({ side }) => side === 'right');
  const [rare, common] =
    left.length < right.length ? [left, right] : right.length < left.length ? [right, left] : tie(left, right);
  const [odd] = rare;
  const [usual] = common;
  if (!odd || !usual) return undefined;
  if (odd.mention.concept.kind === 'operation' && comparedElsewhere.includes(odd.document.facts.kind)) return undefined;
  return {
    at: placeOf(odd.document, odd.mention),
    message: odd.side,
    data: {
      item: odd.mention.concept.id,
      document: odd.document.facts.kind,
      side: odd.side,
      other: usual.document.facts.kind,
    },
    related: [{ ...placeOf(usual.document, usual.mention), label: { zh: '另一侧', en: 'other side' } }],
    subject: { document: odd.document },
  };
}

/** As many of the one as of the other: the later ones are pointed at. */
function tie(left: readonly Told[], right: readonly Told[]): readonly [readonly Told[], readonly Told[]] {
  const [l, r] = [left[0], right[0]];
  if (!l || !r) return [[], []];
  const isLeftLater =
    l.document.file > r.document.file || (l.document.file === r.document.file && l.document.offset > r.document.offset);
  return isLeftLater ? [left, right] : [right, left];
}

/** What is to be seen on the other side of the body than the disease: 左侧偏瘫 of a right-sided stroke. */
const CROSSED = /瘫|肢体|无力|麻木|偏盲|转移|淋巴结/;

function otherSideThanDiagnosis(
  document: ChartDocument,
  { fields, diagnoses, message, sameDisease }: Params['pairs'][number],
  rule: Params,
  vocabulary: Vocabulary,
): Hit<Place> | undefined {
  const { facts } = document;
  const given = fieldOf(facts, fields);
  const side = given && sideOf(given.text);
  if (!given || !side) return undefined;
  const text = diagnoses.map((id) => fieldOf(facts, [id])?.text ?? '').join('；');
  const diagnosed = sideOf(text);
  if (!diagnosed || diagnosed === side || CROSSED.test(text + given.text)) return undefined;
  const isSame = sameDisease ? shareDisease : concern;
  if (!isSame(text, given.text, rule, vocabulary)) return undefined;
  return {
    at: placeOf(document, given.span),
    message,
    data: { document: facts.kind, given: given.text, diagnosis: text.replace(/^；+|；+$/g, '') },
    subject: { document },
  };
}

function fieldOf(facts: DocumentFacts, ids: readonly string[]) {
  for (const id of ids) {
    const entry = filledEntry(facts, id);
    if (entry) return { span: entry.content, text: textIn(facts.node, entry.content) };
  }
  return undefined;
}

/** Whether diagnosis and operation are of one part of the body: near organs, or the same words. */
function concern(diagnosis: string, operation: string, { neighbours }: Params, vocabulary: Vocabulary): boolean {
  const [a, b] = [organsIn(diagnosis, vocabulary), organsIn(operation, vocabulary)];
  const areNear = (x: string, y: string) =>
    x === y || neighbours.some((region) => region.includes(x) && region.includes(y));
  return a.some((x) => b.some((y) => areNear(x, y))) || sharesWords(diagnosis, operation);
}

function shareDisease(one: string, other: string, { diseases }: Params, vocabulary: Vocabulary): boolean {
  const named = new Set(conceptsIn(one, vocabulary).map(({ concept }) => concept.id));
  return conceptsIn(other, vocabulary).some(({ concept: { id } }) => diseases.includes(id) && named.has(id));
}

function organsIn(text: string, vocabulary: Vocabulary): readonly string[] {
  return conceptsIn(text, vocabulary).flatMap(({ concept }) =>
    concept.kind === 'organ' ? concept.id : (concept.organ ?? []),
  );
}

/** Three characters in a row that name a part: 腹股沟, 半月板. */
function sharesWords(a: string, b: string): boolean {
  const plain = a.replace(/恶性|良性|肿瘤|骨折|左侧|右侧|[^\p{L}]/gu, ' ');
  for (let at = 0; at + 3 <= plain.length; at++) {
    const three = plain.slice(at, at + 3);
    if (!three.includes(' ') && b.includes(three)) return true;
  }
  return false;
}
