import { z } from 'zod';
import type { ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { fieldText, filledEntry, placeOf } from '../../chart/read.ts';
import { conceptsIn } from '../../clinical/lexicon.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { holdsWholeChart } from '../documents/whole.ts';
import { memoByDocument } from '../memo.ts';
import { textIn } from '../reading.ts';
import { isProgressNote } from '../time/places.ts';
import { operationsNamed } from './operations.ts';

const params = z.strictObject({
  document: z.array(z.string()).min(1),
  /** The field that tells of implants. */
  field: z.string(),
  /** Concepts of what is left in the body. */
  group: z.string(),
  /** Operations that take such things out. */
  removal: z.string(),
  /** Documents that hold the bar codes beside the record. */
  barcodes: z.array(z.string()).default([]),
});
type Params = z.output<typeof params>;

/** Something was left in the body, and the record does not tell what and how many, or the chart holds no bar code (指标十五). */
export const implantRecorded = defineCheck<Params>({
  kind: 'implant-recorded',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['count', 'barcode'],
  concerns: ({ chart, environment: { vocabulary } }, rule) =>
    chart.documents.some(
      ({ facts }) => rule.document.includes(facts.kind) && implantOf(facts, rule, vocabulary) !== undefined,
    ),
  run(view, rule, report, undecided) {
    for (const document of view.chart.documents) {
      if (!rule.document.includes(document.facts.kind)) continue;
      const implant = implantOf(document.facts, rule, view.environment.vocabulary);
      if (!implant) continue;
      const at = placeOf(document, implant.at);
      const data = { document: document.facts.kind, implant: implant.name };
      if (!implant.counted && !isCountedElsewhere(view, document, rule))
        report({ at, message: 'count', data, subject: { document } });
      if (holdsBarcode(view, document, rule)) continue;
      // Papers with labels glued on are often kept or scanned apart from the text.
      if (!holdsWholeChart(view)) undecided();
      else report({ at, message: 'barcode', data, subject: { document } });
    }
  },
});

interface Implant {
  readonly at: Span;
  /** As the record calls it; null where it only says that there was one. */
  readonly name: string | null;
  readonly counted: boolean;
}

/** `无`, `否`, `-`; 未使用. */
const NONE = /^\s*(?:无|否|未|没有|不|-|—|\/)/;
/** A number of pieces, or a size that tells one: 锁定钢板1块、螺钉6枚, 假体一套. */
const COUNT =
  /(?:\d|[一二两三四五六七八九十单双])\s*(?:枚|块|套|个|片|根|颗|只|条|件|张|节|支|包|袋|组|枝|粒|钉|板)|[×xX*]\s*\d/;
const PUT_IN = /置入|植入|安装|固定|放置|填充|置换|缝合固定|拧入|打入|铺|贴附|充填|释放/;
const NOT_PUT_IN = /取出|拆除|取除|未|无需|备用|拟|试模|去除|石膏|外固定|牵引/;

function implantOf(facts: DocumentFacts, rule: Params, vocabulary: Vocabulary): Implant | undefined {
  const operation = fieldText(facts, 'operation-name') ?? '';
  const isRemoval = operationsNamed(operation, vocabulary).some(({ groups }) => groups.includes(rule.removal));
  if (isRemoval || /取出|拆除|取内/.test(operation)) return undefined;
  const inserted = insertionsIn(facts, rule, vocabulary);
  const counted = inserted.some((one) => one.counted);
  const entry = filledEntry(facts, rule.field);
  if (!entry && facts.entries.get(rule.field)?.some(({ content }) => content.end > content.start)) return undefined;
  if (!entry) return inserted[0] && { ...inserted[0], counted };
  const value = textIn(facts.node, entry.content);
  if (NONE.test(value) || /[*＊×]{2}|待填/.test(value)) return undefined;
  const saysWhat = !/^\s*(?:有|是|已用|使用|√)\s*$/.test(value);
  const name = saysWhat ? value : (inserted[0]?.name ?? null);
  return { at: entry.content, name, counted: counted || (saysWhat && COUNT.test(value)) };
}

const devicesIn = memoByDocument((facts: DocumentFacts, vocabulary: Vocabulary) =>
  conceptsIn(facts.node.text, vocabulary).filter(({ concept }) => concept.kind === 'device'),
);

/** Sentences of the record that tell of something put in and left there. */
function insertionsIn(facts: DocumentFacts, rule: Params, vocabulary: Vocabulary): readonly Implant[] {
  return devicesIn(facts, vocabulary).flatMap(({ concept, start, end }): Implant[] => {
    const clause = clauseAround(facts.node.text, { start, end });
    if (!concept.groups.includes(rule.group) || !PUT_IN.test(clause) || NOT_PUT_IN.test(clause)) return [];
    return [{ at: { start, end }, name: facts.node.text.slice(start, end), counted: COUNT.test(clause) }];
  });
}

/** Up to the nearest stop, and no further than a sentence goes. */
function clauseAround(text: string, { start, end }: Span): string {
  const before = text.slice(Math.max(0, start - 60), start);
  const behind = text.slice(end, end + 60);
  const from = Math.max(...['。', '；', ';', '\n'].map((stop) => before.lastIndexOf(stop)));
  const stop = behind.search(/[。；;\n]/);
  return before.slice(from + 1) + text.slice(start, end) + (stop < 0 ? behind : behind.slice(0, stop));
}

/** 种类和数量 may stand in a note or a list of what was used. */
function isCountedElsewhere(view: ChartView, record: ChartDocument, rule: Params): boolean {
  const { vocabulary } = view.environment;
  return view.chart.documents.some(
    (document) =>
      document !== record &&
      (rule.barcodes.includes(document.facts.kind) ||
        (isProgressNote(document, vocabulary) &&
          insertionsIn(document.facts, rule, vocabulary).some(({ counted }) => counted))),
  );
}

const BARCODE = /条形?码|UDI|粘贴|合格证|序列号|批号|产品编号|SN|LOT|REF|\d{10}/i;

/** Bar codes are stuck to paper: only where the chart is certainly whole does their absence say anything. */
function holdsBarcode(view: ChartView, record: ChartDocument, rule: Params): boolean {
  if (BARCODE.test(record.facts.node.text)) return true;
  return view.chart.documents.some(
    ({ facts }) =>
      rule.barcodes.includes(facts.kind) || /植入物[^。\n]{0,20}(?:条形?码|标签|合格证)/.test(facts.node.text),
  );
}
