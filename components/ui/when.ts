const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** "today, 09:12", "yesterday, 17:40", "20 Nov, 09:10" or "20 Nov 2025", in the local time zone; '' for no valid date. */
export function when(iso: string, now: Date): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '';
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  if (days === 0) return `today, ${time.format(at)}`;
  if (days === 1) return `yesterday, ${time.format(at)}`;
  if (at.getFullYear() !== now.getFullYear()) return dayMonthYear.format(at);
  return `${dayMonth.format(at)}, ${time.format(at)}`;
}

const utcDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const DAY = 86_400_000;

/** Day of a calendar, `2026-11-21` -> `21 Nov 2026`; the same day in every time zone. */
export function calendarDay(day: string): string {
  return utcDay.format(Date.parse(day));
}

/**
 * "today, 09:12", or "31 Dec 2017" for figures that end with older data.
 * @param asOfDay day on which the figures end, exclusive
 */
export function asOf({ computedAt, asOfDay }: { computedAt: string; asOfDay: number }, now: Date): string {
  // A day of slack: the workspace may lie in another time zone.
  const behind = Date.parse(computedAt) / DAY - asOfDay;
  return behind > 2 ? utcDay.format((asOfDay - 1) * DAY) : when(computedAt, now);
}
