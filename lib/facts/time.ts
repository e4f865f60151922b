import { NO_TIME } from './types';

const DAY = 1440;
/** Days that the offset table covers: 1970-01-01 to 2129-12-31. Outside it, the nearest covered day's offset holds. */
const TABLE_DAYS = 58_440;
const UNKNOWN = 32_767;

/** A day on which the offset to UTC changes, in minutes. */
interface Change {
  /** First minute since the epoch (UTC) at which `after` holds. */
  at: number;
  before: number;
  after: number;
}

/**
 * Calendar of one time zone: which local day an instant falls on, and when a local day begins.
 * Instants are whole minutes since the epoch in UTC, days are days since 1970-01-01.
 */
export interface Clock {
  readonly timeZone: string;
  /** Local time minus UTC at an instant, in minutes. */
  offset(minute: number): number;
  /** Local calendar day of an instant; NO_TIME stays NO_TIME. */
  dayOfMinute(minute: number): number;
  /** Local calendar day of each instant. */
  daysOfMinutes(minutes: Int32Array): Int32Array;
  /** First minute of a local day; on a day without a midnight, the first minute that exists. */
  minuteOfDay(day: number): number;
}

const clocks = new Map<string, Clock>();

/**
 * The clock of a time zone. Offsets are asked of `Intl` once a day and kept, so that a million rows cost
 * two table look-ups each; days on which the offset changes are exact to the minute.
 * @param timeZone IANA name, e.g. `Europe/Berlin`
 * @throws RangeError when the time zone is unknown
 */
export function clockOf(timeZone: string): Clock {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = createClock(timeZone);
    clocks.set(timeZone, clock);
  }
  return clock;
}

function offsetReader(timeZone: string): (minute: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new RangeError(
      `There is no time zone "${timeZone}". Use an IANA name such as Europe/Berlin or America/New_York.`,
    );
  }
  return (minute) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(minute * 60_000)) part[type] = Number(value);
    const local = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!);
    return Math.round(local / 60_000) - minute;
  };
}

function createClock(timeZone: string): Clock {
  const read = offsetReader(timeZone);
  read(0);
  /** Offset at the start of each UTC day. */
  const atStart = new Int16Array(TABLE_DAYS + 1).fill(UNKNOWN);
  /** 1 = constant over the UTC day, 2 = changes within it, 0 = not looked at. */
  const state = new Uint8Array(TABLE_DAYS);
  const changes = new Map<number, Change>();

  const start = (day: number): number => {
    if (atStart[day] === UNKNOWN) atStart[day] = read(day * DAY);
    return atStart[day]!;
  };

  const look = (day: number): void => {
    const before = start(day);
    const after = start(day + 1);
    if (before === after) {
      state[day] = 1;
      return;
    }
    // The last minute that still has the offset of the day's start, by halving.
    let low = day * DAY;
    let high = low + DAY;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (read(middle) === before) low = middle;
      else high = middle;
    }
    changes.set(day, { at: high, before, after });
    state[day] = 2;
  };

  const offset = (minute: number): number => {
    const day = Math.min(TABLE_DAYS - 1, Math.max(0, Math.floor(minute / DAY)));
    if (state[day] === 0) look(day);
    if (state[day] === 1) return atStart[day]!;
    const change = changes.get(day)!;
    return minute >= change.at ? change.after : change.before;
  };

  const dayOfMinute = (minute: number): number =>
    minute === NO_TIME ? NO_TIME : Math.floor((minute + offset(minute)) / DAY);

  return {
    timeZone,
    offset,
    dayOfMinute,
    daysOfMinutes(minutes) {
      const days = new Int32Array(minutes.length);
      for (let i = 0; i < minutes.length; i++) {
        const minute = minutes[i]!;
        const utcDay = Math.floor(minute / DAY);
        days[i] =
          utcDay >= 0 && utcDay < TABLE_DAYS && state[utcDay] === 1
            ? Math.floor((minute + atStart[utcDay]!) / DAY)
            : dayOfMinute(minute);
      }
      return days;
    },
    minuteOfDay(day) {
      const guess = day * DAY;
      let first = guess - offset(guess - offset(guess));
      // On a day whose midnight is skipped or repeated the guess may miss by the size of the change.
      while (dayOfMinute(first) >= day) first -= 30;
      while (dayOfMinute(first) < day) first += 1;
      return first;
    },
  };
}

/** Day number of a moment, in milliseconds since the epoch, in a time zone. */
export function dayAt(now: number, timeZone: string): number {
  return clockOf(timeZone).dayOfMinute(Math.floor(now / 60_000));
}

/** Civil date of a day number. Months are 1-12. */
export function civilOfDay(day: number): { year: number; month: number; day: number } {
  const date = new Date(day * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Day number of a civil date; a day beyond the month's end counts on into the next month. Months are 1-12. */
export function dayOfCivil(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

/** The same day of the month `months` later (earlier when negative), or the last day of a shorter month. */
export function addMonths(day: number, months: number): number {
  const civil = civilOfDay(day);
  const index = civil.year * 12 + civil.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + (index % 12 < 0 ? 12 : 0) + 1;
  const last = dayOfCivil(year, month + 1, 1) - dayOfCivil(year, month, 1);
  return dayOfCivil(year, month, Math.min(civil.day, last));
}

/** First day of the month, quarter or year that holds `day`. */
export function startOf(period: 'month' | 'quarter' | 'year', day: number): number {
  const { year, month } = civilOfDay(day);
  if (period === 'year') return dayOfCivil(year, 1, 1);
  if (period === 'month') return dayOfCivil(year, month, 1);
  return dayOfCivil(year, month - ((month - 1) % 3), 1);
}

/** `2026-11-21` */
export function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Day number of an ISO date.
 * @throws RangeError when the text is not a date of the form yyyy-mm-dd
 */
export function parseIsoDay(text: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  const day = match ? dayOfCivil(Number(match[1]), Number(match[2]), Number(match[3])) : Number.NaN;
  if (!match || isoDay(day) !== text.trim())
    throw new RangeError(`"${text}" is not a date. Write it as yyyy-mm-dd, e.g. 2026-11-21.`);
  return day;
}
