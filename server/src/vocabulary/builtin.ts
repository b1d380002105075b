import vocabulary from '../generated/vocabulary.json' with { type: 'json' };
import type { VocabularyData } from './schema.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** The vocabulary of rules/vocabulary, as compiled by `scripts/compile-rules.ts`. */
export const builtInVocabulary: Vocabulary = createVocabulary(vocabulary as VocabularyData);
