import type { Median } from '../kpi/expression';
import { byPartner, type Measured, measuredList, ofCounted } from './measure';
import { COUNTED, scan } from './scan';
import type { Measuring, Statement } from './statement';
import { asDouble } from './text';

/** How far sums of fractions may be off. */
const ROUNDING = '1e-12';

/** The middle value, of an even number the mean of the two in the middle. */
export const MEDIAN = `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${ofCounted(asDouble('x.v1'))})`;

/** Median of values; of durations of which some go on, Kaplan and Meier's (lib/stats/kaplan-meier.ts). */
export function median(name: string, formula: Median, measuring: Measuring, statement: Statement): string {
  const { rows, value, missing, mature, open } = formula;
  const wanted = { rows, values: [value], missing, mature, conditions: open ? [open] : [] };
  const scanned = scan(`${name}_rows`, wanted, measuring, statement);
  if (!open) return byPartner(name, scanned, { middle: MEDIAN }, () => ({ value: 'a.middle' }), statement);

  const soFar = byPartner(
    `${name}_so_far`,
    scanned,
    { middle: MEDIAN },
    () => ({ value: 'a.middle' }),
    statement,
  );
  const times = statement.with(
    `${name}_times`,
    `SELECT x.partner, x.v1 AS duration, sum(CASE WHEN x.c1 THEN 0 ELSE 1 END) AS ended, count(*) AS many
FROM ${scanned.name} x
WHERE x.outcome = ${COUNTED} AND x.v1 >= 0 AND x.partner IS NOT NULL
GROUP BY x.partner, x.v1`,
  );
  const risk = statement.with(
    `${name}_at_risk`,
    `SELECT t.partner, t.duration, t.ended,
  sum(t.many) OVER (PARTITION BY t.partner ORDER BY t.duration DESC) AS at_risk
FROM ${times} t`,
  );
  // The product of the shares that go on, as a sum of logarithms; where the last row ends, nothing goes on.
  const steps = statement.with(
    `${name}_steps`,
    `SELECT r.partner, r.duration, lead(r.duration) OVER (PARTITION BY r.partner ORDER BY r.duration) AS following,
  CASE WHEN r.ended = r.at_risk THEN 0 ELSE
    exp(sum(CASE WHEN r.ended < r.at_risk THEN ln(1 - ${asDouble('r.ended')} / r.at_risk) ELSE 0 END)
      OVER (PARTITION BY r.partner ORDER BY r.duration)) END AS survival
FROM ${risk} r
WHERE r.ended > 0`,
  );
  const crossing = statement.with(
    `${name}_crossing`,
    `SELECT c.partner,
  CASE WHEN abs(c.survival - 0.5) < ${ROUNDING} AND c.following IS NOT NULL
    THEN ${asDouble('c.duration + c.following')} / 2 ELSE c.duration END AS middle
FROM (
  SELECT s.*, row_number() OVER (PARTITION BY s.partner ORDER BY s.duration) AS nth
  FROM ${steps} s
  WHERE s.survival <= 0.5 + ${ROUNDING}
) c
WHERE c.nth = 1`,
  );
  const going = statement.with(
    `${name}_going_on`,
    `SELECT x.partner, count(*) AS many\nFROM ${scanned.name} x\nWHERE x.outcome = ${COUNTED} AND x.c1\nGROUP BY x.partner`,
  );
  const measured: Measured = {
    value: 'CASE WHEN g.many > 0 THEN coalesce(c.middle, a.value) ELSE a.value END',
    n: 'a.n',
    numerator: 'a.numerator',
    denominator: 'a.denominator',
    immature: 'a.immature',
    currency: 'a.currency',
    failed: 'a.failed',
  };
  return statement.with(
    name,
    `SELECT a.partner,\n  ${measuredList(measured)}\nFROM ${soFar} a\nLEFT JOIN ${crossing} c ON c.partner = a.partner\nLEFT JOIN ${going} g ON g.partner = a.partner`,
  );
}
