const DAY = 86_400_000;
const words = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** "Oct 2026" of the month that begins on a day (days since 1970). */
export const monthName = (day: number): string => words.format(day * DAY);
