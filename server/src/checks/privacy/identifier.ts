import { z } from 'zod';
import type { DocumentFacts } from '../../chart/model.ts';
import { placeOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import { daysFromCivil } from '../../syntax/moment.ts';
import type { Span } from '../../syntax/span.ts';
import type { DocumentNode, Entry } from '../../syntax/tree.ts';
import { memoByDocument } from '../memo.ts';

const params = z.strictObject({
  /** Fields whose digits are numbers of the hospital, not of the patient. */
  exceptEntries: z.array(z.string()).default([]),
  /** Fields that hold an address; elsewhere one is told by the words before it. */
  addresses: z.array(z.string()).default([]),
});
type Params = z.output<typeof params>;

/**
 * What identifies a person and still stands in a chart that says it is de-identified: an identity number with a valid
 * check digit, a mobile or fixed telephone number, an address down to the house. Data shows the beginning alone, so
 * that a report does not spread what it warns of.
 */
export const identifier = defineCheck<Params>({
  kind: 'identifier',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['identity-number', 'mobile', 'telephone', 'address'],
  run({ chart }, given, report) {
    if (!chart.encounter.deidentified) return;
    for (const document of [...chart.headers, ...chart.documents]) {
      for (const { kind, span, shown } of identifiersIn(document.facts, given)) {
        report({
          at: placeOf(document, span),
          message: kind,
          data: { document: document.facts.kind, text: shown },
          subject: { document },
        });
      }
    }
  },
});

interface Identifier {
  readonly kind: 'identity-number' | 'mobile' | 'telephone' | 'address';
  readonly span: Span;
  /** Its beginning, the rest masked. */
  readonly shown: string;
}

const identifiersIn = memoByDocument(({ node }: DocumentFacts, given: Params): readonly Identifier[] => {
  const numbers = [...numbersIn(node)].filter(({ span }) => !isIn(node, span, given.exceptEntries));
  return [...numbers, ...addressesIn(node, given)].sort((a, b) => a.span.start - b.span.start);
});

/** Digits with nothing of a longer number, a code or a masked one beside them. */
const NUMBER = /(?<![\d*＊A-Za-z.\-_])(?:0\d{2,3}[-－]\d{7,8}|\d{17}[\dXx]|1[3-9]\d{9})(?![\d*＊A-Za-z_-])/g;

function* numbersIn({ text }: DocumentNode): Generator<Identifier> {
  for (const { index, 0: found } of text.matchAll(NUMBER)) {
    const kind = found.length === 18 ? 'identity-number' : found.startsWith('0') ? 'telephone' : 'mobile';
    if (kind === 'identity-number' && !isIdentityNumber(found)) continue;
    yield { kind, span: { start: index, end: index + found.length }, shown: masked(found) };
  }
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643-1999: a day of birth that exists, and the check digit by ISO 7064 MOD 11-2. */
function isIdentityNumber(text: string): boolean {
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(Number);
  if (!year || !month || !day || year < 1880 || year > 2100 || month > 12) return false;
  const nextMonth = daysFromCivil(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1);
  if (day > nextMonth - daysFromCivil(year, month, 1)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase();
}

/** A street, village or estate with the number of a house, flat or group. */
const HOUSE =
  /[\p{Script=Han}\d]{1,30}(?:路|街|巷|弄|道|村|镇|乡|小区|花园|公寓|家园|新村|社区|苑|里|庄|屯)[\p{Script=Han}\d\-－]{0,20}?\d{1,5}(?:号|室|栋|幢|座|单元|组|户|楼)[\d\-－号室栋幢座单元组户楼层]{0,16}/gu;
const BEFORE_ADDRESS = /(?:住址|地址|家住|现住|居住于|住于|户籍)[^\n。；;]{0,24}$/;

function* addressesIn(node: DocumentNode, { addresses }: Params): Generator<Identifier> {
  for (const { index, 0: found } of node.text.matchAll(HOUSE)) {
    const span = { start: index, end: index + found.length };
    const before = node.text.slice(Math.max(0, index - 32), index + Math.min(found.length, 8));
    if (!isIn(node, span, addresses) && !BEFORE_ADDRESS.test(before)) continue;
    yield { kind: 'address', span, shown: masked(found) };
  }
}

function masked(text: string): string {
  return text.slice(0, 3) + '*'.repeat(text.length - 3);
}

function isIn(node: DocumentNode, span: Span, ids: readonly string[]): boolean {
  const holds = ({ id, start, end }: Entry) =>
    id !== undefined && ids.includes(id) && span.start >= start && span.start < end;
  return node.entries.some(holds);
}
