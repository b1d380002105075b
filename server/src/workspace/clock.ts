import { daysFromCivil, MINUTES_PER_DAY } from '../syntax/moment.ts';

/** Now by the wall clock of this machine, in minutes since 1970-01-01T00:00 without zone. The only clock there is. */
export function wallClock(now = new Date()): number {
  const days = daysFromCivil(now.getFullYear(), now.getMonth() + 1, now.getDate());
  return days * MINUTES_PER_DAY + now.getHours() * 60 + now.getMinutes();
}
