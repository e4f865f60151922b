/** How dates and numbers of a file are written, where one column tells it of the others. */
import type { FileAnalysis } from './analyse';
import type { DateOrder } from './dates';
import type { Mapping } from './mapping';
import { withDecimal } from './numbers';

/** From this share of its cells on a column is one of dates, not of numbers. */
const DATES = 0.5;

/** Dates and numbers of one file are written alike: a decided column decides for the undecided ones. */
export function settleSiblings(mapping: Mapping, analysis: FileAnalysis) {
  const { order, decimal } = siblings(analysis);
  for (const column of mapping.columns) {
    const profile = analysis.columns[column.source];
    if (column.date && profile?.date.ambiguous && order && profile.date.options.includes(order))
      column.date = { ...column.date, order };
    if (column.number && profile?.number.ambiguous && decimal)
      column.number = withDecimal(column.number, decimal);
  }
}

/** What the decided columns of the file agree on. */
export function siblings(analysis: FileAnalysis): {
  order: Exclude<DateOrder, 'ymd'> | null;
  decimal: '.' | ',' | null;
} {
  const orders = new Set<Exclude<DateOrder, 'ymd'>>();
  const decimals = new Set<'.' | ','>();
  for (const { date, number } of analysis.columns) {
    if (date.share > 0.9 && !date.ambiguous && date.format.order !== 'ymd') orders.add(date.format.order);
    // A decimal point in a version or an address says nothing.
    const fractions = number.share > 0.9 && date.share < DATES && /^decimal/.test(number.evidence);
    if (fractions && !number.ambiguous) decimals.add(number.format.decimal);
  }
  return {
    order: orders.size === 1 ? [...orders][0]! : null,
    decimal: decimals.size === 1 ? [...decimals][0]! : null,
  };
}
