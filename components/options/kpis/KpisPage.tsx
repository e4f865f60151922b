import { findKpi } from '@/lib/kpi/registry';
import { NotFound } from '../NotFound';
import { CataloguePage } from './CataloguePage';
import { KpiPage } from './KpiPage';

/** `#/kpis` the catalogue, `#/kpis/<id>` one definition with today's values across partners. */
export function KpisPage({ path }: { path: readonly string[] }) {
  const [id] = path;
  if (id === undefined) return <CataloguePage />;
  const definition = findKpi(id);
  return definition ? <KpiPage key={id} definition={definition} /> : <NotFound what={`the KPI “${id}”`} />;
}
