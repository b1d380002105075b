import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInVocabulary as vocabulary } from '../../vocabulary/builtin.ts';
import type { Stamp } from '../tree.ts';
import { RecordGrammar } from './grammar.ts';
import * as T from './tokens.ts';

const stamp = (start: number, end: number): Stamp => ({
  start,
  end,
  moment: undefined,
  notation: 'standard',
  impossible: true,
});

/** A payload such as the scanner would give a token of that kind at that place. */
function payloadOf(type: (typeof T.ALL_TOKENS)[number], start: number, end: number): T.ScanToken['payload'] {
  const opening: T.Opening = { kind: 'progress-note', heading: undefined, stamp: stamp(start, end) };
  if (type === T.DocumentHeading || type === T.NoteTime) return opening;
  if (type === T.OpeningLabel) return { id: undefined, role: 'section', name: '甲', span: { start, end }, opening };
  if (type === T.SectionLabel) return { id: undefined, role: 'section', name: '甲', span: { start, end } };
  if (type === T.FieldLabel) return { id: undefined, role: 'field', name: '甲', span: { start, end } };
  if (type === T.SignatureLabel) return { id: undefined, role: 'signature', name: '甲', span: { start, end } };
  if (type === T.SigningTime || type === T.TimeLine) return stamp(start, end);
  if (type === T.TableHeader) return { columns: ['item'], cells: [{ start, end }] };
  if (type === T.TableRow || type === T.ResultRow) return [{ start, end }];
  return undefined;
}

describe('the record grammar', () => {
  it('is one that chevrotain finds nothing to say against', () => {
    expect(() => new RecordGrammar(false)).not.toThrow();
  });

  it('derives every sequence of tokens, and loses none of them', () => {
    const grammar = new RecordGrammar();
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...T.ALL_TOKENS), { maxLength: 40, size: 'max' }), (types) => {
        const text = '甲'.repeat(types.length);
        const tokens = types.map((type, at) => T.makeToken(type, at, at + 1, payloadOf(type, at, at + 1)));
        const parts = grammar.build(text, tokens, text.length, vocabulary);
        expect(parts.map(({ node }) => node.text).join('')).toBe(text);
        for (const { node } of parts) {
          const first = node.heading?.end ?? node.entries[0]?.start ?? 0;
          const covered = node.entries.reduce((at, { start, end }) => (start === at ? end : Number.NaN), first);
          if (node.entries.length > 0) expect(covered).toBe(node.text.length);
        }
      }),
      { numRuns: 400 },
    );
  });
});
