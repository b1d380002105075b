import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { civilFromDays, daysFromCivil } from '../syntax/moment.ts';

/** Days a hospital adds to, or takes from, the statutory calendar: `2024-03-01`. */
export interface CalendarAdditions {
  readonly holidays?: readonly string[] | undefined;
  readonly workdays?: readonly string[] | undefined;
}

const YEARS = new Set(Object.keys(published.holidays).map((date) => Number(date.slice(0, 4))));
const HOLIDAYS = daysOf(Object.keys(published.holidays));
const MAKE_UP_DAYS = daysOf(Object.keys(published.workdays));

/**
 * Whether a civil day (days since 1970-01-01) is a working day in China: by the State Council's yearly notice, its
 * make-up days (调休) included, after what the hospital adds.
 *
 * A year whose notice is not yet known has no answer, except for the days the hospital names: guessing by the day of
 * the week would be wrong around every holiday.
 */
export function createCalendar(additions: CalendarAdditions = {}): (day: number) => boolean | undefined {
  const holidays = daysOf(additions.holidays ?? []);
  const workdays = daysOf(additions.workdays ?? []);
  return (day) => {
    if (workdays.has(day)) return true;
    if (holidays.has(day)) return false;
    if (!YEARS.has(civilFromDays(day).year)) return undefined;
    if (MAKE_UP_DAYS.has(day)) return true;
    return !HOLIDAYS.has(day) && !isWeekend(day);
  };
}

/** 1970-01-01 was a Thursday. */
function isWeekend(day: number): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

function daysOf(dates: readonly string[]): ReadonlySet<number> {
  return new Set(
    dates.map((date) => {
      const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
      return daysFromCivil(year, month, day);
    }),
  );
}
