import { z } from 'zod';
import type { ChartDocument } from '../../chart/model.ts';
import { type ChartView, defineCheck, type Hit } from '../../lint/check.ts';
import type { Place, Severity } from '../../lint/finding.ts';
import { severitySchema } from '../../lint/pack.ts';
import { formatMinutes } from '../../syntax/moment.ts';
import { type Anchor, anchorSchema, anchorsOf, isOfStay, labelOf } from './anchor.ts';
import { judge, timeValue, type Verdict } from './judge.ts';
import { limitSchema, limitValue } from './limit.ts';
import { anchorPlace, isProgressNote, momentOf } from './places.ts';
import { isExcerpt, mayBeShorterThan, mayHaveLeftBy } from './stay.ts';

const params = z.strictObject({
  /** Kinds of document that meet the obligation; the first is the one a missing document is called by. */
  document: z.array(z.string()).min(1),
  /** The event that each one of these documents is owed after. */
  after: anchorSchema,
  within: limitSchema,
  /** Which of the document's times counts, the first that it states: `completed`, `dated`, `recorded` or a field. */
  time: z.array(z.string()).default(['completed']),
  /** Severity by state, where it differs from the rule's. */
  severities: z.strictObject({ missing: severitySchema.optional(), late: severitySchema.optional() }).default({}),
  /** Severity of a late document where the event was an emergency, as the chart or one of these words tells. */
  emergency: z.strictObject({ severity: severitySchema, words: z.array(z.string()) }).optional(),
  /** Events with one of these attributes owe nothing: `{ external: true }`. */
  except: z.record(z.string(), z.union([z.string(), z.boolean(), z.number()])).default({}),
  /** The obligation ends with the stay. */
  whileInHospital: z.boolean().default(false),
  /** Nothing is owed after an event that the patient did not survive. */
  unlessDied: z.boolean().default(false),
  /** Documents that meet the obligation whenever they were written: a form for both halves of a transfer, say. */
  suffices: z.array(z.string()).default([]),
  /** Say so where the chart lacks what the limit is counted from, or the year's working days are not published. */
  tellUnverifiable: z.boolean().default(false),
  /** Only documents dated after the event count, not earlier ones of the same kind. */
  anew: z.boolean().default(false),
  /** A shorter stay may be written up in one of `forms`, unless one of `fullRecords` shows that it was not. */
  shortStay: z
    .strictObject({ under: limitSchema, forms: z.array(z.string()), fullRecords: z.array(z.string()) })
    .optional(),
  /** A note of the course that speaks of the event by name, or by one of these words, meets the obligation too. */
  mentions: z
    .strictObject({
      name: z.boolean().default(false),
      words: z.array(z.string()).default([]),
      /** A term list of the vocabulary in which shorter and longer names of one thing stand (胸穿, 胸腔穿刺). */
      terms: z.string().optional(),
    })
    .optional(),
});
type Params = z.output<typeof params>;

/** A document is owed within a limit after an event: once for each operation, rescue, consultation, … of the chart. */
export const deadline = defineCheck<Params>({
  kind: 'deadline',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['missing', 'late', 'due', 'unverifiable'],
  run(view, rule, report, undecided) {
    const short = shortStayOf(view, rule);
    if (short === 'maybe') undecided();
    if (short) return;
    const anchors = anchorsOf(view, rule.after);
    if (anchors.length === 0 && isOfStay(rule.after)) undecided();
    for (const anchor of anchors) {
      if (isExcepted(anchor, rule) || (rule.unlessDied && diedIn(view, anchor))) continue;
      if (answering(view, anchor, anchors, rule, rule.suffices).length > 0) continue;
      const documents = answering(view, anchor, anchors, rule, rule.document);
      const verdict = judgeAnchor(view, anchor, documents, rule);
      if (rule.whileInHospital && 'due' in verdict && mayHaveLeftBy(view, verdict.due)) continue;
      if (verdict.state === 'open' || verdict.state === 'unverifiable') undecided();
      if (verdict.state === 'unverifiable' && !rule.tellUnverifiable) continue;
      if (documents.length === 0 && (isExcerpt(view) || isMentioned(view, anchor, rule))) continue;
      const hit = hitFor(verdict, anchor, documents, rule);
      if (hit) report(hit);
    }
  },
});

/** Whether the patient was dead before the event was over, or within minutes of its end. */
function diedIn({ chart }: ChartView, { bounds }: Anchor): boolean {
  const death = chart.encounter.death?.start?.value;
  return death !== undefined && death.earliest <= bounds.latest + DYING;
}

/** Minutes: the death is stated when efforts end, which may be after the last stitch. */
const DYING = 60;

function judgeAnchor(view: ChartView, { bounds, stated }: Anchor, documents: readonly ChartDocument[], rule: Params) {
  const done = documents.map(({ facts }) => momentOf(facts, rule.time));
  const obligation = { from: bounds, stated: stated !== undefined, limit: rule.within, done };
  return judge(obligation, view.judgedAt, view.environment);
}

/** Whether the stay is written up in its short form, or may yet be: neither form nor full records are there. */
function shortStayOf(view: ChartView, { shortStay }: Params): 'written' | 'maybe' | undefined {
  if (!shortStay || !mayBeShorterThan(view, shortStay.under.count)) return undefined;
  const has = (kinds: readonly string[]) => view.chart.documents.some(({ facts }) => kinds.includes(facts.kind));
  if (has(shortStay.forms)) return 'written';
  return has(shortStay.fullRecords) ? undefined : 'maybe';
}

function isExcepted({ event }: Anchor, { except }: Params): boolean {
  return Object.entries(except).some(
    ([key, value]) => event.attributes[key as keyof typeof event.attributes] === value,
  );
}

/** Documents that answer for the event: its own records, else those of the kind that may record no other event of its kind. */
function answering(
  view: ChartView,
  anchor: Anchor,
  anchors: readonly Anchor[],
  rule: Params,
  kinds: readonly string[],
): readonly ChartDocument[] {
  const { event, bounds } = anchor;
  const wanted = (document: ChartDocument) => kinds.includes(document.facts.kind);
  const isAnew = (document: ChartDocument) => {
    const moment = momentOf(document.facts, rule.time);
    return !moment || moment.latest >= bounds.earliest;
  };
  const own = event.recordedBy.filter(wanted);
  if (own.length > 0 && !rule.anew) return own;
  // An event keeps one document; of two that were taken for its own, either may be another event's.
  const others = new Set(
    anchors.flatMap((other) => {
      const taken = other === anchor ? [] : other.event.recordedBy.filter(wanted);
      return taken.length === 1 ? taken : [];
    }),
  );
  const free = view.chart.documents.filter((document) => wanted(document) && !others.has(document));
  return rule.anew || anchors.length > 1 ? free.filter(isAnew) : free;
}

/** A note written from the event on that speaks of it. */
function isMentioned(view: ChartView, { event, bounds }: Anchor, { mentions }: Params): boolean {
  if (!mentions) return false;
  const { name } = event.attributes;
  const names =
    mentions.name && name ? namesLike(name, view.environment.vocabulary.data.terms[mentions.terms ?? '']) : [];
  const words = [...mentions.words, ...names];
  return view.chart.documents.some((document) => {
    if (!isProgressNote(document, view.environment.vocabulary)) return false;
    const moment = momentOf(document.facts, ['completed', 'dated']);
    const { text } = document.facts.node;
    return (!moment || moment.latest >= bounds.earliest) && words.some((word) => text.includes(word));
  });
}

/** The name without its 术, and every term that is a shorter or longer form of it. */
function namesLike(name: string, terms: readonly string[] = []): readonly string[] {
  const plain = name.replace(/术$/, '');
  return [plain, ...terms.filter((term) => isShortFor(term, plain) || isShortFor(plain, term))];
}

/** 胸穿 for 胸腔穿刺: the characters of the one stand in the other, in order. */
function isShortFor(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (character === short[at]) at++;
  return at === short.length;
}

function hitFor(
  verdict: Verdict,
  anchor: Anchor,
  documents: readonly ChartDocument[],
  rule: Params,
): Hit<Place> | undefined {
  const wanted = rule.document[0];
  const { event, stated, needs } = anchor;
  const facts = { document: wanted ?? '', event: timeValue(stated?.value), limit: limitValue(rule.within) };
  const subject = { event, wanted };
  switch (verdict.state) {
    case 'late':
      return lateHit(verdict, anchor, documents, rule, facts);
    case 'missing': {
      const severity = rule.severities.missing;
      const data = { ...facts, due: formatMinutes(verdict.due) };
      return { at: event.source, message: 'missing', state: 'missing', severity, data, subject };
    }
    case 'due': {
      const data = { ...facts, due: formatMinutes(verdict.due), remaining: verdict.remaining };
      return { at: event.source, message: 'due', state: 'due', data, subject };
    }
    case 'unverifiable': {
      const data = { document: facts.document, needs: verdict.lacks === 'calendar' ? 'calendar' : needs };
      return { at: event.source, message: 'unverifiable', severity: 'information', data, subject: { event } };
    }
    default:
      return undefined;
  }
}

function lateHit(
  verdict: Verdict & { readonly state: 'late' },
  anchor: Anchor,
  documents: readonly ChartDocument[],
  rule: Params,
  facts: { readonly document: string; readonly event: string | null; readonly limit: number },
): Hit<Place> | undefined {
  const document = documents.find(({ facts: each }) => momentOf(each, rule.time)?.earliest === verdict.at);
  if (!document) return undefined;
  const { event, stated } = anchor;
  const completed = timeValue(momentOf(document.facts, rule.time)) ?? formatMinutes(verdict.at);
  const data = {
    ...facts,
    document: document.facts.kind,
    due: formatMinutes(verdict.due),
    completed,
    late: verdict.by,
  };
  const related = [{ ...(stated?.source ?? event.source), label: labelOf(rule.after) }];
  const severity = lateSeverity(event.attributes.emergency, document, rule);
  return {
    at: anchorPlace(document),
    message: 'late',
    state: 'late',
    severity,
    data,
    related,
    subject: { document, event },
  };
}

function lateSeverity(isEmergency: boolean | undefined, document: ChartDocument, rule: Params): Severity | undefined {
  const { emergency, severities } = rule;
  const urgent = isEmergency || emergency?.words.some((word) => document.facts.node.text.includes(word));
  return emergency && urgent ? emergency.severity : severities.late;
}
