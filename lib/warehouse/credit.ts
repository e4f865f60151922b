/** Conversions that a partner's touches came before. */
import type { FactTable } from '../facts/types';
import { findModel } from '../kpi/attribution/registry';
import type { Credit } from '../kpi/expression';
import { tableOf } from '../kpi/kinds';
import { allocated, sharesOfPaths } from './attribution';
import { taught } from './chain';
import { byPartner, NULL_NUMBER, ofCounted } from './measure';
import { minorUnits } from './money';
import { Reading } from './reading';
import { COUNTED, type Scanned, scan } from './scan';
import type { Statement, Writer } from './statement';
import { asDouble, named } from './text';

/** Rows of conversions, once for each partner whose touches came before them (attribution/touched.ts). */
function touchedRows({ rows, by }: Credit, statement: Statement): string {
  const table = tableOf(rows.table);
  const touches = tableOf('touches');
  const reading = (of: FactTable) => new Reading(statement, of, { from: 0, to: 0 }, of.date);
  const day = reading(table).dayOf(rows.date!);
  const at = reading(touches).dayOf('at');
  const party = `lower(trim(r.${named('party')}))`;
  const theirs = statement.with(
    `touches_of_partners_by_${by}`,
    `SELECT r.${named(by)} AS key, r._partner AS partner, r._partner_row, ${at} AS day
FROM ${statement.rowsOf(touches)} r
WHERE r.${named(by)} IS NOT NULL
  AND r._partner IS NOT NULL
  AND coalesce(${party} <> 'own', TRUE)
  AND (r.partner IS NOT NULL OR coalesce(${party} = 'partner', FALSE))`,
  );
  const columns = Object.keys(table.columns).map((id) => `r.${named(id)}`);
  return statement.with(
    `${table.id}_touched`,
    `SELECT DISTINCT ${columns.join(', ')}, r._row, t.partner AS _partner, t._partner_row
FROM ${statement.rowsOf(table)} r
JOIN ${theirs} t ON t.key = r.${named(by)}
  AND t.day <= ${day} AND t.day >= ${day} - ${statement.attribution.lookbackDays}`,
  );
}

/** The same rows, each with the partner's part of its value by the attribution model. */
function creditedRows(name: string, { rows, by }: Credit, whole: Scanned, statement: Statement): string {
  const shares = sharesOfPaths(tableOf(rows.table).id as 'deals' | 'leads', by, rows.date!, statement);
  const amounts = statement.with(
    `${name}_amounts`,
    `SELECT DISTINCT x._row AS path, ${asDouble('x.v1')} AS amount, ${whole.money ? minorUnits('x.currency') : NULL_NUMBER} AS units
FROM ${whole.name} x
WHERE x.outcome = ${COUNTED}`,
  );
  const parts = allocated(amounts, shares, name, statement);
  return statement.with(
    `${name}_credited`,
    `SELECT x.partner, x._row, x.outcome, coalesce(a.part, 0) AS v1${whole.money ? ', x.currency' : ''}
FROM ${whole.name} x
LEFT JOIN partners p ON p.id = x.partner
LEFT JOIN ${parts} a ON a.path = x._row AND a.party = p._row`,
  );
}

export const credit: Writer<Credit> = (name, formula, measuring, statement) => {
  const relation = touchedRows(formula, statement);
  const rows = { ...formula.rows, once: { column: formula.by, same: `same ${formula.by}` } };
  if (formula.take === 'conversions')
    return byPartner(
      name,
      scan(`${name}_rows`, { rows, relation }, measuring, statement),
      {},
      (n) => ({ value: `nullif(${n}, 0)`, numerator: n }),
      statement,
    );
  const wanted = { rows, relation, values: [formula.value!], missing: formula.missing };
  const whole = scan(`${name}_rows`, wanted, measuring, statement);
  const learns = formula.take === 'attributed' && findModel(statement.attribution.model)?.learn;
  // With too few paths to learn from there is no figure.
  const known = learns ? taught(statement) : null;
  return byPartner(
    name,
    formula.take === 'attributed' ? { ...whole, name: creditedRows(name, formula, whole, statement) } : whole,
    { total: `sum(${ofCounted('x.v1')})` },
    () => ({
      value: known ? `CASE WHEN ${known} THEN a.total END` : 'a.total',
      numerator: 'coalesce(a.total, 0)',
      ...(known ? { failed: `NOT ${known}` } : {}),
    }),
    statement,
  );
};
