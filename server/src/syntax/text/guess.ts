import { UNKNOWN_DOCUMENT } from '../tree.ts';
import type { Lexicon } from './lexicon.ts';

/**
 * Guesses the kind of a document without heading from its sections: the kind that lists most of them, where a section
 * counts the more the fewer kinds list it, and one that the kind only allows counts half. Under the header of a visit
 * only records of visits come into question.
 */
export class KindGuess {
  private readonly kinds: readonly string[];
  private readonly lexicon: Lexicon;
  private readonly scores = new Map<string, number>();
  private readonly seen = new Set<string>();
  private decisive = false;
  private leader = UNKNOWN_DOCUMENT;

  constructor(lexicon: Lexicon, ofVisit: boolean) {
    this.lexicon = lexicon;
    const { documents } = lexicon.vocabulary.data;
    this.kinds = documents.filter(({ group }) => !ofVisit || group === 'outpatient').map(({ id }) => id);
  }

  /** The leading kind; one section that several kinds share does not make a document of any. */
  get kind(): string {
    return this.decisive || this.seen.size > 1 ? this.leader : UNKNOWN_DOCUMENT;
  }

  see(label: string): void {
    if (this.seen.has(label)) return;
    const kinds = this.lexicon.listings.get(label);
    if (!kinds) return;
    this.seen.add(label);
    if (kinds.length === 1) this.decisive = true;
    for (const { kind, weight } of kinds) {
      const score = (this.scores.get(kind) ?? 0) + weight / kinds.length;
      this.scores.set(kind, score);
    }
    let best = 0;
    for (const id of this.kinds) {
      const score = this.scores.get(id) ?? 0;
      if (score > best + 1e-9) {
        best = score;
        this.leader = id;
      }
    }
  }
}
