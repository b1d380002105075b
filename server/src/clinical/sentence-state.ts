import type { Concept } from '../vocabulary/schema.ts';
import type { CueRole } from './cues.ts';
import type { Assertion, Mention } from './model.ts';
import { FAR, type Item, looseBetween, type Segment } from './sentence.ts';

/** What holds for a stretch of text as a whole: a section of family history, a plan, the risks of a consent. */
export interface Context {
  /** Of what is plainly named. */
  readonly assertion: Assertion;
  readonly experiencer: Mention['experiencer'];
  readonly past: boolean;
  readonly quoted: boolean;
  /** `10年前` is when the present illness began, not an earlier time. */
  readonly onset: boolean;
}

/** What is said of one name. */
export interface Status {
  assertion: Assertion;
  experiencer: Mention['experiencer'];
  past: boolean;
  quoted: boolean;
}

/** A cue in force over what follows. */
export interface Scope {
  readonly assertion: Assertion;
  /** 否认: every item of the list is denied, whatever stands in between. */
  readonly whole: boolean;
  /** Of drugs, examinations, operations only. */
  readonly acts: boolean;
  readonly end: number;
  /** How many names it has reached. */
  names: number;
  /** Of the very next name only; what was in force before comes back then. */
  readonly until: { readonly scope: Scope | undefined } | undefined;
}

export interface State {
  readonly text: string;
  readonly context: Context;
  readonly statuses: Map<number, Status>;
  scope: Scope | undefined;
  /** Scopes outside the brackets now open. */
  readonly outer: (Scope | undefined)[];
  /** 如出现…: to the end of the sentence. */
  hypothetical: boolean;
  experiencer: Mention['experiencer'];
  /** 家族…: the family's to the end of the clause or the next 史. */
  inheritance: boolean;
  past: boolean;
  quoted: boolean;
  segment: Segment;
  /** For each item of the segment the place among them of the next name behind it. */
  next: readonly number[];
}

/** Over how many characters that matter a cue reaches a name ahead, and one behind. */
export const AHEAD = 15;
const BEHIND = 4;

export const isRole = (item: Item | undefined, role: CueRole) => item?.kind === 'cue' && item.role === role;
export const isLightCue = (item: Item) =>
  item.kind === 'cue' && (item.role === 'neutral' || item.role === 'past-after');
const isLight = (item: Item) => item.kind === 'name' || isLightCue(item);

export const endOf = (state: State, at: number) => state.segment.items[at]?.end ?? 0;

/** Characters that matter between a cue and the next item, or the end of its segment. */
export function trailing({ segment, text }: State, at: number): number {
  const from = segment.items[at]?.end ?? 0;
  const to = segment.items[at + 1]?.start ?? segment.end;
  return to - from > AHEAD ? AHEAD : text.slice(from, to).replace(/[\s：:、]/g, '').length;
}

export function isNextNear(state: State, at: number, reach: number): boolean {
  const name = state.next[at] ?? -1;
  return name >= 0 && looseBetween(state.text, state.segment.items, at, name) <= reach;
}

interface Behind {
  /** The whole list that ends before the cue, not only its last name. */
  readonly chain: boolean;
  readonly kinds?: ReadonlySet<Concept['kind']>;
}

/** Asserts the names that stand right before a cue. False where there is none. */
export function behind(state: State, at: number, assertion: Assertion, { chain, kinds }: Behind): boolean {
  return eachBefore(state, at, chain, (status, concept) => {
    if (kinds && !kinds.has(concept.kind)) return;
    const weaker = status.assertion === 'present' || (assertion === 'absent' && status.assertion === 'possible');
    if (weaker) status.assertion = assertion;
  });
}

/** 高血压、糖尿病病史, 肺结核接触史: says something else of the names right before. */
export function mark(state: State, at: number, change: Partial<Status>): boolean {
  return eachBefore(state, at, true, (status) => Object.assign(status, change));
}

function eachBefore(
  state: State,
  at: number,
  chain: boolean,
  change: (status: Status, concept: Concept) => unknown,
): boolean {
  const { segment, text, statuses } = state;
  let later = at;
  let reach = BEHIND;
  for (let i = at - 1; i >= 0; i--) {
    const item = segment.items[i];
    if (!item || (segment.items[later]?.start ?? 0) - item.end > FAR) break;
    if (!(isLight(item) || item.kind === 'open' || item.kind === 'close')) break;
    if (item.kind !== 'name') continue;
    if (looseBetween(text, segment.items, i, later) > reach) break;
    const status = statuses.get(item.index);
    if (status) change(status, item.name.concept);
    later = i;
    reach = 0;
    if (!chain) break;
  }
  return later !== at;
}
