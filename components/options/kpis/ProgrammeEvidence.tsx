import { useCallback } from 'react';
import type { KpiDefinition } from '@/lib/kpi/define';
import { request } from '@/lib/messaging/client';
import { EvidenceView } from '../../ui/EvidenceView';
import type { EvidencePart } from '../../ui/evidence-csv';
import { PageHead } from '../PageHead';
import styles from '../parts/evidence.module.css';
import { goTo, hrefOf } from '../router';

/** What is behind the whole programme's value of a KPI: the rows of every partner. */
export function ProgrammeEvidence({ definition: { id, name } }: { definition: KpiDefinition }) {
  const load = useCallback(
    (part: EvidencePart, offset: number, limit: number, month?: number) =>
      request('evidence.get', { kpi: id, programme: true, part, offset, limit, month }),
    [id],
  );
  return (
    <>
      <PageHead title="The whole programme" back={{ href: hrefOf('kpis'), label: 'KPIs' }} />
      <div className={styles.evidence}>
        <EvidenceView load={load} title={name} backTo={name} onBack={() => goTo('kpis', id)} />
      </div>
    </>
  );
}
