/** What a cell's number format says its number is. ECMA-376 part 1, 18.8.30. */
import { isCurrency } from '../../currency';

/** `elapsed` counts hours beyond a day: a length of time, no date. */
export type NumberKind = 'number' | 'date' | 'time' | 'datetime' | 'elapsed';

const builtIn = (id: number): NumberKind | undefined => {
  if (id === 22) return 'datetime';
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'date';
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return 'time';
  return id === 46 ? 'elapsed' : undefined;
};

/** Spreadsheets take 255 characters. */
const LONGEST_CODE = 1_000;

/** @param id number of the format, @param code as the workbook defines it, if it does */
export function numberKind(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return builtIn(id) ?? 'number';
  // The first section is that of positive numbers; literal text, fillers and colours say nothing.
  const [section = ''] = code
    .slice(0, LONGEST_CODE)
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .split(';');
  if (/\[(?:h+|m+|s+)\]/i.test(section)) return 'elapsed';
  const bare = section.replace(/\[[^\]]*\]/g, '').toLowerCase();
  // Digits belong to numbers, unless they are fractions of a second.
  if (/[#?0]/.test(bare.replace(/s[.,]0+/g, 's'))) return 'number';
  if (/general|standard/.test(bare)) return 'number';
  const clock = /[hs]/.test(bare);
  const day = /[yd]/.test(bare) || (/m/.test(bare.replace(/am\/pm/g, '')) && !clock);
  if (day) return clock ? 'datetime' : 'date';
  return clock ? 'time' : 'number';
}

/** Countries of signs that several share, by the number of the language that a format names. */
const COUNTRIES: Record<string, string> = {
  '$-409': 'USD',
  '$-c09': 'AUD',
  '$-1009': 'CAD',
  '$-c0c': 'CAD',
  '$-1409': 'NZD',
  '$-4809': 'SGD',
  '$-c04': 'HKD',
  '$-80a': 'MXN',
  '$-340a': 'CLP',
  '$-240a': 'COP',
  '$-2c0a': 'ARS',
  '¥-411': 'JPY',
  '¥-804': 'CNY',
  '￥-804': 'CNY',
  '￥-411': 'JPY',
  'kr-41d': 'SEK',
  'kr-81d': 'SEK',
  'kr-414': 'NOK',
  'kr-814': 'NOK',
  'kr-406': 'DKK',
  'kr-40f': 'ISK',
  'kr.-406': 'DKK',
  'kr.-40f': 'ISK',
};

/** The currency that a number format shows beside its number, as a cell of text would name it; '' for none. */
export function formatCurrency(code: string | undefined): string {
  const [section = ''] = (code ?? '').slice(0, LONGEST_CODE).split(';');
  const [, sign = '', language = ''] = /\[\$([^\]-]+)(-[^\]]*)?\]/.exec(section) ?? [];
  const shown = sign || /\p{Sc}/u.exec(section.replace(/\[[^\]]*\]/g, ''))?.[0] || literal(section);
  const country = COUNTRIES[`${shown}${language}`.trim().toLowerCase()];
  return country ?? (isCurrency(shown.trim()) ? shown.trim() : '');
}

/** Text in quotes that is a currency's. */
function literal(section: string): string {
  return [...section.matchAll(/"([^"]*)"/g)].map(([, text]) => text!.trim()).find(isCurrency) ?? '';
}

const DAY = 86_400;
const pad = (value: number) => String(value).padStart(2, '0');

function clock(seconds: number): string {
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

/** Last serial that a sheet can show, 9999-12-31. */
const LAST = 2_958_465;

/**
 * A number that its format makes a date or time, as text: `2026-01-31`, `2026-01-31 09:30:00`, `09:30:00`, `27:30:00`.
 * @param from1904 the workbook counts days from 1904-01-01; else from 1900, with a 29 February that was none
 * @returns null when no calendar has the day
 */
export function serialText(
  serial: number,
  kind: Exclude<NumberKind, 'number'>,
  from1904: boolean,
): string | null {
  const seconds = Math.round(serial * DAY);
  if (kind === 'elapsed') return seconds < 0 ? null : clock(seconds);
  if (seconds < 0 || serial >= LAST + 1) return null;
  const rest = seconds % DAY;
  if (kind === 'time' && seconds < DAY) return clock(rest);
  const day = (seconds - rest) / DAY;
  if (!from1904 && (day === 0 || day === 60)) return null;
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const date = new Date(epoch + day * DAY * 1000).toISOString().slice(0, 10);
  return kind === 'date' && rest === 0 ? date : `${date} ${clock(rest)}`;
}
