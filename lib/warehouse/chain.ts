/** What data-driven attribution models learn from the paths of all decided deals, as SQL (kpi/attribution/chain.ts). */
import { MAX_CHANNELS, MIN_PATHS } from '../kpi/attribution/learned';
import { decided, won } from '../kpi/fragments';
import { tableOf } from '../kpi/kinds';
import { pathTouches } from './paths';
import { Reading } from './reading';
import type { Statement } from './statement';
import { asDouble, dateLiteral } from './text';
import { writeCondition } from './values';

/** Doublings of the steps that the chain is followed: 2^20, so that a channel may lead to itself 10,000 times in a row. */
const DOUBLINGS = 20;
/** Chances below it are taken as none; a product of two is still a number in any database. */
const NO_CHANCE = '1e-100';

/** Each touch of the paths of decided deals, numbered, with the channel before it; `converted` of the deal. */
function steps(statement: Statement): string {
  const deals = tableOf('deals');
  const reading = new Reading(statement, deals, { from: 0, to: 0 }, deals.date);
  const touches = pathTouches('deals', 'deal', 'closed', statement);
  const conditions = [
    `${reading.dayOf('closed')} < ${dateLiteral(statement.asOfDay)}`,
    `coalesce(NOT r.test, TRUE)`,
    writeCondition(decided, reading),
  ];
  const journeys = statement.with(
    'journeys',
    `SELECT r._row AS path, CASE WHEN ${writeCondition(won, reading)} THEN 1 ELSE 0 END AS converted\n${reading.from}\nWHERE ${conditions.join('\n  AND ')}`,
  );
  // Of the same minute: our own channels by name, then partners as the directory has them.
  const order = 'PARTITION BY s.path ORDER BY s.at, s.party, s.channel COLLATE "C", s.touch';
  return statement.with(
    'journey_steps',
    `SELECT s.path, s.channel, j.converted,
  dense_rank() OVER (ORDER BY s.channel) AS state,
  row_number() OVER (${order}) AS nth,
  lead(s.touch) OVER (${order}) AS later
FROM ${touches} s
JOIN ${journeys} j ON j.path = s.path`,
  );
}

/** Whether there is enough to learn from (kpi/attribution/learned.ts): a scalar. */
export function taught(statement: Statement): string {
  const known = statement.with(
    'taught',
    `SELECT count(DISTINCT s.path) >= ${MIN_PATHS} AND sum(s.converted) > 0 AND count(DISTINCT s.channel) <= ${MAX_CHANNELS} AS taught
FROM ${steps(statement)} s`,
  );
  return `(SELECT coalesce(t.taught, FALSE) FROM ${known} t)`;
}

/**
 * Removal effect of each channel: a relation of channel and effect.
 *
 * The fundamental matrix is the sum of all powers of the matrix of steps, and here made by doubling: with N the sum of
 * the powers below 2^k and P the power 2^k, N + N P is that of those below 2^(k+1). State 0 is the start.
 */
export function effectsOfChannels(statement: Statement): string {
  const walked = steps(statement);
  const states = statement.with(
    'chain_states',
    `SELECT s.state, min(s.channel) AS channel, count(*) AS leaves,
  sum(CASE WHEN s.later IS NULL THEN s.converted ELSE 0 END) AS converts
FROM ${walked} s
GROUP BY s.state
UNION ALL
SELECT 0, NULL, count(*), 0
FROM ${walked} s
WHERE s.nth = 1`,
  );
  let power = statement.with(
    'chain_power_0',
    `SELECT m.i, m.j, ${asDouble('count(*)')} / max(f.leaves) AS p
FROM (
  SELECT coalesce(lag(s.state) OVER (PARTITION BY s.path ORDER BY s.nth), 0) AS i, s.state AS j
  FROM ${walked} s
) m
JOIN ${states} f ON f.state = m.i
WHERE ${taught(statement)}
GROUP BY m.i, m.j`,
  );
  let total = statement.with(
    'chain_total_0',
    `SELECT s.state AS i, s.state AS j, ${asDouble('1')} AS p FROM ${states} s`,
  );
  for (let k = 1; k <= DOUBLINGS; k++) {
    total = statement.with(
      `chain_total_${k}`,
      `SELECT m.i, m.j, sum(m.p) AS p
FROM (
  SELECT n.i, n.j, n.p FROM ${total} n
  UNION ALL
  SELECT n.i, q.j, n.p * q.p FROM ${total} n JOIN ${power} q ON q.i = n.j
) m
GROUP BY m.i, m.j`,
    );
    if (k < DOUBLINGS)
      power = statement.with(
        `chain_power_${k}`,
        `SELECT a.i, b.j, sum(a.p * b.p) AS p
FROM ${power} a
JOIN ${power} b ON b.i = a.j
GROUP BY a.i, b.j
HAVING sum(a.p * b.p) > ${NO_CHANCE}`,
      );
  }
  const chances = statement.with(
    'chain_chances',
    `SELECT n.i, sum(n.p * s.converts / s.leaves) AS chance,
  sum(CASE WHEN n.j = n.i THEN n.p ELSE 0 END) AS visits
FROM ${total} n
JOIN ${states} s ON s.state = n.j
GROUP BY n.i`,
  );
  return statement.with(
    'channel_effects',
    `SELECT s.channel, least(1, greatest(0, n.p / c.visits * c.chance / o.chance)) AS effect
FROM ${states} s
JOIN ${chances} c ON c.i = s.state
JOIN ${total} n ON n.i = 0 AND n.j = s.state
JOIN ${chances} o ON o.i = 0 AND o.chance > 0
WHERE s.state > 0`,
  );
}
