/**
 * A KPI's definition as standard SQL, written from the same expression tree that the engine computes.
 *
 * The statement reads tables named like the fact tables (`deals`, `orders` ...) with their columns: keys, categories and
 * texts VARCHAR, days DATE, instants TIMESTAMP WITH TIME ZONE (whole minutes), money in units of the row's currency,
 * numbers DOUBLE PRECISION, flags BOOLEAN, missing values NULL. Every table has a further column `_row`, a number that
 * orders its rows as they came in, and holds each row once, in its latest version. `partners` is the directory, with
 * `id` and `_row`; the column `partner` of other tables holds that id.
 *
 * It gives one row for each partner: value, n, numerator, denominator and immature, money in the workspace currency,
 * shares as fractions. As-of day, windows, time zone and currency are written into it.
 *
 * Written for DuckDB and PostgreSQL. Elsewhere these differ: a date less a date is a number of days here (DATEDIFF);
 * `AT TIME ZONE` (CONVERT_TIMEZONE in Snowflake, DATETIME(t, zone) in BigQuery); EXTRACT(EPOCH FROM instant);
 * `percentile_cont ... WITHIN GROUP` (PERCENTILE_CONT ... OVER in BigQuery); DOUBLE PRECISION (FLOAT64 in BigQuery);
 * `IS NOT DISTINCT FROM`; `COLLATE "C"`; names in double quotes (backticks in BigQuery). Credit by the Markov chain reads
 * one common table expression several times, twenty deep: a database has to keep what they give, as these two do.
 */

import { isoDay } from '../facts/time';
import type { KpiDefinition } from '../kpi/define';
import { writeKpi } from './kpi';
import { NotWritten, type SqlOptions, Statement } from './statement';

export type { SqlOptions } from './statement';

/** The statement, or why there is none. */
export type WrittenSql = { sql: string } | { reason: string };

/**
 * @param definition the KPI; `options.find` finds those it is made of
 * @throws ExpressionError when its formula means nothing
 */
export function kpiSql(definition: KpiDefinition, options: SqlOptions): WrittenSql {
  const find = (id: string) => (id === definition.id ? definition : options.find(id));
  const statement = new Statement({ ...options, find });
  const { currency, timeZone } = statement;
  try {
    const result = writeKpi(definition.id, statement);
    const head = `-- ${definition.name} (${definition.code}), version ${definition.version}: as of ${isoDay(options.asOfDay)}, days in ${timeZone}, money in ${currency}.`;
    return {
      sql: `${head}\n${statement.text(
        `SELECT partner, value, n, numerator, denominator, immature\nFROM ${result}\nORDER BY partner`,
      )}`,
    };
  } catch (error) {
    if (error instanceof NotWritten) return { reason: error.message };
    throw error;
  }
}
