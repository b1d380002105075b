import type { DocumentFacts } from '../../chart/model.ts';
import { filledEntry, says, stampOf, textOf } from '../../chart/read.ts';
import { nameAgrees } from '../../syntax/inline/names.ts';
import { isMasked } from '../../syntax/inline/value.ts';
import { formatMinutes, leastDistance, MINUTES_PER_DAY, type Moment } from '../../syntax/moment.ts';
import { normalizeName, type Vocabulary } from '../../vocabulary/vocabulary.ts';
import { timeValue } from '../time/judge.ts';
import { type Death, declaredDeaths } from './death.ts';
import { introductionsIn, isNewbornName, isOfNewborn } from './person.ts';
import type { Saying, Topic } from './statements.ts';

const HAN_NAME = /^[\u3400-\u9fff\ud800-\udfff*＊×xX○]{2,4}$/;
const LONG_NAME = /^[\u3400-\u9fff*＊]{1,12}[·•・][\u3400-\u9fff*＊·•・]{1,16}$/;

/** 姓名 of the patient. Nobody's name (无名氏) says nothing; a newborn may go by its mother's before it has its own. */
const name: Topic<string> = {
  field: 'name',
  read: (facts) => [
    ...fieldSaying(facts, 'name', readName),
    ...introductionsIn(facts).flatMap(({ name }) => (name ? [name] : [])),
  ],
  isExact: (value) => !isMasked(value),
  agree: (a, b) => isNewbornName(a) || isNewbornName(b) || nameAgrees(a, b),
  show: (value) => value,
};

function readName(text: string): string | undefined {
  const written = text.replace(/[（(][^）)]*[）)]/g, '').replace(/[\s\u3000]+/g, '');
  if (/无名|未知|不详|待查|佚名/.test(written)) return undefined;
  return HAN_NAME.test(written) || LONG_NAME.test(written) ? written.replace(/[•・]/g, '·') : undefined;
}

/** 性别, of the field and of `患者，男，58岁`. A form with both words to choose from says nothing. */
const sex: Topic<'male' | 'female'> = {
  field: 'sex',
  read(facts, vocabulary) {
    if (isOfNewborn(facts)) return [];
    const told = introductionsIn(facts).flatMap((introduction) => (introduction.sex ? [introduction.sex] : []));
    return [...fieldSaying(facts, 'sex', (text) => readSex(text, vocabulary)), ...told];
  },
  isExact: () => true,
  agree: (a, b) => a === b,
  show: (value) => (value === 'male' ? '男' : '女'),
};

function readSex(text: string, vocabulary: Vocabulary): 'male' | 'female' | undefined {
  const [male, female] = (['sex-male', 'sex-female'] as const).map((list) => says(text, list, vocabulary));
  if (male === female || (/男/.test(text) && /女/.test(text))) return undefined;
  return male ? 'male' : 'female';
}

interface Identifier {
  /** 住院号, 病案号 and 登记号 may differ; only what goes by one name is compared. */
  readonly label: string;
  /** Without leading zeros, blanks and the count of the stay behind a dash. */
  readonly number: string;
  readonly written: string;
}

/** 住院号 and its like. */
const admissionNumber: Topic<Identifier> = {
  field: 'admission-number',
  read(facts) {
    const entry = filledEntry(facts, 'admission-number');
    if (!entry) return [];
    const written = textOf(facts.node, entry.content);
    const plain = normalizeName(written).replace(/[-_/#(（第][^a-z0-9]*\d{1,2}(?:次)?[)）]?$/, '');
    if (isMasked(written) || !/^[a-z0-9]*\d[a-z0-9]*$/.test(plain)) return [];
    const number = plain.replace(/^0+(?=.)/, '');
    return [{ ...entry.content, value: { label: entry.name, number, written } }];
  },
  isExact: () => true,
  agree: (a, b) => a.label !== b.label || a.number === b.number,
  show: ({ written }) => written,
};

interface BloodGroup {
  readonly abo: string | undefined;
  readonly rh: '+' | '-' | undefined;
}

/** ABO and Rh group of the patient. */
const bloodGroup: Topic<BloodGroup> = {
  field: 'blood-group',
  read: (facts) => (isOfNewborn(facts) ? [] : fieldSaying(facts, 'blood-group', readBloodGroup)),
  isExact: ({ abo, rh }) => abo !== undefined && rh !== undefined,
  agree: (a, b) =>
    (a.abo === undefined || b.abo === undefined || a.abo === b.abo) &&
    (a.rh === undefined || b.rh === undefined || a.rh === b.rh),
  show: ({ abo, rh }) => [abo && `${abo}型`, rh && `Rh(${rh})`].filter(Boolean).join(' '),
};

function readBloodGroup(text: string): BloodGroup | undefined {
  const plain = normalizeName(text).replace(/['"“”‘’「」]/g, '');
  if (isMasked(plain) || /亚型|嵌合|弱|未|不详|待/.test(plain)) return undefined;
  const rest = plain.replace(/rh(?:\(?d\)?)?血?型?|d抗原/g, 'r');
  const groups = new Set(
    rest.match(/ab|a(?!b)|b|o|0(?=型|$|,|r)/g)?.map((group) => group.replace('0', 'O').toUpperCase()),
  );
  const rh = /阳|\(?\+/.test(rest) ? '+' : /阴|\(-|（-|r-/.test(rest) ? '-' : undefined;
  const [abo, other] = groups;
  return other !== undefined || (abo === undefined && rh === undefined) ? undefined : { abo, rh };
}

const birth: Topic<Moment> = {
  field: 'birth-date',
  read: (facts) => (isOfNewborn(facts) ? [] : timeSaying(facts, 'birth-date')),
  isExact: (value) => timeValue(wholeDays(value)) !== null,
  agree: (a, b) => leastDistance(wholeDays(a), wholeDays(b)) === 0,
  show: (value) => timeValue(wholeDays(value)) ?? formatMinutes(value.earliest).slice(0, 7),
};

/** Registered before midnight and taken to the ward after it: two days of one admission. */
const ACROSS_MIDNIGHT = 2 * 60;

/** 入院 and 出院 to the day: registration and arrival on the ward lie apart, and forms give the day alone. */
function stayTopic(field: 'admission-time' | 'discharge-time', otherNames: readonly string[]): Topic<Moment> {
  return {
    field,
    read: (facts) => (otherNames.includes(facts.entries.get(field)?.[0]?.name ?? '') ? [] : timeSaying(facts, field)),
    isExact: (value) => timeValue(value) !== null,
    agree(a, b) {
      if (leastDistance(wholeDays(a), wholeDays(b)) === 0) return true;
      return (a.precision === 'minute' || b.precision === 'minute') && leastDistance(a, b) <= ACROSS_MIDNIGHT;
    },
    show: showMoment,
  };
}

/** 死亡时间 to the minute: fields, and the declaration in the text. */
const death: Topic<Death> = {
  field: 'death-time',
  read: (facts) => [
    ...timeSaying(facts, 'death-time').map((saying) => ({
      ...saying,
      value: { moment: saying.value, dayKnown: true },
    })),
    ...declaredDeaths(facts),
  ],
  isExact: ({ moment, dayKnown }) => dayKnown && moment.earliest === moment.latest,
  agree(a, b) {
    if (a.dayKnown && b.dayKnown) return leastDistance(a.moment, b.moment) === 0;
    if (a.moment.earliest !== a.moment.latest || b.moment.earliest !== b.moment.latest) return true;
    return (a.moment.earliest - b.moment.earliest) % MINUTES_PER_DAY === 0;
  },
  show: ({ moment, dayKnown }) => (dayKnown ? showMoment(moment) : formatMinutes(moment.earliest).slice(11)),
};

export const TOPICS = {
  name,
  sex,
  'admission-number': admissionNumber,
  'blood-group': bloodGroup,
  'birth-date': birth,
  'admission-day': stayTopic('admission-time', ['入科时间', '入病房时间', '住院时间', '住院日期']),
  'discharge-day': stayTopic('discharge-time', ['离院时间', '离院日期']),
  'death-time': death,
  // biome-ignore lint/suspicious/noExplicitAny: each topic has values of its own
} as const satisfies Record<string, Topic<any>>;

function fieldSaying<T>(facts: DocumentFacts, id: string, read: (text: string) => T | undefined): Saying<T>[] {
  const entry = filledEntry(facts, id);
  const value = entry && read(textOf(facts.node, entry.content));
  return entry && value !== undefined ? [{ ...span(entry.content), value }] : [];
}

function timeSaying(facts: DocumentFacts, id: string): Saying<Moment>[] {
  const stamp = stampOf(facts, id);
  return stamp?.moment ? [{ ...span(stamp), value: stamp.moment }] : [];
}

function span({ start, end }: { readonly start: number; readonly end: number }) {
  return { start, end };
}

function wholeDays(moment: Moment): Moment {
  const earliest = Math.floor(moment.earliest / MINUTES_PER_DAY) * MINUTES_PER_DAY;
  const latest = Math.floor(moment.latest / MINUTES_PER_DAY) * MINUTES_PER_DAY + MINUTES_PER_DAY - 1;
  return { ...moment, earliest, latest };
}

function showMoment(moment: Moment): string {
  return timeValue(moment) ?? formatMinutes(moment.earliest).slice(0, 7);
}
