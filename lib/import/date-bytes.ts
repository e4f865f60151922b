import { dayOfCivil } from '@/lib/facts/time';
import type { DateOrder } from './dates';

/** First day of each month from 1900 to 2199, to spare a Date per cell. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const monthStart = new Int32Array((LAST_YEAR - FIRST_YEAR + 1) * 12 + 1);
for (let i = 0; i < monthStart.length; i++) monthStart[i] = dayOfCivil(FIRST_YEAR, i + 1, 1);

/**
 * Zone-less date and time in the usual numeric forms (`2026-01-31 09:30`, `31/01/2026 9:30:00`), as minutes since
 * the epoch of the local clock.
 * @returns NaN for every other form: the careful parser reads those
 */
export function parseTimeBytes(bytes: Uint8Array, start: number, end: number, order: DateOrder): number {
  let p = start;
  let digits = 0;
  const number = (): number => {
    let value = 0;
    const from = p;
    while (p < end) {
      const c = bytes[p]! - 48;
      if (c < 0 || c > 9) break;
      value = value * 10 + c;
      p++;
    }
    digits = p - from;
    return value;
  };
  const first = number();
  const yearFirst = digits === 4;
  if (!yearFirst && (digits === 0 || digits > 2 || order === 'ymd')) return Number.NaN;
  const separator = bytes[p++]!;
  if (separator !== 45 && separator !== 47 && separator !== 46) return Number.NaN;
  const second = number();
  if (digits === 0 || digits > 2 || bytes[p++] !== separator) return Number.NaN;
  const third = number();
  if (yearFirst ? digits === 0 || digits > 2 : digits !== 4) return Number.NaN;
  if (bytes[p] !== 32 && bytes[p] !== 84) return Number.NaN;
  p++;
  const hour = number();
  if (digits === 0 || digits > 2 || bytes[p++] !== 58) return Number.NaN;
  const minute = number();
  if (digits !== 2) return Number.NaN;
  if (bytes[p] === 58 && p < end) {
    p++;
    if (number() > 60 || digits !== 2) return Number.NaN;
  }
  if (p !== end || hour > 23 || minute > 59) return Number.NaN;

  const year = yearFirst ? first : third;
  const month = yearFirst || order === 'dmy' ? second : first;
  const day = yearFirst ? third : order === 'dmy' ? first : second;
  return dayOfDate(year, month, day) * 1440 + hour * 60 + minute;
}

const HYPHEN = 45;

/**
 * Calendar day of a date written `2026-01-31`.
 * @returns NaN for every other form: the careful parser reads those
 */
export function parseDayBytes(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== 10 || bytes[start + 4] !== HYPHEN || bytes[start + 7] !== HYPHEN) return Number.NaN;
  const thousands = bytes[start]! - 48;
  const hundreds = bytes[start + 1]! - 48;
  const tens = bytes[start + 2]! - 48;
  const ones = bytes[start + 3]! - 48;
  const monthTens = bytes[start + 5]! - 48;
  const monthOnes = bytes[start + 6]! - 48;
  const dayTens = bytes[start + 8]! - 48;
  const dayOnes = bytes[start + 9]! - 48;
  // Below a digit the difference has its sign bit set, above one that of 9 less it.
  const low = thousands | hundreds | tens | ones | monthTens | monthOnes | dayTens | dayOnes;
  const high =
    (9 - thousands) |
    (9 - hundreds) |
    (9 - tens) |
    (9 - ones) |
    (9 - monthTens) |
    (9 - monthOnes) |
    (9 - dayTens) |
    (9 - dayOnes);
  if ((low | high) < 0) return Number.NaN;
  return dayOfDate(
    thousands * 1_000 + hundreds * 100 + tens * 10 + ones,
    monthTens * 10 + monthOnes,
    dayTens * 10 + dayOnes,
  );
}

/** @returns NaN where there is no such day, or it is beyond the years that are known here */
function dayOfDate(year: number, month: number, day: number): number {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return Number.NaN;
  const at = (year - FIRST_YEAR) * 12 + month - 1;
  if (day > monthStart[at + 1]! - monthStart[at]!) return Number.NaN;
  return monthStart[at]! + day - 1;
}
