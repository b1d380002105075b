import type { Chart, ChartDocument } from '../chart/model.ts';
import type { DocumentKind, DocumentSection } from '../vocabulary/schema.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { BLANK } from './blank.ts';
import type { Facts } from './facts.ts';

/** How a chart marks its document headings. */
export type HeadingStyle = 'bracket' | 'hash' | 'plain';

/** The style of the first document heading of the chart; brackets where there is none. */
export function headingStyleOf(chart: Chart): HeadingStyle {
  for (const { facts } of chart.documents) {
    const { heading, text } = facts.node;
    if (!heading) continue;
    const before = text.slice(text.lastIndexOf('\n', heading.title.start - 1) + 1, heading.title.start);
    return before.includes('【') ? 'bracket' : before.includes('#') ? 'hash' : 'plain';
  }
  return 'bracket';
}

/**
 * Heading, the sections the kind requires in their order, and a line to sign. What the chart states is given with its
 * source, what its header states is not said again, all else is blank.
 */
export function documentSkeleton(
  kind: DocumentKind,
  vocabulary: Vocabulary,
  style: HeadingStyle,
  facts: Facts,
  headers: readonly ChartDocument[],
): readonly string[] {
  const title = kind.name.zh;
  const asked = skeletonSections(kind, vocabulary).filter((section) => !isInHeader(section, headers));
  const named = (id: string) => vocabulary.nameOf(id).zh;
  const body = asked.filter(({ id }) => vocabulary.label(id)?.role !== 'signature');
  const lines = [style === 'bracket' ? `【${title}】` : style === 'hash' ? `# ${title}` : title];
  if (kind.signer !== 'none' && !body.some(({ id }) => id === 'recorded-time'))
    lines.push(`${named('recorded-time')}：${BLANK}`);
  for (const { id } of body) lines.push(`${named(id)}：${facts.get(id) ?? BLANK}`);
  const signatures = asked.map(({ id }) => id).filter((id) => vocabulary.label(id)?.role === 'signature');
  const own = SIGNATURE[kind.signer];
  for (const id of signatures.length > 0 || own === undefined ? signatures : [own])
    lines.push(`${named(id)}：${BLANK}`);
  return lines;
}

const VISIT = [
  'visit-time',
  'chief-complaint',
  'present-illness',
  'past-history',
  'physical-exam',
  'diagnosis',
  'treatment-opinion',
];

/**
 * Of kinds whose content no list of headings exhausts. Daily notes and rounds are not among them: a blank note for a day
 * gone by would be a note nobody made.
 */
const ESSENTIAL: Readonly<Record<string, readonly string[]>> = {
  'first-progress-note': [
    'case-features',
    'diagnostic-discussion',
    'diagnostic-basis',
    'differential-diagnosis',
    'treatment-plan',
  ],
  'critical-value-note': [
    'reported-time',
    'received-time',
    'critical-item',
    'report-result',
    'clinical-meaning',
    'handling',
    'recheck',
  ],
  'difficult-case-discussion': ['discussion-time', 'host', 'participants', 'opinions', 'host-summary'],
  'front-page': [
    'admission-time',
    'discharge-time',
    'main-diagnosis',
    'main-diagnosis-code',
    'main-operation',
    'disposition',
    'completed-time',
  ],
  'transfusion-record': [
    'transfusion-start',
    'transfusion-end',
    'component',
    'amount',
    'reaction',
    'transfusion-effect',
  ],
  'communication-record': [
    'communication-time',
    'current-diagnosis',
    'current-condition',
    'treatment-plan',
    'communication',
  ],
  'outpatient-record': VISIT,
  'emergency-record': VISIT,
};

/** The sections a skeleton is made of; none for a kind of which no skeleton is made. */
export function skeletonSections(kind: DocumentKind, vocabulary: Vocabulary): readonly DocumentSection[] {
  const essential = ESSENTIAL[kind.id];
  const wanted = (section: DocumentSection) =>
    essential
      ? essential.includes(section.id)
      : section.need === 'required' && vocabulary.label(section.id) !== undefined;
  return kind.sections.filter(wanted);
}

const SIGNATURE: Readonly<Record<DocumentKind['signer'], string | undefined>> = {
  physician: 'physician-signature',
  nurse: 'nurse-signature',
  technician: 'reporter',
  patient: 'patient-signature',
  none: undefined,
};

function isInHeader(section: DocumentSection, headers: readonly ChartDocument[]): boolean {
  if (!section.orHeader) return false;
  return headers.some(({ facts }) => facts.entries.get(section.id)?.some(({ content }) => content.end > content.start));
}
