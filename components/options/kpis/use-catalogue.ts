import type { Catalogue } from '@/lib/kpi/catalogue';
import { chosenVariants, loadCatalogue, ownKpis, type StoredKpi } from '@/lib/store/kpis';
import { type Load, useLoad } from '../../ui/use-load';
import { useRevision } from '../state/revision';

export interface KpiShelf extends Catalogue {
  /** Own KPIs in their latest version, deleted ones too. */
  own: readonly StoredKpi[];
  /** Standard KPI -> variant in its place. */
  chosen: Readonly<Record<string, string>>;
}

async function ask(): Promise<KpiShelf> {
  const [catalogue, own, chosen] = await Promise.all([loadCatalogue(), ownKpis(), chosenVariants()]);
  return { ...catalogue, own, chosen };
}

/** The KPIs of this workspace, kept current. */
export function useCatalogue(): Load<KpiShelf> {
  return useLoad(ask, useRevision());
}
