import { minorDigits } from './currency';
import { isMissing } from './missing';
import { clockOf, isoDay } from './time';
import type { ColumnDef, Dictionary, FactTable } from './types';

/** What shown values depend on besides their dictionary. */
export interface DecodeContext {
  /** Instants are shown in this time zone; UTC when left out. */
  timeZone?: string;
  /** ISO 4217 code of the row's money; decides the number of decimals. */
  currency?: string;
}

function minuteText(minute: number, timeZone: string): string {
  const local = minute + clockOf(timeZone).offset(minute);
  const day = Math.floor(local / 1440);
  const ofDay = local - day * 1440;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${isoDay(day)} ${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
}

/**
 * A kept value as text that says the same as the source: codes as their dictionary's value, days and instants as ISO
 * dates, money in major units, flags as yes and no. Missing values are ''.
 * @param dictionaries by domain; a code whose dictionary is not loaded is shown as #code
 */
export function decodeValue(
  column: ColumnDef,
  value: number,
  dictionaries: ReadonlyMap<string, Dictionary>,
  context: DecodeContext = {},
): string {
  if (isMissing(column, value)) return '';
  switch (column.kind) {
    case 'day':
      return isoDay(value);
    case 'minute':
      return minuteText(value, context.timeZone ?? 'UTC');
    case 'money': {
      const digits = minorDigits(context.currency);
      return (value / 10 ** digits).toFixed(digits);
    }
    case 'number':
      return String(value);
    case 'flag':
      return value === 1 ? 'yes' : 'no';
    default:
      return dictionaries.get(column.domain ?? '')?.values[value] ?? `#${value}`;
  }
}

/**
 * @see decodeValue
 * @throws RangeError when the table has no such column
 */
export function decodeCell(
  table: FactTable,
  column: string,
  value: number,
  dictionaries: ReadonlyMap<string, Dictionary>,
  context: DecodeContext = {},
): string {
  const definition = table.columns[column];
  if (!definition) throw new RangeError(`The table "${table.id}" has no column "${column}".`);
  return decodeValue(definition, value, dictionaries, context);
}
