/** The time zone that a header says its dates are in. */

/** Minutes east of UTC, or the IANA name of a zone with its own rules for summer. */
export type Zone = number | string;

const OFFSET = '(?:utc|gmt)(?:\\s*([+-])(\\d{1,2})(?::?(\\d{2}))?)?';
/** "Created (UTC)", "Created [GMT+2]". */
const BRACKETED = new RegExp(`[([]\\s*${OFFSET}\\s*[)\\]]\\s*$`, 'i');
/** "created_at_utc", "Created UTC". */
const LAST_WORD = /[\s_-]utc\s*$/i;
const NAMED = /[([]\s*([a-z_]+(?:\/[a-z_+-]+){1,2})\s*[)\]]\s*$/i;

/** @returns null where the header says none, or one that nobody knows */
export function headerZone(header: string): Zone | null {
  const match = BRACKETED.exec(header);
  if (match) {
    const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
    return match[1] === '-' ? 0 - minutes : minutes;
  }
  if (LAST_WORD.test(header)) return 0;
  const name = NAMED.exec(header)?.[1];
  if (name === undefined) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    // "(new/old)" stands in brackets too.
    return null;
  }
}

/** A zone for a person: "UTC", "UTC+02:00", "Europe/Berlin". */
export function zoneWords(zone: Zone): string {
  if (typeof zone === 'string') return zone;
  if (zone === 0) return 'UTC';
  const two = (part: number) => String(part).padStart(2, '0');
  const size = Math.abs(zone);
  return `UTC${zone < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
