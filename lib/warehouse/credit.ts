/** Conversions that a partner's touches came before. */
import type { FactTable } from '../facts/types';
import type { Credit } from '../kpi/expression';
import { tableOf } from '../kpi/kinds';
import { byPartner, ofCounted } from './measure';
import { Reading } from './reading';
import { scan } from './scan';
import { NotWritten, type Statement, type Writer } from './statement';
import { named } from './text';

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
  AND t.day <= ${day} AND t.day >= ${day} - ${statement.lookbackDays}`,
  );
}

export const credit: Writer<Credit> = (name, formula, measuring, statement) => {
  if (formula.take === 'attributed')
    throw new NotWritten(
      'Attributed value is shared among the touches before each sale by the attribution model that the workspace has chosen; the models are no queries, so there is no SQL for it.',
    );
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
  return byPartner(
    name,
    scan(`${name}_rows`, wanted, measuring, statement),
    { total: `sum(${ofCounted('x.v1')})` },
    () => ({ value: 'a.total', numerator: 'coalesce(a.total, 0)' }),
    statement,
  );
};
