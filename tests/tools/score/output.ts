/** Scorecards as the command prints them: money in units of its currency, shares as fractions. */

import { minorDigits } from '@/lib/facts/currency';
import { isoDay } from '@/lib/facts/time';
import { type Catalogue, isOwn } from '@/lib/kpi/catalogue';
import { moneyParts } from '@/lib/kpi/check';
import type { KpiDefinition } from '@/lib/kpi/define';
import type { Attribution, JudgedKpi, Measurement, Scorecard } from '@/lib/kpi/types';
import type { StoredPartner } from '@/lib/store/types';

/** A measured KPI, in the order and with the names that the README documents. */
export function kpiOutput(
  definition: KpiDefinition,
  result: Measurement & Partial<JudgedKpi>,
  currency: string,
  find: Catalogue['find'],
) {
  const { id, code, name, unit } = definition;
  const units = 10 ** minorDigits(result.currency ?? currency);
  const money = (value: number | null | undefined, isMoney: boolean): number | null =>
    value === null || value === undefined ? null : isMoney ? value / units : value;
  const amount = unit === 'currency';
  const parts = moneyParts(definition.formula, find);
  const { limit } = result;
  return {
    id,
    code,
    name,
    ...(isOwn(definition) ? { version: definition.version } : {}),
    value: money(result.value, amount),
    unit,
    ...(result.currency ? { currency: result.currency } : {}),
    n: result.n,
    numerator: money(result.numerator, parts.numerator),
    denominator: money(result.denominator, parts.denominator),
    low: money(result.low, amount),
    high: money(result.high, amount),
    ...(result.atLeast ? { atLeast: true } : {}),
    ...(result.by ? { by: result.by } : {}),
    immature: result.immature,
    excluded: result.excluded,
    ...(result.state
      ? {
          state: result.state,
          grade: result.grade,
          limit: limit && { ...limit, warn: money(limit.warn, amount), fail: money(limit.fail, amount) },
          score: result.score,
          needed: result.needed,
        }
      : {}),
    ...(result.attribution
      ? { attribution: attributionOutput(result.attribution, (end) => money(end, amount)) }
      : {}),
    window: { from: isoDay(result.window.from), to: isoDay(result.window.to) },
    ...(result.reason ? { reason: result.reason } : {}),
  };
}

/** The model behind a number, and the range over models in the number's own unit. */
function attributionOutput(
  { range, ...stamp }: Attribution,
  shown: (end: number) => number | null,
): Record<string, unknown> {
  return { ...stamp, range: range && { ...range, low: shown(range.low), high: shown(range.high) } };
}

/** What a partner is called by: its id in partners.csv, or for one that only facts name, the name as they write it. */
export const printedId = ({ id, name, origin }: StoredPartner): string => (origin === 'fact' ? name : id);

export function partnerOutput(
  partner: StoredPartner,
  card: Scorecard,
  definitions: readonly KpiDefinition[],
  currency: string,
  find: Catalogue['find'],
) {
  const { name, type, tier } = partner;
  const byId = new Map(card.kpis.map((kpi) => [kpi.kpi, kpi]));
  return {
    id: printedId(partner),
    name,
    type,
    tier,
    kpis: definitions.map((definition) => kpiOutput(definition, byId.get(definition.id)!, currency, find)),
    verdicts: card.verdicts,
    dimensions: card.dimensions,
    score: card.score,
    coverage: card.coverage,
    signals: card.signals,
  };
}
