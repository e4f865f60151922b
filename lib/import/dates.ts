/** Dates of exports: reading one cell in a known format, and finding the format of a whole column. */
import { type Clock, dayOfCivil } from '@/lib/facts/time';
import { isNothing } from './categories';
import type { Zone } from './header-zone';
import { latinDigits } from './latin-digits';
import { monthOf } from './month-names';

/** Order of the parts of an all-numeric date. ISO dates and dates with a month's name are read in every format. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

export interface DateFormat {
  order: DateOrder;
  /** Plain numbers are Excel day serials, or seconds or milliseconds since 1970. */
  numeric?: 'serial' | 'seconds' | 'milliseconds';
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

const TIME =
  '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?\\s*([ap]\\.?\\s?m\\.?)?\\s*(Z|(?:UTC|GMT)?[+-]\\d{1,2}(?::?\\d{2})?|UTC|GMT)?(?:\\s*\\([^)]*\\))?';
const TAIL = `(?:(?:T|,?\\s+(?:at\\s+|um\\s+|à\\s+)?)${TIME})?$`;
/** No date has more characters, its zone in words included; patterns are tried on nothing longer. */
const LONGEST_DATE = 200;
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TAIL}`, 'i');
const CJK = new RegExp(`^(\\d{4})[年년]\\s*(\\d{1,2})[月월]\\s*(\\d{1,2})[日일]\\s*(?:${TIME})?$`, 'i');
const COMPACT = new RegExp(`^(\\d{4})(\\d{2})(\\d{2})${TAIL}`, 'i');
const NUMERIC = new RegExp(`^(\\d{1,2})\\s?([-/.])\\s?(\\d{1,2})\\s?\\2\\s?(\\d{4}|\\d{2})${TAIL}`, 'i');
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

/** First years of the eras in which Japan counts, less one. */
const ERAS: Record<string, number> = { 令和: 2018, 平成: 1988, 昭和: 1925 };
const ERA = /^(令和|平成|昭和)\s*(\d{1,2}|元)年/;
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
function tidy(cell: string): string {
  const text = /[^\0-\x7f]/.test(cell) ? farEastern(latinDigits(cell)) : cell;
  return text
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
  return text
    .replace(ERA, (_, era, years) => `${ERAS[era]! + (years === '元' ? 1 : Number(years))}年`)
    .replace(HALF_FIRST, (_, before, morning, afternoon) => (before ? `${morning} AM` : `${afternoon} PM`));
}

function year(text: string): number {
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
function isSerial(value: number): boolean {
  return value >= 20_000 && value < 80_000;
}

function numericDate(text: string, kind: NonNullable<DateFormat['numeric']>): ParsedDate | null {
  if (!/^\d+(?:\.\d+)?$/.test(text)) return null;
  const value = Number(text);
  if (kind === 'serial') {
    if (!isSerial(value)) return null;
    const minutes = Math.round((value - Math.floor(value)) * DAY_MINUTES);
    const day = SERIAL_ZERO + Math.floor(value) + (minutes === DAY_MINUTES ? 1 : 0);
    return { day, minute: Number.isInteger(value) ? null : minutes % DAY_MINUTES, offset: null };
  }
  const minutes = Math.floor(value / (kind === 'seconds' ? 60 : 60_000));
  const day = Math.floor(minutes / DAY_MINUTES);
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
  const text = tidy(cell);
  let match = YEAR_FIRST.exec(text);
  if (match) return withTime(civil(Number(match[1]), Number(match[3]), Number(match[4])), match, 5);
  match = NUMERIC.exec(text);
  if (match) {
    if (format.order === 'ymd') return null;
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
  if (match) return numericDate(match[1]!, 'milliseconds');
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

/** What was seen in a column, cell by cell. */
export class DateTally {
  iso = 0;
  named = 0;
  dayFirst = 0;
  monthFirst = 0;
  /** Numeric dates that fit both orders, and those of them with dots. */
  either = 0;
  dotted = 0;
  serial = 0;
  seconds = 0;
  milliseconds = 0;
  other = 0;
  timed = 0;
  dayFirstExample = '';
  monthFirstExample = '';
  eitherExample = '';

  /** @param weight how many cells say this */
  add(cell: string, weight = 1): void {
    if (cell.length > LONGEST_DATE) {
      this.other += weight;
      return;
    }
    if (isNothing(cell, false)) return;
    const text = tidy(cell);
    const match = NUMERIC.exec(text);
    if (match) {
      const dmy = parseDate(text, { order: 'dmy' });
      const mdy = parseDate(text, { order: 'mdy' });
      if ((dmy ?? mdy)?.minute != null) this.timed += weight;
      if (dmy && mdy) {
        this.either += weight;
        if (match[2] === '.') this.dotted += weight;
        this.eitherExample ||= text;
      } else if (dmy) {
        this.dayFirst += weight;
        this.dayFirstExample ||= text;
      } else if (mdy) {
        this.monthFirst += weight;
        this.monthFirstExample ||= text;
      } else this.other += weight;
      return;
    }
    const date = parseDate(text, { order: 'ymd' });
    if (date) {
      if (date.minute !== null) this.timed += weight;
      if (/^\d/.test(text) && !/\p{L}{3}/u.test(text)) this.iso += weight;
      else this.named += weight;
    } else if (/^\d{13}(?:\.\d+)?$/.test(text)) this.milliseconds += weight;
    else if (/^\d{10}(?:\.\d+)?$/.test(text)) this.seconds += weight;
    else if (/^\d{5}(?:\.\d+)?$/.test(text) && isSerial(Number(text))) this.serial += weight;
    else this.other += weight;
  }

  get total(): number {
    const plain = this.serial + this.seconds + this.milliseconds;
    return this.iso + this.named + this.dayFirst + this.monthFirst + this.either + plain + this.other;
  }

  /** Share of the cells that are written like dates; plain numbers are not. */
  get share(): number {
    const dates = this.iso + this.named + this.dayFirst + this.monthFirst + this.either;
    return this.total === 0 ? 0 : dates / this.total;
  }

  /** Share of the cells that could be dates if a person says so: plain numbers too. */
  get possible(): number {
    return this.total === 0 ? 0 : 1 - this.other / this.total;
  }
}

export interface DetectedDate {
  format: DateFormat;
  evidence: string;
  /** Both orders fit every cell, or each fits some: a person has to say. */
  ambiguous: boolean;
}

/** Share of the telling dates that may be typing errors. */
const FEW = 0.1;

/** Format of a column from all of its cells. */
export function detectDate(tally: DateTally): DetectedDate {
  const { dayFirst, monthFirst, either } = tally;
  const plain = Math.max(tally.serial, tally.seconds, tally.milliseconds);
  const format: DateFormat = { order: 'ymd' };
  if (plain > 0)
    format.numeric = plain === tally.serial ? 'serial' : plain === tally.seconds ? 'seconds' : 'milliseconds';
  const found = (evidence: string, order: DateOrder = 'ymd', ambiguous = false): DetectedDate => ({
    format: { ...format, order },
    evidence,
    ambiguous,
  });
  if (dayFirst > 0 || monthFirst > 0) {
    const dmy = dayFirst >= monthFirst;
    const winner = dmy ? 'day/month/year' : 'month/day/year';
    const [count, example] = dmy ? [dayFirst, tally.dayFirstExample] : [monthFirst, tally.monthFirstExample];
    const against = dmy ? monthFirst : dayFirst;
    // Dates that a spreadsheet turned round in part: those that fit both ways may be either.
    if (either > 0 && against > (dayFirst + monthFirst) * FEW)
      return found(
        `day or month first? ${dayFirst} of ${tally.total} dates fit only day first, e.g. ${tally.dayFirstExample}, and ${monthFirst} only month first, e.g. ${tally.monthFirstExample}; ${either} fit both ways. What does not fit your answer is listed as bad`,
        dmy ? 'dmy' : 'mdy',
        true,
      );
    const but = against > 0 ? `; ${against} fit only the other way round and will be listed as bad` : '';
    const cells = `${count} of ${tally.total} cells fit only that, e.g. ${example}`;
    return found(`${winner}: ${cells}${but}`, dmy ? 'dmy' : 'mdy');
  }
  if (either > 0) {
    if (tally.dotted === either) return found('day.month.year, as dates with dots are written', 'dmy');
    return found(
      `day or month first? Every one of ${either} dates fits both ways, e.g. ${tally.eitherExample}`,
      'dmy',
      true,
    );
  }
  if (tally.iso > 0) return found('year first');
  if (tally.named > 0) return found('month by name');
  if (plain > 0 && format.numeric === 'serial') return found('Excel day numbers');
  if (plain > 0) return found(`${format.numeric} since 1970`);
  return found('no dates seen');
}
