import { z } from 'zod';
import type { DocumentFacts } from '../../chart/model.ts';
import { placeOf, textOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import { basisSchema } from '../../lint/pack.ts';
import type { Span } from '../../syntax/span.ts';
import { memoByDocument } from '../memo.ts';
import { linearPattern } from '../writing/linear.ts';

const codeSchema = z.strictObject({
  /** Fields and table columns that hold such codes, by vocabulary id. */
  fields: z.array(z.string()).default([]),
  columns: z.array(z.string()).default([]),
  /** What a whole code looks like; any of these. */
  formats: z.array(linearPattern).min(1),
  /** The clause that asks for this classification. */
  clause: basisSchema,
});

const params = z.strictObject({
  documents: z.array(z.string()).min(1),
  codes: z.array(codeSchema).min(1),
});
type Params = z.output<typeof params>;

/**
 * A code that cannot be one of its classification: text, letters for digits, a point left out. Whether it is the right
 * one is for coders. Dashes, `无`, and anything masked are no codes.
 */
export const codeFormat = defineCheck<Params>({
  kind: 'code-format',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['malformed', 'near'],
  run({ chart }, given, report) {
    for (const document of chart.documents) {
      if (!given.documents.includes(document.facts.kind)) continue;
      for (const { field, span, text, suggestion, code } of malformedIn(document.facts, given)) {
        report({
          at: placeOf(document, span),
          message: suggestion === undefined ? 'malformed' : 'near',
          data: { document: document.facts.kind, field, text, ...(suggestion !== undefined && { suggestion }) },
          basis: [code.clause],
          subject: { document },
        });
      }
    }
  },
});

interface Malformed {
  readonly field: string;
  readonly span: Span;
  readonly text: string;
  /** The code it looks like. */
  readonly suggestion: string | undefined;
  readonly code: z.output<typeof codeSchema>;
}

const malformedIn = memoByDocument((facts, { codes }: Params): readonly Malformed[] =>
  codes.flatMap((code) => {
    const formats = code.formats.map((source) => new RegExp(`^(?:${source})$`, 'u'));
    const isCode = (text: string) => formats.some((format) => format.test(text));
    const areCodes = (text: string) => halfWidth(text).split(/[,，]/).every(isCode);
    return cellsOf(facts, code).flatMap(({ field, span }) => {
      const tokens = tokensIn(facts.node.text, span).map((token) => ({ token, text: textOf(facts.node, token) }));
      const wrong = tokens.filter(({ text }) => !areCodes(text));
      // Beside a whole code the name of the disease, or a 1 for 入院病情, may stand.
      const judged = wrong.length < tokens.length ? wrong.filter(({ text }) => LIKE_CODE.test(text)) : wrong;
      return judged.map(({ token, text }): Malformed => {
        return { field, span: token, text, suggestion: looksLike(halfWidth(text), isCode), code };
      });
    });
  }),
);

/** Latin letters and digits, enough of them. */
const LIKE_CODE = /^(?=.*\d)[A-Za-z\d.]{4,}$/;

interface Cell {
  readonly field: string;
  readonly span: Span;
}

function cellsOf({ entries, node }: DocumentFacts, code: z.output<typeof codeSchema>): readonly Cell[] {
  const fields = code.fields.flatMap(
    (field) => entries.get(field)?.map(({ content }) => ({ field, span: content })) ?? [],
  );
  const tables = node.entries.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));
  const cells = tables.flatMap(({ columns, rows }) =>
    code.columns.flatMap((field) => {
      const column = columns.indexOf(field);
      return rows.flatMap(({ cells: row }) => row[column] ?? []).map((span) => ({ field, span }));
    }),
  );
  return [...fields, ...cells];
}

/** What stands in a field: one code, or several parted by blanks and separators, each with an annotation in brackets. */
const TOKEN = /[^\s\u3000；;、()（）|]+/g;
/** Nothing to judge: a dash, a word for nothing, a blank to fill in, anything masked. */
const NO_CODE = /^(?:[-－—–_/／\\.]+|无|未[\u4e00-\u9fff]{0,4}|None|null|【.*】?)$|[*＊某×□○]|[xX]{3}/;
const BRACKETED = /[(（][^()（）]{0,20}[)）]/g;

function tokensIn(text: string, span: Span): readonly Span[] {
  // A field may run on into a heading that is not known; a code stands first on its line.
  const newline = text.slice(span.start, span.end).indexOf('\n');
  const content = text.slice(span.start, newline < 0 ? span.end : span.start + newline);
  const plain = content.replace(BRACKETED, (found) => ' '.repeat(found.length));
  const tokens = [...plain.matchAll(TOKEN)].map(({ index, 0: found }) => ({
    start: span.start + index,
    end: span.start + index + found.length,
  }));
  const isMasked = (token: Span) => NO_CODE.test(text.slice(token.start, token.end));
  // A label behind a code (`I10.x00  入院病情：有`) ends it.
  const label = tokens.findIndex(({ start, end }) => /[：:]/.test(text.slice(start, end)));
  const codes = label < 0 ? tokens : tokens.slice(0, label);
  return codes.some(isMasked) ? [] : codes;
}

function halfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/^[a-z]/, (c) => c.toUpperCase());
}

const AS_DIGIT: Readonly<Record<string, string>> = { O: '0', o: '0', I: '1', l: '1', i: '1', '|': '1', S: '5', B: '8' };
const AS_LETTER: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '5': 'S', '8': 'B' };

/** The code that it becomes when characters that look alike are exchanged, or the point is set; undefined if none does. */
function looksLike(text: string, isCode: (text: string) => boolean): string | undefined {
  const pointed = text.replace(/[。·・,，]/, '.');
  const digits = (from: number) => [...pointed].map((c, i) => (i >= from && c in AS_DIGIT ? AS_DIGIT[c] : c)).join('');
  const spelt = [digits(0), digits(1), (AS_LETTER[pointed[0] ?? ''] ?? '') + digits(1).slice(1)];
  const set = spelt.flatMap((word) => [word, ...[2, 3].map((at) => `${word.slice(0, at)}.${word.slice(at)}`)]);
  return set.find((word) => word !== text && isCode(word));
}
