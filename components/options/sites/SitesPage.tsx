import { useCallback, useState } from 'react';
import { browser } from 'wxt/browser';
import { request } from '@/lib/messaging/client';
import type { SiteView } from '@/lib/messaging/views';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNote } from '../../ui/ErrorNote';
import { ListBadges } from '../../ui/ListBadges';
import { readSiteAddress } from '../../ui/site-address';
import { TextField } from '../../ui/TextField';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { PageHead } from '../PageHead';
import { ConfirmDialog } from '../parts/ConfirmDialog';
import { ExportLine } from '../parts/ExportLine';
import { Loaded } from '../parts/Loaded';
import table from '../parts/table.module.css';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import { sitesDocument } from './document';
import { Lessons } from './Lessons';
import { PanelPlace } from './PanelPlace';
import { PartnerFields } from './PartnerFields';
import { RememberedVisits } from './RememberedVisits';
import styles from './SitesPage.module.css';

const NOTHING: SiteView[] = [];
const listSites = () => request('sites.list', {});

/** Sites on which Partner Lens may read the page: given one by one, taken back here. */
export function SitesPage() {
  const sites = useLoad(listSites, useRevision());
  const [leaving, setLeaving] = useState<string | null>(null);
  const closeLeaving = useCallback(() => setLeaving(null), []);

  return (
    <>
      <PageHead
        title="Sites"
        lead="Partner Lens reads pages only of the sites that you enable here, one by one. On every other site nothing of it runs."
      />
      <AddSite onAdded={sites.reload} />
      <Loaded load={sites} what="the enabled sites" lines={3}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title="No site enabled yet">
              <p>
                The quickest way: open a record in your CRM, click the Partner Lens button in the toolbar and
                choose “Enable on this site”.
              </p>
              <p>Or enter the address of your CRM above.</p>
            </EmptyState>
          ) : (
            <>
              <div className={table.scroll}>
                <table className={table.table} aria-label="Enabled sites">
                  <thead>
                    <tr>
                      <th scope="col">Site</th>
                      <th scope="col">Access</th>
                      <th scope="col">Lists and boards</th>
                      <td />
                    </tr>
                  </thead>
                  <tbody>
                    {list.map((site) => (
                      <tr key={site.origin}>
                        <th scope="row">{site.origin}</th>
                        <td className={site.granted ? undefined : table.soft}>
                          {site.granted ? 'granted' : 'taken back in the browser: nothing runs there'}
                        </td>
                        <td>
                          {site.lists === null ? (
                            <span className={table.soft}>per host, in the popup</span>
                          ) : (
                            <ListBadges
                              on={site.lists}
                              site={site.origin}
                              save={(on) =>
                                request('sites.badges', { origin: site.origin, on }).then(sites.reload)
                              }
                            />
                          )}
                        </td>
                        <td className={table.end}>
                          {!site.granted && <GrantAgain origin={site.origin} onDone={sites.reload} />}
                          <Button
                            variant="quiet"
                            size="s"
                            aria-label={`Remove ${site.origin}`}
                            onClick={() => setLeaving(site.origin)}
                          >
                            Remove
                          </Button>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <div className={styles.below}>
                <ExportLine what="the enabled sites" content={() => sitesDocument(list)} />
              </div>
            </>
          )
        }
      </Loaded>
      <PanelPlace />
      <RememberedVisits enabled={sites.data ?? NOTHING} />
      <PartnerFields />
      <Lessons />
      <ConfirmDialog
        open={leaving !== null}
        title="Remove this site?"
        confirm="Remove"
        onClose={closeLeaving}
        onConfirm={async () => {
          // The pattern as it was granted: a site may be one of several hosts (`https://*.example.com`).
          const removed = await browser.permissions.remove({ origins: [`${leaving}/*`] });
          if (!removed)
            throw new Error(`The browser kept the permission for ${leaving}. Remove it in its settings.`);
          say(`${leaving} was removed. Partner Lens no longer runs there.`);
          sites.reload();
        }}
      >
        <p>
          Partner Lens stops running on <strong>{leaving}</strong>. What was remembered of visits to it is
          deleted; all other data stays, and you can enable the site again at any time.
        </p>
      </ConfirmDialog>
    </>
  );
}

function AddSite({ onAdded }: { onAdded: () => void }) {
  const [typed, setTyped] = useState('');
  const [complaint, setComplaint] = useState<string | null>(null);
  const grant = useAction(async (pattern: string, origin: string) => {
    // Called in the click itself: the browser asks the person only then.
    const granted = await browser.permissions.request({ origins: [pattern] });
    if (!granted) {
      setComplaint(`The browser did not grant ${origin}. Enable it again and choose “Allow” when it asks.`);
      return;
    }
    await request('sites.enable', { pattern });
    setTyped('');
    say(`${origin} is enabled. Open or reload a record there.`);
    onAdded();
  });

  return (
    <form
      className={styles.add}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const address = readSiteAddress(typed);
        setComplaint(address.ok ? null : address.error);
        if (address.ok) void grant.run(address.pattern, address.origin);
      }}
    >
      <TextField
        label="Address of your CRM"
        type="text"
        inputMode="url"
        autoComplete="url"
        placeholder="https://crm.example.com"
        value={typed}
        error={complaint ?? grant.error}
        hint="The browser asks you to confirm access to this one site."
        onChange={(event) => {
          setTyped(event.target.value);
          setComplaint(null);
        }}
      />
      <Button variant="primary" type="submit" busy={grant.busy}>
        Enable
      </Button>
    </form>
  );
}

function GrantAgain({ origin, onDone }: { origin: string; onDone: () => void }) {
  const grant = useAction(async () => {
    if (await browser.permissions.request({ origins: [`${origin}/*`] })) onDone();
  });
  return (
    <>
      {grant.error && <ErrorNote title="Not granted.">{grant.error}</ErrorNote>}
      <Button size="s" aria-label={`Grant again: ${origin}`} busy={grant.busy} onClick={() => grant.run()}>
        Grant again
      </Button>
    </>
  );
}
