import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import type { ChartView } from '../../lint/check.ts';
import { MINUTES_PER_DAY } from '../../syntax/moment.ts';
import type { DocumentKind, DocumentSection } from '../../vocabulary/schema.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { isBlank, namedSignatures } from '../reading.ts';

/**
 * Whether the document stands in the chart as a whole, so that what it lacks is missing and not merely cut off.
 *
 * A title line says where a document begins; if its kind asks for several things, its body must show at least one of them,
 * else it is prose (`出院记录：患者经治疗后……`) or a line of a table of contents. A fragment that its sections opened must have
 * the first and the last section asked for and half of the rest, or be signed and have three of them. `asked` are the
 * sections in question of a kind of which the vocabulary requires none.
 */
export function isWhole(
  facts: DocumentFacts,
  kind: DocumentKind,
  vocabulary: Vocabulary,
  otherwise: readonly DocumentSection[] = [],
): boolean {
  if (facts.node.entries.every(isBlank)) return false;
  const asked = askedOf(kind, otherwise);
  const roleOf = (id: string) => vocabulary.label(id)?.role;
  if (hasTitleLine(facts)) {
    return asked.length < 3 || asked.some((section) => roleOf(section.id) !== 'signature' && stands(facts, section));
  }
  const sections = asked.filter(({ id }) => roleOf(id) === 'section');
  const present = sections.filter((section) => stands(facts, section));
  if (namedSignatures(facts).length > 0 && present.length >= 3) return true;
  const [first, last] = [sections[0], sections.at(-1)];
  if (!first || !last || !stands(facts, first) || !stands(facts, last)) return false;
  return sections.length >= 3 && (present.length - 2) * 2 >= sections.length - 2;
}

const requiredOf = new WeakMap<DocumentKind, readonly DocumentSection[]>();

function askedOf(kind: DocumentKind, otherwise: readonly DocumentSection[]): readonly DocumentSection[] {
  let required = requiredOf.get(kind);
  if (!required) {
    required = kind.sections.filter((section) => section.need === 'required');
    requiredOf.set(kind, required);
  }
  return required.length > 0 ? required : otherwise;
}

function stands({ entries }: DocumentFacts, { id, orElse }: DocumentSection): boolean {
  return entries.has(id) || orElse.some((other) => entries.has(other));
}

/** A heading of its own; in `入院记录：查体：……` the name is a label within a text that was pasted together. */
function hasTitleLine({ node }: DocumentFacts): boolean {
  if (!node.heading) return false;
  const behind = node.text.slice(node.heading.title.end, node.heading.title.end + 2);
  return !/^[：:]\S/.test(behind);
}

/**
 * Whether the document may still be in the writing: unsigned, the newest of a chart that is still kept up, and dated
 * within the day before the chart is judged. What it lacks may yet come and is no breach.
 */
export function isDraft(view: ChartView, document: ChartDocument): boolean {
  if (!view.running || namedSignatures(document.facts).length > 0) return false;
  const minute = minuteOf(document) ?? view.chart.lastEntry;
  if (minute === undefined || view.judgedAt - minute > MINUTES_PER_DAY) return false;
  return view.chart.documents.every((other) => (minuteOf(other) ?? -Infinity) <= minute);
}

function minuteOf({ facts }: ChartDocument): number | undefined {
  return (facts.completed ?? facts.dated)?.moment?.latest;
}

/**
 * Whether the chart is certainly whole: it states when it was filed (归档时间), or has front page, closing record, reports,
 * and lists of orders or nursing, so that the export shows more than what physicians write.
 */
export function holdsWholeChart({ chart, environment: { vocabulary } }: ChartView): boolean {
  if (chart.encounter.archived) return true;
  const kinds = new Set(chart.documents.map(({ facts }) => facts.kind));
  const groups = new Set([...kinds].map((kind) => vocabulary.document(kind)?.group));
  const closed = groups.has('discharge');
  return kinds.has('front-page') && closed && groups.has('report') && (groups.has('order') || groups.has('nursing'));
}
