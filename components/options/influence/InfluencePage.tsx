import { useState } from 'react';
import type { AttributionSettings } from '@/lib/facts/attribution';
import { findModel } from '@/lib/kpi/attribution/registry';
import { DEFAULT_ATTRIBUTION } from '@/lib/kpi/attribution/settings';
import type { Business } from '@/lib/kpi/attribution/sources';
import { getWorkspace } from '@/lib/store/settings';
import { Tabs } from '../../ui/Tabs';
import { useLoad } from '../../ui/use-load';
import { PageHead } from '../PageHead';
import { Loaded } from '../parts/Loaded';
import { useRevision } from '../state/revision';
import { ModelForm } from './ModelForm';
import { PartnerTable } from './PartnerTable';
import { SourceTable } from './SourceTable';

const askSettings = async () => (await getWorkspace()).attribution ?? DEFAULT_ATTRIBUTION;

/** `W-shaped, version 1, touches of 180 days` */
function stamp({ model, lookbackDays, halfLifeDays }: AttributionSettings): string {
  const found = findModel(model);
  const half = found?.reads?.includes('halfLifeDays') ? `, half-life ${halfLifeDays} days` : '';
  return `${found?.name ?? model}, version ${found?.version ?? '?'}, touches of ${lookbackDays} days${half}`;
}

/** What partners had a part in: influenced and attributed business, by one model for partners and our own campaigns. */
export function InfluencePage() {
  const [business, setBusiness] = useState<Business>('new');
  const settings = useLoad(askSettings, useRevision());
  return (
    <>
      <PageHead
        title="Influence"
        lead="What came about after a touch of a partner, in whole (influenced) and in the part that the model gives it (attributed). The same deal is influenced by everybody who touched it: never add that up, nor to what partners sourced."
      />
      <Loaded load={settings} what="the attribution settings" lines={3}>
        {(stored) => (
          <>
            <ModelForm key={JSON.stringify(stored)} stored={stored} onSaved={settings.reload} />
            <Tabs
              label="Business"
              value={business}
              onChange={setBusiness}
              tabs={[
                { id: 'new', label: 'New business' },
                { id: 'expansion', label: 'Expansion' },
              ]}
            >
              <PartnerTable business={business} stamp={stamp(stored)} />
              <SourceTable business={business} stamp={stamp(stored)} />
            </Tabs>
          </>
        )}
      </Loaded>
    </>
  );
}
