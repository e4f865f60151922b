/** Which KPIs a partner's scorecard shows first. */

import type { Catalogue } from '../kpi/catalogue';
import { FEWEST, type Preset, presetKpis } from '../kpi/presets';
import type { KpiRow, ScorecardView } from '../messaging/views';
import type { StoredFocus } from '../store/focus';

/** What holds where nobody chose: the partner's own model, on its way to more revenue. */
const defaultPreset = (type: string | null): Preset => ({
  model: type ?? '',
  objective: 'revenue',
  stage: 'grow',
});

/**
 * @param stored what somebody chose for the partner
 * @param kpis rows of the scorecard
 * @param find where a variant stands in a KPI's place, that KPI is a variant of it
 * @returns null where nobody chose and the preset of its type has too few figures to be looked at first
 */
export function focusFor(
  { type }: { type: string | null },
  stored: StoredFocus | null,
  kpis: readonly KpiRow[],
  find: Catalogue['find'],
): ScorecardView['focus'] {
  const there = new Set(kpis.map(({ kpi }) => kpi));
  const standing = (kpi: string): string => find(kpi)?.variantOf ?? kpi;
  if (stored)
    return { kpis: stored.kpis.map(standing).filter((kpi) => there.has(kpi)), preset: stored.preset };
  const preset = defaultPreset(type);
  const wanted = presetKpis(preset).map(standing);
  const measured = kpis.filter(({ kpi, state }) => wanted.includes(kpi) && state !== 'not-measured');
  return measured.length < FEWEST ? null : { kpis: wanted.filter((kpi) => there.has(kpi)), preset };
}
