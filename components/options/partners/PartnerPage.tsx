import { useState } from 'react';
import type { Partner } from '@/lib/match/types';
import { request } from '@/lib/messaging/client';
import type { ScorecardView } from '@/lib/messaging/views';
import { Button } from '../../ui/Button';
import { ExportButton } from '../../ui/ExportButton';
import { scorecardDocument } from '../../ui/export/scorecard';
import { Scorecard } from '../../ui/Scorecard';
import { Section } from '../../ui/Section';
import { SignalList } from '../../ui/SignalList';
import { VerdictList } from '../../ui/VerdictList';
import { when } from '../../ui/when';
import { NotFound } from '../NotFound';
import { PageHead } from '../PageHead';
import { capitalise } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { goTo, hrefOf } from '../router';
import { say } from '../state/status';
import { MergeDialog } from './MergeDialog';
import { MergedPartners } from './MergedPartners';
import { NoFigures } from './NoFigures';
import { PartnerDialog } from './PartnerDialog';
import styles from './PartnerPage.module.css';
import { usePartner } from './use-partner';
import { useScorecard } from './use-scorecard';

const BACK = { href: hrefOf('partners'), label: 'Partners' };

/** One partner: who it is, the verdicts, what to do, and every figure. */
export function PartnerPage({ id }: { id: string }) {
  const partner = usePartner(id);
  const [editing, setEditing] = useState(false);
  const [merging, setMerging] = useState(false);

  if (partner.data === null) return <NotFound what={`the partner “${id}”`} />;
  if (!partner.data)
    return (
      <>
        <PageHead title="Partner" back={BACK} />
        <Loaded load={partner} what="the partner">
          {() => null}
        </Loaded>
      </>
    );

  const { foldedNames: _names, foldedCodes: _codes, origin, ownAliases: _own, ...facts } = partner.data;
  return (
    <>
      <PageHead
        title={facts.name}
        back={BACK}
        lead={[
          capitalise(facts.type ?? ''),
          facts.tier,
          facts.region,
          facts.manager && `managed by ${facts.manager}`,
        ]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <>
            <Button onClick={() => goTo('limits', 'partner', id)}>Its limits</Button>
            <Button onClick={() => setMerging(true)}>Merge…</Button>
            <Button onClick={() => setEditing(true)}>Edit</Button>
          </>
        }
      />
      {origin === 'pack' && (
        <p className={styles.note}>
          A scorecard pack lists this partner. What you edit here becomes your own and stays when the pack
          goes.
        </p>
      )}
      {origin === 'fact' && (
        <p className={styles.note}>
          No directory lists this partner; it was named by an imported row. Add its type and other names, or
          import a partner directory.
        </p>
      )}
      {facts.id !== id && (
        <p className={styles.note}>“{id}” was merged into this partner; what is known of it counts here.</p>
      )}
      <Identity partner={facts} />
      <MergedPartners id={facts.id} />
      <Figures partner={facts} />
      {merging && (
        <MergeDialog
          partner={facts}
          onClose={() => setMerging(false)}
          onMerged={(into) => {
            say(`${facts.name} counts for ${into.name} now.`);
            goTo('partners', into.id);
          }}
        />
      )}
      {editing && (
        <PartnerDialog
          partner={facts}
          onClose={() => setEditing(false)}
          onSave={async (changed) => {
            await request('partners.save', changed);
            say(`${changed.name} was saved.`);
            partner.reload();
          }}
        />
      )}
    </>
  );
}

/** What else it is known by: how its records are recognised. */
function Identity({ partner }: { partner: Partner }) {
  const entries = [
    ['Also called', partner.aliases],
    ['Domains', partner.domains],
    ['CRM records', partner.crmIds],
    ['Codes', partner.codes],
    ['Belongs to', partner.parent ? [partner.parent] : []],
  ] as const;
  if (entries.every(([, values]) => values.length === 0)) return null;
  return (
    <dl className={styles.identity}>
      {entries
        .filter(([, values]) => values.length > 0)
        .map(([term, values]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{values.join(', ')}</dd>
          </div>
        ))}
    </dl>
  );
}

function Figures({ partner }: { partner: Partner }) {
  const { id } = partner;
  return (
    <Loaded load={useScorecard(id)} what="the scorecard" lines={10}>
      {(scorecard) =>
        scorecard ? (
          <Card partner={partner} scorecard={scorecard} onOpen={(kpi) => goTo('partners', id, kpi)} />
        ) : (
          <NoFigures />
        )
      }
    </Loaded>
  );
}

function Card({
  partner,
  scorecard,
  onOpen,
}: {
  partner: Partner;
  scorecard: ScorecardView;
  onOpen: (kpi: string) => void;
}) {
  return (
    <>
      <div className={styles.above}>
        <p className={styles.asOf}>
          {scorecard.source ??
            `Computed ${when(scorecard.computedAt, new Date())}. Every value opens the rows behind it.`}
          {scorecard.stale && <strong> {scorecard.stale}</strong>}
        </p>
        <ExportButton size="s" what="the scorecard" content={() => scorecardDocument(partner, scorecard)} />
      </div>
      <div className={styles.columns}>
        <div>
          <VerdictList scorecard={scorecard} onOpen={onOpen} />
          <Section title="Signals" note={scorecard.signals.length || undefined}>
            {scorecard.signals.length > 0 ? (
              <SignalList signals={scorecard.signals} kpis={scorecard.kpis} onOpen={onOpen} />
            ) : (
              <p className={styles.quiet}>Nothing stands out.</p>
            )}
          </Section>
        </div>
        <Scorecard scorecard={scorecard} onOpen={onOpen} />
      </div>
    </>
  );
}
