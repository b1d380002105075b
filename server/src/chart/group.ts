import type { RecordTree } from '../syntax/tree.ts';
import { normalizeName, type Vocabulary } from '../vocabulary/vocabulary.ts';
import { factsOf } from './facts.ts';
import type { ChartFile } from './model.ts';
import { fieldText } from './read.ts';

/** What a file says of whose it is. */
export interface Claim<File> {
  readonly file: File;
  /** 住院号/住院次数 or 门诊号/就诊时间 ({@link encounterId}); undefined for a file that names no patient. */
  readonly id: string | undefined;
}

/** By its name alone: `.emrt` is a template that a hospital's forms are made of. */
export function isTemplate(name: string): boolean {
  return /\.emrt$/i.test(name);
}

/**
 * Which files are one chart: same folder, same 住院号 + 住院次数 (or 门诊号 + 就诊时间). A file that names no patient joins
 * the chart of its folder when the folder's other files name exactly one. A template stands alone. The order of the
 * input does not matter.
 */
export function groupFiles(files: readonly ChartFile[], vocabulary: Vocabulary): ChartFile[][] {
  const folders = new Map<string, Claim<ChartFile>[]>();
  for (const file of [...files].sort((a, b) => compare(a.name, b.name))) {
    const folder = file.name.slice(0, file.name.lastIndexOf('/') + 1);
    const claim = { file, id: encounterId(file.tree, vocabulary) };
    const claims = folders.get(folder);
    if (claims) claims.push(claim);
    else folders.set(folder, [claim]);
  }
  return [...folders.values()].flatMap((claims) => groupFolder(claims));
}

/** {@link groupFiles} for the files of one folder, sorted by name, of which nothing but the claim need be known. */
export function groupFolder<File extends { readonly name: string }>(claims: readonly Claim<File>[]): File[][] {
  const named = new Map<string, File[]>();
  const nameless: File[] = [];
  const templates = claims.flatMap(({ file }) => (isTemplate(file.name) ? [[file]] : []));
  for (const { file, id } of claims) {
    if (isTemplate(file.name)) continue;
    if (id === undefined) nameless.push(file);
    else if (named.has(id)) named.get(id)?.push(file);
    else named.set(id, [file]);
  }
  const [only] = named.size === 1 ? named.values() : [];
  if (!only) return [...named.values(), ...nameless.map((file) => [file]), ...templates];
  return [[...only, ...nameless].sort((a, b) => compare(a.name, b.name)), ...templates];
}

/** Byte order of UTF-16, never the locale's. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `Z20240301/1` by the first part of the file that states a readable number; one with masked characters identifies nobody. */
export function encounterId(tree: RecordTree, vocabulary: Vocabulary): string | undefined {
  for (const part of tree.parts) {
    const facts = factsOf(part.node, vocabulary);
    const inpatient = identifier(fieldText(facts, 'admission-number'));
    if (inpatient) return `${inpatient}/${count(fieldText(facts, 'admission-count'))}`;
    const outpatient = identifier(fieldText(facts, 'outpatient-number'));
    if (outpatient) return `${outpatient}/${(fieldText(facts, 'visit-time') ?? '').replace(/\s+/g, ' ').trim()}`;
  }
  return undefined;
}

function identifier(text: string | undefined): string | undefined {
  const name = text === undefined ? '' : normalizeName(text).toUpperCase();
  return name === '' || /[*×某]|^X+$|^-+$/.test(name) ? undefined : name;
}

function count(text: string | undefined): number {
  return Number(/\d+/.exec(text ?? '')?.[0] ?? 1);
}
