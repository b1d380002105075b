import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInVocabulary as vocabulary } from '../../vocabulary/builtin.ts';
import type { DocumentNode, RecordTree } from '../tree.ts';
import { lexiconOf } from './lexicon.ts';
import { parseText, reparseText, type TextEdit } from './parse.ts';
import { Scanner } from './scanner.ts';
import { anyRecord } from './testing.ts';

function faultsOf({ text, parts }: RecordTree): string[] {
  const faults: string[] = [];
  let at = 0;
  for (const { offset, node } of parts) {
    if (offset !== at) faults.push(`part at ${offset}, expected ${at}`);
    if (node.text !== text.slice(offset, offset + node.text.length)) faults.push(`text of part at ${offset}`);
    at = offset + node.text.length;
    faults.push(...faultsOfNode(node).map((fault) => `part at ${offset}: ${fault}`));
  }
  if (at !== text.length) faults.push(`parts end at ${at} of ${text.length}`);
  return faults;
}

interface Placed {
  readonly start: number;
  readonly end: number;
}

function faultsOfNode({ text, heading, entries }: DocumentNode): string[] {
  const faults: string[] = [];
  const inside = (what: string, span: Placed | undefined, outer: Placed) => {
    if (span && !(outer.start <= span.start && span.start <= span.end && span.end <= outer.end)) {
      faults.push(`${what} ${span.start}–${span.end} not in ${outer.start}–${outer.end}`);
    }
  };
  inside('title', heading?.title, heading ?? { start: 0, end: 0 });
  inside('heading stamp', heading?.stamp, heading ?? { start: 0, end: 0 });
  for (const person of heading?.people ?? []) inside('person', person, heading?.title ?? { start: 0, end: 0 });
  let at = heading ? heading.end : 0;
  if (heading && heading.start !== 0) faults.push('heading not at 0');
  for (const entry of entries) {
    if (entry.start !== at) faults.push(`entry at ${entry.start}, expected ${at}`);
    at = entry.end;
    inside('label', entry.label, entry);
    inside('content', entry.content, entry);
    for (const person of entry.signature?.people ?? []) inside('signer', person, entry.content);
    inside('signing time', entry.signature?.stamp, entry.content);
    let blockAt: number | undefined;
    for (const block of entry.blocks) {
      inside(block.kind, block, entry);
      if (blockAt !== undefined && block.start !== blockAt) faults.push(`block at ${block.start}, expected ${blockAt}`);
      blockAt = block.end;
      if (block.kind !== 'table') continue;
      for (const row of block.rows) {
        inside('row', row, block);
        if (row.cells.length !== block.columns.length) faults.push(`row of ${row.cells.length} cells`);
        for (const cell of row.cells) inside('cell', cell, row);
      }
    }
    if (blockAt !== undefined && blockAt !== entry.end) faults.push(`blocks end at ${blockAt} of ${entry.end}`);
    const first = entry.blocks[0];
    if (!entry.label && first && first.start !== entry.start)
      faults.push('unlabelled entry does not begin with its block');
  }
  if (at !== text.length) faults.push(`entries end at ${at} of ${text.length}`);
  return faults;
}

describe('every character is in the tree', () => {
  it.each([
    ['of records', anyRecord],
    ['of any characters', fc.string({ unit: 'binary', maxLength: 200 })],
  ])('%s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (text) => {
        expect(faultsOf(parseText(text, vocabulary))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('tokens tile the text', () => {
    fc.assert(
      fc.property(anyRecord, (text) => {
        const scanner = new Scanner(text, lexiconOf(vocabulary));
        scanner.scan(0);
        let at = 0;
        for (const { startOffset, endOffset = 0 } of scanner.tokens) {
          expect(startOffset).toBe(at);
          expect(endOffset).toBeGreaterThan(startOffset);
          at = endOffset;
        }
        expect(at).toBe(text.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('reading again after an edit', () => {
  const edits = (length: number) =>
    fc.array(
      fc.tuple(
        fc.nat(length + 20),
        fc.nat(12),
        anyRecord.map((text) => text.slice(0, 40)),
      ),
      { minLength: 1, maxLength: 4 },
    );

  it('equals reading anew', () => {
    const cases = anyRecord.chain((text) => fc.tuple(fc.constant(text), edits(text.length)));
    fc.assert(
      fc.property(cases, ([text, raw]) => {
        let tree = parseText(text, vocabulary);
        for (const [at, count, inserted] of raw) {
          const start = Math.min(at, tree.text.length);
          const end = Math.min(start + count, tree.text.length);
          tree = reparseText(tree, [{ start, end, text: inserted }], vocabulary);
          expect(tree).toEqual(parseText(tree.text, vocabulary));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('stops at the first of two documents that one line opens', () => {
    const text =
      '（1）拟诊讨论：\n记录时间：2024-03-01 15:30\n　　第3次入院记录2000-01-05 11:07　　　　　日常病程记录好转';
    const again = reparseText(parseText(text, vocabulary), [{ start: 0, end: 0, text: '' }], vocabulary);
    expect(again).toEqual(parseText(text, vocabulary));
  });

  it('takes several edits, each in the text the last one left', () => {
    const text = ['入院记录', '主诉：咳嗽', '', '出院记录', '出院医嘱：休息', ''].join('\n');
    const edits: TextEdit[] = [
      { start: 5, end: 5, text: '记录时间：2024-03-01 10:00\n' },
      { start: 0, end: 1, text: '再次入' },
    ];
    const tree = reparseText(parseText(text, vocabulary), edits, vocabulary);
    expect(tree.text.startsWith('再次入院记录\n记录时间：2024-03-01 10:00\n主诉')).toBe(true);
    expect(tree).toEqual(parseText(tree.text, vocabulary));
  });

  it('keeps the documents it does not touch', () => {
    const note = (day: number) =>
      `2024-03-${String(day).padStart(2, '0')} 09:00 日常病程记录\n今日好转。\n住院医师：李某某\n\n`;
    const text = `姓名：王某某\n\n${Array.from({ length: 20 }, (_, index) => note(index + 1)).join('')}`;
    const tree = parseText(text, vocabulary);
    expect(tree.parts).toHaveLength(21);
    const at = (tree.parts[10]?.offset ?? 0) + 30;
    const after = reparseText(tree, [{ start: at, end: at, text: '，无发热' }], vocabulary);
    expect(after).toEqual(parseText(after.text, vocabulary));
    const changed = after.parts.filter(({ node }, index) => node !== tree.parts[index]?.node);
    expect(changed.map(({ node }) => node.heading?.stamp?.moment?.earliest)).toEqual([
      tree.parts[10]?.node.heading?.stamp?.moment?.earliest,
    ]);
  });
});
