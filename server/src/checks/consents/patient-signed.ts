import { z } from 'zod';
import type { Chart, ChartDocument, DocumentFacts } from '../../chart/model.ts';
import { filledEntry, placeOf } from '../../chart/read.ts';
import { type ChartView, defineCheck } from '../../lint/check.ts';
import { nameAgrees } from '../../syntax/inline/names.ts';
import { MINUTES_PER_DAY } from '../../syntax/moment.ts';
import type { Entry } from '../../syntax/tree.ts';
import { isDraft, isWhole } from '../documents/whole.ts';
import { BLANK_TO_FILL, namedSignatures, textIn } from '../reading.ts';

const params = z.strictObject({
  document: z.array(z.string()).min(1),
  /** Kinds that the family may sign in its own right: nothing is asked but who signed. */
  byFamily: z.array(z.string()).default([]),
});
type Params = z.output<typeof params>;

/**
 * Where several papers of a chart show no signature of the patient at all, they were signed on paper or by hand, and the
 * text does not show it: that is said once. Else consents are signed by the patient; where somebody else signs, the paper says who he is to the patient, and why or by what
 * authority (BW2010 第十条). A guardian of a child needs no authority.
 */
export const patientSigned = defineCheck<Params>({
  kind: 'patient-signed',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['missing', 'relation', 'authority', 'unverifiable'],
  run(view, rule, report, undecided) {
    const asked = view.chart.documents.filter((document) => isAsked(view, document, rule));
    const [first, ...others] = asked;
    if (
      first &&
      others.length > 0 &&
      !asked.some(({ facts }) => linesOf(facts).some((line) => hasSignature(facts, line)))
    ) {
      undecided();
      const data = { document: first.facts.kind, count: asked.length };
      if (asked.every((document) => faultOf(view, document, rule)?.message === 'missing'))
        report({ at: placeOf(first, first.facts.anchor), message: 'unverifiable', severity: 'information', data });
      return;
    }
    for (const document of asked) {
      const fault = faultOf(view, document, rule);
      if (!fault) continue;
      const { kind } = document.facts;
      const at = placeOf(document, fault.entry?.label ?? document.facts.anchor);
      const wanted = fault.message === 'missing' ? 'patient-signature' : 'relation';
      report({ at, message: fault.message, data: { document: kind }, subject: { document, wanted } });
    }
  },
});

interface Fault {
  readonly message: 'missing' | 'relation' | 'authority';
  readonly entry: Entry | undefined;
}

function faultOf(view: ChartView, document: ChartDocument, rule: Params): Fault | undefined {
  const { facts } = document;
  const lines = linesOf(facts);
  const signed = lines.filter((entry) => hasSignature(facts, entry));
  const toFill = [...lines, ...(facts.entries.get('relation') ?? [])];
  if (toFill.some((entry) => BLANK_TO_FILL.test(textIn(facts.node, entry.content)))) return undefined;
  if (signed.length === 0) {
    const excused = givesReason(facts) || mayBeSignedOtherwise(facts) || view.chart.encounter.deidentified;
    return excused ? undefined : { message: 'missing', entry: lines[0] };
  }
  const substitute = signed.find((entry) => isSubstitute(facts, entry, view.chart));
  if (!substitute || signed.some((entry) => isPatientsOwn(facts, entry, view.chart))) return undefined;
  if (!statesRelation(facts, substitute)) return { message: 'relation', entry: substitute };
  const years = view.chart.patient.age?.value.years;
  if (rule.byFamily.includes(facts.kind) || years === undefined || years < ADULT) return undefined;
  const excused = givesReason(facts) || isAuthorised(view.chart) || couldNotSign(view.chart, facts);
  return excused ? undefined : { message: 'authority', entry: substitute };
}

/**
 * What another paper or note of the same day says of the patient's state: one reason covers all that the family signs
 * before an emergency operation.
 */
function couldNotSign({ documents }: Chart, paper: DocumentFacts): boolean {
  const signed = (paper.completed ?? paper.dated)?.moment;
  if (!signed) return false;
  return documents.some(({ facts }) => {
    const moment = facts !== paper && (facts.completed ?? facts.dated)?.moment;
    return moment && Math.abs(moment.latest - signed.latest) <= MINUTES_PER_DAY && UNCONSCIOUS.test(facts.node.text);
  });
}

const UNCONSCIOUS =
  /(?<![无未否][^，。；\n]{0,8})(?:昏迷[^，。；\n]{0,6}签[字名署]|[呈浅深度中仍]昏迷|昏迷状态|意识(?:不清|丧失|障碍)|神志(?:不清|模糊)|呼之不应|镇静状态|昏睡)/;

const ADULT = 18;

/** Whole, and signed by the staff: a paper that is still to be put before the patient lacks both. */
function isAsked(view: ChartView, document: ChartDocument, rule: Params): boolean {
  const { facts } = document;
  const kind = view.environment.vocabulary.document(facts.kind);
  if (
    !kind ||
    !rule.document.includes(facts.kind) ||
    !isWhole(facts, kind, view.environment.vocabulary) ||
    isDraft(view, document)
  )
    return false;
  return namedSignatures(facts).length > 0;
}

/** Lines on which patient or family sign. */
function linesOf(facts: DocumentFacts): readonly Entry[] {
  return ['patient-signature', 'proxy-signature'].flatMap((id) => facts.entries.get(id) ?? []);
}

/** A name, a masked name, a mark of an electronic signature: anything but a blank line. */
function hasSignature({ node }: DocumentFacts, { content }: Entry): boolean {
  return content.end > content.start && !/^(?:None|null|-+|—+|\/|[_＿]+)$/i.test(textIn(node, content).trim());
}

/** Why the patient did not sign, or who may sign for him by law. */
const REASON =
  /不能签|无法签|未能签|不能亲自|无法亲自|拒绝签|拒签|昏迷|昏睡|嗜睡|谵妄|意识|神志|镇静|病情危重|危重|失语|失明|文盲|不识字|按手印|指印|手印|捺印|保护性医疗|授权|委托|监护|法定代理|无民事行为|限制民事|未成年|患儿|新生儿|代签|机构负责人|医务(?:科|处|部)|总值班|痴呆|精神/;

function givesReason(facts: DocumentFacts): boolean {
  return filledEntry(facts, 'no-signature-reason') !== undefined || REASON.test(withoutSmallPrint(facts));
}

/** `同意手术并授权医师……` gives the physician authority, not the family. */
function withoutSmallPrint({ node }: DocumentFacts): string {
  return node.text.replace(/(?:授权|委托)(?:我的)?(?:医师|医生|医院|贵院|医务人员|主管医师|经治医师|手术医师)/g, '');
}

/** The name runs on with the text, or the line is called by a name the vocabulary does not hold. */
function mayBeSignedOtherwise({ node }: DocumentFacts): boolean {
  return /(?:患者|患方|病人|家属|代理人|授权人|委托人|监护人|家长|产妇|孕妇|本人)[^。；\n]{0,14}[签字名章][^。\n：:]{0,8}[：:][ \t\u3000]*[^\s_＿]/.test(
    node.text,
  );
}

const FAMILY =
  /配偶|夫|妻|父|母|子|女|儿|兄|弟|姐|妹|祖|孙|爷|奶|叔|姑|舅|姨|侄|甥|媳|婿|亲属|同事|朋友|监护|单位|邻|老伴|爱人/;

/** Signed by somebody who is certainly not the patient. */
function isSubstitute(facts: DocumentFacts, entry: Entry, { patient }: Chart): boolean {
  if (/本人/.test(relationOf(facts) ?? '')) return false;
  const people = entry.signature?.people.flatMap(({ name }) => name ?? []) ?? [];
  if (people.length === 0) return false;
  const name = patient.name?.value;
  if (entry.id === 'proxy-signature') return name === undefined || !people.some((one) => one === name);
  return name !== undefined && people.every((one) => !nameAgrees(one, name));
}

function isPatientsOwn(facts: DocumentFacts, entry: Entry, chart: Chart): boolean {
  return entry.id === 'patient-signature' && !isSubstitute(facts, entry, chart);
}

function relationOf(facts: DocumentFacts): string | undefined {
  const entry = filledEntry(facts, 'relation');
  return entry && textIn(facts.node, entry.content);
}

/** In its field, behind the name in brackets, or in the name of the line (监护人签名). */
function statesRelation(facts: DocumentFacts, entry: Entry): boolean {
  if (relationOf(facts) !== undefined || filledEntry(facts, 'authorization')) return true;
  if (/监护|法定|父|母|配偶|授权|委托|家长/.test(entry.name)) return true;
  const line = textIn(facts.node, { start: entry.start, end: Math.min(facts.node.text.length, entry.end + 40) });
  // A name may hold such a character itself: 孙某, 张子涵.
  const names = entry.signature?.people.flatMap(({ name }) => name ?? []) ?? [];
  const behind = names.reduce((rest, name) => rest.replaceAll(name, ''), line.slice(entry.content.start - entry.start));
  return FAMILY.test(behind) || /关系[：:][ \t\u3000]*[^\s_＿]/.test(facts.node.text);
}

/** An authorisation may stand in a paper of its own, for the whole stay. */
function isAuthorised({ documents }: Chart): boolean {
  return documents.some(
    ({ facts }) =>
      facts.node.heading?.name.includes('授权') || /授权委托|委托代理|委托授权|授权给|委托书/.test(facts.node.text),
  );
}
