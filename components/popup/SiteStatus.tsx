import { useState } from 'react';
import { browser } from 'wxt/browser';
import { toneOf } from '@/lib/background/tone';
import type { PageReading } from '@/lib/crm/types';
import { request } from '@/lib/messaging/client';
import type { PopupStatus } from '@/lib/messaging/views';
import { KIND_WORDS } from '../panel/words';
import { Button } from '../ui/Button';
import { cx } from '../ui/cx';
import { ErrorNote } from '../ui/ErrorNote';
import { FlagRecord } from '../ui/FlagRecord';
import { Icon } from '../ui/Icon';
import { ListBadges } from '../ui/ListBadges';
import { ToneDot } from '../ui/PartnerSearch';
import { RememberVisits } from '../ui/RememberVisits';
import { readSiteAddress } from '../ui/site-address';
import { trusted } from '../ui/trusted';
import { PageSeen } from './PageSeen';
import { PanelPlace } from './PanelPlace';
import styles from './SiteStatus.module.css';
import { Teach } from './Teach';

export interface SiteStatusProps {
  status: PopupStatus;
  /** Asks for the status again after a permission was given or taken back. */
  onChanged: () => void;
  onPartner: (id: string) => void;
  onOptions: (route: string) => void;
}

const SITE_WORDS: Record<PopupStatus['site'], string> = {
  enabled: 'on',
  disabled: 'off',
  blocked: 'cannot run',
};

/** Whether Partner Lens runs on this page, the switch for it, and what it sees. */
export function SiteStatus({ status, onChanged, onPartner, onOptions }: SiteStatusProps) {
  const { origin, site } = status;
  const tabId = status.panel?.tabId;
  const record = status.panel?.record;
  const onFlag = async (key: string, note: string | null) => {
    await request('record.flag', { record: key, note, ...(tabId === undefined ? {} : { tabId }) });
    onChanged();
  };
  return (
    <div className={styles.status}>
      <p className={styles.site}>
        <span className={styles.host}>{origin ? new URL(origin).host : 'This page'}</span>
        <span className={cx(styles.pill, styles[site])}>{SITE_WORDS[site]}</span>
      </p>
      {site === 'blocked' && (
        <p className={styles.text}>
          Browsers do not let extensions run here: their own pages, extension stores and some files are out of
          reach.
        </p>
      )}
      {site === 'enabled' && <Seen status={status} onPartner={onPartner} onOptions={onOptions} />}
      {site === 'enabled' && record?.key && (
        <FlagRecord
          key={record.key}
          kind={KIND_WORDS[record.kind]}
          flag={status.panel?.flag ?? null}
          onFlag={onFlag.bind(null, record.key)}
        />
      )}
      {tabId !== undefined && <Teach tabId={tabId} reading={status.reading} />}
      {origin && site === 'enabled' && (
        <ListBadges
          on={status.lists}
          save={(on) => request('sites.badges', { origin, on }).then(onChanged)}
        />
      )}
      {origin && site === 'enabled' && (
        <RememberVisits
          on={status.remembered ?? false}
          save={(on) => request('sites.remember', { origin, on }).then(onChanged)}
        />
      )}
      {site === 'enabled' && <PageSeen status={status} />}
      {site === 'enabled' && tabId !== undefined && <PanelPlace tabId={tabId} />}
      {origin && site !== 'blocked' && <Switch origin={origin} site={site} onChanged={onChanged} />}
    </div>
  );
}

function Switch({
  origin,
  site,
  onChanged,
}: {
  origin: string;
  site: 'enabled' | 'disabled';
  onChanged: () => void;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const address = readSiteAddress(origin);
  if (!address.ok) return <p className={styles.text}>{address.error}</p>;

  // The browser asks only when the request is made inside the click itself: nothing may be awaited before it.
  function change(work: () => Promise<boolean>, refused: string) {
    setProblem(null);
    work().then(
      (done) => (done ? onChanged() : setProblem(refused)),
      (cause) => setProblem(cause instanceof Error ? cause.message : String(cause)),
    );
  }
  const origins = [address.pattern];

  return (
    <>
      {site === 'disabled' ? (
        <>
          <p className={styles.text}>
            Enable it to see the partner of the record you open. It reads pages of this site only, and nothing
            leaves this machine.
          </p>
          <Button
            variant="primary"
            onClick={trusted(() =>
              change(async () => {
                const granted = await browser.permissions.request({ origins });
                if (granted) await request('sites.enable', { pattern: address.pattern });
                return granted;
              }, 'The browser was not allowed to give access, so nothing changed. Choose “Allow” when it asks.'),
            )}
          >
            Enable on this site
          </Button>
        </>
      ) : (
        <Button
          variant="quiet"
          size="s"
          className={styles.flush}
          onClick={trusted(() =>
            change(
              () => browser.permissions.remove({ origins }),
              'The browser kept the access. Take it back in its own settings for extensions.',
            ),
          )}
        >
          Turn off on this site
        </Button>
      )}
      {problem && <ErrorNote title="Not changed">{problem}</ErrorNote>}
    </>
  );
}

function readingText(reading: PageReading | null): string {
  if (!reading) return 'The page was not read yet. Reload it if it was open before the site was enabled.';
  switch (reading.state) {
    case 'no-record':
      return 'No record is open here: a list, a board or a settings page.';
    case 'pending':
      return 'The page is still loading.';
    case 'unrecognised':
      return `This page is not recognised any more: ${reading.why}`;
    case 'record':
      return '';
  }
}

/** What is seen on the page: record, partner, missing fields. */
function Seen({ status, onPartner, onOptions }: Pick<SiteStatusProps, 'status' | 'onPartner' | 'onOptions'>) {
  const { reading, panel } = status;
  if (reading?.state !== 'record') return <p className={styles.text}>{readingText(reading)}</p>;
  const { record } = reading;
  const missing = panel?.missing.length ?? 0;
  return (
    <dl className={styles.seen}>
      <dt>{KIND_WORDS[record.kind]}</dt>
      <dd>
        <bdi>{record.name}</bdi>
        {record.stage && <span className={styles.soft}> · {record.stage}</span>}
      </dd>
      <dt>partner</dt>
      <dd>
        <SeenPartner panel={panel} onPartner={onPartner} onOptions={onOptions} />
      </dd>
      <dt>missing</dt>
      <dd title={panel?.missing.map((field) => field.label).join(', ')}>
        {missing === 0 ? 'nothing' : `${missing} ${missing === 1 ? 'field' : 'fields'}`}
        {missing > 0 && (
          <span className={styles.soft}>: {panel?.missing.map((field) => field.label).join(', ')}</span>
        )}
      </dd>
    </dl>
  );
}

function SeenPartner({
  panel,
  onPartner,
  onOptions,
}: {
  panel: PopupStatus['panel'];
  onPartner: (id: string) => void;
  onOptions: (route: string) => void;
}) {
  switch (panel?.state) {
    case 'partner':
    case 'no-figures':
      return (
        <button type="button" className={styles.partner} onClick={() => onPartner(panel.partner.id)}>
          <span>{panel.partner.name}</span>
          <ToneDot tone={toneOf(panel.state === 'partner' ? panel.scorecard : null)} />
          <Icon name="next" size={12} />
        </button>
      );
    case 'unknown-partner':
      return <>{panel.name}, not in the directory. Link it in the panel on the page.</>;
    case 'ambiguous':
      return <>{panel.name} fits several partners. Choose one in the panel on the page.</>;
    case 'no-data':
      return (
        <>
          {panel.lost ? 'the browser lost your data' : 'no data yet'}{' '}
          <Button variant="link" size="s" onClick={() => onOptions('/import')}>
            {panel.lost ? 'What to do' : 'Import data'}
          </Button>
        </>
      );
    default:
      return <>none named</>;
  }
}
