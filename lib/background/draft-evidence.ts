/** The rows behind what a KPI would measure that is not stored yet. */
import type { KpiDefinition } from '../kpi/define';
import { createEngine } from '../kpi/engine/engine';
import { monthlySeries, PROGRAMME } from '../kpi/engine/measure';
import { judge } from '../kpi/judge';
import { resolveLimit } from '../kpi/limits';
import { RequestError } from '../messaging/errors';
import type { EvidenceView } from '../messaging/views';
import { loadCatalogue } from '../store/kpis';
import { limitsInForce } from '../store/limits';
import { getPartner } from '../store/partners';
import { monthFrom, openNumber, type Page, pageOf } from './evidence';
import { MONTHS } from './figures';
import { comparedValue } from './preview';
import { asOf } from './refresh';

/**
 * As for a stored KPI, but all of it is measured now: no scorecard and no months are kept of a draft.
 * @param definition one that `problemsOf` finds nothing wrong with
 * @param partnerId null = the whole programme
 * @throws RequestError `not-found` when the partner is gone
 */
export async function draftEvidence(
  definition: KpiDefinition,
  partnerId: string | null,
  page: Page,
  now: Date = new Date(),
): Promise<EvidenceView> {
  const catalogue = await loadCatalogue();
  const find = (id: string) => (id === definition.id ? definition : catalogue.find(id));
  const partner = partnerId === null ? null : await getPartner(partnerId);
  if (partnerId !== null && !partner)
    throw new RequestError('not-found', 'That partner is no longer in the directory.');
  const { asOfDay } = await asOf(now);
  const month = page.month === undefined ? null : monthFrom(page.month, asOfDay);
  const opened = await openNumber(definition, find, partner?.id ?? null, asOfDay, month);
  const { facts, partners, workspace, found } = opened;

  const limit = async () => {
    if (!partner || month) return null;
    const engine = createEngine(facts, [definition], { asOfDay, workspace, resolve: find });
    const programme = await comparedValue(definition, engine.measure(definition, PROGRAMME));
    const subject = { partnerId: partner.id, type: partner.type, tier: partner.tier };
    return resolveLimit(definition, await limitsInForce(), subject, programme);
  };
  const judged = judge(definition, found.measurement, await limit());
  const group = partner ? partners.findIndex(({ id }) => id === partner.id) : PROGRAMME;
  const series = monthlySeries(facts, definition, group, asOfDay, MONTHS, workspace, find);
  return pageOf(opened, { definition, find, partner: partner ?? null, asOfDay, month, judged, series }, page);
}
