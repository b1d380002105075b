import { readFile, writeFile } from 'node:fs/promises';
import type { ChartFile } from '../chart/model.ts';
import { applyEdits, compatibleFixes } from '../lint/edits.ts';
import { decode, type Encoding } from '../syntax/decode.ts';
import { encode } from '../syntax/encode.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import type { LinterJudging } from '../workspace/linter.ts';
import { parseRecord } from '../workspace/parse.ts';

/** A mended text may call for another round of fixes, but not for many. */
const ROUNDS = 10;

/** The files with all safe fixes applied, until none is left. Waived findings are left alone. */
export function mend(
  files: readonly ChartFile[],
  judging: LinterJudging,
  vocabulary: Vocabulary,
): readonly ChartFile[] {
  let current = files;
  for (let round = 0; round < ROUNDS; round++) {
    const open = judging.judge(current).findings.flatMap(({ finding, waiver }) => (waiver ? [] : finding));
    const edits = compatibleFixes(open, ({ safety }) => safety === 'safe').flatMap((fix) => fix.edits);
    if (edits.length === 0) return current;
    current = current.map((file) => {
      const here = edits.filter((edit) => edit.file === file.name);
      if (here.length === 0) return file;
      return { name: file.name, tree: parseRecord(applyEdits(file.tree.text, here), vocabulary, undefined) };
    });
  }
  return current;
}

/**
 * Writes a mended text in the encoding its file has, byte for byte the same wherever nothing was mended. Returns
 * false, and writes nothing, where that cannot be promised: the file changed meanwhile, or holds broken bytes.
 */
export async function writeBack(before: ChartFile, after: ChartFile, encoding: Encoding | undefined): Promise<boolean> {
  try {
    const bytes = await readFile(before.name);
    const decoded = decode(bytes, encoding);
    const same = encode(decoded.text, decoded);
    const mended = encode(after.tree.text, decoded);
    if (decoded.text !== before.tree.text || !same || !mended || Buffer.compare(bytes, same) !== 0) return false;
    await writeFile(before.name, mended);
    return true;
  } catch {
    return false;
  }
}
