import { z } from 'zod';
import type { ChartDocument } from '../../chart/model.ts';
import { type ChartView, defineCheck, type Hit } from '../../lint/check.ts';
import type { Place } from '../../lint/finding.ts';
import { formatMinutes, type Moment } from '../../syntax/moment.ts';
import { ranksOf } from '../reading.ts';
import { type Anchor, anchorsOf, labelOf } from './anchor.ts';
import { judge, timeValue, type Verdict } from './judge.ts';
import { limitSchema, limitValue } from './limit.ts';
import { anchorPlace, momentOf } from './places.ts';
import { type Round, roundsOf } from './rounds.ts';
import { isExcerpt, mayHaveLeftBy } from './stay.ts';

const params = z.strictObject({
  /** Level that has to make the round: 2 主治医师 or above, 3 副主任医师 or above. */
  level: z.number().int().min(1).max(3),
  within: limitSchema,
  /** A 首次病程记录 that somebody of the level wrote himself stands for the round (浙江 2021). */
  firstNoteCounts: z.boolean().default(false),
});
type Params = z.output<typeof params>;

/** Somebody of the level has to have seen the patient on a round, and written it up, within a limit after admission. */
export const firstRound = defineCheck<Params>({
  kind: 'first-round',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['missing', 'late', 'due', 'first-note'],
  run(view, rule, report, undecided) {
    const [admission] = anchorsOf(view, 'admission');
    if (!admission || isExcerpt(view)) return undecided();
    const rounds = roundsOf(view).filter((round) => round.level === undefined || round.level >= rule.level);
    const done = rounds.map(({ document, moment }) => momentOf(document.facts, ['completed']) ?? moment);
    const obligation = { from: admission.bounds, stated: true, limit: rule.within, done };
    const verdict = judge(obligation, view.judgedAt, view.environment);
    if (verdict.state === 'open' || verdict.state === 'unverifiable') undecided();
    if (!('due' in verdict) || mayHaveLeftBy(view, verdict.due)) return;
    const written = firstNoteBy(view, rule.level);
    if (written && rule.firstNoteCounts && isInTime(written, verdict.due)) return;
    report(hitFor(verdict, admission, rounds, done, written, rule));
  },
});

/** The 首次病程记录 that nobody below the level signed, and somebody of it did. */
function firstNoteBy({ chart, environment }: ChartView, level: number): ChartDocument | undefined {
  return chart.documents.find(({ facts }) => {
    if (facts.kind !== 'first-progress-note') return false;
    const ranks = facts.signatures.flatMap((signature) => ranksOf(signature, environment.vocabulary));
    const levels = ranks.map((rank) => (rank === undefined ? undefined : environment.vocabulary.rank(rank)?.level));
    return levels.length > 0 && levels.every((each) => each !== undefined && each >= level);
  });
}

function isInTime({ facts }: ChartDocument, due: number): boolean {
  return (facts.completed?.moment?.earliest ?? due) <= due;
}

function hitFor(
  verdict: Verdict & { readonly due: number },
  admission: Anchor,
  rounds: readonly Round[],
  done: readonly (Moment | undefined)[],
  written: ChartDocument | undefined,
  rule: Params,
): Hit<Place> {
  const data = {
    document: 'ward-round',
    event: timeValue(admission.stated?.value),
    due: formatMinutes(verdict.due),
    limit: limitValue(rule.within),
  };
  const { event } = admission;
  const subject = { event, wanted: 'ward-round' };
  if (verdict.state === 'due') {
    return { at: event.source, message: 'due', state: 'due', data: { ...data, remaining: verdict.remaining }, subject };
  }
  if (verdict.state === 'late') {
    const place = rounds[done.findIndex((moment) => moment?.earliest === verdict.at)];
    const completed = formatMinutes(verdict.at);
    return {
      at: place ? anchorPlace(place.document) : event.source,
      message: 'late',
      state: 'late',
      data: { ...data, completed, late: verdict.by },
      related: [{ ...event.source, label: labelOf('admission') }],
      subject: { event, document: place?.document },
    };
  }
  // No national text lets the first note stand for the round, yet some provinces do: for a reviewer to weigh.
  if (written) {
    const related = [{ ...anchorPlace(written), label: { zh: '首次病程记录', en: 'first progress note' } }];
    return { at: event.source, message: 'first-note', state: 'missing', severity: 'warning', data, related, subject };
  }
  return { at: event.source, message: 'missing', state: 'missing', data, subject };
}
