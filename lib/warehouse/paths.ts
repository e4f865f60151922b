/** The way to each conversion, as SQL (kpi/attribution/paths.ts). */
import { tableOf } from '../kpi/kinds';
import { Reading } from './reading';
import type { Statement } from './statement';
import { named, quoted } from './text';

const DIRECT = ['direct', '(direct)', 'direct traffic', 'direct visit'].map(quoted).join(', ');
/** A party that is no partner: our own campaigns and people (attribution/types.ts). */
const OURS = -1;

/** An aggregate over the touches `s` of a path. */
export const overPath = (aggregate: string): string => `${aggregate} OVER (PARTITION BY s.path)`;

/**
 * Touches before each conversion of a table, with their party and milestones (attribution/paths.ts).
 * @param by key by which touches name the rows
 * @param date column with the day of the conversion
 * @returns relation with a row for each touch of each path
 */
export function pathTouches(
  table: 'deals' | 'leads',
  by: string,
  date: string,
  statement: Statement,
): string {
  const [conversions, touches, leads] = [tableOf(table), tableOf('touches'), tableOf('leads')];
  const reading = (of: typeof touches) => new Reading(statement, of, { from: 0, to: 0 }, of.date);
  const deals = table === 'deals';
  const day = reading(conversions).dayOf(date).replaceAll('r.', 'c.');
  const at = reading(touches).dayOf('at');
  const ledDay = reading(leads).dayOf('created').replaceAll('r.', 'l.');
  const word = (column: string) => `lower(trim(r.${named(column)}))`;
  const partners = `coalesce(${word('party')} <> 'own', TRUE) AND (r.partner IS NOT NULL OR coalesce(${word('party')} = 'partner', FALSE))`;
  const party = `CASE WHEN ${partners} THEN coalesce(r._partner_row, ${OURS}) ELSE ${OURS} END`;
  const early = 'coalesce(c.registered <= c.created, FALSE)';
  const owner = (says: string): string =>
    deals ? `CASE WHEN ${says} AND c._partner_row >= 0 THEN c._partner_row END` : 'CAST(NULL AS INTEGER)';
  const touched = statement.with(
    `${table}_paths_by_${date}`,
    `SELECT c._row AS path, r._row AS touch, r.${named('at')} AS at, ${at} AS day,
  ${party} AS party,
  CASE WHEN ${party} >= 0 THEN 'partner ' || ${party} ELSE 'own ' || coalesce(${word('channel')}, '') END AS channel,
  upper(trim(r.milestone)) AS milestone, ${word('role')} AS role,
  coalesce(${word('channel')} IN (${DIRECT}), FALSE) AND ${party} < 0 AS direct,
  CASE WHEN ${ledDay} <= ${day} THEN l.created END AS led,
  ${deals ? `CASE WHEN c.created <= ${day} THEN c.created END` : 'CAST(NULL AS DATE)'} AS opened,
  ${owner(early)} AS registered_by,
  ${owner(`(coalesce(c.sourced, FALSE) OR (c.sourced IS NULL AND ${early}))`)} AS sourced_by
FROM ${statement.rowsOf(conversions)} c
JOIN ${statement.rowsOf(touches)} r ON r.${named(by)} = c.${named(by)}
  AND ${at} <= ${day} AND ${at} >= ${day} - ${statement.attribution.lookbackDays}
LEFT JOIN leads l ON l.lead = r.lead AND coalesce(NOT l.test, TRUE)`,
  );
  const dated = statement.with(
    `${touched}_dated`,
    `SELECT s.*,
  ${overPath('min(s.at)')} AS first_at,
  ${overPath('max(s.at)')} AS last_at,
  ${overPath('max(CASE WHEN NOT s.direct THEN s.at END)')} AS effective_at,
  ${overPath('count(s.milestone)')} AS told,
  ${overPath('min(s.led)')} AS led_at,
  ${overPath('max(CASE WHEN s.day <= s.opened THEN s.at END)')} AS opened_by
FROM ${touched} s`,
  );
  const led = statement.with(
    `${touched}_led`,
    `SELECT s.*, ${overPath('max(CASE WHEN s.at <= s.led_at THEN s.at END)')} AS led_by\nFROM ${dated} s`,
  );
  const marked = (milestone: string, otherwise: string): string =>
    `CASE WHEN s.told > 0 THEN coalesce(s.milestone LIKE '%${milestone}%', FALSE) ELSE coalesce(s.at = s.${otherwise}, FALSE) END`;
  return statement.with(
    `${touched}_marked`,
    `SELECT s.*,
  ${marked('FT', 'first_at')} AS ft,
  ${marked('LC', 'led_by')} AS lc,
  ${marked('OC', 'opened_by')} AS oc
FROM ${led} s`,
  );
}
