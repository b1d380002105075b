import type { AnyFixKind } from '../lint/check.ts';
import { byMessage } from './by-message.ts';
import { fillSection } from './fill-section.ts';
import { insertDocument } from './insert-document.ts';
import { insertSection } from './insert-section.ts';
import { markWrittenLate } from './mark-written-late.ts';
import { notation } from './notation.ts';

const plain: readonly AnyFixKind[] = [fillSection, insertDocument, insertSection, markWrittenLate, notation];

/** Every fix kind a pack may name. */
export const fixes: readonly AnyFixKind[] = [...plain, byMessage(plain)];
