import { clinicalOf } from '../../chart/clinical.ts';
import type { DocumentFacts } from '../../chart/model.ts';
import { conceptsIn } from '../../clinical/lexicon.ts';
import type { Mention } from '../../clinical/model.ts';
import type { Span } from '../../syntax/span.ts';
import type { Concept } from '../../vocabulary/schema.ts';
import { normalizeName, type Vocabulary } from '../../vocabulary/vocabulary.ts';
import { memoByDocument } from '../memo.ts';
import { hasContent, type Thing } from './thing.ts';

/** A thing as texts are held against it: made once, since every order and note is. */
interface Ready {
  readonly words: readonly string[];
  readonly exceptWords: readonly string[];
  readonly patterns: readonly RegExp[];
  readonly places: readonly RegExp[];
  /** Whether the thing asks for a concept by its groups, as far as it was asked. */
  readonly asked: Map<Concept, boolean>;
}

const readied = new WeakMap<Thing, Ready>();

function readyFor(thing: Thing): Ready {
  const known = readied.get(thing);
  if (known) return known;
  const made: Ready = {
    words: thing.words.map(normalizeName),
    exceptWords: thing.exceptWords.map(normalizeName),
    patterns: thing.patterns.map((pattern) => new RegExp(pattern, 'u')),
    places: thing.patterns.map((pattern) => new RegExp(pattern, 'gu')),
    asked: new Map(),
  };
  readied.set(thing, made);
  return made;
}

function isAsked(concept: Concept, thing: Thing): boolean {
  const { asked } = readyFor(thing);
  const known = asked.get(concept);
  if (known !== undefined) return known;
  const { groups, exceptGroups } = thing;
  const made =
    (groups.length === 0 || concept.groups.some((group) => groups.includes(group))) &&
    !concept.groups.some((group) => exceptGroups.includes(group));
  asked.set(concept, made);
  return made;
}

/** Concepts of a short text (an order, a diagnosis) that the thing asks for, each once. */
export function conceptsAsked(named: readonly Concept[], thing: Thing): readonly Concept[] {
  const asked = named.filter((concept) => isAsked(concept, thing));
  return asked.length > 1 ? [...new Set(asked)] : asked;
}

/** Whether a short text speaks of what the thing asks for. `same` are the concepts of the trigger. */
export function speaksOf(text: string, named: readonly Concept[], thing: Thing, same: readonly Concept[]): boolean {
  const { words, exceptWords, patterns } = readyFor(thing);
  const name = normalizeName(text);
  const says = (word: string) => name.includes(word);
  if (exceptWords.some(says)) return false;
  if (!hasContent(thing)) return thing.exceptGroups.length === 0 || conceptsAsked(named, thing).length === named.length;
  return (
    (thing.groups.length > 0 && named.some((concept) => isAsked(concept, thing))) ||
    (thing.sameConcept && named.some((concept) => same.includes(concept))) ||
    words.some(says) ||
    patterns.some((pattern) => pattern.test(text))
  );
}

/** Concepts of a short text. */
export function conceptsOfText(text: string, vocabulary: Vocabulary): readonly Concept[] {
  return conceptsIn(text, vocabulary).map(({ concept }) => concept);
}

/** The first place where a document speaks of what the thing asks for, in its own offsets. */
export function placeInDocument(
  facts: DocumentFacts,
  thing: Thing,
  same: readonly Concept[],
  vocabulary: Vocabulary,
): Span | undefined {
  if (!hasContent(thing)) return facts.anchor;
  const known = placesFound(facts, thing);
  const key = same.map(({ id }) => id).join();
  if (!known.has(key)) known.set(key, findPlace(facts, thing, same, vocabulary));
  return known.get(key);
}

/** Places found before, by the concepts of the trigger. */
const placesFound = memoByDocument((_facts: DocumentFacts, _thing: Thing) => new Map<string, Span | undefined>());

function findPlace(
  facts: DocumentFacts,
  thing: Thing,
  same: readonly Concept[],
  vocabulary: Vocabulary,
): Span | undefined {
  const spans = [...mentionSpans(facts, thing, same, vocabulary), ...wordsOf(facts, thing)].sort(
    (a, b) => a.start - b.start,
  );
  return spans.find((span) => isInside(facts, span, thing) && isNear(facts.node.text, span, thing));
}

/** Mentions of the document by what they name. */
const mentionsByConcept = memoByDocument((facts: DocumentFacts, vocabulary: Vocabulary) => {
  const byConcept = new Map<Concept, Mention[]>();
  for (const mention of clinicalOf(facts, vocabulary).mentions) {
    const same = byConcept.get(mention.concept);
    if (same) same.push(mention);
    else byConcept.set(mention.concept, [mention]);
  }
  return byConcept;
});

function mentionSpans(
  facts: DocumentFacts,
  thing: Thing,
  same: readonly Concept[],
  vocabulary: Vocabulary,
): readonly Span[] {
  if (thing.groups.length === 0 && !thing.sameConcept) return [];
  const byConcept = mentionsByConcept(facts, vocabulary);
  const spans: Mention[] = [];
  for (const [concept, mentions] of byConcept) {
    if (!((thing.groups.length > 0 && isAsked(concept, thing)) || (thing.sameConcept && same.includes(concept))))
      continue;
    for (const mention of mentions) if (counts(mention, thing)) spans.push(mention);
  }
  return spans;
}

function counts({ assertion, experiencer }: Mention, { denied, planned }: Thing): boolean {
  if (experiencer === 'family') return false;
  if (assertion === 'planned') return planned;
  return denied || (assertion !== 'absent' && assertion !== 'hypothetical');
}

/** Words and patterns of the thing in the document. */
const wordsOf = memoByDocument((facts: DocumentFacts, thing: Thing): readonly Span[] => {
  const { text } = facts.node;
  const { words, denied } = thing;
  const spans: Span[] = [];
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      if (denied || !isDenied(text, at)) spans.push({ start: at, end: at + word.length });
    }
  }
  for (const pattern of readyFor(thing).places) {
    for (const match of text.matchAll(pattern)) {
      spans.push({ start: match.index, end: match.index + match[0].length });
    }
  }
  return spans;
});

/** A word right behind a denial: 未予抗感染, 无需会诊. */
function isDenied(text: string, at: number): boolean {
  return /(?:未|无|没有?|否认|拒绝|不需|无需|不予|暂不|暂缓)(?:再?予|行|做|见|需|用|使用|给予|进行)?$/.test(
    text.slice(Math.max(0, at - 6), at),
  );
}

function isInside(facts: DocumentFacts, { start }: Span, { fields }: Thing): boolean {
  if (fields.length === 0) return true;
  return fields.some((id) =>
    facts.entries.get(id)?.some(({ content }) => start >= content.start && start < content.end),
  );
}

/** What stands further off is not near: a longer sentence is a list, or an export without punctuation. */
const SENTENCE = 150;
/** Enough for `胸部CT平扫（外院2024-03-01）：`. */
const HEADING = 24;
/** A colon in the same clause, and none of a clock time. */
const HEADS = /^[^。；;\n]*?[：:](?!\d\d)/;
const STOPS = /[。；;！!\n]/g;

function isNear(text: string, { start, end }: Span, { near, heading }: Thing): boolean {
  if (near.length === 0 || (heading && HEADS.test(text.slice(end, end + HEADING)))) return true;
  const before = text.slice(Math.max(0, start - SENTENCE), start);
  const behind = text.slice(end, end + SENTENCE);
  const from = Math.max(...['。', '；', ';', '\n'].map((stop) => before.lastIndexOf(stop)));
  const stops = [...behind.matchAll(STOPS)];
  const sentence = before.slice(from + 1) + text.slice(start, end) + behind.slice(0, stops[1]?.index ?? behind.length);
  return near.some((word) => sentence.includes(word));
}
