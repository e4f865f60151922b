import { useCallback, useState } from 'react';
import { plural } from '@/lib/kpi/format';
import { request } from '@/lib/messaging/client';
import type { RememberedSite, SiteView } from '@/lib/messaging/views';
import { KEEP_DAYS } from '@/lib/store/snapshots';
import { Button } from '../../ui/Button';
import { cx } from '../../ui/cx';
import { ErrorNote } from '../../ui/ErrorNote';
import { RememberVisits, WHAT_IS_KEPT } from '../../ui/RememberVisits';
import { TextField } from '../../ui/TextField';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { ConfirmDialog } from '../parts/ConfirmDialog';
import { formatCount } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import styles from './SitesPage.module.css';

const listRemembered = () => request('sites.remembered', {});

/** Enabled sites of one host, and those that something is kept of. */
function sitesOf(enabled: readonly SiteView[], remembered: readonly RememberedSite[]): RememberedSite[] {
  const known = new Set(remembered.map(({ origin }) => origin));
  const others = enabled.filter(
    ({ origin, granted }) => granted && !origin.includes('*') && !known.has(origin),
  );
  return [
    ...remembered,
    ...others.map(({ origin }) => ({
      origin,
      on: false,
      keepDays: KEEP_DAYS,
      snapshots: 0,
      records: 0,
      waiting: false,
    })),
  ].sort((a, b) => a.origin.localeCompare(b.origin));
}

/** Where visits are remembered, for how long, and how they are forgotten. */
export function RememberedVisits({ enabled }: { enabled: readonly SiteView[] }) {
  const load = useLoad(listRemembered, useRevision());
  const [forgetting, setForgetting] = useState<string | null>(null);
  const close = useCallback(() => setForgetting(null), []);
  return (
    <section className={section.section} aria-labelledby="visits">
      <h2 id="visits">What you saw</h2>
      <p className={section.lead}>{WHAT_IS_KEPT}</p>
      <p className={section.lead}>
        It gives a record its stage history, shows how its discount moved and whose partner field was emptied,
        and goes into the figures within five minutes as the import “Seen on” that site; windows that end with
        yesterday count it from tomorrow. Only records that somebody opened are in it: figures that rest on it
        say so and stay provisional.
      </p>
      <Loaded load={load} what="the remembered sites" lines={2}>
        {(remembered) => {
          const sites = sitesOf(enabled, remembered);
          return sites.length === 0 ? (
            <p className={section.lead}>Enable a site first.</p>
          ) : (
            <div className={table.scroll}>
              <table className={cx(table.table, styles.visits)} aria-label="Remembered visits">
                <thead>
                  <tr>
                    <th scope="col">Site</th>
                    <th scope="col">Visits</th>
                    <th scope="col">Kept for</th>
                    <th scope="col">Kept now</th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {sites.map((site) => (
                    <SiteRow
                      key={`${site.origin} ${site.keepDays}`}
                      site={site}
                      onChanged={load.reload}
                      onForget={() => setForgetting(site.origin)}
                    />
                  ))}
                </tbody>
              </table>
            </div>
          );
        }}
      </Loaded>
      <ConfirmDialog
        open={forgetting !== null}
        title="Forget these visits?"
        confirm="Forget"
        onClose={close}
        onConfirm={async () => {
          const { forgotten } = await request('sites.forget-visits', { origin: forgetting! });
          say(`${plural(forgotten, 'snapshot')} of ${forgetting} forgotten, with the rows made of them.`);
          load.reload();
        }}
      >
        <p>
          What was seen on <strong>{forgetting}</strong> is deleted, and the rows that were made of it leave
          the figures. This cannot be undone.
        </p>
      </ConfirmDialog>
    </section>
  );
}

function SiteRow({
  site,
  onChanged,
  onForget,
}: {
  site: RememberedSite;
  onChanged: () => void;
  onForget: () => void;
}) {
  const { origin, on, keepDays, snapshots, records, waiting } = site;
  const takeIn = useAction(async () => {
    await request('sites.take-in', { origin });
    say(`What you saw on ${origin} is in the figures.`);
    onChanged();
  });
  return (
    <tr>
      <th scope="row">{origin}</th>
      <td>
        <RememberVisits
          on={on}
          site={origin}
          save={(next) => request('sites.remember', { origin, on: next }).then(onChanged)}
        />
      </td>
      <td>
        <KeepDays origin={origin} days={keepDays} onSaved={onChanged} />
      </td>
      <td className={snapshots === 0 ? table.soft : undefined}>
        {snapshots === 0
          ? 'nothing'
          : `${formatCount(snapshots)} in ${plural(records, 'record')}${waiting ? ', some not in the figures yet' : ''}`}
        {takeIn.error && <ErrorNote title="Not taken in">{takeIn.error}</ErrorNote>}
      </td>
      <td className={table.end}>
        {waiting && (
          <Button
            size="s"
            busy={takeIn.busy}
            aria-label={`Take in now: ${origin}`}
            onClick={() => void takeIn.run()}
          >
            Take in now
          </Button>
        )}
        {snapshots > 0 && (
          <Button variant="quiet" size="s" aria-label={`Forget visits to ${origin}`} onClick={onForget}>
            Forget
          </Button>
        )}
      </td>
    </tr>
  );
}

/** Days that visits are kept; saved on Enter or when the field is left. */
function KeepDays({ origin, days, onSaved }: { origin: string; days: number; onSaved: () => void }) {
  const [typed, setTyped] = useState(String(days));
  const [complaint, setComplaint] = useState<string | null>(null);
  const save = useAction(async (keepDays: number) => {
    await request('sites.remember', { origin, keepDays });
    say(`Visits to ${origin} are kept for ${plural(keepDays, 'day')}.`);
    onSaved();
  });
  const commit = () => {
    const next = /^\d+$/.test(typed.trim()) ? Number(typed) : 0;
    if (next < 1 || next > 3_650) {
      setComplaint('A whole number of days from 1 to 3650.');
      return;
    }
    setComplaint(null);
    if (next !== days) void save.run(next);
  };
  return (
    <form
      className={styles.days}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
    >
      <TextField
        label={`Days that visits to ${origin} are kept`}
        hideLabel
        suffix="days"
        inputMode="numeric"
        value={typed}
        error={complaint ?? save.error}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
      />
    </form>
  );
}
