import { COUNTED, IMMATURE, type Scanned } from './scan';
import type { Statement } from './statement';
import { quoted } from './text';
import { SEVERAL } from './values';

/**
 * A formula measured for every partner of the directory, as a relation with these columns. `currency` is NULL where the
 * value is no money; `failed` says that the figure cannot be made out, which is more than there being nothing.
 */
export const COLUMNS = ['value', 'n', 'numerator', 'denominator', 'immature', 'currency', 'failed'] as const;
export type Measured = Record<(typeof COLUMNS)[number], string>;

export const NULL_NUMBER = 'CAST(NULL AS DOUBLE PRECISION)';
export const NULL_TEXT = 'CAST(NULL AS VARCHAR)';

/** `SELECT` list of a measured relation. */
export function measuredList(measured: Measured): string {
  return COLUMNS.map((column) => `${measured[column]} AS ${column}`).join(',\n  ');
}

/** Aggregates beside the counts that every formula has. */
export type Aggregates = Readonly<Record<string, string>>;

/**
 * Measures rows by partner: partners without any have counts of 0 and NULL for everything else.
 * @param aggregates over the counted rows `x`
 * @param of the measured columns, given the alias of the aggregated row `a`
 * @param named whether the value itself is money: not where money is divided by money
 */
export function byPartner(
  name: string,
  scanned: Scanned,
  aggregates: Aggregates,
  of: (n: string) => Partial<Measured>,
  statement: Statement,
  named = true,
): string {
  const counted = `CASE WHEN x.outcome = ${COUNTED} THEN 1 ELSE 0 END`;
  const lines = [
    'x.partner',
    `sum(${counted}) AS n`,
    `sum(CASE WHEN x.outcome = ${IMMATURE} THEN 1 ELSE 0 END) AS immature`,
    ...Object.entries(aggregates).map(([id, sql]) => `${sql} AS ${id}`),
  ];
  if (scanned.money) {
    const code = `CASE WHEN x.outcome = ${COUNTED} THEN x.currency END`;
    lines.push(`CASE WHEN count(DISTINCT ${code}) > 1 THEN ${SEVERAL} ELSE min(${code}) END AS currency`);
  }
  const sums = statement.with(
    `${name}_sums`,
    `SELECT ${lines.join(',\n  ')}\nFROM ${scanned.name} x\nWHERE x.partner IS NOT NULL\nGROUP BY x.partner`,
  );
  const n = 'coalesce(a.n, 0)';
  const failed = scanned.money ? `coalesce(a.currency = ${SEVERAL}, FALSE)` : 'FALSE';
  const own = quoted(statement.currency);
  const measured: Measured = {
    value: NULL_NUMBER,
    n,
    numerator: NULL_NUMBER,
    denominator: NULL_NUMBER,
    immature: 'coalesce(a.immature, 0)',
    currency:
      scanned.money && named ? `CASE WHEN NOT ${failed} THEN coalesce(a.currency, ${own}) END` : NULL_TEXT,
    failed,
    ...of(n),
  };
  // Money in several currencies makes no figure.
  if (scanned.money) {
    measured.value = `CASE WHEN NOT ${failed} THEN ${measured.value} END`;
    measured.numerator = `CASE WHEN NOT ${failed} THEN ${measured.numerator} END`;
    measured.denominator = `CASE WHEN NOT ${failed} THEN ${measured.denominator} END`;
  }
  return statement.with(
    name,
    `SELECT p.id AS partner,\n  ${measuredList(measured)}\nFROM partners p\nLEFT JOIN ${sums} a ON a.partner = p.id`,
  );
}

/** An aggregate's argument, of counted rows only. */
export const ofCounted = (sql: string): string => `CASE WHEN x.outcome = ${COUNTED} THEN ${sql} END`;
