import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LineIndex } from './lines.ts';

describe('LineIndex', () => {
  it('counts as the protocol does, surrogates and every kind of line end included', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '病', '𠮷', '\n', '\r', '\r\n', '') });
    fc.assert(
      fc.property(text, fc.nat(60), (content, offset) => {
        const lines = new LineIndex(content);
        const document = TextDocument.create('x:', '', 1, content);
        const at = Math.min(offset, content.length);
        // Between CR and LF the reference steps back to the line's end; no finding ever ends there.
        if (content[at - 1] === '\r' && content[at] === '\n') return;
        expect(lines.position(at)).toEqual(document.positionAt(at));
        expect(lines.offset(lines.position(at))).toBe(at);
        expect(lines.lineCount).toBe(document.lineCount);
      }),
    );
  });

  it('takes positions beyond the text for its end', () => {
    const lines = new LineIndex('甲乙\n丙');
    expect(lines.offset({ line: 9, character: 0 })).toBe(4);
    expect(lines.offset({ line: -1, character: 3 })).toBe(0);
    expect(lines.offset({ line: 1, character: 50 })).toBe(4);
    expect(lines.position(99)).toEqual({ line: 1, character: 1 });
  });
});
