import { z } from 'zod';
import type { Environment } from '../../lint/check.ts';
import { civilFromDays, daysFromCivil, MINUTES_PER_DAY } from '../../syntax/moment.ts';

/**
 * A period of time as the rules give it. Minutes run from the event. Days, working days and months are calendar
 * periods: the starting day is not counted and the period ends with its last day (民法典 第二百零一、二百零二条).
 */
export interface Limit {
  readonly unit: 'minute' | 'day' | 'workday' | 'month';
  readonly count: number;
}

const UNITS = {
  min: ['minute', 1],
  h: ['minute', 60],
  d: ['day', 1],
  w: ['day', 7],
  workday: ['workday', 1],
  workdays: ['workday', 1],
  month: ['month', 1],
  months: ['month', 1],
} as const;

const NOTATION = /^(\d{1,4})(min|h|d|w|workdays?|months?)$/;

/** `10min`, `24h`, `7d`, `1w`, `5workdays`, `1month`. */
export const limitSchema = z
  .string()
  .regex(NOTATION, '时限写作 10min、24h、7d、5workdays 或 1month')
  .transform((text): Limit => {
    const [, count, unit] = NOTATION.exec(text) ?? [];
    const [kind, factor] = UNITS[unit as keyof typeof UNITS];
    return { unit: kind, count: Number(count) * factor };
  });

/** The last minute that still meets a limit. */
export interface Due {
  readonly minute: number;
  /** False when it hangs on working days of a year without a published calendar; `minute` is then the earliest possible. */
  readonly decided: boolean;
}

/**
 * When a period that begins at `start` (minutes) ends. A period in days or months whose last day is a day of rest ends
 * on the next working day (民法典 第二百零三条); a period of no days is the rest of the day itself.
 */
export function dueAfter(start: number, limit: Limit, calendar: Pick<Environment, 'isWorkday'>): Due {
  if (limit.unit === 'minute') return { minute: start + limit.count, decided: true };
  const first = dayOf(start);
  if (limit.unit === 'workday') return workdaysAfter(first, limit.count, calendar);
  const last = limit.unit === 'day' ? first + limit.count : monthsAfter(first, limit.count);
  return last === first ? endOf(last, true) : postponed(last, calendar);
}

export function dayOf(minute: number): number {
  return Math.floor(minute / MINUTES_PER_DAY);
}

/** Last minute of a civil day. */
export function endOfDay(day: number): number {
  return day * MINUTES_PER_DAY + MINUTES_PER_DAY - 1;
}

/** The day of the same number so many months later, or that month's last day where there is no such day. */
export function monthsAfter(day: number, months: number): number {
  const { year, month, day: number } = civilFromDays(day);
  const index = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  const next = daysFromCivil(target.month === 12 ? target.year + 1 : target.year, (target.month % 12) + 1, 1);
  return Math.min(daysFromCivil(target.year, target.month, number), next - 1);
}

/** A calendar that knows no working day in so long a time is broken and decides nothing. */
const LONGEST_REST = 60;

function postponed(last: number, calendar: Pick<Environment, 'isWorkday'>): Due {
  for (let day = last; day <= last + LONGEST_REST; day++) {
    const working = calendar.isWorkday(day);
    if (working === undefined) break;
    if (working) return endOf(day, true);
  }
  return endOf(last, false);
}

function workdaysAfter(first: number, count: number, calendar: Pick<Environment, 'isWorkday'>): Due {
  let left = count;
  for (let day = first + 1; day <= first + count + LONGEST_REST; day++) {
    const working = calendar.isWorkday(day);
    if (working === undefined) break;
    if (working) left--;
    if (left === 0) return endOf(day, true);
  }
  return endOf(first + count, false);
}

function endOf(day: number, decided: boolean): Due {
  return { minute: endOfDay(day), decided };
}

/** The limit as finding data: minutes, or the number of working days or months. */
export function limitValue({ unit, count }: Limit): number {
  return unit === 'day' ? count * MINUTES_PER_DAY : count;
}
