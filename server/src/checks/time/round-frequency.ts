import { z } from 'zod';
import { defineCheck } from '../../lint/check.ts';
import { formatMinutes, MINUTES_PER_DAY, type Moment } from '../../syntax/moment.ts';
import { dayOf } from './limit.ts';
import { type Round, roundsOf, TOP } from './rounds.ts';
import { isExcerpt, stayOf } from './stay.ts';

const params = z.strictObject({
  /** Length of a block in days, counted from admission. */
  every: z.number().int().min(1).default(7),
  /** Least number of rounds in each whole block, by level; a round by a higher level counts for a lower one too. */
  top: z.number().int().min(0),
  middle: z.number().int().min(0),
});
type Params = z.output<typeof params>;

const MIDDLE = 2;

/** So many rounds by the top and the middle rank in each whole block of days of the stay (HX2018 二). */
export const roundFrequency = defineCheck<Params>({
  kind: 'round-frequency',
  scope: 'chart',
  params: params as z.ZodType<Params>,
  messages: ['top', 'middle'],
  run(view, rule, report, undecided) {
    const stay = stayOf(view);
    const { admission } = view.chart.encounter;
    if (!stay || !admission || isExcerpt(view) || stay.from.earliest < stay.from.latest - MINUTES_PER_DAY)
      return undecided();
    const rounds = roundsOf(view);
    if (rounds.some((round) => round.moment === undefined)) return undecided();
    const length = rule.every * MINUTES_PER_DAY;
    // Weeks in which the chart says nothing at all are the note interval's matter, told once.
    const silentFrom = view.chart.lastEntry ?? stay.until;
    for (let block = 0; stay.from.latest + (block + 1) * length <= stay.until; block++) {
      if (block > 0 && stay.from.latest + block * length > silentFrom) return undecided();
      const windows = windowsOf(stay.from, block, rule.every);
      for (const [message, level, least] of [
        ['top', TOP, rule.top],
        ['middle', MIDDLE, rule.middle],
      ] as const) {
        const count = Math.max(...windows.map(({ from, to }) => countIn(rounds, level, from, to)));
        if (count >= least) continue;
        const data = { week: block + 1, from: dateOf(windows[0].from), to: dateOf(windows[0].to), count, least };
        report({ at: admission.source, message, data, subject: { event: admission, wanted: 'ward-round' } });
      }
    }
  },
});

interface Window {
  readonly from: number;
  readonly to: number;
}

/** A block in civil days, the day of admission being its first, and the same block to the minute: the text names neither. */
function windowsOf(admitted: Moment, block: number, days: number): readonly [Window, Window] {
  const first = dayOf(admitted.earliest) + block * days;
  const from = admitted.earliest + block * days * MINUTES_PER_DAY;
  return [
    { from: first * MINUTES_PER_DAY, to: (first + days) * MINUTES_PER_DAY - 1 },
    { from, to: admitted.latest + (block + 1) * days * MINUTES_PER_DAY },
  ];
}

/** Rounds that may lie in the window and may be by somebody of the level. */
function countIn(rounds: readonly Round[], level: number, from: number, to: number): number {
  return rounds.filter(
    (round) =>
      (round.level === undefined || round.level >= level) &&
      round.moment !== undefined &&
      round.moment.latest >= from &&
      round.moment.earliest <= to,
  ).length;
}

function dateOf(minute: number): string {
  return formatMinutes(minute).slice(0, 10);
}
