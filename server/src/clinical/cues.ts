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

/**
 * The cue words of a part of a text beside the `names` in it, in order and without overlaps; the longest of those that
 * begin at one place. A cue never reaches into a name: 糖尿病史 is 糖尿病 and 史, not 病史.
 */
export function cuesBeside(
  text: string,
  { start: from, end: to }: Span,
  names: readonly Span[],
  vocabulary: Vocabulary,
): Cue[] {
  const { automaton, roles } = lexiconOf(vocabulary);
  const chosen: Cue[] = [];
  let passed = 0;
  scan(automaton, text, from, to, (word, start, end) => {
    while ((names[passed]?.end ?? to) < end) passed++;
    const role = roles[word];
    if (role === undefined || start < (names[passed - 1]?.end ?? from) || end > (names[passed]?.start ?? to))
      return false;
    return admit(chosen, { role, start, end }, never);
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
