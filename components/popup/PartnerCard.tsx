import { useCallback, useEffect, useRef, useState } from 'react';
import type { Partner } from '@/lib/match/types';
import { request } from '@/lib/messaging/client';
import type { ScorecardView } from '@/lib/messaging/views';
import { partnerMeta } from '../panel/words';
import { Button } from '../ui/Button';
import { ErrorNote } from '../ui/ErrorNote';
import { ExportButton } from '../ui/ExportButton';
import { scorecardDocument } from '../ui/export/scorecard';
import { NumberView, type NumberViewProps } from '../ui/NumberView';
import { optionsPath } from '../ui/options-path';
import { Scorecard } from '../ui/Scorecard';
import { Section } from '../ui/Section';
import { SignalList } from '../ui/SignalList';
import { Skeleton } from '../ui/Skeleton';
import { Tabs } from '../ui/Tabs';
import { useLoad } from '../ui/use-load';
import { VerdictList } from '../ui/VerdictList';
import { asOf } from '../ui/when';
import { Limits } from './Limits';
import styles from './Popup.module.css';
import { topKpis } from './top';

const TOP = 6;

export interface PartnerCardProps {
  id: string;
  revision: number;
  onOptions: (route: string) => void;
}

/** One partner: the small scorecard, its limits, and the rows behind every value. */
export function PartnerCard({ id, revision, onOptions }: PartnerCardProps) {
  const ask = useCallback(() => request('scorecard.get', { partnerId: id }), [id]);
  const load = useLoad(ask, revision);
  const [tab, setTab] = useState<'scorecard' | 'limits'>('scorecard');
  const [evidence, setEvidence] = useState<string | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const wasOpen = useRef(false);

  useEffect(() => {
    if (wasOpen.current && !evidence) opener.current?.focus();
    wasOpen.current = evidence !== null;
  }, [evidence]);

  const rows = useCallback<NumberViewProps['load']>(
    (kpi, part, offset, limit, month) =>
      request('evidence.get', { kpi, partnerId: id, part, offset, limit, month }),
    [id],
  );

  if (load.error && !load.data) {
    return (
      <div className={styles.pad}>
        <ErrorNote
          title="The scorecard could not be read"
          action={
            <Button size="s" onClick={load.reload}>
              Try again
            </Button>
          }
        >
          {load.error.message}
        </ErrorNote>
      </div>
    );
  }
  if (!load.data) {
    return (
      <div className={styles.pad}>
        <Skeleton label="Computing the scorecard" lines={5} />
      </div>
    );
  }

  const { partner, scorecard } = load.data;
  const open = (kpi: string, from: HTMLElement) => {
    opener.current = from;
    setEvidence(kpi);
  };

  return (
    <>
      <div hidden={evidence !== null}>
        <Head partner={partner} scorecard={scorecard} />
        <Tabs
          label="About the partner"
          className={styles.tabs}
          value={tab}
          onChange={setTab}
          tabs={[
            { id: 'scorecard', label: 'Scorecard' },
            { id: 'limits', label: 'Limits' },
          ]}
        >
          {tab === 'limits' ? (
            <Limits partner={partner} revision={revision} />
          ) : scorecard ? (
            <Figures scorecard={scorecard} onOpen={open} />
          ) : (
            <div className={styles.pad}>
              <p className={styles.soft}>
                <strong>No figures yet.</strong> No imported row names this partner: no deal, lead, order or
                touch.
              </p>
              <Button size="s" onClick={() => onOptions('/import')}>
                Import data
              </Button>
            </div>
          )}
        </Tabs>
        <footer className={styles.foot}>
          {scorecard && (
            <ExportButton
              variant="quiet"
              size="s"
              what="the scorecard"
              content={() => scorecardDocument(partner, scorecard)}
            />
          )}
          <Button variant="link" size="s" onClick={() => onOptions(optionsPath('partners', partner.id))}>
            Open in the directory
          </Button>
        </footer>
      </div>
      {evidence && scorecard && (
        <>
          <h1 className={styles.hidden}>{partner.name}</h1>
          <NumberView
            key={evidence}
            door={evidence}
            scorecard={scorecard}
            partner={partner.name}
            load={rows}
            onBack={() => setEvidence(null)}
            onLimit={(kpi) => onOptions(optionsPath('limits', 'partner', partner.id, kpi))}
          />
        </>
      )}
    </>
  );
}

function Head({ partner, scorecard }: { partner: Partner; scorecard: ScorecardView | null }) {
  const meta = partnerMeta(partner);
  return (
    <div className={styles.head}>
      <h1 className={styles.name}>
        <bdi>{partner.name}</bdi>
      </h1>
      {meta && <p className={styles.soft}>{meta}</p>}
      {scorecard && (
        <p className={styles.asOf}>
          as of {asOf(scorecard, new Date())}
          {scorecard.stale && <strong className={styles.stale}> stale: {scorecard.stale}</strong>}
          {scorecard.source && <span className={styles.source}>{scorecard.source}</span>}
        </p>
      )}
    </div>
  );
}

function Figures({
  scorecard,
  onOpen,
}: {
  scorecard: ScorecardView;
  onOpen: (kpi: string, from: HTMLElement) => void;
}) {
  return (
    <>
      <div className={styles.pad}>
        <VerdictList scorecard={scorecard} onOpen={onOpen} />
      </div>
      <Scorecard scorecard={scorecard} onOpen={onOpen} first={topKpis(scorecard.kpis, TOP)} />
      {scorecard.signals.length > 0 && (
        <Section title="Signals" note={scorecard.signals.length}>
          <SignalList signals={scorecard.signals} kpis={scorecard.kpis} onOpen={onOpen} />
        </Section>
      )}
    </>
  );
}
