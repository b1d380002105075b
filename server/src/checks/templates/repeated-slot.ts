import { z } from 'zod';
import { placeOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import { slotsOf } from './slots-of.ts';

const params = z.strictObject({
  /** Slots that a form fills by itself, as often as it likes. */
  except: z.array(z.string()).default(['now']),
});
type Params = z.infer<typeof params>;

/** Two slots of one name in a template: what is written into one would appear in the other. */
export const repeatedSlot = defineCheck<Params>({
  kind: 'repeated-slot',
  scope: 'chart',
  params,
  messages: ['repeated'],
  run({ chart }, { except }, report) {
    const first = new Map<string, Place>();
    for (const document of [...chart.headers, ...chart.documents]) {
      for (const slot of slotsOf(document.facts)) {
        if (slot.name === '' || except.includes(slot.name)) continue;
        const at = placeOf(document, slot);
        const earlier = first.get(slot.name);
        if (!earlier) first.set(slot.name, at);
        else {
          const related = [{ ...earlier, label: { zh: '同名空项', en: 'the slot of that name' } }];
          report({ at, message: 'repeated', data: { slot: slot.name }, related, subject: { document } });
        }
      }
    }
  },
});
