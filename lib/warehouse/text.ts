/** Pieces of SQL text. */
import { isoDay } from '../facts/time';

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A column or table by its name, quoted: some are words of SQL (order, from, to). */
export const named = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const dateLiteral = (day: number): string => `DATE '${isoDay(day)}'`;

/** @param minute minutes since the epoch in UTC */
export function instantLiteral(minute: number): string {
  const text = new Date(minute * 60_000).toISOString();
  return `CAST('${text.slice(0, 10)} ${text.slice(11, 19)}+00' AS TIMESTAMP WITH TIME ZONE)`;
}

/** A number that is read as DOUBLE PRECISION where it has a fraction, so that no decimals are cut off. */
export function numberLiteral(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return `CAST(${value} AS DOUBLE PRECISION)`;
}

export const asDouble = (sql: string): string => `CAST(${sql} AS DOUBLE PRECISION)`;

export const indented = (sql: string, by = '  '): string => sql.replaceAll('\n', `\n${by}`);

/** All of them, or what holds of nothing. */
export function conjunction(parts: readonly string[], none = 'TRUE'): string {
  const told = [...new Set(parts)].filter((part) => part !== 'TRUE');
  if (told.length === 0) return none;
  return told.length === 1 ? told[0]! : `(${told.join(' AND ')})`;
}

/** Multi-line WHERE of conditions that must all hold; '' without any. */
export function whereLines(parts: readonly string[]): string {
  const told = [...new Set(parts)].filter((part) => part !== 'TRUE');
  return told.length === 0 ? '' : `\nWHERE ${told.map((part) => indented(part)).join('\n  AND ')}`;
}
