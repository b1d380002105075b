import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import type { RecordTree } from '../tree.ts';
import { RecordGrammar } from './grammar.ts';
import { lexiconOf } from './lexicon.ts';
import { Scanner } from './scanner.ts';

let grammar: RecordGrammar | undefined;

/** Reads record text. Total: whatever the text, the parts of the tree tile it. */
export function parseText(text: string, vocabulary: Vocabulary): RecordTree {
  const scanner = new Scanner(text, lexiconOf(vocabulary));
  const end = scanner.scan(0);
  grammar ??= new RecordGrammar();
  return { format: 'text', text, parts: grammar.build(text, scanner.tokens, end, vocabulary) };
}
