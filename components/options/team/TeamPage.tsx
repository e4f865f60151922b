import { useCallback } from 'react';
import { installedPacks, trustedSigners } from '@/lib/store/packs';
import { getPolicy } from '@/lib/store/policy';
import { useLoad } from '../../ui/use-load';
import { PageHead } from '../PageHead';
import { Loaded } from '../parts/Loaded';
import { useRevision } from '../state/revision';
import { AdministratorSection } from './AdministratorSection';
import { MakeSection } from './MakeSection';
import { PacksSection } from './PacksSection';
import { Signers } from './Signers';

/** Sharing without a server: packs that others signed, packs of one's own, and what an administrator set. */
export function TeamPage() {
  const load = useLoad(
    useCallback(async () => {
      const [packs, signers, policy] = await Promise.all([installedPacks(), trustedSigners(), getPolicy()]);
      return { packs, signers, policy };
    }, []),
    useRevision(),
  );
  return (
    <>
      <PageHead
        title="Team"
        lead="A scorecard pack is one signed file: definitions, limits, rules, partners, scorecards. Whoever imports it sees the same as you, without the rows and without a server."
      />
      <Loaded load={load} what="the packs">
        {({ packs, signers, policy }) => (
          <>
            <PacksSection packs={packs} off={policy.off.includes('packs')}>
              {signers.length > 0 && <Signers signers={signers} onForgotten={load.reload} />}
            </PacksSection>
            <MakeSection />
            <AdministratorSection policy={policy} />
          </>
        )}
      </Loaded>
    </>
  );
}
