/** How attribution models share the credit of a path, as SQL (kpi/attribution/models). */
import type { AttributionSettings } from '../facts/attribution';
import { ROLES } from '../facts/attribution';
import { effectsOfChannels } from './chain';
import { overPath, pathTouches } from './paths';
import type { Statement } from './statement';
import { asDouble, numberLiteral, quoted } from './text';

const double = (value: number): string => `CAST(${value} AS DOUBLE PRECISION)`;
const many = (condition: string): string => overPath(`sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`);
/** A part of the credit, the same for each touch of the path for which a condition holds. */
const spread = (part: number, condition: string, count: string): string =>
  `CASE WHEN ${condition} THEN ${double(part)} / ${count} ELSE 0 END`;

/** What the models ask of a path, for each of its touches `s`. */
const ASKED = {
  touches: overPath('count(*)'),
  firsts: many('s.at = s.first_at'),
  lasts: many('s.at = s.last_at'),
  effectives: many('s.at = s.effective_at AND NOT s.direct'),
  ft_touches: many('s.ft'),
  lc_touches: many('s.lc'),
  oc_touches: many('s.oc'),
  rest: many('NOT (s.ft OR s.lc OR s.oc)'),
  lc_firsts: many('s.lc AND s.at = s.first_at'),
  oc_firsts: many('s.oc AND s.at = s.first_at'),
  of_channel: 'count(*) OVER (PARTITION BY s.path, s.channel)',
  most_effect: overPath('max(s.effect)'),
  registered: many(`s.party = s.registered_by`),
  sourced: many(`s.party = s.sourced_by`),
  ...Object.fromEntries(ROLES.map((role) => [roleCount(role), many(`s.role = ${quoted(role)}`)])),
} as const;

function roleCount(role: string): string {
  return `role_${role.replaceAll('-', '_')}`;
}

/** U-shaped between the first touch and those of a milestone: the sum of attribution/u.ts over all first touches. */
function betweenFirstAnd(mark: 'lc' | 'oc'): string {
  const marks = `p.${mark}_touches`;
  const isFirst = 'p.at = p.first_at';
  /** Parts of one first touch that bears the milestone, or does not: touches of the rest, and the scale to 1. */
  const of = (marked: boolean) => {
    const others = `(p.touches - ${marks}${marked ? '' : ' - 1'})`;
    const scale = `(${double(0.4)} + CASE WHEN ${marks} > 0 THEN 0.4 ELSE 0 END + CASE WHEN ${others} > 0 THEN 0.2 ELSE 0 END)`;
    return { others, part: `(1 / (${scale} * p.firsts))` };
  };
  const [marked, plain] = [of(true), of(false)];
  const markedFirsts = `p.${mark}_firsts`;
  const plainFirsts = `(p.firsts - ${markedFirsts})`;
  const rest = (side: typeof plain, firsts: string): string =>
    `CASE WHEN ${side.others} > 0 THEN ${firsts} * ${side.part} / ${side.others} ELSE 0 END`;
  return `CASE WHEN p.touches <= 2 THEN ${double(1)} ELSE
      CASE WHEN ${isFirst} THEN 0.4 * CASE WHEN p.${mark} THEN ${marked.part} ELSE ${plain.part} END ELSE 0 END
      + CASE WHEN p.${mark} THEN 0.4 * (${markedFirsts} * ${marked.part} + ${plainFirsts} * ${plain.part}) / ${marks}
        ELSE 0.2 * (${rest(marked, markedFirsts)}
          + ${rest(plain, `(${plainFirsts} - CASE WHEN ${isFirst} THEN 1 ELSE 0 END)`)}) END
    END`;
}

const W = [
  spread(0.3, 'p.ft', 'p.ft_touches'),
  spread(0.3, 'p.lc', 'p.lc_touches'),
  spread(0.3, 'p.oc', 'p.oc_touches'),
  spread(0.1, 'NOT (p.ft OR p.lc OR p.oc)', 'p.rest'),
].join(' + ');

/** All to one party, as W-shaped where it is nobody or has no touch. */
const owned = (by: string, count: string): string =>
  `CASE WHEN p.${count} > 0 THEN ${spread(1, `p.party = p.${by}`, `p.${count}`)} ELSE ${W} END`;

/** Weight of a touch `p`, to be scaled to a sum of 1 over its path. */
const WEIGHTS: Readonly<Record<string, (settings: AttributionSettings) => string>> = {
  first: () => spread(1, 'p.at = p.first_at', 'p.firsts'),
  last: () => spread(1, 'p.at = p.last_at', 'p.lasts'),
  'last-non-direct': () =>
    `CASE WHEN p.effective_at IS NULL THEN ${spread(1, 'p.at = p.last_at', 'p.lasts')} ELSE ${spread(1, 'p.at = p.effective_at AND NOT p.direct', 'p.effectives')} END`,
  linear: () => double(1),
  'u-first-last': () => {
    const end = `(${spread(1, 'p.at = p.first_at', 'p.firsts')} + ${spread(1, 'p.at = p.last_at', 'p.lasts')})`;
    return `CASE WHEN p.touches <= 2 THEN ${double(1)} ELSE 0.4 * ${end} + 0.2 * (1 - ${end}) / (p.touches - 2) END`;
  },
  'u-first-lead': () => betweenFirstAnd('lc'),
  'u-first-opportunity': () => betweenFirstAnd('oc'),
  w: () => W,
  'time-decay': ({ halfLifeDays }) =>
    `power(${double(2)}, (EXTRACT(EPOCH FROM p.at) - EXTRACT(EPOCH FROM p.last_at)) / ${double(86_400 * halfLifeDays)})`,
  'deal-registration': () => owned('registered_by', 'registered'),
  'source-wins': () => owned('sourced_by', 'sourced'),
  'role-split': ({ roles }) => {
    const parts = ROLES.map((role) =>
      spread(roles[role], `p.role = ${quoted(role)}`, `p.${roleCount(role)}`),
    );
    const known = ROLES.filter((role) => roles[role] > 0).map((role) => `p.${roleCount(role)} > 0`);
    return `CASE WHEN ${known.join(' OR ')} THEN ${parts.join(' + ')} ELSE ${W} END`;
  },
  // A channel's part is shared equally by its touches; channels without any effect share alike.
  markov: () => `CASE WHEN p.most_effect > 0 THEN coalesce(p.effect, 0) ELSE ${double(1)} END / p.of_channel`,
  shapley: () => `${double(1)} / p.of_channel`,
};

const scaled = (weight: string): string => `(${weight}) / sum(${weight}) OVER (PARTITION BY p.path)`;

function weightOf(id: string, settings: AttributionSettings): string {
  if (id === 'blended')
    return Object.entries(settings.blend)
      .filter(([, part]) => part > 0)
      .map(([each, part]) => `${double(part)} * ${scaled(weightOf(each, settings))}`)
      .join(' + ');
  return WEIGHTS[id]!(settings);
}

/** Touches with what the chain over all paths says of their channels, where the weight asks for it. */
function withEffects(marked: string, weight: string, statement: Statement): string {
  if (!weight.includes('p.effect')) return marked;
  return statement.with(
    `${marked}_effects`,
    `SELECT s.*, e.effect\nFROM ${marked} s\nLEFT JOIN ${effectsOfChannels(statement)} e ON e.channel = s.channel`,
  );
}

/**
 * What each party of each path gets, by the model of the settings: a relation of path (row of the table), party (place
 * of the partner in the directory, -1 for our own) and weight; the weights of a path add up to 1.
 */
export function sharesOfPaths(
  table: 'deals' | 'leads',
  by: string,
  date: string,
  statement: Statement,
): string {
  const weight = weightOf(statement.attribution.model, statement.attribution);
  const marked = withEffects(pathTouches(table, by, date, statement), weight, statement);
  const asked = Object.entries(ASKED).filter(([id]) => weight.includes(`p.${id}`));
  const counted = statement.with(
    `${marked}_counted`,
    `SELECT s.*${asked.map(([id, sql]) => `,\n  ${sql} AS ${id}`).join('')}\nFROM ${marked} s`,
  );
  const weighed = statement.with(
    `${marked}_weighed`,
    `SELECT p.path, p.party, ${weight} AS weight\nFROM ${counted} p`,
  );
  return statement.with(
    `${marked}_shares`,
    `SELECT w.path, w.party, sum(w.weight) AS weight
FROM (
  SELECT p.path, p.party, ${scaled('p.weight')} AS weight FROM ${weighed} p
) w
GROUP BY w.path, w.party`,
  );
}

/** Fractions of a minor unit that rounding of the weights may make or lose (attribution/allocate.ts). */
const TRACE = 1e-6;

/**
 * Amounts of paths shared by weights to the minor unit, so that nothing is made or lost.
 * @param amounts relation of path, amount and units (minor units in one of the amount's currency; NULL = not money)
 * @param shares of `sharesOfPaths`
 * @returns relation of path, party and part, in the amount's own unit
 */
export function allocated(amounts: string, shares: string, name: string, statement: Statement): string {
  const quotas = statement.with(
    `${name}_quotas`,
    `SELECT s.path, s.party, a.amount, a.units, s.weight, round(abs(a.amount) * a.units) AS total,
  round(abs(a.amount) * a.units) * s.weight AS quota
FROM ${shares} s
JOIN ${amounts} a ON a.path = s.path`,
  );
  const wholes = statement.with(
    `${name}_wholes`,
    `SELECT q.*, floor(q.quota + ${numberLiteral(TRACE)}) AS whole,
  round((q.quota - floor(q.quota + ${numberLiteral(TRACE)})) / ${numberLiteral(TRACE)}) AS remainder
FROM ${quotas} q`,
  );
  const left = statement.with(
    `${name}_left`,
    `SELECT w.*, w.total - sum(w.whole) OVER (PARTITION BY w.path) AS left_over,
  row_number() OVER (PARTITION BY w.path ORDER BY w.remainder DESC, w.party) AS nth
FROM ${wholes} w`,
  );
  return statement.with(
    `${name}_parts`,
    `SELECT l.path, l.party, CASE WHEN l.units IS NULL THEN l.amount * l.weight
  ELSE ${asDouble('CASE WHEN l.amount < 0 THEN -1 ELSE 1 END')} * (l.whole + CASE WHEN l.nth <= l.left_over THEN 1 ELSE 0 END) / l.units END AS part
FROM ${left} l`,
  );
}
