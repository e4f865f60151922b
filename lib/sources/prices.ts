/** What the lines of a deal say of its list price and its cost. */
import type { Row } from './types';

export interface DealLine {
  /** What is charged for it. */
  net: number | null;
  /** Before discount. */
  list: number | null;
  cost: number | null;
}

/** Sums differ by roundings of each line. */
const ROUNDING = 0.01;

const sum = (values: readonly (number | null)[]): number | null => {
  let total = 0;
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) return null;
    total += value;
  }
  return total;
};

/**
 * List price and cost of a deal, each where every line tells it. Lines that do not add up to the deal's amount are
 * about something else, such as one year of three, and say nothing.
 * @param amount of the deal, as the service writes it
 */
export function pricesFrom(amount: string | number | null | undefined, lines: readonly DealLine[]): Row {
  const net = sum(lines.map((line) => line.net));
  const own = amount === null || amount === undefined || amount === '' ? null : Number(amount);
  if (lines.length === 0 || net === null || own === null) return {};
  if (!(Math.abs(net - own) <= ROUNDING * Math.max(1, lines.length))) return {};
  const list = sum(lines.map((line) => line.list));
  const cost = sum(lines.map((line) => line.cost));
  return { list_amount: list?.toFixed(2) ?? null, cost: cost?.toFixed(2) ?? null };
}
