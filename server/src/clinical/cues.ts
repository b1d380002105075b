import type { Span } from '../syntax/span.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { type Automaton, admit, buildAutomaton, scan } from './automaton.ts';

/** What a word says of the names around it; `rules/vocabulary/clinical/cues.yaml` explains each under `cue-…`. */
const ROLES = [
  'absent',
  'denied',
  'not-done',
  'absent-either',
  'absent-next',
  'absent-after',
  'gone-after',
  'present-after',
  'exclude',
  'none',
  'break',
  'possible',
  'possible-either',
  'possible-after',
  'workup-after',
  'hypothetical',
  'hypothetical-rest',
  'hypothetical-either',
  'hypothetical-after',
  'planned',
  'family',
  'family-history',
  'family-none',
  'other',
  'other-after',
  'patient',
  'past',
  'past-after',
  'past-ago',
  'now',
  'quoted',
  'neutral',
] as const;
export type CueRole = (typeof ROLES)[number];

export interface Cue extends Span {
  readonly role: CueRole;
}

/** The cue words of a part of a text, in order and without overlaps; the longest of those that begin at one place. */
export function cuesIn(text: string, from: number, to: number, vocabulary: Vocabulary): Cue[] {
  const { automaton, roles } = lexiconOf(vocabulary);
  const chosen: Cue[] = [];
  scan(automaton, text, from, to, (word, start, end) => {
    const role = roles[word];
    return role !== undefined && admit(chosen, { role, start, end }, never);
  });
  return chosen;
}

const never = () => false;

interface CueLexicon {
  readonly automaton: Automaton;
  readonly roles: readonly CueRole[];
}

const lexicons = new WeakMap<Vocabulary, CueLexicon>();

function lexiconOf(vocabulary: Vocabulary): CueLexicon {
  const known = lexicons.get(vocabulary);
  if (known) return known;
  const words: string[] = [];
  const roles: CueRole[] = [];
  for (const role of ROLES) {
    for (const word of vocabulary.terms(`cue-${role}`)) {
      words.push(word);
      roles.push(role);
    }
  }
  const lexicon = { automaton: buildAutomaton(words), roles };
  lexicons.set(vocabulary, lexicon);
  return lexicon;
}
