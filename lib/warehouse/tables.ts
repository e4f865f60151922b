import { partnerLinks } from '../facts/links';
import { factTable } from '../facts/registry';
import type { FactTable } from '../facts/types';
import { named } from './text';

/**
 * Common table expressions that give the rows of a table their partner: their own; where they name none, that of the
 * record they belong to. Rows that name a partner who is not in the directory have none.
 */
export function factRows(table: FactTable, name: string): [name: string, sql: string][] {
  if (!table.columns.partner && partnerLinks(table).length === 0)
    return [
      [name, `SELECT r.*, CAST(NULL AS VARCHAR) AS _partner, -1 AS _partner_row\nFROM ${named(table.id)} r`],
    ];
  const before: [string, string][] = [];
  const joins: string[] = [];
  const through: string[] = [];
  partnerLinks(table).forEach(({ column, table: to }, k) => {
    const link = `partner_of_${factTable(to).id}`;
    // A record may have several rows, such as the lines of an order: the last one that has a partner tells.
    before.push([
      link,
      `SELECT x.key, x.partner\nFROM (\n  SELECT r.${named(column)} AS key, p.id AS partner,\n    row_number() OVER (PARTITION BY r.${named(column)} ORDER BY r._row DESC) AS nth\n  FROM ${named(to)} r\n  JOIN partners p ON p.id = r.partner\n) x\nWHERE x.nth = 1 AND x.key IS NOT NULL`,
    ]);
    joins.push(`LEFT JOIN ${link} l${k + 1} ON l${k + 1}.key = r.${named(column)}`);
    through.push(`l${k + 1}.partner`);
  });
  const own = table.columns.partner ? 'r.partner' : null;
  const linked = through.length > 1 ? `coalesce(${through.join(', ')})` : through[0];
  const partner =
    own && linked ? `CASE WHEN r.partner IS NULL THEN ${linked} ELSE r.partner END` : (own ?? linked!);
  const lines = [
    'SELECT r.*, p.id AS _partner, coalesce(p._row, -1) AS _partner_row',
    `FROM ${named(table.id)} r`,
    ...joins,
    `LEFT JOIN partners p ON p.id = ${partner}`,
  ];
  return [...before, [name, lines.join('\n')]];
}
