import { CHART_HEADER, type DocumentNode, type RecordTree } from '../syntax/tree.ts';
import type { DocumentKind, Label } from '../vocabulary/schema.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';

/** Stands wherever a physician has to write; `section/placeholder` reports what is left of it. */
export const BLANK = '【待填】';

export type HeadingStyle = 'bracket' | 'hash' | 'plain';

/** How this file marks its document headings, by its first one. */
export function headingStyleOf(tree: RecordTree): HeadingStyle {
  for (const { node } of tree.parts) {
    if (!node.heading || node.kind === CHART_HEADER) continue;
    const before = node.text.slice(node.heading.start, node.heading.title.start);
    return before.includes('【') ? 'bracket' : before.includes('#') ? 'hash' : 'plain';
  }
  return 'bracket';
}

/** Whether this document writes `【主诉】…` or `主诉：…`, by its first section. */
export function sectionStyleOf(node: DocumentNode): 'colon' | 'bracket' {
  const first = node.entries.find((entry) => entry.role === 'section' && entry.label);
  return first?.label && node.text[first.label.start - 1] === '【' ? 'bracket' : 'colon';
}

export function sectionSkeleton(label: Label, style: 'colon' | 'bracket'): string {
  return style === 'bracket' ? `【${label.name.zh}】${BLANK}` : `${label.name.zh}：${BLANK}`;
}

/** Heading, required sections in the prescribed order and signature, all blank. */
export function documentSkeleton(kind: DocumentKind, vocabulary: Vocabulary, style: HeadingStyle): string {
  const title = kind.name.zh;
  const lines = [style === 'bracket' ? `【${title}】` : style === 'hash' ? `# ${title}` : title];
  const required = kind.sections.filter((section) => section.need === 'required' && !section.orHeader);
  const labels = required.flatMap((section) => vocabulary.label(section.id) ?? []);
  const recorded = vocabulary.label('recorded-time');
  if (recorded && kind.signer !== 'none' && !labels.includes(recorded)) lines.push(`${recorded.name.zh}：${BLANK}`);
  for (const label of labels) if (label.role !== 'signature') lines.push(sectionSkeleton(label, 'colon'));
  const signatures = labels.filter((label) => label.role === 'signature');
  const usual = SIGNATURE[kind.signer];
  const own = usual === undefined ? undefined : vocabulary.label(usual);
  for (const label of signatures.length > 0 || !own ? signatures : [own]) lines.push(`${label.name.zh}：${BLANK}`);
  return lines.join('\n');
}

const SIGNATURE: Readonly<Record<DocumentKind['signer'], string | undefined>> = {
  physician: 'physician-signature',
  nurse: 'nurse-signature',
  technician: 'reporter',
  patient: 'patient-signature',
  none: undefined,
};
