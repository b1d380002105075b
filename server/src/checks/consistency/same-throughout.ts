import { z } from 'zod';
import { byTrust } from '../../chart/patient.ts';
import { defineCheck } from '../../lint/check.ts';
import { documentsOfPatient, mostAgreed, placeOfStatement, statementsOf, type Topic } from './statements.ts';
import { TOPICS } from './topics.ts';

const params = z.strictObject({
  of: z.enum(Object.keys(TOPICS) as (keyof typeof TOPICS)[]),
  exceptDocuments: z.array(z.string()).default([]),
});

const STATED_ALSO = { zh: '另处所写', en: 'Stated elsewhere' };

/** Documents of one chart that state different things of one fact. What most of them say is held against the others. */
export const sameThroughout = defineCheck<z.infer<typeof params>>({
  kind: 'same-throughout',
  scope: 'chart',
  params,
  messages: ['differs'],
  run({ chart, environment }, given, report) {
    const topic = TOPICS[given.of] as unknown as Topic<unknown>;
    const documents = given.of === 'name' ? byTrust(chart.headers, chart.documents) : documentsOfPatient(chart);
    const asked = documents.filter(({ facts }) => !given.exceptDocuments.includes(facts.kind));
    const statements = statementsOf(asked, topic, environment.vocabulary);
    const common = mostAgreed(statements, topic);
    if (!common) return;
    for (const statement of statements) {
      if (topic.agree(statement.saying.value, common.saying.value)) continue;
      report({
        at: placeOfStatement(statement),
        message: 'differs',
        data: {
          field: topic.field,
          document: statement.document.facts.kind,
          stated: topic.show(statement.saying.value),
          other: common.document.facts.kind,
          expected: topic.show(common.saying.value),
        },
        related: [{ ...placeOfStatement(common), label: STATED_ALSO }],
        subject: { document: statement.document },
      });
    }
  },
});
