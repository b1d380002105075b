import { z } from 'zod';
import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import type { Entry } from '../../syntax/tree.ts';
import { isDraft } from '../documents/whole.ts';
import { memoByDocument } from '../memo.ts';
import { isBlank, namedSignatures } from '../reading.ts';
import { linearPattern } from '../writing/linear.ts';
import { plainIn } from './passage.ts';

const params = z.strictObject({
  documents: z.array(z.string()).min(1),
  /** Sections that have to say something; absent: the body of the document as a whole. */
  sections: z.array(z.string()).optional(),
  /** What says nothing: patterns (in half width, lower case) that a whole clause, from mark to mark, matches. */
  phrases: z.array(linearPattern).min(1),
  /** So many characters besides are no more than a remnant. */
  atMost: z.number().int().min(0).default(0),
});
type Params = z.output<typeof params>;

/**
 * Text made of set phrases alone: 同意目前诊疗方案 and nothing more. Only where the text is all there: not in a draft, nor
 * at the end of an unsigned file, where it may have been cut off; never where something is masked.
 */
export const hollow = defineCheck<Params>({
  kind: 'hollow',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['hollow'],
  run(view, given, report) {
    for (const document of view.chart.documents) {
      if (!given.documents.includes(document.facts.kind)) continue;
      const found = hollowIn(document.facts, given);
      if (found.length === 0 || mayGoOn(view, document)) continue;
      for (const { at, section } of found) {
        report({
          at: placeOf(document, at),
          message: 'hollow',
          data: { document: document.facts.kind, ...(section !== undefined && { section }) },
          subject: { document },
        });
      }
    }
  },
});

function mayGoOn(view: ChartView, document: ChartDocument): boolean {
  if (isDraft(view, document)) return true;
  return namedSignatures(document.facts).length === 0 && view.chart.documents.at(-1) === document;
}

interface Hollow {
  readonly at: Span;
  readonly section: string | undefined;
}

const hollowIn = memoByDocument((facts: DocumentFacts, given: Params): readonly Hollow[] => {
  if (!given.sections) {
    const body = facts.node.entries.filter(isBody);
    return isHollow(facts, body, given) ? [{ at: facts.anchor, section: undefined }] : [];
  }
  return given.sections.flatMap((section): readonly Hollow[] => {
    const entries = facts.entries.get(section) ?? [];
    const [first] = entries;
    return first && isHollow(facts, entries, given) ? [{ at: first.label ?? first.content, section }] : [];
  });
});

/** What the writer wrote, but for times, names and signatures. */
function isBody(entry: Entry): boolean {
  return entry.signature === undefined && (entry.role === 'text' || entry.role === 'section');
}

/** `某某` behind a surname masks a name and nothing that was said. */
const MASKED = /[*＊]{2}|(?<!\p{Script=Han})某某|×{2}|_{2}|【/u;
/** A name that was masked hides nothing that was done: 王某某主任医师. */
const MASKED_NAME = /\p{Script=Han}(?:某{1,2}|×{1,2}|[*＊]{1,2})(?=(?:副|科)?(?:主任|主治|住院|教授|医师|医生))/gu;
const MARKS = /[。,、;:!?()"“”\n]/;

function isHollow({ node }: DocumentFacts, entries: readonly Entry[], given: Params): boolean {
  const filled = entries.filter((entry) => !isBlank(entry));
  if (filled.length === 0 || filled.some(({ blocks }) => blocks.some(({ kind }) => kind === 'table'))) return false;
  const whole = phrasesOf(given);
  let rest = 0;
  for (const entry of filled) {
    const text = plainIn(node, entry.content).replace(MASKED_NAME, '某');
    if (MASKED.test(text)) return false;
    for (const clause of text.split(MARKS)) {
      const said = clause.replace(/\s+/g, '');
      if (!whole.some((phrase) => phrase.test(said))) rest += said.replace(/^\d{1,2}\./, '').length;
      if (rest > given.atMost) return false;
    }
  }
  return true;
}

const phrases = new WeakMap<Params, readonly RegExp[]>();

function phrasesOf(given: Params): readonly RegExp[] {
  const known = phrases.get(given);
  if (known) return known;
  const made = given.phrases.map((source) => new RegExp(`^(?:\\d{1,2}[.．、])?(?:${source})$`, 'u'));
  phrases.set(given, made);
  return made;
}
