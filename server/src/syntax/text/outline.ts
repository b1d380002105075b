import { builtInVocabulary as vocabulary } from '../../vocabulary/builtin.ts';
import type { DocumentNode, Entry, Person, RecordTree, Stamp } from '../tree.ts';
import { parseText } from './parse.ts';

/** A tree in few words, one line for each document, entry and table row, to compare in tests. */
export function outline(text: string): string[] {
  return outlineOf(parseText(text, vocabulary));
}

export function outlineOf({ parts }: RecordTree): string[] {
  return parts.flatMap(({ node }) => [headOf(node), ...node.entries.flatMap((entry) => entryOf(node, entry))]);
}

function headOf({ text, kind, heading }: DocumentNode): string {
  return words(kind, heading?.name, heading && stampOf(text, heading.stamp), heading && peopleOf(heading.people));
}

function entryOf(node: DocumentNode, entry: Entry): string[] {
  const { role, id, name, content, signature, blocks } = entry;
  if (role === 'text' && content.start === content.end) return [];
  const label = id ?? (name === '' ? role : `?${name}`);
  const table = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
  const text = table.length > 0 ? '' : `“${node.text.slice(content.start, content.end).replaceAll('\n', '⏎')}”`;
  const signed = signature && words('signed', peopleOf(signature.people), stampOf(node.text, signature.stamp));
  const rows = table.flatMap(({ columns, rows: all }) => [
    `    ${columns.map((column) => column ?? '?').join(' | ')}`,
    ...all.map(({ cells }) => `    ${cells.map(({ start, end }) => node.text.slice(start, end)).join(' | ')}`),
  ]);
  return [`  ${words(label, text, signed)}`, ...rows];
}

function stampOf(text: string, stamp: Stamp | undefined): string {
  return stamp ? `@${text.slice(stamp.start, stamp.end)}` : '';
}

function peopleOf(people: readonly Person[]): string {
  return people.map(({ name, rank }) => `${name ?? '?'}${rank ? `/${rank}` : ''}`).join(' ');
}

function words(...all: readonly (string | undefined)[]): string {
  return all.filter((word) => word).join(' ');
}
