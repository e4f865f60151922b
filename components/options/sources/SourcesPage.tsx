import { useCallback, useEffect, useState } from 'react';
import { request } from '@/lib/messaging/client';
import type { SourceView } from '@/lib/messaging/source-views';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { ExportButton } from '../../ui/ExportButton';
import { useLoad } from '../../ui/use-load';
import { PageHead } from '../PageHead';
import { ConfirmDialog } from '../parts/ConfirmDialog';
import { Loaded } from '../parts/Loaded';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import { sourcesDocument } from './document';
import { SourceCard } from './SourceCard';
import { SourceDialog } from './SourceDialog';
import styles from './Sources.module.css';

const listSources = () => request('sources.list', {});
/** How often a run under way is asked how far it is, in milliseconds. */
const FOLLOW = 2_000;

type Open = { what: 'edit'; source: SourceView | null } | { what: 'remove'; source: SourceView };

/** Where facts come from by themselves: what each source is at, and setting them up. */
export function SourcesPage() {
  const sources = useLoad(listSources, useRevision());
  const [open, setOpen] = useState<Open | null>(null);
  const [withFacts, setWithFacts] = useState(false);
  const close = useCallback(() => setOpen(null), []);
  const { data, reload } = sources;
  const running = data?.some((source) => source.running) ?? false;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(reload, FOLLOW);
    return () => clearInterval(timer);
  }, [running, reload]);
  const add = (
    <Button variant="primary" icon="plus" onClick={() => setOpen({ what: 'edit', source: null })}>
      Add a source
    </Button>
  );

  return (
    <>
      <PageHead
        title="Sources"
        lead="A source brings facts by itself, on a schedule, straight from its host to this browser. Partner Lens asks no host but those that you set up here."
        actions={
          data &&
          data.length > 0 && (
            <>
              {add}
              <ExportButton what="the sources and their runs" content={() => sourcesDocument(data)} />
            </>
          )
        }
      />
      <Loaded load={sources} what="the sources" lines={4}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title="No source yet" action={add}>
              <p>
                A file at an address, or a CRM’s own interface: HubSpot, Pipedrive, EspoCRM, Odoo. Until you
                add one, nothing is fetched and nothing leaves this machine.
              </p>
            </EmptyState>
          ) : (
            <ul className={styles.list}>
              {list.map((source) => (
                <SourceCard
                  key={source.id}
                  source={source}
                  onEdit={() => setOpen({ what: 'edit', source })}
                  onRemove={() => {
                    setWithFacts(false);
                    setOpen({ what: 'remove', source });
                  }}
                  onChanged={reload}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      {open?.what === 'edit' && (
        <SourceDialog
          source={open.source}
          onClose={close}
          onSaved={(name) => {
            say(`${name} was saved and runs now.`);
            close();
            reload();
          }}
        />
      )}
      <ConfirmDialog
        open={open?.what === 'remove'}
        title="Remove this source?"
        confirm="Remove"
        onClose={close}
        onConfirm={async () => {
          if (open?.what !== 'remove') return;
          await request('sources.remove', { id: open.source.id, facts: withFacts });
          say(`${open.source.name} was removed${withFacts ? ' with the facts that it brought' : ''}.`);
          reload();
        }}
      >
        <p>
          <strong>{open?.what === 'remove' && open.source.name}</strong> runs no more; its credential and
          history are forgotten, and the access to its host is given back.
        </p>
        <label className={styles.choice}>
          <input
            type="checkbox"
            checked={withFacts}
            onChange={(event) => setWithFacts(event.target.checked)}
          />
          Also undo all of its imports: the facts that it brought go
        </label>
      </ConfirmDialog>
    </>
  );
}
