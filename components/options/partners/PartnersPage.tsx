import { DirectoryPage } from './DirectoryPage';
import { PartnerEvidence } from './PartnerEvidence';
import { PartnerPage } from './PartnerPage';

/** `#/partners` the directory, `#/partners/<id>` one partner, `#/partners/<id>/<kpi>` the rows behind a number. */
export function PartnersPage({ path }: { path: readonly string[] }) {
  const [id, kpi] = path;
  if (id === undefined) return <DirectoryPage />;
  if (kpi === undefined) return <PartnerPage key={id} id={id} />;
  return <PartnerEvidence key={`${id} ${kpi}`} id={id} kpi={kpi} />;
}
