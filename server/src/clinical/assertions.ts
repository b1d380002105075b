import type { Concept } from '../vocabulary/schema.ts';
import type { CueRole } from './cues.ts';
import type { Assertion, Mention } from './model.ts';
import type { Item, Segment } from './sentence.ts';
import {
  AHEAD,
  behind,
  type Context,
  endOf,
  isLightCue,
  isNextNear,
  isRole,
  mark,
  type Scope,
  type State,
  type Status,
  trailing,
} from './sentence-state.ts';

/** What the names of a sentence are said to be, by the index of the name. */
export function statusesOf(text: string, segments: readonly Segment[], context: Context): ReadonlyMap<number, Status> {
  const { experiencer, past, quoted } = context;
  const state: State = {
    ...{ text, context, experiencer, past, quoted },
    statuses: new Map(),
    scope: undefined,
    outer: [],
    hypothetical: false,
    inheritance: false,
    segment: { start: 0, end: 0, items: [], bare: false, loose: 0 },
    next: [],
  };
  for (const segment of segments) readSegment(state, segment);
  return state.statuses;
}

/** Over how many characters that matter a cue reaches a name right ahead. */
const NEAR = 3;
/** How soon behind a word for somebody it has to be said what he has. */
const SAYS_OF = 6;
/** An unknown word in a list that 否认 governs. */
const UNKNOWN_ITEM = 8;

const ACTS = new Set<Concept['kind']>([
  'drug',
  'operation',
  'procedure',
  'examination',
  'blood',
  'device',
  'assessment',
]);
/** An organ that shows nothing is there all the same: 肝脾未触及. */
const FINDABLE = new Set<Concept['kind']>(['symptom', 'sign', 'finding', 'disease', ...ACTS]);
const COMPLAINTS = new Set<Concept['kind']>(['symptom', 'sign', 'finding']);

function readSegment(state: State, segment: Segment): void {
  state.segment = segment;
  state.next = nextNames(segment.items);
  if (state.scope && !carriesOn(state.scope, segment)) state.scope = undefined;
  if (state.inheritance) endFamily(state);
  if (state.experiencer === 'other' && !segment.bare) state.experiencer = state.context.experiencer;
  segment.items.forEach((item, i) => {
    if (item.kind === 'name') readName(state, item);
    else if (item.kind === 'cue') CUES[item.role](state, i);
    else if (item.kind === 'query') behind(state, i, 'possible', { chain: false });
    else if (item.kind === 'open') state.outer.push(state.scope);
    else if (state.outer.length > 0) state.scope = state.outer.pop();
  });
}

function nextNames(items: readonly Item[]): number[] {
  const next: number[] = [];
  let name = -1;
  for (let i = items.length - 1; i >= 0; i--) {
    next[i] = name;
    if (items[i]?.kind === 'name') name = i;
  }
  return next;
}

/** `无发热，咳嗽，咳痰`: a bare list goes on behind the comma; a clause that says more begins anew. */
function carriesOn(scope: Scope, segment: Segment): boolean {
  // 无手术史，外伤史: what the first clause names may be no concept.
  if (segment.bare) return scope.names > 0 || segment.items.some((item) => isRole(item, 'past-after'));
  return scope.whole && segment.items.every(isLightCue) && segment.loose <= UNKNOWN_ITEM;
}

function readName(state: State, item: Extract<Item, { kind: 'name' }>): void {
  const { scope, context } = state;
  const kind = item.name.concept.kind;
  let assertion = context.assertion;
  if (scope && (!scope.acts || ACTS.has(kind)) && !isOutOfReach(scope, item.start)) {
    assertion = scope.assertion;
    scope.names++;
    if (scope.until) state.scope = scope.until.scope;
  }
  if (state.hypothetical || isUnticked(state.text, item.start)) assertion = 'hypothetical';
  if (isEmptyHeading(state.text, item.end)) assertion = 'absent';
  if (kind === 'examination' && isReportHeading(state.text, item.end)) state.quoted = true;
  state.statuses.set(item.index, {
    assertion,
    experiencer: state.experiencer,
    past: state.past,
    quoted: state.quoted,
  });
}

const isBox = (code: number) => code === 0x25a1 || code === 0x2610;
/** □高血压. */
const isUnticked = (text: string, start: number) =>
  (isBox(text.charCodeAt(start - 1)) || isBox(text.charCodeAt(start - 2))) &&
  /[□☐]\s?$/.test(text.slice(Math.max(0, start - 2), start));
/** A heading of a template with nothing behind it: `前列腺：`. */
const isEmptyHeading = (text: string, end: number) =>
  /^史?\s?[:：][ \u3000]*(?:[\n；;|]|$)/.test(text.slice(end, end + HEADING));
/** 病理：…, CT报告：…. */
const isReportHeading = (text: string, end: number) =>
  /^(?:检查|报告|结果|回报|诊断)*\s?[:：]/.test(text.slice(end, end + HEADING));
const HEADING = 12;

/** A first name far behind the cue is not what the cue speaks of. */
const isOutOfReach = (scope: Scope, start: number) => scope.names === 0 && start - scope.end > AHEAD;

/** What each cue does where it stands. */
const CUES: Readonly<Record<CueRole, (state: State, at: number) => void>> = {
  absent: (state, at) => denyAheadOrBehind(state, at, false),
  denied: (state, at) => denyAheadOrBehind(state, at, true),
  'not-done': (state, at) => open(state, at, 'absent', { acts: true }),
  'absent-either': (state, at) => denyAheadOrBehind(state, at, false),
  'absent-next': denyNext,
  'absent-after': (state, at) => behind(state, at, 'absent', { chain: true }),
  'gone-after': (state, at) => behind(state, at, 'absent', { chain: true, kinds: COMPLAINTS }),
  'present-after': breakDenial,
  exclude,
  none: () => undefined,
  break: breakDenial,
  possible: (state, at) => open(state, at, 'possible'),
  'possible-either': (state, at) => suspectEither(state, at),
  'possible-after': (state, at) => behind(state, at, 'possible', { chain: true }),
  'workup-after': (state, at) => behind(state, at, 'possible', { chain: false, kinds: new Set(['disease']) }),
  hypothetical: (state, at) => open(state, at, 'hypothetical'),
  'hypothetical-rest': supposeRest,
  'hypothetical-either': (state, at) =>
    isNextNear(state, at, AHEAD) ? open(state, at, 'hypothetical') : behind(state, at, 'hypothetical', { chain: true }),
  'hypothetical-after': (state, at) => behind(state, at, 'hypothetical', { chain: true }),
  planned: (state, at) => open(state, at, 'planned'),
  family: (state, at) => speakOf(state, at, 'family'),
  'family-history': speakOfFamily,
  'family-none': (state) => {
    state.experiencer = state.context.experiencer;
  },
  other: (state, at) => speakOf(state, at, 'other'),
  'other-after': speakOfContact,
  patient: (state) => {
    state.experiencer = 'patient';
  },
  past: (state) => {
    state.past = true;
  },
  'past-after': (state, at) => {
    mark(state, at, { past: true });
    if (state.inheritance) endFamily(state);
  },
  'past-ago': (state) => {
    if (!state.context.onset) state.past = true;
  },
  now: (state, at) => {
    state.past = false;
    breakDenial(state, at);
  },
  quoted: (state) => {
    state.quoted = true;
    // What a report shows is neither planned nor denied any more: 完善CT提示….
    if (state.scope?.assertion === 'planned' || state.scope?.assertion === 'absent') state.scope = undefined;
  },
  neutral: () => undefined,
};

interface Options {
  readonly whole?: boolean;
  readonly acts?: boolean;
  readonly next?: boolean;
}

function open(state: State, at: number, assertion: Assertion, options: Options = {}): void {
  // 如无…, 警惕…: whatever is denied within is only thought of.
  if (state.scope?.assertion === 'hypothetical' && assertion === 'absent') return;
  const { whole = false, acts = false, next = false } = options;
  const until = next ? { scope: state.scope } : undefined;
  state.scope = { assertion, whole, acts, until, end: endOf(state, at), names: 0 };
}

/** 无发热; and, with nothing behind it in its clause, 高血压：无, 包块未触及. */
function denyAheadOrBehind(state: State, at: number, whole: boolean): void {
  const following = state.segment.items[at + 1];
  const isLast = following === undefined || following.kind === 'close';
  if (isLast && trailing(state, at) === 0 && behind(state, at, 'absent', { chain: true, kinds: FINDABLE })) return;
  open(state, at, 'absent', { whole });
}

function denyNext(state: State, at: number): void {
  if (state.segment.items[at + 1]?.kind === 'name' && trailing(state, at) === 0)
    open(state, at, 'absent', { next: true });
}

function breakDenial(state: State, at: number): void {
  const { scope } = state;
  if (scope?.assertion !== 'absent') return;
  // 否认既往有…: a word right behind the cue belongs to it.
  const start = state.segment.items[at]?.start ?? 0;
  if (scope.names === 0 && start - scope.end <= NEAR) return;
  state.scope = undefined;
}

/** 如 and 若 open a clause; elsewhere they are parts of words. */
function supposeRest(state: State, at: number): void {
  const item = state.segment.items[at];
  if (!item) return;
  const before = state.text.slice(Math.max(0, item.start - 2), item.start);
  const opens =
    item.end - item.start > 1 || /(?:^|[^\u4e00-\u9fff]|患者|病人|患儿|术后|院后|期间|过程中|时)$/.test(before);
  if (opens) state.hypothetical = true;
}

/** 除外肺结核, 肺结核除外; but what is to be examined 排除肺结核 is still open. */
function exclude(state: State, at: number): void {
  const pending = state.hypothetical || (state.scope !== undefined && state.scope.assertion !== 'absent');
  const assertion = pending ? 'possible' : 'absent';
  if (isNextNear(state, at, NEAR)) open(state, at, assertion);
  else behind(state, at, assertion, { chain: true });
}

/** 可能为肺炎, 肺炎可能性大. */
function suspectEither(state: State, at: number): void {
  if (!isNextNear(state, at, NEAR) && behind(state, at, 'possible', { chain: true })) return;
  open(state, at, 'possible');
}

function speakOf(state: State, at: number, experiencer: Mention['experiencer']): void {
  const item = state.segment.items[at];
  if (!item) return;
  // 与同事聚餐, 和父亲争吵: the patient, in company. 丈夫不同意: a word for the person is not yet a disease of his.
  if (/[与和跟同被因向为给陪随]/.test(state.text.charAt(item.start - 1))) return;
  const following = state.text.slice(item.end, item.end + SAYS_OF);
  if (isNextNear(state, at, SAYS_OF) || /[患有死因曾均亦也否无诊确故殁：:、]/.test(following))
    state.experiencer = experiencer;
}

/** 高血压家族史, 家族史：父患高血压, 家族遗传病史: in the last only what stands before 史. */
function speakOfFamily(state: State, at: number): void {
  if (mark(state, at, { experiencer: 'family' })) return;
  state.experiencer = 'family';
  state.inheritance = !/^\s?[:：]/.test(state.text.slice(endOf(state, at), endOf(state, at) + 2));
}

/** 肺结核接触史; in 结核病史及密切接触史 the first 史 is the patient's own. */
function speakOfContact(state: State, at: number): void {
  let before = at - 1;
  while (isRole(state.segment.items[before], 'neutral')) before--;
  if (!isRole(state.segment.items[before], 'past-after')) mark(state, at, { experiencer: 'other' });
}

function endFamily(state: State): void {
  state.experiencer = state.context.experiencer;
  state.inheritance = false;
}
