import { withMinus } from '@/lib/kpi/format';
import { calendarDay } from '../../ui/when';

const count = new Intl.NumberFormat('en');
const oneDigit = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** 12345 -> `12,345`. */
export function formatCount(n: number): string {
  return withMinus(count.format(n));
}

/** Bytes in the largest decimal unit that leaves at least 1, e.g. `1.4 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${oneDigit.format(bytes / 1000 ** step)} ${units[step]}`;
}

/** Seconds as people say them: `less than a second`, `12 s`, `3 min 20 s`, `1 h 5 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 1) return 'less than a second';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const DAY_ONLY = /^\d{4}-\d\d-\d\d$/;

/** ISO time -> `21 Nov 2026` in the local time zone; a day without a time is that day everywhere. */
export function formatDay(iso: string): string {
  return DAY_ONLY.test(iso) ? calendarDay(iso) : day.format(new Date(iso));
}

/** ISO time -> `21 Nov 2026, 09:10` in the local time zone. */
export function formatMoment(iso: string): string {
  return moment.format(new Date(iso));
}

const list = new Intl.ListFormat('en');

/** Several things in one sentence: `a, b, and c`. */
export function inWords(parts: readonly string[]): string {
  return list.format(parts);
}

/** First letter in upper case. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
