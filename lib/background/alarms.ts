import { browser } from 'wxt/browser';
import { clockOf } from '../facts/time';

/** Moves the day on which the windows end. */
export const MIDNIGHT = 'midnight';

/**
 * First moment of the next day in a time zone, with a minute to spare.
 * @returns milliseconds since the epoch
 */
export function nextMidnight(now: number, timeZone: string): number {
  const clock = clockOf(timeZone);
  const today = clock.dayOfMinute(Math.floor(now / 60_000));
  return (clock.minuteOfDay(today + 1) + 1) * 60_000;
}

/** Sets the alarm when it is missing or at the wrong moment; browsers may forget alarms when they restart. */
export async function scheduleMidnight(now: number, timeZone: string): Promise<void> {
  const when = nextMidnight(now, timeZone);
  const known = await browser.alarms.get(MIDNIGHT);
  if (known && Math.abs(known.scheduledTime - when) < 60_000) return;
  await browser.alarms.create(MIDNIGHT, { when });
}
