/** Days since 1970-01-01 and minutes since the epoch, as the fact tables count them. */

/** @param iso `yyyy-mm-dd` */
export function dayOf(iso: string): number {
  const ms = Date.parse(`${iso}T00:00:00Z`);
  if (Number.isNaN(ms)) throw new RangeError(`"${iso}" is not a day; write it as yyyy-mm-dd.`);
  return ms / 86_400_000;
}

/** `yyyy-mm-dd` */
export const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** `yyyy-mm-ddThh:mmZ` */
export const isoMinute = (minute: number): string =>
  `${new Date(minute * 60_000).toISOString().slice(0, 16)}Z`;

/** `dd.mm.yyyy` */
export const germanDay = (day: number): string => isoDay(day).split('-').reverse().join('.');

/** The calendar day of the machine's clock. */
export function today(now = new Date()): number {
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86_400_000;
}

/** First day of the calendar quarter that a day lies in. */
export function quarterStart(day: number): number {
  const date = new Date(day * 86_400_000);
  return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3, 1) / 86_400_000;
}

/** First and last day of the last calendar month that is over before a day. */
export function lastWholeMonth(day: number): [number, number] {
  const date = new Date(day * 86_400_000);
  const start = (offset: number) =>
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1) / 86_400_000;
  return [start(-1), start(0) - 1];
}
