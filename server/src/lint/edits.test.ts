import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, collide, compatibleFixes } from './edits.ts';
import type { Finding, Fix, TextEdit } from './finding.ts';

function edit(start: number, end: number, text = '', file = 'a'): TextEdit {
  return { file, start, end, text };
}
function fixOf(...edits: TextEdit[]): Fix {
  return { id: 'f', title: { zh: '', en: '' }, safety: 'safe', edits };
}
function findingWith(...fixes: Fix[]): Finding {
  return { rule: 'a/b', severity: 'error', message: 'm', data: {}, file: 'a', start: 0, end: 0, related: [], fixes };
}

describe('collide', () => {
  it.each([
    [edit(0, 2), edit(2, 4), false],
    [edit(0, 3), edit(2, 4), true],
    [edit(2, 2), edit(2, 2), true],
    [edit(2, 2), edit(2, 4), true],
    [edit(4, 4), edit(2, 4), false],
    [edit(3, 3), edit(2, 4), true],
    [edit(0, 2), edit(0, 2, '', 'b'), false],
  ])('%j and %j: %s', (a, b, expected) => {
    expect([collide(a, b), collide(b, a)]).toEqual([expected, expected]);
  });
});

describe('applyEdits', () => {
  it('replaces, inserts and deletes in any order', () => {
    expect(applyEdits('abcdef', [edit(6, 6, '!'), edit(0, 1), edit(2, 4, 'CD'), edit(1, 1, '>')])).toBe('>bCDef!');
  });

  it('does as edits done one by one from the end', () => {
    const spans = fc.uniqueArray(fc.nat(40), { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(fc.string({ minLength: 41, maxLength: 41 }), spans, (text, points) => {
        const sorted = points.toSorted((a, b) => a - b);
        const edits = sorted.flatMap((start, i) => (i % 2 === 0 ? edit(start, sorted[i + 1] ?? start, `<${i}>`) : []));
        const oneByOne = edits.reduceRight(
          (done, { start, end, text: put }) => done.slice(0, start) + put + done.slice(end),
          text,
        );
        expect(applyEdits(text, edits.toReversed())).toBe(oneByOne);
      }),
    );
  });
});

describe('compatibleFixes', () => {
  it('takes a fix whole or not at all, the earlier one first', () => {
    const first = fixOf(edit(0, 2), edit(8, 9));
    const clashing = fixOf(edit(3, 4), edit(8, 9));
    const last = fixOf(edit(5, 6));
    expect(
      compatibleFixes(
        [first, clashing, last].map((fix) => findingWith(fix)),
        () => true,
      ),
    ).toEqual([first, last]);
  });

  it('takes the first fix that is wanted', () => {
    const structure: Fix = { ...fixOf(edit(0, 0)), safety: 'structure' };
    const safe = fixOf(edit(1, 1));
    expect(
      compatibleFixes([findingWith(structure, safe), findingWith(structure)], ({ safety }) => safety === 'safe'),
    ).toEqual([safe]);
  });
});
