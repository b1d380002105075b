import type { AnyCheck } from '../lint/check.ts';
import { patientSigned } from './consents/patient-signed.ts';
import { physicianSigned } from './consents/physician-signed.ts';
import { signedBefore } from './consents/signed-before.ts';
import { afterLeaving } from './consistency/after-leaving.ts';
import { age } from './consistency/age.ts';
import { conditionOrdered } from './consistency/condition-ordered.ts';
import { dayCount } from './consistency/day-count.ts';
import { futureTime } from './consistency/future-time.ts';
import { laterality } from './consistency/laterality.ts';
import { mainDiagnosis } from './consistency/main-diagnosis.ts';
import { outcome } from './consistency/outcome.ts';
import { realDate } from './consistency/real-date.ts';
import { repeatedSigns } from './consistency/repeated-signs.ts';
import { sameThroughout } from './consistency/same-throughout.ts';
import { sexBound } from './consistency/sex-bound.ts';
import { timeOrder } from './consistency/time-order.ts';
import { vitalSignAgreement } from './consistency/vital-sign-agreement.ts';
import { vitalSigns } from './consistency/vital-signs.ts';
import { bareDiagnosis } from './content/bare-diagnosis.ts';
import { contradiction } from './content/contradiction.ts';
import { hollow } from './content/hollow.ts';
import { sameStory } from './content/same-story.ts';
import { sectionLimits } from './content/section-limits.ts';
import { states } from './content/states.ts';
import { criticalAnswer } from './critical-values/critical-answer.ts';
import { criticalMismatch } from './critical-values/critical-mismatch.ts';
import { criticalNoteContent } from './critical-values/critical-note-content.ts';
import { criticalOrder } from './critical-values/critical-order.ts';
import { criticalRecheck } from './critical-values/critical-recheck.ts';
import { criticalRegister } from './critical-values/critical-register.ts';
import { criticalReported } from './critical-values/critical-reported.ts';
import { resultUnanswered } from './critical-values/result-unanswered.ts';
import { discussionHost } from './discussion/discussion-host.ts';
import { namedSpeakers } from './discussion/named-speakers.ts';
import { participants } from './discussion/participants.ts';
import { takenUp } from './discussion/taken-up.ts';
import { unclearCase } from './discussion/unclear-case.ts';
import { duplicateDocument, duplicateSection } from './documents/duplicate.ts';
import { emptySection } from './documents/empty-section.ts';
import { nearName } from './documents/near-name.ts';
import { requiredDocument } from './documents/required-document.ts';
import { requiredSection } from './documents/required-section.ts';
import { sectionOrder } from './documents/section-order.ts';
import { codeFormat } from './front-page/code-format.ts';
import { formItems } from './front-page/form-items.ts';
import { mainOperation } from './front-page/main-operation.ts';
import { stayDays } from './front-page/stay-days.ts';
import { linked } from './linked/linked.ts';
import { checklistSigned } from './operations/checklist-signed.ts';
import { discussionFirst } from './operations/discussion-first.ts';
import { implantRecorded } from './operations/implant-recorded.ts';
import { operationAgreement } from './operations/operation-agreement.ts';
import { operationDocument } from './operations/operation-document.ts';
import { reoperation } from './operations/reoperation.ts';
import { surgeonPresent } from './operations/surgeon-present.ts';
import { surgeonWrote } from './operations/surgeon-wrote.ts';
import { identifier } from './privacy/identifier.ts';
import { hostSigned } from './signatures/host-signed.ts';
import { roundRank } from './signatures/round-rank.ts';
import { signatureTime } from './signatures/signature-time.ts';
import { signed } from './signatures/signed.ts';
import { traineeSignature } from './signatures/trainee-signature.ts';
import { repeatedSlot } from './templates/repeated-slot.ts';
import { slotDefault } from './templates/slot-default.ts';
import { unslottedSection } from './templates/unslotted-section.ts';
import { dailyNotes } from './time/daily-notes.ts';
import { deadline } from './time/deadline.ts';
import { eventDelay } from './time/event-delay.ts';
import { firstRound } from './time/first-round.ts';
import { minutePrecision } from './time/minute-precision.ts';
import { notBefore } from './time/not-before.ts';
import { noteInterval } from './time/note-interval.ts';
import { periodicDocument } from './time/periodic-document.ts';
import { roundFrequency } from './time/round-frequency.ts';
import { surgeonRound } from './time/surgeon-round.ts';
import { writtenLate } from './time/written-late.ts';
import { clock } from './writing/clock.ts';
import { pattern } from './writing/pattern.ts';

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
  participants,
  discussionHost,
  namedSpeakers,
  takenUp,
  unclearCase,
  hollow,
  formItems,
  codeFormat,
  stayDays,
  mainOperation,
  identifier,
  signed,
  traineeSignature,
  operationDocument,
  laterality,
  reoperation,
  operationAgreement,
  implantRecorded,
  signedBefore,
  physicianSigned,
  patientSigned,
  surgeonWrote,
  surgeonPresent,
  discussionFirst,
  checklistSigned,
  roundRank,
  signatureTime,
  unslottedSection,
  slotDefault,
  repeatedSlot,
  states,
  sectionLimits,
  bareDiagnosis,
  contradiction,
  sameStory,
  linked,
  sameThroughout,
  age,
  timeOrder,
  afterLeaving,
  realDate,
  futureTime,
  criticalReported,
  criticalRegister,
  criticalAnswer,
  criticalNoteContent,
  criticalMismatch,
  criticalRecheck,
  criticalOrder,
  resultUnanswered,
  vitalSigns,
  vitalSignAgreement,
  dayCount,
  mainDiagnosis,
  outcome,
  sexBound,
  conditionOrdered,
  repeatedSigns,
];
