import { currenciesOf } from '../facts/currency';
import type { Statement } from './statement';
import { quoted } from './text';

/**
 * Rates of exchange to the workspace currency for currencies and days: the latest rate on or before the day that is
 * not too old; the pair's own, else its inverse, else by one other currency (engine/rates.ts).
 * @param wanted selects of `currency` and `day`
 */
export function exchange(wanted: readonly string[], { currency, rateDays }: Statement): [string, string][] {
  const own = quoted(currency);
  const leg = (key: string) => `row_number() OVER (
    PARTITION BY w.currency, w.day, ${key} ORDER BY l.turned, l.day DESC, l._row DESC
  ) AS nth`;
  const near = `l.day <= w.day AND l.day >= w.day - ${rateDays}`;
  return [
    [
      'legs',
      `SELECT upper(trim("from")) AS "from", upper(trim("to")) AS "to", day, CAST(rate AS DOUBLE PRECISION) AS rate, 0 AS turned, _row
FROM rates WHERE rate > 0
UNION ALL
SELECT upper(trim("to")), upper(trim("from")), day, 1 / CAST(rate AS DOUBLE PRECISION), 1, _row
FROM rates WHERE rate > 0`,
    ],
    [
      'wanted',
      `SELECT DISTINCT w.currency, w.day
FROM (
  ${wanted.map((select) => select.replaceAll('\n', '\n  ')).join('\n  UNION ALL\n  ')}
) w
WHERE w.currency <> ${own} AND w.day IS NOT NULL`,
    ],
    [
      'legs_out',
      `SELECT w.currency, w.day, l."to" AS through, l.rate, l.day AS of_day,
  ${leg('l."to"')}
FROM wanted w
JOIN legs l ON l."from" = w.currency AND l."to" <> w.currency AND ${near}`,
    ],
    [
      'legs_in',
      `SELECT w.currency, w.day, l."from" AS through, l.rate, l.day AS of_day,
  ${leg('l."from"')}
FROM wanted w
JOIN legs l ON l."to" = ${own} AND l."from" <> ${own} AND ${near}`,
    ],
    [
      'exchange',
      `SELECT x.currency, x.day, x.rate
FROM (
  SELECT o.currency, o.day, CASE WHEN o.through = ${own} THEN o.rate ELSE o.rate * i.rate END AS rate,
    row_number() OVER (
      PARTITION BY o.currency, o.day
      ORDER BY CASE WHEN o.through = ${own} THEN 0 ELSE 1 END,
        CASE WHEN i.of_day < o.of_day THEN i.of_day ELSE o.of_day END DESC, o.through
    ) AS nth
  FROM legs_out o
  LEFT JOIN legs_in i ON i.currency = o.currency AND i.day = o.day AND i.through = o.through AND i.nth = 1
  WHERE o.nth = 1 AND (o.through = ${own} OR i.rate IS NOT NULL)
) x
WHERE x.nth = 1`,
    ],
  ];
}

/** Minor units in one of a currency. */
export function minorUnits(currency: string): string {
  const cases = [0, 3, 4].map(
    (decimals) =>
      `WHEN ${currency} IN (${currenciesOf(decimals).map(quoted).join(', ')}) THEN ${10 ** decimals}`,
  );
  return `CASE ${cases.join(' ')} ELSE 100 END`;
}
