import type { AnyFixKind } from '../lint/check.ts';
import { appendText } from './append-text.ts';
import { byMessage } from './by-message.ts';
import { fillSection } from './fill-section.ts';
import { insertDocument } from './insert-document.ts';
import { insertSection } from './insert-section.ts';
import { markWrittenLate } from './mark-written-late.ts';
import { notation } from './notation.ts';
import { signatureLine } from './signature-line.ts';

const plain: readonly AnyFixKind[] = [
  appendText,
  fillSection,
  insertDocument,
  insertSection,
  markWrittenLate,
  notation,
  signatureLine,
];

/** Every fix kind a pack may name. */
export const fixes: readonly AnyFixKind[] = [...plain, byMessage(plain)];
