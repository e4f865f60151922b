import type { Clock } from './time';

/** Which minutes of a week count as business time; minutes of the local day, half-open. */
export interface BusinessHours {
  /** 0 Sunday ... 6 Saturday. */
  days: readonly number[];
  from: number;
  to: number;
}

/** Every hour of Monday to Friday: 24 business hours are one working day. */
export const BUSINESS_DAYS: BusinessHours = { days: [1, 2, 3, 4, 5], from: 0, to: 1440 };

const DAY = 1440;
/** 1970-01-01 was a Thursday. */
const EPOCH_WEEKDAY = 4;

/**
 * Business time between two instants, as a function of both.
 * @returns (from, to) in minutes since the epoch (UTC) -> business minutes; negative when `to` is earlier
 */
export function businessMinutes(clock: Clock, hours: BusinessHours): (from: number, to: number) => number {
  const perDay = Math.max(0, hours.to - hours.from);
  /** Business minutes of the week before each weekday, the week starting on the epoch's weekday. */
  const before = new Float64Array(8);
  for (let i = 0; i < 7; i++)
    before[i + 1] = before[i]! + (hours.days.includes((EPOCH_WEEKDAY + i) % 7) ? perDay : 0);
  const perWeek = before[7]!;

  const elapsed = (minute: number): number => {
    const local = minute + clock.offset(minute);
    const day = Math.floor(local / DAY);
    const week = Math.floor(day / 7);
    const weekday = day - week * 7;
    const ofDay = local - day * DAY;
    const today =
      before[weekday + 1] === before[weekday] ? 0 : Math.min(perDay, Math.max(0, ofDay - hours.from));
    return week * perWeek + before[weekday]! + today;
  };
  return (from, to) => elapsed(to) - elapsed(from);
}
