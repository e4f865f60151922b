import { useCallback } from 'react';
import { request } from '@/lib/messaging/client';
import { EvidenceView } from '../../ui/EvidenceView';
import type { EvidencePart } from '../../ui/evidence-csv';
import { PageHead } from '../PageHead';
import styles from '../parts/evidence.module.css';
import { goTo, hrefOf } from '../router';
import { usePartner } from './use-partner';

/** What is behind one KPI of a partner: definition, interval and the very rows. */
export function PartnerEvidence({ id, kpi }: { id: string; kpi: string }) {
  const partner = usePartner(id);
  const name = partner.data?.name ?? id;
  const load = useCallback(
    (part: EvidencePart, offset: number, limit: number, month?: number) =>
      request('evidence.get', { kpi, partnerId: id, part, offset, limit, month }),
    [id, kpi],
  );
  return (
    <>
      <PageHead title={name} back={{ href: hrefOf('partners'), label: 'Partners' }} />
      <div className={styles.evidence}>
        <EvidenceView
          load={load}
          title={kpi}
          backTo={name}
          onBack={() => goTo('partners', id)}
          onLimit={() => goTo('limits', 'partner', id, kpi)}
        />
      </div>
    </>
  );
}
