/**
 * Writes grammars/emr.tmLanguage.json: a TextMate grammar for record text with the names of rules/vocabulary, so that
 * the colours agree with what the linter reads. TextMate sees one line at a time; what needs more stays uncoloured.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { DocumentKind, Label, Rank } from '../server/src/vocabulary/schema.ts';
import { inRoot } from './shell.ts';

interface Names {
  readonly documents: Pick<DocumentKind, 'name' | 'aliases'>[];
  readonly labels: Pick<Label, 'name' | 'aliases' | 'role'>[];
  readonly ranks: Pick<Rank, 'name' | 'aliases'>[];
}

function readNames(): Names {
  const names: Names = { documents: [], labels: [], ranks: [] };
  const folder = inRoot('rules/vocabulary');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.yaml')) continue;
    const part: Partial<Names> = parse(readFileSync(`${folder}/${file}`, 'utf8')) ?? {};
    names.documents.push(...(part.documents ?? []));
    names.labels.push(...(part.labels ?? []));
    names.ranks.push(...(part.ranks ?? []));
  }
  return names;
}

const BLANK = '[ \\t　]';
const COLON = '[:：]';
const NUMBERING = `(?:[一二三四五六七八九十]{1,3}[、.．]|\\d{1,2}[、.．]|[（(][一二三四五六七八九十\\d]{1,2}[)）])${BLANK}*`;
const DATE = '(?:\\d{4}|\\d{2}|[\\d*]{4})(?:[-/.]|年)[\\d*]{1,2}(?:[-/.]|月)[\\d*]{1,2}日?';
const CLOCK = '[\\d*]{1,2}(?:[:：][\\d*]{2}(?:[:：][\\d*]{2})?|[时点](?:[\\d*]{1,2}分?|半)?)';
const DAYTIME = '(?:凌晨|早上|上午|中午|下午|傍晚|晚上|夜间)';
const TIME = `${DATE}(?:[T \\t　]*${DAYTIME}?${BLANK}*${CLOCK})?`;

const fullWidth: Record<string, string> = { '(': '[(（]', ')': '[)）]', '/': '[/／]', ',': '[,，]', ':': COLON };

/** A name as it may stand: brackets of either width, and blanks between the characters of a short one (`入 院 记 录`). */
function spaced(name: string): string {
  const characters = [...name.replace(/\s+/g, '').normalize('NFKC')];
  const parts = characters.map((c) => fullWidth[c] ?? c.replace(/[.*+?^${}|[\]\\]/, '\\$&'));
  return parts.join(characters.length <= 5 ? `${BLANK}*` : '');
}

/** Longest first, because the first alternative that matches wins. */
function anyOf(
  items: readonly { readonly name: { readonly zh: string }; readonly aliases?: readonly string[] }[],
): string {
  const names = new Set(items.flatMap(({ name, aliases = [] }) => [name.zh, ...aliases]));
  const sorted = [...names].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return sorted.map(spaced).join('|') || '(?!)';
}

type Rule = Record<string, unknown>;
const named = (name: string) => ({ name });
const include = (...names: string[]) => names.map((name) => ({ include: `#${name}` }));

function documentRules(documents: string): Rule[] {
  const title = `(?:${documents})(?:[（(][^()（）]{1,10}[)）])?`;
  // `王某某主任医师查房记录`, `第2次入院记录`: whose or which, in front of a title.
  const inFront = `[\\p{Han}\\d*]{0,16}?`;
  const captures = (title: number, times: number[]) => ({
    0: named('markup.heading.1.document.emr'),
    [title]: named('entity.name.section.document.emr'),
    ...Object.fromEntries(times.map((n) => [n, named('constant.numeric.time.emr')])),
  });
  const end = `${BLANK}*(${TIME})?${BLANK}*$`;
  return [
    { match: `^${BLANK}*(${TIME})?${BLANK}*【(${inFront}(?:${title}))】${end}`, captures: captures(2, [1, 3]) },
    { match: `^#{1,6}${BLANK}+(${TIME})?${BLANK}*(${inFront}(?:${title}))${end}`, captures: captures(2, [1, 3]) },
    { match: `^${BLANK}*(${TIME})?${BLANK}*(${inFront}(?:${title}))${end}`, captures: captures(2, [1, 3]) },
  ];
}

function labelRules(scope: string, names: string): Rule[] {
  const label = named(`${scope}.emr`);
  const mark = named('punctuation.definition.heading.emr');
  return [
    { match: `^${BLANK}*(【)(${names})(】)`, captures: { 1: mark, 2: label, 3: mark } },
    {
      match: `^${BLANK}*(${NUMBERING})?(${names})(?:${BLANK}*[(（][A-Za-z .,'/-]+[)）])?${BLANK}*(?:(${COLON})|$)`,
      captures: {
        1: named('punctuation.definition.list.emr'),
        2: label,
        3: named('punctuation.separator.key-value.emr'),
      },
    },
  ];
}

function makeGrammar({ documents, labels, ranks }: Names) {
  const role = (wanted: string) => anyOf(labels.filter((label) => label.role === wanted));
  // A label in the middle of a line stands behind a blank or a separator.
  const within = (names: string) => `(?:^|(?<=[ \\t　;；,，。|]))(${names})${BLANK}*(${COLON})`;
  const labelled = (scope: string) => ({ 1: named(scope), 2: named('punctuation.separator.key-value.emr') });
  return {
    $comment: 'Made by scripts/make-grammar.ts.',
    name: 'EMR',
    scopeName: 'text.emr',
    patterns: include('document', 'section', 'table', 'inline'),
    repository: {
      document: { patterns: documentRules(anyOf(documents)) },
      section: { patterns: labelRules('entity.name.type.section', role('section')) },
      table: {
        patterns: [
          {
            match: `^${BLANK}*[|｜](?:${BLANK}*:?-{2,}:?${BLANK}*[|｜])+${BLANK}*$`,
            name: 'punctuation.separator.table.emr',
          },
          {
            begin: `^${BLANK}*(?=[|｜])`,
            end: '$',
            name: 'meta.table.row.emr',
            patterns: [{ match: '[|｜]', name: 'punctuation.separator.table.emr' }, ...include('inline')],
          },
        ],
      },
      inline: {
        patterns: include('signature', 'field', 'sectionWithin', 'placeholder', 'time', 'masked', 'flag', 'rank'),
      },
      signature: { match: within(role('signature')), captures: labelled('entity.name.function.signature.emr') },
      field: { match: within(role('field')), captures: labelled('variable.other.field.emr') },
      sectionWithin: { match: within(role('section')), captures: labelled('entity.name.type.section.emr') },
      placeholder: {
        match: '【(?:待填|待补)[^】]{0,40}】|\\{\\{[^{}]{1,60}\\}\\}|_{4,}|(?<![A-Za-z])X{3,}(?![A-Za-z])',
        name: 'keyword.control.placeholder.emr',
      },
      time: {
        patterns: [
          { match: TIME, name: 'constant.numeric.time.emr' },
          {
            match: `${DAYTIME}${BLANK}*(?:${CLOCK}|[一二三四五六七八九十]{1,3}[时点])`,
            name: 'constant.numeric.time.emr',
          },
          { match: '(?<![\\d/.])\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2})?(?!\\d)', name: 'constant.numeric.time.emr' },
        ],
      },
      masked: { match: '[\\p{Han}]?某{1,3}|\\d*\\*+\\d*', name: 'constant.language.masked.emr' },
      flag: { match: '[↑↓]+|(?<=[|｜ ])危急(?=[|｜ ])', name: 'keyword.operator.flag.emr' },
      rank: {
        match: `[(（](${anyOf(ranks)})[)）]`,
        captures: { 1: named('storage.type.rank.emr') },
      },
    },
  };
}

export function writeGrammar(): void {
  const text = `${JSON.stringify(makeGrammar(readNames()), null, 1)}\n`;
  const path = inRoot('grammars/emr.tmLanguage.json');
  let present = '';
  try {
    present = readFileSync(path, 'utf8');
  } catch {}
  if (present !== text) writeFileSync(path, text);
}
