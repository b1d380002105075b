import type { AnyCheck } from '../lint/check.ts';
import { clock } from './clock.ts';
import { dailyNotes } from './daily-notes.ts';
import { deadline } from './deadline.ts';
import { duplicateDocument, duplicateSection } from './duplicate.ts';
import { emptySection } from './empty-section.ts';
import { eventDelay } from './event-delay.ts';
import { firstRound } from './first-round.ts';
import { hostSigned } from './host-signed.ts';
import { minutePrecision } from './minute-precision.ts';
import { minuteTime } from './minute-time.ts';
import { nearName } from './near-name.ts';
import { notBefore } from './not-before.ts';
import { noteInterval } from './note-interval.ts';
import { pattern } from './pattern.ts';
import { periodicDocument } from './periodic-document.ts';
import { requiredDocument } from './required-document.ts';
import { requiredSection } from './required-section.ts';
import { roundFrequency } from './round-frequency.ts';
import { roundRank } from './round-rank.ts';
import { sectionOrder } from './section-order.ts';
import { signatureTime } from './signature-time.ts';
import { signed } from './signed.ts';
import { surgeonRound } from './surgeon-round.ts';
import { traineeSignature } from './trainee-signature.ts';
import { writtenLate } from './written-late.ts';

/** Every check kind: one file and one line each. Times first, then what the documents hold. */
export const checks: readonly AnyCheck[] = [
  deadline,
  eventDelay,
  noteInterval,
  periodicDocument,
  dailyNotes,
  firstRound,
  roundFrequency,
  surgeonRound,
  minutePrecision,
  notBefore,
  writtenLate,
  hostSigned,
  requiredDocument,
  duplicateDocument,
  requiredSection,
  emptySection,
  sectionOrder,
  duplicateSection,
  nearName,
  pattern,
  clock,
  minuteTime,
  signed,
  traineeSignature,
  roundRank,
  signatureTime,
];
