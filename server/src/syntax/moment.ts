/**
 * A point in hospital wall-clock time as far as the record tells it: an interval of minutes.
 *
 * Minutes count from 1970-01-01T00:00 without any zone. A time given to the minute has `earliest === latest`;
 * a date alone spans its whole day (00:00 to 23:59); a masked digit spans all its digits. `2024-03-01 24:00`
 * is `2024-03-02 00:00`. Every comparison asks "for every choice of the unknown part?", so an unknown digit can
 * never produce a defect that a possible value would not have.
 */
export interface Moment {
  readonly earliest: number;
  readonly latest: number;
  /** How exact the notation is, whether or not digits of it are masked. */
  readonly precision: 'minute' | 'hour' | 'day' | 'month' | 'year';
  readonly masked: boolean;
}

export const MINUTES_PER_DAY = 1440;

/** True when `a` lies after `b` whatever their unknown parts are. */
export function isCertainlyAfter(a: Moment, b: Moment): boolean {
  return a.earliest > b.latest;
}

/** The least number of minutes that may lie between two moments: none when they may be the same. */
export function leastDistance(a: Moment, b: Moment): number {
  return Math.max(0, a.earliest - b.latest, b.earliest - a.latest);
}

/** Days from 1970-01-01 of a proleptic Gregorian date; months 1–12. Howard Hinnant, `days_from_civil`. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** Inverse of {@link daysFromCivil}. Howard Hinnant, `civil_from_days`. */
export function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** `2024-03-01T15:30` of a count of minutes; the machine-readable form used in finding data and JSON. */
export function formatMinutes(minutes: number): string {
  const { year, month, day } = civilFromDays(Math.floor(minutes / MINUTES_PER_DAY));
  const ofDay = minutes - Math.floor(minutes / MINUTES_PER_DAY) * MINUTES_PER_DAY;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
}
