/** Dates of exports: reading one cell in a known format, and finding the format of a whole column. */
import { type Clock, dayOfCivil } from '@/lib/facts/time';
import { withoutBuddhistYear, withoutEra } from './calendars';
import type { Zone } from './header-zone';
import { latinDigits } from './latin-digits';
import { monthOf } from './month-names';

/**
 * Order of the parts of an all-numeric date; `yymd` has the year first with two digits. ISO dates and dates with a
 * month's name are read in every format.
 */
export type DateOrder = 'ymd' | 'dmy' | 'mdy' | 'yymd';

export interface DateFormat {
  order: DateOrder;
  /** Plain numbers are Excel day serials, or seconds or milliseconds since 1970. */
  numeric?: 'serial' | 'seconds' | 'milliseconds';
  /** Years such as 2567 are those of the Buddhist era. */
  buddhist?: true;
  /** What times are in that name no zone themselves; the workspace's own when left out. */
  zone?: Zone;
}

/** A date as written. */
export interface ParsedDate {
  /** Days since 1970-01-01 of the civil date. */
  day: number;
  /** Minutes after midnight; null for a date without a time. */
  minute: number | null;
  /** Local time minus UTC in minutes, where the text says so. */
  offset: number | null;
}

const DAY_MINUTES = 1440;
/** Day number of 1899-12-30, day 0 of Excel's serials (from March 1900 on). */
const SERIAL_ZERO = dayOfCivil(1899, 12, 30);
/** Later days are typing errors. */
const LAST_DAY = dayOfCivil(2199, 12, 31);
/** In a minute. */
const UNITS = { seconds: 60, milliseconds: 60_000 };

const TIME =
  '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?\\s*([ap]\\.?\\s?m\\.?)?\\s*(Z|(?:UTC|GMT)?[+-]\\d{1,2}(?::?\\d{2})?|UTC|GMT)?(?:\\s*\\([^)]*\\))?';
const TAIL = `(?:(?:T|,?\\s+(?:at\\s+|um\\s+|à\\s+)?)${TIME})?$`;
/** No date has more characters, its zone in words included; patterns are tried on nothing longer. */
export const LONGEST_DATE = 200;
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TAIL}`, 'i');
const CJK = new RegExp(`^(\\d{4})[年년]\\s*(\\d{1,2})[月월]\\s*(\\d{1,2})[日일]\\s*(?:${TIME})?$`, 'i');
const COMPACT = new RegExp(`^(\\d{4})(\\d{2})(\\d{2})${TAIL}`, 'i');
export const NUMERIC = new RegExp(
  `^(\\d{1,2})\\s?([-/.])\\s?(\\d{1,2})\\s?\\2\\s?(\\d{4}|\\d{2})${TAIL}`,
  'i',
);
const WEEKDAY = '(?:[\\p{L}-]{2,16}\\.?,?\\s+)?';
const MONTH = '(\\p{L}{3,14})';
const DAY_NAME = new RegExp(
  `^${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th|er|º|\\.)?[\\s\\-/]*(?:(?:de|of)\\s+)?${MONTH}\\.?,?[\\s\\-/]*(?:del?\\s+)?(\\d{4}|\\d{2})${TAIL}`,
  'iu',
);
const NAME_DAY = new RegExp(
  `^${WEEKDAY}${MONTH}\\.?[\\s\\-/]*(\\d{1,2})(?:st|nd|rd|th)?(?:,\\s*|[\\s\\-/]+)(\\d{4})${TAIL}`,
  'iu',
);
const YEAR_NAME = new RegExp(`^(\\d{4})[.\\-/]?\\s*${MONTH}\\.?[\\s\\-/]*(\\d{1,2})\\.?${TAIL}`, 'iu');

/** ISO 8601 without marks between the parts, as calendars write it. */
const BASIC_TIME = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(?:(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;
/** `Sat Jan 31 09:00:00 UTC 2026`, as C and Java write it; names of zones say nothing sure and are left out. */
const YEAR_LAST =
  /^(.*\p{L}.*?\s\d{1,2})\s+(\d{1,2}:\d{2}(?::\d{2})?)\s+(?:(UTC|GMT|[+-]\d{4})\s+|\p{Lu}{3,5}\s+)?(\d{4})$/u;
const TIME_FIRST = /^(\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?),?\s+(\S.*\d{2,4}\.?)$/i;

/** Halves of the day in front of the time, as East Asia writes them. */
const HALF_FIRST =
  /(오전|上午|午前)\s*(\d{1,2}:\d{2}(?::\d{2})?)|(?:오후|下午|午後)\s*(\d{1,2}:\d{2}(?::\d{2})?)/;
/** Oracle's and Danish times: hours and minutes with points between them, behind the year. */
const POINTED_TIME = /(?<=\d{2}\s)(\d{1,2})\.(\d{2})(?:\.(\d{2})(?:[.,]\d+)?)?(?=(?:\s?[ap]\.?m\.?)?$)/i;
/** A zone behind the time by its name: of Java behind its offset, or letters that say nothing sure. */
const ZONE_NAME = /\[[\w/+-]+\]$|(?<=:\d{2})\s+(?!UTC|GMT)\p{Lu}{3,5}$/u;
const WEEKDAY_BEFORE = /^\p{L}{2,16}\.?,\s*(?=\d{1,2}[-/.]\s?\d)/u;

const WEEK_DAY = /^(\d{4})-?W(\d{2})-?([1-7])$/;
/** Milliseconds since 1970 as JSON of older Microsoft systems has them. */
const SERIALISED = /^\/?Date\((\d{1,14})(?:[+-]\d{4})?\)\/?$/;

/** Forms of a date that say the same in a more usual one. */
export function tidy(cell: string): string {
  const text = /[^\0-\x7f]/.test(cell) ? farEastern(latinDigits(cell)) : cell;
  return withoutEra(text)
    .replace(/^'(?=\S)/, '')
    .replace(WEEKDAY_BEFORE, '')
    .replace(ZONE_NAME, '')
    .replace(POINTED_TIME, (_, h, min, sec) => `${h}:${min}:${sec ?? '00'}`)
    .replace(/(?<=\d)\s*(?:[гр]\.|г)$/u, '')
    .replace(/(?<=\d\.?\s?\d)\.$/, '')
    .replace(/(?<=\d)\.\s+(?=\d{1,2}(?:\.|$))/g, '.')
    .replace(/(?<=^\d{4}\.\d{1,2}\.\d{1,2})\.(?=\s+\d{1,2}:)/, '')
    .replace(
      BASIC_TIME,
      (_, y, m, d, h, min, sec, zone) => `${y}-${m}-${d}T${h}:${min}:${sec ?? '00'}${zone ?? ''}`,
    )
    .replace(YEAR_LAST, (_, day, time, zone, year) => `${day}, ${year} ${time}${zone ? ` ${zone}` : ''}`)
    .replace(TIME_FIRST, '$2 $1');
}

function farEastern(text: string): string {
  return text.replace(HALF_FIRST, (_, before, morning, afternoon) =>
    before ? `${morning} AM` : `${afternoon} PM`,
  );
}

/** Of two digits those below 70 are of this century. */
export function year(text: string): number {
  const value = Number(text);
  if (text.length === 4) return value;
  return value < 70 ? 2000 + value : 1900 + value;
}

/** @returns day number, or null when there is no such day; years outside 1900-2199 are taken for typing errors */
function civil(y: number, month: number, day: number): number | null {
  if (y < 1900 || y > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const number = dayOfCivil(y, month, day);
  return new Date(number * 86_400_000).getUTCDate() === day ? number : null;
}

function withTime(day: number | null, match: RegExpExecArray, at: number): ParsedDate | null {
  if (day === null) return null;
  if (match[at] === undefined) return { day, minute: null, offset: null };
  let hour = Number(match[at]);
  const minute = Number(match[at + 1]);
  const half = match[at + 3]?.toLowerCase();
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.startsWith('p') ? 12 : 0);
  }
  if (minute > 59 || Number(match[at + 2] ?? 0) > 60) return null;
  // ISO 8601: 24:00 is the end of the day.
  if (hour === 24 && minute === 0) return { day: day + 1, minute: 0, offset: zoneOffset(match[at + 4]) };
  if (hour > 23) return null;
  return { day, minute: hour * 60 + minute, offset: zoneOffset(match[at + 4]) };
}

function zoneOffset(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  const match = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}

/** Excel's serial numbers between 1954 and 2119; smaller and larger numbers are more likely something else. */
export function isSerial(value: number): boolean {
  return value >= 20_000 && value < 80_000;
}

/** @param exact the unit is known and not to be told by the number's digits */
function numericDate(
  text: string,
  kind: NonNullable<DateFormat['numeric']>,
  exact = false,
): ParsedDate | null {
  if (!/^\d+(?:\.\d+)?$/.test(text)) return null;
  const value = Number(text);
  if (kind === 'serial') {
    if (!isSerial(value)) return null;
    const minutes = Math.round((value - Math.floor(value)) * DAY_MINUTES);
    const day = SERIAL_ZERO + Math.floor(value) + (minutes === DAY_MINUTES ? 1 : 0);
    return { day, minute: Number.isInteger(value) ? null : minutes % DAY_MINUTES, offset: null };
  }
  // Of ten and thirteen digits each tells itself which it is, whatever the others are.
  const unit = exact
    ? UNITS[kind]
    : /^\d{10}(?:\.|$)/.test(text)
      ? 60
      : /^\d{13}(?:\.|$)/.test(text)
        ? 60_000
        : UNITS[kind];
  const minutes = Math.floor(value / unit);
  const day = Math.floor(minutes / DAY_MINUTES);
  if (day > LAST_DAY) return null;
  return { day, minute: minutes - day * DAY_MINUTES, offset: 0 };
}

/** A day of ISO's weeks: the fourth of January is in the first one. */
function dayOfWeek(y: number, week: number, weekday: number): ParsedDate | null {
  const fourth = dayOfCivil(y, 1, 4);
  // Day 0 of the epoch was a Thursday.
  const monday = fourth - ((((fourth + 3) % 7) + 7) % 7);
  const day = monday + (week - 1) * 7 + weekday - 1;
  return y >= 1900 && y <= 2199 && week >= 1 && week <= 53 ? { day, minute: null, offset: null } : null;
}

function named(text: string): ParsedDate | null {
  const read = (match: RegExpExecArray | null, y: number, m: number, d: number): ParsedDate | null => {
    const month = match ? monthOf(match[m]!) : undefined;
    return match && month ? withTime(civil(year(match[y]!), month, Number(match[d])), match, 4) : null;
  };
  return (
    read(DAY_NAME.exec(text), 3, 2, 1) ??
    read(NAME_DAY.exec(text), 3, 1, 2) ??
    read(YEAR_NAME.exec(text), 1, 2, 3)
  );
}

/** @returns the date, or null when the text is none in this format */
export function parseDate(cell: string, format: DateFormat): ParsedDate | null {
  if (cell.length > LONGEST_DATE) return null;
  const plain = tidy(cell);
  const text = format.buddhist ? (withoutBuddhistYear(plain) ?? plain) : plain;
  let match = YEAR_FIRST.exec(text);
  if (match) return withTime(civil(Number(match[1]), Number(match[3]), Number(match[4])), match, 5);
  match = NUMERIC.exec(text);
  if (match) {
    if (format.order === 'ymd') return null;
    if (format.order === 'yymd')
      return match[4]!.length === 2 && match[1]!.length === 2
        ? withTime(civil(year(match[1]!), Number(match[3]), Number(match[4])), match, 5)
        : null;
    const [first, second] = [Number(match[1]), Number(match[3])];
    const [day, month] = format.order === 'dmy' ? [first, second] : [second, first];
    return withTime(civil(year(match[4]!), month, day), match, 5);
  }
  if (format.numeric) {
    const date = numericDate(text, format.numeric);
    if (date) return date;
  }
  match = WEEK_DAY.exec(text);
  if (match) return dayOfWeek(Number(match[1]), Number(match[2]), Number(match[3]));
  match = SERIALISED.exec(text);
  if (match) return numericDate(match[1]!, 'milliseconds', true);
  match = COMPACT.exec(text) ?? CJK.exec(text);
  if (match) return withTime(civil(Number(match[1]), Number(match[2]), Number(match[3])), match, 4);
  return named(text);
}

/** A time that names no zone in the one of its column. */
export function inZone(date: ParsedDate, zone: Clock | number | null): ParsedDate {
  if (zone === null || date.offset !== null || date.minute === null) return date;
  return { ...date, offset: offsetOf(date.day * DAY_MINUTES + date.minute, zone) };
}

/** Minutes east of UTC at a local time, in minutes since the epoch. */
export const offsetOf = (local: number, zone: Clock | number): number =>
  typeof zone === 'number' ? zone : zone.offset(local - zone.offset(local));

/** Calendar day in the clock's zone; a date without an offset is that day wherever it was written. */
export function dayOf(date: ParsedDate, clock: Clock): number {
  if (date.offset === null || date.minute === null) return date.day;
  return clock.dayOfMinute(date.day * DAY_MINUTES + date.minute - date.offset);
}

/** Instant in minutes since the epoch; a time without an offset is local, a date without a time its midnight. */
export function minuteOf(date: ParsedDate, clock: Clock): number {
  if (date.minute === null) return clock.minuteOfDay(date.day);
  const local = date.day * DAY_MINUTES + date.minute;
  if (date.offset !== null) return local - date.offset;
  return local - clock.offset(local - clock.offset(local));
}
