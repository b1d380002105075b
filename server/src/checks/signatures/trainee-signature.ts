import { z } from 'zod';
import { placeOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import { namedSignatures, ranksOf } from '../reading.ts';

const params = z.strictObject({
  /** Kinds of training whose signature does not stand alone; a document all of whose signers are of these is reported. */
  training: z.array(z.enum(['student', 'probation', 'standardised', 'visiting'])).min(1),
  /** At least one signer must be of these too, so that a graver check does not speak of the same document. */
  including: z.array(z.enum(['student', 'probation', 'standardised', 'visiting'])).optional(),
  exceptDocuments: z.array(z.string()).default([]),
});

/**
 * A document signed by trainees alone. Only where the rank of every signer is stated: a name without a rank beside it
 * (`张某某/李某某`) may be the supervisor's.
 */
export const traineeSignature = defineCheck<z.infer<typeof params>>({
  kind: 'trainee-signature',
  scope: 'chart',
  params,
  messages: ['trainee'],
  run({ chart, environment: { vocabulary } }, given, report) {
    for (const document of chart.documents) {
      const kind = vocabulary.document(document.facts.kind);
      if (kind?.signer !== 'physician' || given.exceptDocuments.includes(kind.id)) continue;
      const signatures = namedSignatures(document.facts);
      const ranks = signatures.flatMap((signature) => ranksOf(signature, vocabulary));
      const trainings = ranks.map((rank) => (rank === undefined ? undefined : vocabulary.rank(rank)?.training));
      const first = signatures[0];
      if (!first || trainings.length === 0) continue;
      if (!trainings.every((training) => training !== undefined && given.training.includes(training))) continue;
      if (given.including && !trainings.some((training) => training && given.including?.includes(training))) continue;
      report({
        at: placeOf(document, first),
        message: 'trainee',
        data: { document: kind.id, rank: ranks[0] ?? '' },
        subject: { document },
      });
    }
  },
});
