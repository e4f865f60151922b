import { useState } from 'react';
import { Button } from '../../ui/Button';
import { PartnerSearch } from '../../ui/PartnerSearch';
import { Tabs } from '../../ui/Tabs';
import { PageHead } from '../PageHead';
import { searchPartners } from '../parts/search-partners';
import { goTo } from '../router';
import { CohortsTab } from './CohortsTab';
import type { Door } from './door';
import styles from './Experiments.module.css';
import { HoldoutsTab } from './HoldoutsTab';
import { IncrementalityTab } from './IncrementalityTab';
import { IntegrationsTab } from './IntegrationsTab';
import { MixTab } from './MixTab';
import { RowsDialog } from './RowsDialog';
import type { Subject } from './subject';
import { TrustTab } from './TrustTab';

const TABS = [
  { id: 'cohorts', label: 'Cohorts', Tab: CohortsTab },
  { id: 'integrations', label: 'Integrations', Tab: IntegrationsTab },
  { id: 'incrementality', label: 'Incrementality', Tab: IncrementalityTab },
  { id: 'trust', label: 'Trust transfer', Tab: TrustTab },
  { id: 'mix', label: 'Mix and rate', Tab: MixTab },
  { id: 'holdouts', label: 'Holdout tests', Tab: HoldoutsTab },
] as const;

/** What groups of customers and deals did beside each other, of one partner or of all. */
export function ExperimentsPage({ path: [asked] }: { path: readonly string[] }) {
  const [subject, setSubject] = useState<Subject | null>(null);
  const [door, setDoor] = useState<Door | null>(null);
  const { id, Tab } = TABS.find((tab) => tab.id === asked) ?? TABS[0];
  return (
    <>
      <PageHead
        title="Cohorts and experiments"
        lead="Groups beside each other, with how many they are and how sure the difference is. Every figure opens its rows."
      />
      <div className={styles.scope}>
        <div>
          <p className={styles.label} aria-hidden="true">
            Partner
          </p>
          <PartnerSearch
            key={subject?.id ?? ''}
            label="Partner"
            placeholder="All partners; type a name for one"
            search={searchPartners}
            onPick={({ id: partner, name }) => setSubject({ id: partner, name })}
          />
        </div>
        {subject && (
          <Button size="s" aria-label={`Leave out ${subject.name}`} onClick={() => setSubject(null)}>
            {subject.name} ×
          </Button>
        )}
      </div>
      <Tabs label="Comparison" value={id} onChange={(to) => goTo('experiments', to)} tabs={TABS}>
        <Tab subject={subject} onRows={setDoor} />
      </Tabs>
      <RowsDialog door={door} onClose={() => setDoor(null)} />
    </>
  );
}
