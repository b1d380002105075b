import { z } from 'zod';
import { clinicalOf, mentionsIn } from '../../chart/clinical.ts';
import type { DocumentFacts } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import type { Duration, Mention } from '../../clinical/model.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import { type Concept, conceptSchema } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { isDraft } from '../documents/whole.ts';
import { memoByDocument, memoByPair } from '../memo.ts';
import { type Passage, passagesOf, plainIn } from './passage.ts';

const params = z.strictObject({
  documents: z.array(z.string()).min(1),
  /** The section that sums up, and the one that tells the story. */
  summary: z.string(),
  story: z.string(),
  kinds: z.array(conceptSchema.shape.kind).min(1),
  /** Lengths of time agree when neither is longer than so many times the other; below a day, than so many times. */
  ratio: z.number().min(1),
  ratioUnderDay: z.number().min(1),
  /** A story of fewer characters refers to another one. */
  storyFrom: z.number().int(),
});
type Params = z.infer<typeof params>;

/** What a summary names and its story does not: none of the symptoms of the chief complaint, or how long it has lasted. */
export const sameStory = defineCheck<Params>({
  kind: 'same-story',
  scope: 'chart',
  params,
  messages: ['symptom', 'denied', 'duration'],
  run(view, given, report) {
    const disagreementsOf = disagreements(view.environment.vocabulary, given);
    for (const document of view.chart.documents) {
      if (!given.documents.includes(document.facts.kind)) continue;
      const found = disagreementsOf(document.facts, given);
      if (found.length === 0 || isDraft(view, document)) continue;
      const text = ({ start, end }: Span) => document.facts.node.text.slice(start, end);
      for (const { message, at, other } of found) {
        report({
          at: placeOf(document, at),
          message,
          data: other ? { text: text(at), other: text(other) } : { text: text(at) },
          related: other ? [{ ...placeOf(document, other), label: RELATED }] : [],
          subject: { document },
        });
      }
    }
  },
});

const RELATED = { zh: '现病史所写', en: 'What the history says' };

interface Disagreement {
  readonly message: 'symptom' | 'denied' | 'duration';
  readonly at: Span;
  readonly other: Span | undefined;
}

const disagreements = memoByPair((vocabulary: Vocabulary, given: Params) =>
  memoByDocument((facts, _: Params): readonly Disagreement[] => {
    const summaries = passagesOf(facts, [given.summary], vocabulary);
    const stories = passagesOf(facts, [given.story], vocabulary);
    const [summary] = summaries;
    const [story] = stories;
    if (!summary || !story || summaries.length > 1 || stories.length > 1 || !story.closed) return [];
    if (story.end - story.start < given.storyFrom) return [];
    const about = { facts, summary, story, given, vocabulary };
    return [symptomsOf(about), durationOf(about)].filter((each) => each !== undefined);
  }),
);

interface About {
  readonly facts: DocumentFacts;
  readonly summary: Passage;
  readonly story: Passage;
  readonly given: Params;
  readonly vocabulary: Vocabulary;
}

function symptomsOf({ facts, summary, story, given, vocabulary }: About): Disagreement | undefined {
  const named = mentionsIn(facts, summary, vocabulary).filter(
    ({ concept, assertion }) => given.kinds.includes(concept.kind) && assertion === 'present',
  );
  const [first] = named;
  if (!first) return undefined;
  const told = mentionsIn(facts, story, vocabulary);
  const clauses = plainIn(facts.node, story).split(/[,，。；;、\n]/);
  const isTold = (mention: Mention) =>
    told.some(({ concept }) => areAkin(concept, mention.concept)) ||
    clauses.some((clause) => isHalfIn(plainIn(facts.node, mention), clause));
  if (!named.some(isTold)) return { message: 'symptom', at: first, other: undefined };
  const denied = named.find((mention) => {
    const same = told.filter(({ concept }) => concept.id === mention.concept.id);
    return same.length > 0 && same.every(({ assertion }) => assertion === 'absent');
  });
  const other = told.find(({ concept }) => concept.id === denied?.concept.id);
  return denied && { message: 'denied', at: denied, other };
}

/** `排尿次数增多` tells 尿频 in other words: half of the characters is taken for the same thing. */
function isHalfIn(name: string, clause: string): boolean {
  const characters = [...new Set(name)];
  return characters.filter((each) => clause.includes(each)).length * 2 >= characters.length;
}

/** One thing, or two that one may be written for: kinds of pain, complaints of one organ. */
function areAkin(a: Concept, b: Concept): boolean {
  if (a.id === b.id || (a.organ !== undefined && a.organ === b.organ)) return true;
  return a.groups.some((group) => b.groups.includes(group));
}

/** Judged only where the story counts in lengths of time, too: a date may be any of them. */
function durationOf({ facts, summary, story, given, vocabulary }: About): Disagreement | undefined {
  const { durations } = clinicalOf(facts, vocabulary);
  const within = (span: Span) => durations.filter(({ start, end }) => start >= span.start && end <= span.end);
  const summed = within(summary).filter(
    ({ start, ago }) => !ago && !AGE.test(facts.node.text.slice(Math.max(0, start - 4), start)),
  );
  const told = within(story);
  const counted = told.find((each) => isCountedBack(facts.node.text, each));
  if (!counted || [...summed, ...told].some(({ days }) => !days)) return undefined;
  const plain = plainIn(facts.node, story);
  if (GIVES_DATES.test(plain) || LOST_UNIT.test(plain)) return undefined;
  const longest = summed.reduce<Duration | undefined>((a, b) => (a && mostOf(a) >= mostOf(b) ? a : b), undefined);
  if (!longest || told.some((each) => agree(longest, each, given))) return undefined;
  return { message: 'duration', at: longest, other: counted };
}

/** `7天前`, `近3月来`, `入院前8天`: what a story counts from the day it is told. */
function isCountedBack(text: string, { start, end, ago }: Duration): boolean {
  return (
    ago || /近|[院诊]前$/.test(text.slice(Math.max(0, start - 3), start)) || /^近|以?来$/.test(text.slice(start, end))
  );
}

/** `孕33周` tells how old a pregnancy is, not how long anything has lasted. */
const AGE = /(?:孕|停经|妊娠|胎龄|绝经|闭经)\s?约?$/;

const mostOf = ({ days }: Duration) => days?.most ?? 0;

const GIVES_DATES =
  /\d{4}年|\d{1,2}月\d{1,2}|\d{4}[-/.]\d|(?<![\d.])\d{1,2}[-/.]\d{1,2}(?!\s?(?:[\d.%×x*℃年个天日小时月分周倍次]|[a-zμ]))|[去今前]年|昨|前[日天]|上周|上个?月|\*{1,4}[-/.年月日]|自幼|生后|出生|停经|末次月经/;

/** `半个前`, `3余前`: a length of time whose unit was left out may be any. */
const LOST_UNIT = /半个前|[\d一二三四五六七八九十]个?余?前(?![列后\d])/;

function agree(a: Duration, b: Duration, { ratio, ratioUnderDay }: Params): boolean {
  if (!a.days || !b.days) return true;
  const most = Math.max(a.days.least, b.days.least) < 1 ? ratioUnderDay : ratio;
  return a.days.least <= b.days.most * most && b.days.least <= a.days.most * most;
}
