import { z } from 'zod';
import type { Chart, ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { fieldText, filledEntry, placeOf, textOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import { MINUTES_PER_DAY } from '../../syntax/moment.ts';
import type { Entry } from '../../syntax/tree.ts';
import { isWhole } from '../documents/whole.ts';
import { BLANK_TO_FILL, isBlank } from '../reading.ts';
import { linearPattern } from '../writing/linear.ts';

const itemSchema = z.strictObject({
  /** Vocabulary id of the field, section or signature. */
  id: z.string().optional(),
  /** For items the vocabulary does not hold: their labels, compared in half width and without blanks. */
  labels: z.array(z.string()).default([]),
  /** Only a label that matches is this item's: 疾病编码 stands behind every diagnosis of the form. */
  written: linearPattern.optional(),
  /** Items that state the same. */
  orElse: z.array(z.string()).default([]),
  /** Asked where no label stands, too. */
  always: z.boolean().default(false),
  /** A dash is no answer to it. */
  noDash: z.boolean().default(false),
  /** It was taken out of a de-identified chart. */
  identifies: z.boolean().default(false),
  /** Asked only where another field says so. */
  where: z.strictObject({ id: z.string(), matches: linearPattern }).optional(),
  /** Asked only of patients known to be under this age in days. */
  underDays: z.number().int().optional(),
  died: z.boolean().optional(),
});
type Item = z.output<typeof itemSchema>;

const params = z.strictObject({
  documents: z.array(z.string()).min(1),
  items: z.array(itemSchema).min(1),
});
type Params = z.output<typeof params>;

/**
 * Items of a form that stand empty. `-` and `无` are answers (卫医政发〔2011〕84号), except where nobody can be without
 * one. An item whose label does not stand was left out of the export, unless it is `always` asked. Silent while the
 * patient is there, and on a form of which only a part is shown.
 */
export const formItems = defineCheck<Params>({
  kind: 'form-items',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['empty', 'absent'],
  run({ chart, running, environment: { vocabulary } }, { documents, items }, report) {
    if (running) return;
    for (const document of chart.documents) {
      const kind = vocabulary.document(document.facts.kind);
      if (!kind || !documents.includes(kind.id)) continue;
      const asked = items.flatMap(({ id, always }) => (id !== undefined && always ? [id] : []));
      const isComplete = asked.filter((id) => document.facts.entries.has(id)).length * 2 >= asked.length;
      if (!isComplete || !isWhole(document.facts, kind, vocabulary)) continue;
      for (const item of items) {
        if (!isAsked(chart, document, item)) continue;
        const entries = entriesOf(document.facts, item);
        const data = { document: kind.id, item: item.id ?? item.labels[0] ?? '' };
        if (entries.some((entry) => isAnswered(document.facts, entry, item)) || isStated(chart, document, item))
          continue;
        const label = entries.find((entry) => entry.label !== undefined)?.label;
        if (label) report({ at: placeOf(document, label), message: 'empty', data, subject: { document } });
        else if (item.always && entries.length === 0)
          report({ at: placeOf(document, document.facts.anchor), message: 'absent', data, subject: { document } });
      }
    }
  },
});

function isAsked(chart: Chart, { facts }: ChartDocument, item: Item): boolean {
  if (item.identifies && chart.encounter.deidentified) return false;
  if (item.died !== undefined && item.died !== (chart.encounter.death !== undefined)) return false;
  if (item.underDays !== undefined && !isYounger(chart, item.underDays)) return false;
  if (!item.where) return true;
  const text = fieldText(facts, item.where.id);
  return text !== undefined && new RegExp(item.where.matches, 'u').test(text);
}

/** Age at admission in days, from the day of birth, else as stated. */
function isYounger({ patient, encounter }: Chart, days: number): boolean {
  const born = patient.birth?.value;
  const admitted = encounter.admission?.start?.value;
  if (born && admitted) return admitted.latest - born.earliest < days * MINUTES_PER_DAY;
  return (patient.age?.value.days ?? Infinity) < days;
}

function entriesOf({ entries, node }: DocumentFacts, { id, labels, written }: Item): readonly Entry[] {
  const named = id === undefined ? [] : (entries.get(id) ?? []);
  const known = written === undefined ? named : named.filter(({ name }) => new RegExp(written, 'u').test(name));
  return labels.length === 0 ? known : [...known, ...node.entries.filter(({ name }) => labels.includes(name))];
}

/** A mask, a blank that the placeholder rule speaks of, and `None` for what was taken out, are answers. */
function isAnswered({ node }: DocumentFacts, entry: Entry, { noDash }: Item): boolean {
  if (isBlank(entry)) return false;
  const text = textOf(node, entry.content);
  return BLANK_TO_FILL.test(text) || !noDash || !/^[-－—–/／\s]+$/.test(text);
}

/** Another item of the form, or the chart header, states it. */
function isStated(chart: Chart, { facts }: ChartDocument, { id, orElse }: Item): boolean {
  const ids = id === undefined ? orElse : [id, ...orElse];
  return [facts, ...chart.headers.map((header) => header.facts)].some((each) =>
    ids.some((other) => filledEntry(each, other) !== undefined),
  );
}
