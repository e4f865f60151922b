import { type ReactNode, useDeferredValue } from 'react';
import type { PanelView } from '@/lib/messaging/views';
import { Button } from '../ui/Button';
import { ExportButton } from '../ui/ExportButton';
import { scorecardDocument } from '../ui/export/scorecard';
import { Icon } from '../ui/Icon';
import { optionsPath } from '../ui/options-path';
import { Scorecard } from '../ui/Scorecard';
import { Section } from '../ui/Section';
import { SignalList } from '../ui/SignalList';
import { VerdictList } from '../ui/VerdictList';
import { type MissingActions, MissingFields } from './MissingFields';
import styles from './Panel.module.css';
import { basisWords, KIND_WORDS, partnerMeta } from './words';

type Known = Extract<PanelView, { state: 'partner' | 'no-figures' }>;

export interface PartnerViewProps {
  view: Known;
  /** Draws everything at once: what is below is where a person was. */
  whole: boolean;
  /** The answers are on the screen. */
  rest: boolean;
  actions: MissingActions;
  /** Who may have brought a deal whose partner field is empty. */
  suggestions: ReactNode;
  /** Who should be credited, on a deal. */
  credit: ReactNode;
  onOpen: (kpi: string, opener: HTMLElement) => void;
  onOptions: (route: string) => void;
}

/** A partner that the directory knows: who it is, the verdict, what to do, then the figures. */
export function PartnerView({
  view,
  whole,
  rest,
  actions,
  suggestions,
  credit,
  onOpen,
  onOptions,
}: PartnerViewProps) {
  const { partner, record } = view;
  // What stands below the answers is drawn after them and without haste; never that of another partner.
  const drawn = useDeferredValue<Known | null>(rest ? view : null, whole ? view : null);
  const below = drawn?.state === 'partner' && drawn.partner.id === partner.id ? drawn.scorecard : null;
  const missing = (
    <MissingFields
      fields={view.missing}
      kind={record ? KIND_WORDS[record.kind] : 'record'}
      actions={actions}
    />
  );
  const meta = partnerMeta(partner);
  return (
    <>
      <div className={styles.head}>
        <h1 className={styles.name}>
          <bdi>{partner.name}</bdi>
        </h1>
        {meta && <p className={styles.meta}>{meta}</p>}
        <p className={styles.basis}>
          <Icon name="link" size={12} />
          <span>{basisWords(view.basis, view.via, record?.name ?? null)}</span>
        </p>
        {view.state === 'partner' && view.scorecard.stale && (
          <p className={styles.staleNote}>{view.scorecard.stale}</p>
        )}
        {view.state === 'partner' && view.scorecard.source && (
          <p className={styles.sourceNote}>{view.scorecard.source}</p>
        )}
      </div>
      {view.state === 'partner' ? (
        <>
          <div className={styles.verdicts}>
            <VerdictList scorecard={view.scorecard} onOpen={onOpen} />
          </div>
          {missing}
          {suggestions}
          {view.scorecard.signals.length > 0 && (
            <Section title="Signals" note={view.scorecard.signals.length}>
              <SignalList signals={view.scorecard.signals} kpis={view.scorecard.kpis} onOpen={onOpen} />
            </Section>
          )}
          {below && (
            <>
              {credit}
              <Scorecard key={partner.id} scorecard={below} onOpen={onOpen} first={below.focus?.kpis} />
            </>
          )}
        </>
      ) : (
        <>
          <div className={styles.note}>
            <p>
              <strong>No figures yet.</strong> The directory knows this partner, but no imported row names it:
              no deal, lead, order or touch.
            </p>
            <Button size="s" onClick={() => onOptions('/import')}>
              Import data
            </Button>
          </div>
          {missing}
          {suggestions}
          {credit}
        </>
      )}
      <footer className={styles.foot}>
        <span>
          {view.state === 'partner' && !view.scorecard.source ? 'Every value opens the rows behind it' : ''}
        </span>
        {view.state === 'partner' && (
          <ExportButton
            variant="quiet"
            size="s"
            what="the scorecard"
            content={() => scorecardDocument(partner, view.scorecard)}
          />
        )}
        <Button variant="link" size="s" onClick={() => onOptions(optionsPath('partners', partner.id))}>
          Open in the directory
        </Button>
      </footer>
    </>
  );
}
