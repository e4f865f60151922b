import { DirectoryPage } from './DirectoryPage';
import { PartnerEvidence } from './PartnerEvidence';
import { PartnerPage } from './PartnerPage';

/**
 * `#/partners` the directory, `#/partners/<id>` one partner, `#/partners/<id>/<door>` what is behind a number: a KPI, or
 * a score, which leads on to its parts in `#/partners/<id>/<score>/<door>`.
 */
export function PartnersPage({ path }: { path: readonly string[] }) {
  const [id, ...doors] = path;
  if (id === undefined) return <DirectoryPage />;
  if (doors.length === 0) return <PartnerPage key={id} id={id} />;
  return <PartnerEvidence key={path.join(' ')} id={id} doors={doors} />;
}
