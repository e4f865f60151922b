/** Formulas that count or sum the rows of one table. */
import { distinctRows } from '../kpi/engine/totals';
import type { Balance, Count, Distinct, Mean, Nps, Pooled, Proportion, Ratio, Sum } from '../kpi/expression';
import { byPartner, ofCounted } from './measure';
import { COUNTED, scan } from './scan';
import type { Writer } from './statement';
import { asDouble, numberLiteral } from './text';

export const proportion: Writer<Proportion> = (name, formula, measuring, statement) => {
  const { rows, success, mature } = formula;
  const scanned = scan(`${name}_rows`, { rows, mature, conditions: [success] }, measuring, statement);
  const successes = `sum(CASE WHEN x.outcome = ${COUNTED} AND x.c1 THEN 1 ELSE 0 END)`;
  return byPartner(
    name,
    scanned,
    { successes },
    (n) => ({
      value: `${asDouble('a.successes')} / nullif(a.n, 0)`,
      numerator: 'coalesce(a.successes, 0)',
      denominator: n,
    }),
    statement,
  );
};

export const pooled: Writer<Pooled> = (name, { rows, successes, trials, missing }, measuring, statement) => {
  const scanned = scan(`${name}_rows`, { rows, values: [successes, trials], missing }, measuring, statement);
  const possible = 'a.trials > 0 AND a.successes >= 0 AND a.successes <= a.trials';
  return byPartner(
    name,
    scanned,
    { successes: `sum(${ofCounted('x.v1')})`, trials: `sum(${ofCounted('x.v2')})` },
    () => ({
      value: `CASE WHEN ${possible} THEN ${asDouble('a.successes')} / a.trials END`,
      n: 'coalesce(a.trials, 0)',
      numerator: 'a.successes',
      denominator: 'a.trials',
      failed: `a.n > 0 AND NOT coalesce(${possible}, FALSE)`,
    }),
    statement,
  );
};

export const count: Writer<Count> = (name, { rows }, measuring, statement) =>
  byPartner(
    name,
    scan(`${name}_rows`, { rows }, measuring, statement),
    {},
    (n) => ({ value: `nullif(${n}, 0)`, numerator: n }),
    statement,
  );

export const distinct: Writer<Distinct> = (name, formula, measuring, statement) =>
  count(name, { kind: 'count', rows: distinctRows(formula) }, measuring, statement);

export const sum: Writer<Sum> = (name, { rows, value, missing }, measuring, statement) =>
  byPartner(
    name,
    scan(`${name}_rows`, { rows, values: [value], missing }, measuring, statement),
    { total: `sum(${ofCounted('x.v1')})` },
    () => ({ value: 'a.total', numerator: 'coalesce(a.total, 0)' }),
    statement,
  );

export const ratio: Writer<Ratio> = (name, formula, measuring, statement) => {
  const { rows, numerator, denominator, missing, cap, times } = formula;
  const wanted = { rows, values: [numerator, denominator], missing, conditions: cap ? [cap.when] : [] };
  const scanned = scan(`${name}_rows`, wanted, measuring, statement);
  const capped = `sum(CASE WHEN x.outcome = ${COUNTED} AND x.c1 THEN 1 ELSE 0 END)`;
  const factor = times === undefined ? '' : `${numberLiteral(times)} * `;
  const plain = `${factor}${asDouble('a.above')} / nullif(a.below, 0)`;
  const most = cap ? numberLiteral(cap.at) : '';
  return byPartner(
    name,
    scanned,
    {
      above: `sum(${ofCounted('x.v1')})`,
      below: `sum(${ofCounted('x.v2')})`,
      ...(cap ? { capped } : {}),
    },
    () => ({
      value: cap ? `CASE WHEN a.capped > 0 AND ${plain} > ${most} THEN ${most} ELSE ${plain} END` : plain,
      numerator: 'coalesce(a.above, 0)',
      denominator: 'coalesce(a.below, 0)',
    }),
    statement,
    false,
  );
};

export const mean: Writer<Mean> = (name, { rows, value, missing }, measuring, statement) =>
  byPartner(
    name,
    scan(`${name}_rows`, { rows, values: [value], missing }, measuring, statement),
    { total: `sum(${ofCounted('x.v1')})` },
    () => ({
      value: `${asDouble('a.total')} / nullif(a.n, 0)`,
      numerator: 'a.total',
      denominator: 'nullif(a.n, 0)',
    }),
    statement,
  );

export const nps: Writer<Nps> = (name, { rows, score, missing }, measuring, statement) => {
  const scanned = scan(`${name}_rows`, { rows, values: [score], missing }, measuring, statement);
  const balance = `sum(${ofCounted('CASE WHEN x.v1 >= 9 THEN 1 WHEN x.v1 <= 6 THEN -1 ELSE 0 END')})`;
  return byPartner(
    name,
    scanned,
    { balance },
    (n) => ({
      value: `${asDouble('100 * a.balance')} / nullif(a.n, 0)`,
      numerator: 'coalesce(a.balance, 0)',
      denominator: n,
    }),
    statement,
  );
};

export const balance: Writer<Balance> = (name, { rows, plus, minus }, measuring, statement) => {
  const scanned = scan(`${name}_rows`, { rows, conditions: [plus, minus] }, measuring, statement);
  const sides = 'CASE WHEN x.c1 THEN 1 ELSE 0 END - CASE WHEN x.c2 THEN 1 ELSE 0 END';
  return byPartner(
    name,
    scanned,
    { balance: `sum(${ofCounted(sides)})` },
    (n) => ({
      value: `${asDouble('a.balance')} / nullif(a.n, 0)`,
      numerator: 'coalesce(a.balance, 0)',
      denominator: n,
    }),
    statement,
  );
};
