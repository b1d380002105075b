import { z } from 'zod';
import type { Chart, ChartDocument, SourceRange } from '../../chart/model.ts';
import { isEmpty, placeOf, textOf } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import { normalizeName } from '../../vocabulary/vocabulary.ts';
import { isBlank } from '../reading.ts';
import { anchorPlace } from '../time/places.ts';

const params = z.strictObject({
  /** Fields and sections that tell how the stay ended; what stands first in them counts. */
  told: z.array(z.string()).min(1),
  /** Words by which they begin when the patient lived, or died. */
  alive: z.array(z.string()).min(1),
  dead: z.array(z.string()).min(1),
  /** Documents that only exist for the dead. */
  deathDocuments: z.array(z.string()).default([]),
  /** Codes of 离院方式 for those who lived (首页: 1 to 3), where the code stands alone. */
  aliveCodes: z.array(z.string()).default([]),
});
type Params = z.output<typeof params>;

const DEATH = { zh: '此处为死亡', en: 'Death here' };

/** 好转 here and 死亡 there: how the stay ended is told in two ways that exclude each other. */
export const outcome = defineCheck<Params>({
  kind: 'outcome',
  scope: 'chart',
  params,
  messages: ['alive-and-dead'],
  run({ chart }, given, report) {
    const told = [...chart.headers, ...chart.documents].flatMap((document) => toldIn(document, given));
    const death = told.find(({ dead }) => dead)?.place ?? deathDocument(chart, given);
    if (!death) return;
    for (const { document, dead, place, text } of told) {
      if (dead) continue;
      report({
        at: place,
        message: 'alive-and-dead',
        data: { document: document.facts.kind, stated: text },
        related: [{ ...death, label: DEATH }],
        subject: { document },
      });
    }
  },
});

interface Told {
  readonly document: ChartDocument;
  readonly dead: boolean;
  readonly place: SourceRange;
  readonly text: string;
}

function toldIn(document: ChartDocument, given: Params): Told[] {
  const { facts } = document;
  return given.told.flatMap((id) =>
    (facts.entries.get(id) ?? []).flatMap(({ content }): Told[] => {
      if (isEmpty(facts.node, content)) return [];
      const text = normalizeName(
        textOf(facts.node, { start: content.start, end: Math.min(content.end, content.start + 40) }),
      );
      const found = readOutcome(text, given);
      if (!found) return [];
      const end = Math.min(content.end, content.start + 20);
      return [
        { document, dead: found.dead, place: placeOf(document, { start: content.start, end }), text: found.word },
      ];
    }),
  );
}

/** `1 医嘱离院`, `好转出院`, `患者治愈`; nothing where what comes first is none of the words. */
function readOutcome(text: string, { alive, dead, aliveCodes }: Params): { dead: boolean; word: string } | undefined {
  if (/[□☐]/.test(text)) return undefined;
  const code = /^\d(?=[.、:：]?$)/.exec(text)?.[0];
  if (code !== undefined) return aliveCodes.includes(code) ? { dead: false, word: code } : undefined;
  const plain = text.replace(/^\d[.、:：]?/, '').replace(/^(?:患者|病人|患儿)?(?:病情|经治疗后?|治疗后)?/, '');
  const begins = (words: readonly string[]) => words.find((word) => plain.startsWith(word));
  const died = begins(dead);
  const lived = begins(alive);
  if (died !== undefined) return { dead: true, word: died };
  return lived === undefined ? undefined : { dead: false, word: lived };
}

function deathDocument(chart: Chart, { deathDocuments }: Params): SourceRange | undefined {
  const document = chart.documents.find(
    ({ facts }) => deathDocuments.includes(facts.kind) && !facts.node.entries.every(isBlank),
  );
  return document && anchorPlace(document);
}
