import { z } from 'zod';
import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { filledEntry, placeOf } from '../../chart/read.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import { isSurelyName } from '../../syntax/inline/names.ts';
import type { Span } from '../../syntax/span.ts';
import { isDraft, isWhole } from '../documents/whole.ts';
import { onceByDocument } from '../memo.ts';
import { BLANK_TO_FILL, isBlank, namedSignatures, textIn } from '../reading.ts';

const params = z.strictObject({
  /** Document kinds it speaks of; all that a physician or a nurse signs when absent. */
  documents: z.array(z.string()).optional(),
  exceptDocuments: z.array(z.string()).default([]),
  /** How many different people must have signed. */
  atLeast: z.number().int().min(1).default(1),
});
type Params = z.infer<typeof params>;

/**
 * A document that nobody signed, or, with `atLeast`, too few people. Lists and print-outs need no signature of the
 * ward; a signature line that holds a blank to fill in is the affair of the placeholder rule.
 */
export const signed = defineCheck<Params>({
  kind: 'signed',
  scope: 'chart',
  params,
  messages: ['missing', 'few', 'draft'],
  run(view, given, report) {
    for (const document of view.chart.documents) {
      const signers = signersOf(document.facts);
      if (signers.size >= given.atLeast || (signers.size === 0 && given.atLeast > 1)) continue;
      if (!mustBeSigned(view, document, given) || mayBeSigned(document.facts)) continue;
      const message = signers.size > 0 ? 'few' : isDraft(view, document) ? 'draft' : 'missing';
      const { kind } = document.facts;
      report({
        at: placeOf(document, signatureLine(document)),
        message,
        data: message === 'few' ? { document: kind, signed: signers.size, wanted: given.atLeast } : { document: kind },
        severity: message === 'draft' ? 'information' : undefined,
        subject: { document },
      });
    }
  },
});

function mustBeSigned({ environment }: ChartView, { facts }: ChartDocument, given: Params): boolean {
  const kind = environment.vocabulary.document(facts.kind);
  if (!kind || given.exceptDocuments.includes(kind.id)) return false;
  if (given.documents ? !given.documents.includes(kind.id) : kind.signer !== 'physician' && kind.signer !== 'nurse')
    return false;
  if (kind.progressNote && isPageHead(facts)) return false;
  return isWhole(facts, kind, environment.vocabulary);
}

/** `病程记录` above the notes, with the patient's name, number and bed: the head of the sheet they were printed on. */
function isPageHead({ node, dated }: DocumentFacts): boolean {
  return dated === undefined && node.entries.every((entry) => entry.role === 'field' || isBlank(entry));
}

/** Different names; `李某某` and `李` with masked rest count as two only where they cannot be one. */
const signersOf = onceByDocument(
  (facts): ReadonlySet<string> =>
    new Set(namedSignatures(facts).flatMap(({ people }) => people.flatMap(({ name }) => name ?? []))),
);

const ELECTRONIC = /电子签[名章]|CA签名|\[签名\]|（签名）|\(签名\)|已签名|手写签名|签名图片/i;

/** Two names at the very end of a line run together, with or without a time: `……复查。熊某/贝某 2024-12-16 11:00`. */
const PAIR_AT_END =
  /(?:^|[。；;\s])[\u4e00-\u9fff·*＊]{2,4}[/／][\u4e00-\u9fff·*＊]{2,4}(?:[/／][\u4e00-\u9fff·*＊]{2,4})?[\d\s年月日时分:：.\-/]{0,24}$/;

/** What stands behind the last full stop or on the last line: `……明日出院。滕某某`, `记录：花某`. */
const LAST_WORD = /(?:[。；;！!\n]|记录[：:])\s*([\u4e00-\u9fff·*＊×]{2,4})$/;

/** The nurses whose names stand on a record of counting are those who sign it (BW2010 第二十二条(十七)). */
const COUNTED_BY = ['scrub-nurse', 'circulating-nurse'];

/** What a de-identified chart has for a name; in others it is an empty field of the database. */
const TAKEN_OUT = /^\s*None\s*$/;

/** A signature that is no name (an electronic mark, masked characters), one left to be filled in, or names not told apart from the text. */
const mayBeSigned = onceByDocument((facts): boolean => {
  const ending = facts.node.text.trimEnd().slice(-60);
  if (PAIR_AT_END.test(ending) || isSurelyName(LAST_WORD.exec(ending)?.[1] ?? '')) return true;
  if (COUNTED_BY.some((id) => filledEntry(facts, id) !== undefined)) return true;
  return facts.node.entries.some((entry) => {
    if (entry.role !== 'signature' && !entry.signature) return false;
    if (entry.signature?.people.some(({ name }) => name !== undefined)) return false;
    const text = textIn(facts.node, entry.content);
    if (TAKEN_OUT.test(text)) return /[*＊]/.test(facts.node.text);
    return !isBlank(entry) && (BLANK_TO_FILL.test(text) || ELECTRONIC.test(text) || /[*＊某×XＸ]/.test(text));
  });
});

/** The label waiting for a name, when there is one, else the document's title. */
function signatureLine({ facts }: ChartDocument): Span {
  return (
    facts.node.entries.find((entry) => entry.role === 'signature' && entry.label && isBlank(entry))?.label ??
    facts.anchor
  );
}
