import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  type Position,
  type Range,
} from 'vscode-languageserver-types';
import type { Chart } from '../chart/model.ts';
import { BLANK } from '../fixes/blank.ts';
import { factsFor } from '../fixes/facts.ts';
import { documentSkeleton, type HeadingStyle, headingStyleOf } from '../fixes/skeleton.ts';
import { CHART_HEADER, type DocumentNode, type RecordPart, type RecordTree, UNKNOWN_DOCUMENT } from '../syntax/tree.ts';
import type { DocumentKind, DocumentSection, Label } from '../vocabulary/schema.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import type { LineIndex } from '../workspace/lines.ts';
import { type Locale, say } from './locale.ts';

export interface CompletionContext {
  readonly tree: RecordTree;
  readonly lines: LineIndex;
  readonly vocabulary: Vocabulary;
  readonly locale: Locale;
  /** The client understands `${1:…}`. */
  readonly snippets: boolean;
  /** The chart the record belongs to, all its files. */
  readonly chart: Chart;
}

export const COMPLETION_TRIGGERS = ['【', '#', '（', '('];

/** Headings, fields and ranks that may stand at the cursor; never anything a physician would have to judge. */
export function completions(context: CompletionContext, position: Position): CompletionItem[] {
  const offset = context.lines.offset(position);
  const part = context.tree.parts.findLast((candidate) => candidate.offset <= offset);
  const lineStart = context.lines.offset({ line: position.line, character: 0 });
  const before = context.tree.text.slice(lineStart, offset);
  const bracket = /[（(]\s*([^（()）\s]{0,8})$/.exec(before);
  if (bracket) {
    return signsHere(part, offset, before) ? rankItems(context, rangeBack(position, bracket[1] ?? '')) : [];
  }
  const heading = /^\s*((?:【|#+\s*)?[^\s：:，。；、】|]{0,12})$/.exec(before);
  if (heading) return headingItems(context, part, position, heading[1] ?? '');
  const field = /(?: {2,}|\t|\u3000)([^\s：:，。；、】|]{0,8})$/.exec(before);
  return field && part ? fieldItems(context, part.node, rangeBack(position, field[1] ?? '')) : [];
}

function rangeBack(position: Position, typed: string): Range {
  return { start: { line: position.line, character: position.character - typed.length }, end: position };
}

/** Whether a person is named at the cursor, so that a rank may follow in brackets. */
function signsHere(part: RecordPart | undefined, offset: number, before: string): boolean {
  if (/(?:签名|记录者|审核|医师|术者|助手|主持人|参加人员|护士)[^：:]{0,6}[：:]/.test(before)) return true;
  const entry = part?.node.entries.find((e) => e.start <= offset - part.offset && offset - part.offset <= e.end);
  return entry?.role === 'signature' || entry?.signature !== undefined;
}

function rankItems({ vocabulary, locale }: CompletionContext, range: Range): CompletionItem[] {
  return vocabulary.data.ranks.map((rank, index) => ({
    label: rank.name.zh,
    kind: CompletionItemKind.EnumMember,
    detail: locale === 'en' ? rank.name.en : say(locale, '职称', 'rank'),
    sortText: order(0, index),
    textEdit: { range, newText: rank.name.zh },
  }));
}

function headingItems(
  context: CompletionContext,
  part: RecordPart | undefined,
  position: Position,
  typed: string,
): CompletionItem[] {
  const range = rangeBack(position, typed);
  const mark = /^(?:【|#+\s*)?/.exec(typed)?.[0] ?? '';
  const sections = part && mark.startsWith('#') === false ? sectionItems(context, part.node, range, mark) : [];
  const fields = part?.node.kind === CHART_HEADER && mark === '' ? fieldItems(context, part.node, range) : [];
  return [...sections, ...fields, ...documentItems(context, range, mark)];
}

/** The sections the document still lacks, in the prescribed order, those the regulation asks for first. */
function sectionItems(context: CompletionContext, node: DocumentNode, range: Range, mark: string): CompletionItem[] {
  const kind = context.vocabulary.document(node.kind);
  if (!kind) return [];
  const present = new Set(node.entries.map((entry) => entry.id));
  const style = mark === '【' ? 'bracket' : sectionStyleOf(node);
  return kind.sections.flatMap((section, index) => {
    const label = context.vocabulary.label(section.id);
    if (!label || label.role === 'signature' || present.has(section.id)) return [];
    return [sectionItem(context, kind, section, label, index, style, range, mark)];
  });
}

function sectionItem(
  context: CompletionContext,
  kind: DocumentKind,
  section: DocumentSection,
  label: Label,
  index: number,
  style: 'colon' | 'bracket',
  range: Range,
  mark: string,
): CompletionItem {
  const required = section.need === 'required';
  return {
    label: label.name.zh,
    kind: label.role === 'section' ? CompletionItemKind.Field : CompletionItemKind.Property,
    detail: [
      ...(context.locale === 'en' ? [label.name.en] : []),
      say(context.locale, required ? '必备' : '可选', required ? 'required' : 'optional'),
      kind.name[context.locale],
      ...(section.clause ? [section.clause] : []),
    ].join(' · '),
    sortText: order(required ? 0 : 2, index),
    filterText: mark + label.name.zh,
    ...insertion(context, sectionSkeleton(label, label.role === 'section' ? style : 'colon'), range, kind),
  };
}

/** Identity items and times that stand in the header, as `名称：`. */
const HEADER_FIELDS = [
  'name', 'sex', 'age', 'birth-date', 'admission-number', 'admission-count', 'outpatient-number', 'visit-time',
  'encounter-type', 'visit-type', 'department', 'ward', 'bed', 'admission-time', 'discharge-time', 'disposition',
  'archived-time', 'deidentified', 'allergy', 'institution', 'ethnicity', 'marital-status', 'birthplace', 'occupation',
]; // biome-ignore format: a list of words
const DOCUMENT_FIELDS = ['recorded-time', 'completed-time', 'signed-time', 'written-late'];

function fieldItems(context: CompletionContext, node: DocumentNode, range: Range): CompletionItem[] {
  const { vocabulary } = context;
  const listed = vocabulary.document(node.kind)?.sections.map((section) => section.id) ?? [];
  const ids = node.kind === CHART_HEADER ? [...listed, ...HEADER_FIELDS] : [...listed, ...DOCUMENT_FIELDS];
  const present = new Set(node.entries.map((entry) => entry.id));
  return [...new Set(ids)].flatMap((id, index) => {
    const label = vocabulary.label(id);
    if (label?.role !== 'field' || present.has(id)) return [];
    return [
      {
        label: label.name.zh,
        kind: CompletionItemKind.Property,
        detail: context.locale === 'en' ? label.name.en : '字段',
        sortText: order(1, index),
        ...insertion(context, `${label.name.zh}：${context.chart.template ? BLANK : ''}`, range),
      },
    ];
  });
}

/** Document headings; kinds a chart holds but once and holds already are left out. */
function documentItems(context: CompletionContext, range: Range, mark: string): CompletionItem[] {
  const { chart, vocabulary, locale } = context;
  const style: HeadingStyle = mark.startsWith('#') ? 'hash' : mark === '【' ? 'bracket' : headingStyleOf(chart);
  const present = new Set(chart.documents.map(({ facts }) => facts.kind));
  const facts = factsFor(chart, undefined, vocabulary);
  return vocabulary.data.documents.flatMap((kind, index): CompletionItem[] => {
    if (kind.id === CHART_HEADER || kind.id === UNKNOWN_DOCUMENT || (kind.once && present.has(kind.id))) return [];
    const detail = [locale === 'en' ? kind.name.en : '', say(locale, '文书', 'document'), kind.code ?? ''];
    return [
      {
        label: kind.name.zh,
        kind: CompletionItemKind.Class,
        detail: detail.filter((text) => text !== '').join(' · '),
        sortText: order(3, index),
        filterText: mark + kind.name.zh,
        ...insertion(context, documentSkeleton(kind, vocabulary, style, facts, chart.headers).join('\n'), range, kind),
      },
    ];
  });
}

/** Whether this document writes `【主诉】…` or `主诉：…`, by its first section. */
function sectionStyleOf(node: DocumentNode): 'colon' | 'bracket' {
  const first = node.entries.find((entry) => entry.role === 'section' && entry.label);
  return first?.label && node.text[first.label.start - 1] === '【' ? 'bracket' : 'colon';
}

function sectionSkeleton(label: Label, style: 'colon' | 'bracket'): string {
  return style === 'bracket' ? `【${label.name.zh}】${BLANK}` : `${label.name.zh}：${BLANK}`;
}

function order(group: number, index: number): string {
  return `${group}${String(index).padStart(4, '0')}`;
}

/** In a template what is to be filled in is a slot by the name of its item; no name stands twice. */
function withSlots(skeleton: string, template: string, kind: DocumentKind | undefined): string {
  return skeleton.replaceAll(new RegExp(`([^\\n：【】]+)([：】])${BLANK}`, 'g'), (_, name: string, mark: string) => {
    const taken = template.includes(`{{${name}}}`) || template.includes(`{{${name}|`);
    return `${name}${mark}{{${taken ? (kind?.name.zh ?? '') : ''}${name}}}`;
  });
}

/** `【待填】` becomes a place to tab to where the client can do so. */
function insertion(
  context: CompletionContext,
  skeleton: string,
  range: Range,
  kind?: DocumentKind,
): Pick<CompletionItem, 'textEdit' | 'insertTextFormat'> {
  const text = context.chart.template ? withSlots(skeleton, context.tree.text, kind) : skeleton;
  if (!context.snippets) return { textEdit: { range, newText: text } };
  let stop = 0;
  const escaped = text.replace(/[\\$}]/g, '\\$&');
  const snippet = escaped.replaceAll(BLANK, (blank) => `\${${++stop}:${blank}}`);
  return {
    textEdit: { range, newText: stop > 0 ? snippet : `${escaped}$0` },
    insertTextFormat: InsertTextFormat.Snippet,
  };
}
