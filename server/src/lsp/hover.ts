import type { Hover } from 'vscode-languageserver-types';
import type { Span } from '../syntax/span.ts';
import type { Entry, RecordPart, RecordTree } from '../syntax/tree.ts';
import { CHART_HEADER, UNKNOWN_DOCUMENT } from '../syntax/tree.ts';
import type { DocumentKind, Label } from '../vocabulary/schema.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import type { FileReport } from '../workspace/reports.ts';
import { type Locale, say } from './locale.ts';
import { clauseOf, plain, ruleMarkdown } from './rule-text.ts';

export interface HoverContext {
  readonly tree: RecordTree;
  readonly report: FileReport | undefined;
  readonly vocabulary: Vocabulary;
  readonly locale: Locale;
  /** When the document at that offset was due and done: one line for each rule that sets it a time. */
  readonly deadlines: (documentOffset: number) => readonly string[];
  /** The chart's score with its bill, where it has one. */
  readonly score: () => string | undefined;
}

/** What stands at an offset: the rules that found something there, the document and its deadlines, or a term. */
export function hover(context: HoverContext, offset: number): Hover | undefined {
  const { report, tree } = context;
  const found = (report?.findings ?? []).filter(({ finding, waiver }) => !waiver && holds(finding, offset));
  const rules = [...new Set(found.map(({ finding }) => finding.rule))];
  const blocks = rules.slice(0, 3).flatMap((id) => {
    const rule = report?.verdict.rules.rules.get(id) ?? report?.verdict.rules.describe(id);
    return rule ? [ruleMarkdown(rule, context.locale, rules.length === 1)] : [];
  });
  const term = termAt(context, offset);
  if (term) blocks.push(term.text);
  const score = isInHeader(tree, offset) ? context.score() : undefined;
  if (score !== undefined) blocks.push(score);
  if (blocks.length === 0) return undefined;
  const span = term?.span ?? found[0]?.finding ?? { start: offset, end: offset };
  const lines = report?.lines.get(report.name);
  return {
    contents: { kind: 'markdown', value: blocks.join('\n\n---\n\n') },
    ...(lines && tree.text.length >= span.end && { range: lines.range(span) }),
  };
}

/** The header stands for the chart as a whole. */
function isInHeader({ parts }: RecordTree, offset: number): boolean {
  return parts.findLast((part) => part.offset <= offset)?.node.kind === CHART_HEADER;
}

interface Term {
  readonly text: string;
  /** Of the file. */
  readonly span: Span;
}

function termAt(context: HoverContext, offset: number): Term | undefined {
  const part = context.tree.parts.findLast((candidate) => candidate.offset <= offset);
  if (!part) return undefined;
  const at = offset - part.offset;
  const { heading, kind, entries } = part.node;
  const absolute = (span: Span) => ({ start: span.start + part.offset, end: span.end + part.offset });
  if (heading && holds(heading, at)) {
    const text = documentText(context, part, kind);
    return text === undefined ? undefined : { text, span: absolute(heading.title) };
  }
  const entry = entries.find((candidate) => candidate.start <= at && at < candidate.end);
  if (entry?.label && holds(entry.label, at)) {
    const text = labelText(context, entry, context.vocabulary.document(kind));
    return text === undefined ? undefined : { text, span: absolute(entry.label) };
  }
  const person = entry?.signature?.people.find((candidate) => holds(candidate, at));
  const rank = person?.rank === undefined ? undefined : context.vocabulary.rank(person.rank);
  return person && rank ? { text: bilingual(rank.name), span: absolute(person) } : undefined;
}

function documentText(
  { vocabulary, locale, deadlines }: HoverContext,
  part: RecordPart,
  id: string,
): string | undefined {
  const kind = vocabulary.document(id);
  if (!kind || id === UNKNOWN_DOCUMENT) return undefined;
  const lines = [bilingual(kind.name) + (kind.code ? ` · WS/T 500 ${kind.code}` : '')];
  const due = deadlines(part.offset);
  if (due.length > 0) lines.push(due.map((line) => `- ${plain(line)}`).join('\n'));
  const required = kind.sections
    .filter(({ need }) => need === 'required')
    .map((section) => vocabulary.nameOf(section.id)[locale]);
  if (required.length > 0)
    lines.push(`${say(locale, '必备内容：', 'Required: ')}${plain(required.join(say(locale, '、', ', ')))}`);
  if (kind.basis.length > 0) {
    lines.push(
      `${say(locale, '依据：', 'Basis: ')}${plain(kind.basis.map((basis) => clauseOf(basis, locale)).join(say(locale, '；', '; ')))}`,
    );
  }
  return lines.join('\n\n');
}

function labelText(
  { vocabulary, locale }: HoverContext,
  entry: Entry,
  document: DocumentKind | undefined,
): string | undefined {
  const label = entry.id === undefined ? undefined : vocabulary.label(entry.id);
  if (!label) return undefined;
  const lines = [bilingual(label.name) + codes(label)];
  const section = document?.sections.find(({ id }) => id === label.id);
  if (section && document) {
    const need = section.need === 'required' ? say(locale, '必备', 'required') : say(locale, '可选', 'optional');
    const clause = section.clause ? ` · ${section.clause}` : '';
    lines.push(`${plain(document.name[locale])} · ${need}${plain(clause)}`);
  }
  return lines.join('\n\n');
}

function codes(label: Label): string {
  return [label.loinc && ` · LOINC ${label.loinc}`, label.de && ` · ${label.de}`].filter(Boolean).join('');
}

function bilingual(name: { readonly zh: string; readonly en: string }): string {
  return `**${plain(name.zh)}** ${plain(name.en)}`;
}

function holds(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= Math.max(span.end, span.start);
}
