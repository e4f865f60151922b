import { useState } from 'react';
import type { PanelView, PartnerHit } from '@/lib/messaging/views';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { ErrorNote } from '../ui/ErrorNote';
import { fullMeta, metaAmong, PartnerSearch, ToneDot } from '../ui/PartnerSearch';
import { Section } from '../ui/Section';
import { watchSeen } from '../ui/seen';
import { trusted } from '../ui/trusted';
import { type MissingActions, MissingFields } from './MissingFields';
import styles from './Panel.module.css';
import { KIND_WORDS } from './words';

type Open = Extract<PanelView, { state: 'unknown-partner' | 'ambiguous' }>;

export interface LinkPartnerProps {
  view: Open;
  /** Partner that is being linked now. */
  linking: string | null;
  error: string | null;
  /** @param name the one that the partner is to answer to, as it is shown */
  onLink: (partnerId: string, name: string) => void;
  search: (query: string, limit: number) => Promise<PartnerHit[]>;
  onOptions: (route: string) => void;
  actions: MissingActions;
}

/** The record names a partner that nobody, or more than one, answers to: the person says who it is. */
export function LinkPartner({ view, linking, error, onLink, search, onOptions, actions }: LinkPartnerProps) {
  const [picked, setPicked] = useState<PartnerHit | null>(null);
  const kind = view.record ? KIND_WORDS[view.record.kind] : 'record';
  const unknown = view.state === 'unknown-partner';
  const hits = unknown ? view.suggestions : view.candidates;
  return (
    <>
      <div className={styles.head}>
        <EmptyState level={1} title={view.name}>
          {unknown ? (
            <p>This {kind} names a partner that is not in your directory.</p>
          ) : (
            <p>Several partners answer to this name. Which one is it on this {kind}?</p>
          )}
        </EmptyState>
      </div>
      {error && (
        <div className={styles.alert}>
          <ErrorNote title="The link was not saved">{error}</ErrorNote>
        </div>
      )}
      {hits.length > 0 && (
        <Section title={unknown ? 'Perhaps one of these' : 'Choose the partner'}>
          <ul aria-label={unknown ? 'Suggestions' : 'Candidates'} className={styles.hits}>
            {hits.map((hit) => (
              <li key={hit.id}>
                <HitButton
                  hit={hit}
                  meta={metaAmong(hit, hits)}
                  busy={linking === hit.id}
                  onLink={(id) => onLink(id, view.name)}
                />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={hits.length > 0 ? 'Or find it' : 'Find it in the directory'}>
        {picked ? (
          <div className={styles.confirm}>
            <p>
              “{view.name}” is <strong>{picked.name}</strong> ({fullMeta(picked)})?
            </p>
            <div className={styles.row}>
              <Button
                variant="primary"
                size="s"
                icon="link"
                busy={linking === picked.id}
                ref={watchSeen}
                onClick={trusted(() => onLink(picked.id, view.name))}
              >
                This is {picked.name}
              </Button>
              <Button size="s" onClick={() => setPicked(null)}>
                Search again
              </Button>
            </div>
          </div>
        ) : (
          <PartnerSearch
            label="Find the partner"
            placeholder="Name, alias or domain"
            search={search}
            onPick={setPicked}
          />
        )}
        <p className={styles.hint}>
          {unknown
            ? `Your choice is remembered: “${view.name}” is kept as another name of the partner.`
            : `Your choice is remembered for “${view.name}” on this site; you can take it back under Sites.`}{' '}
          <Button variant="link" size="s" onClick={() => onOptions(unknown ? '/partners' : '/sites')}>
            {unknown ? 'Open the directory' : 'Open Sites'}
          </Button>
        </p>
      </Section>
      <MissingFields fields={view.missing} kind={kind} actions={actions} />
    </>
  );
}

interface HitButtonProps {
  hit: PartnerHit;
  meta: string;
  busy: boolean;
  onLink: (id: string) => void;
}

function HitButton({ hit, meta, busy, onLink }: HitButtonProps) {
  return (
    <button
      type="button"
      ref={watchSeen}
      className={styles.hit}
      aria-label={`This is ${hit.name}${meta && `, ${meta}`}`}
      aria-busy={busy || undefined}
      onClick={trusted(() => onLink(hit.id))}
    >
      <ToneDot tone={hit.tone} />
      <span className={styles.hitName}>
        <bdi>{hit.name}</bdi>
        {meta && <span className={styles.hitMeta}> {meta}</span>}
      </span>
      <span className={styles.hitGo}>{busy ? 'Linking' : 'This is it'}</span>
    </button>
  );
}
