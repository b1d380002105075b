import type { Editors } from './install.ts';

/** Where `npm test` put the editors and the packed extension. */
export function editorsUnderTest(): Editors & { readonly vsix: string } {
  const given = process.env.EMR_LINT_EDITORS;
  if (!given) throw new Error('run these tests by `npm test`: it installs the editors and packs the extension');
  return JSON.parse(given);
}
