import { request } from '@/lib/messaging/client';
import { useLoad } from '../../ui/use-load';
import { useRevision } from '../state/revision';

const listSites = () => request('sites.list', {});

/** What comes after the first import: while no CRM is enabled, figures alone show no panel anywhere. */
export function FirstSite() {
  const { data } = useLoad(listSites, useRevision());
  if (!data || data.some(({ granted }) => granted)) return null;
  return (
    <p>
      Next: open a deal in your CRM, click the Partner Lens button in the toolbar and choose “Enable on this
      site”. Then each record shows its partner’s scorecard. Or <a href="#/sites">enter the CRM’s address</a>.
    </p>
  );
}
