import { useCallback, useEffect, useRef, useState } from 'react';
import { request } from '@/lib/messaging/client';
import { watchChanges } from '@/lib/messaging/watch';
import { Button, IconButton } from '../ui/Button';
import { ErrorNote } from '../ui/ErrorNote';
import { Mark } from '../ui/Icon';
import { PartnerSearch } from '../ui/PartnerSearch';
import { Section } from '../ui/Section';
import { Skeleton } from '../ui/Skeleton';
import { useEscape } from '../ui/use-escape';
import { useLoad } from '../ui/use-load';
import { Limits } from './Limits';
import { PartnerCard } from './PartnerCard';
import styles from './Popup.module.css';
import { SiteStatus } from './SiteStatus';

/** Where the popup is. */
export type Place = { at: 'home' } | { at: 'partner'; id: string } | { at: 'limits' };

const search = (query: string, limit: number) => request('partners.search', { query, limit });
const openOptions = (route: string) => void request('options.open', { route });

/**
 * The toolbar popup: what runs on this page, any partner within five seconds, and the limits.
 * @param findTab the tab that it talks about
 */
export function Popup({ findTab }: { findTab: () => Promise<number> }) {
  const [place, setPlace] = useState<Place>({ at: 'home' });
  const [revision, setRevision] = useState(0);
  const main = useRef<HTMLElement>(null);
  const tab = useRef<number | null>(null);
  /** What was searched for, so that Back leads to the same hits. */
  const query = useRef('');

  useEffect(
    () =>
      watchChanges(
        () => setRevision((last) => last + 1),
        () => tab.current,
      ),
    [],
  );

  // A new place starts at its top, with the focus in it; the search field takes the focus at home by itself.
  useEffect(() => {
    if (place.at !== 'home') main.current?.focus({ preventScroll: true });
    main.current?.scrollTo?.(0, 0);
  }, [place]);

  const goHome = useCallback(() => setPlace({ at: 'home' }), []);
  // Escape steps back before it closes the popup.
  useEscape(place.at !== 'home', goHome);

  return (
    <div className={styles.popup}>
      <header className={styles.bar}>
        {place.at === 'home' ? (
          <span className={styles.brand}>
            <Mark size={16} />
            Partner Lens
          </span>
        ) : (
          <Button variant="quiet" size="s" icon="back" className={styles.back} onClick={goHome}>
            Back
          </Button>
        )}
        <span className={styles.space} />
        {place.at !== 'limits' && (
          <Button variant="quiet" size="s" onClick={() => setPlace({ at: 'limits' })}>
            Limits
          </Button>
        )}
        <IconButton icon="settings" label="Options" onClick={() => openOptions('/partners')} />
      </header>
      <main ref={main} tabIndex={-1} className={styles.main}>
        {place.at === 'home' && (
          <Home
            findTab={findTab}
            tab={tab}
            query={query}
            revision={revision}
            onPartner={(id) => setPlace({ at: 'partner', id })}
          />
        )}
        {place.at === 'partner' && (
          <PartnerCard key={place.id} id={place.id} revision={revision} onOptions={openOptions} />
        )}
        {place.at === 'limits' && (
          <>
            <h1 className={styles.title}>Limits</h1>
            <Limits partner={null} revision={revision} />
          </>
        )}
      </main>
    </div>
  );
}

interface HomeProps {
  findTab: () => Promise<number>;
  tab: { current: number | null };
  query: { current: string };
  revision: number;
  onPartner: (id: string) => void;
}

function Home({ findTab, tab, query, revision, onPartner }: HomeProps) {
  const ask = useCallback(async () => {
    const tabId = await findTab();
    tab.current = tabId;
    return request('popup.status', { tabId });
  }, [findTab, tab]);
  const status = useLoad(ask, revision);
  const noteQuery = useCallback(
    (typed: string) => {
      query.current = typed;
    },
    [query],
  );
  return (
    <>
      <h1 className={styles.hidden}>Partner Lens</h1>
      {status.data?.lost && (
        <div className={styles.alert}>
          <ErrorNote
            title="Your data is gone from this browser"
            action={
              <Button variant="primary" size="s" onClick={() => openOptions('/import')}>
                What to do
              </Button>
            }
          >
            The browser lost what Partner Lens had stored. A backup or your exports bring it back.
          </ErrorNote>
        </div>
      )}
      <Section title="Find a partner">
        <PartnerSearch
          label="Find a partner"
          placeholder="Name, alias or domain"
          search={search}
          onPick={(hit) => onPartner(hit.id)}
          initialQuery={query.current}
          onQuery={noteQuery}
          autoFocus
        />
      </Section>
      <Section title="This page">
        {status.error && (
          <ErrorNote
            title="The state of this page could not be read"
            action={
              <Button size="s" onClick={status.reload}>
                Try again
              </Button>
            }
          >
            {status.error.message}
          </ErrorNote>
        )}
        {status.data && (
          <SiteStatus
            status={status.data}
            onChanged={status.reload}
            onPartner={onPartner}
            onOptions={openOptions}
          />
        )}
        {!status.data && !status.error && <Skeleton label="Looking at this page" lines={2} />}
      </Section>
    </>
  );
}
