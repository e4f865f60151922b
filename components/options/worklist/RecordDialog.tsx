import { type ReactNode, useState } from 'react';
import type { GapSource, SeenRecord } from '@/lib/govern/types';
import { stateOf } from '@/lib/govern/visit';
import { messageAbout } from '@/lib/govern/worklist';
import { request } from '@/lib/messaging/client';
import { Button } from '../../ui/Button';
import { copyText } from '../../ui/clipboard';
import { Dialog } from '../../ui/Dialog';
import { ErrorNote } from '../../ui/ErrorNote';
import { FlagRecord } from '../../ui/FlagRecord';
import { useAction } from '../../ui/use-action';
import { ConfirmDialog } from '../parts/ConfirmDialog';
import { formatDay } from '../parts/format';
import table from '../parts/table.module.css';
import { refreshAll } from '../state/revision';
import { say } from '../state/status';
import styles from './WorklistPage.module.css';

const SOURCE_WORDS: Record<GapSource, string> = {
  page: 'the CRM',
  rule: 'a rule',
  plan: 'the tracking plan',
  seen: 'an earlier visit',
};

/** One record of the worklist: what is missing since when, the note, and what can be done. */
export function RecordDialog({ record, onClose }: { record: SeenRecord | null; onClose: () => void }) {
  const [forget, setForget] = useState<'record' | 'site' | null>(null);
  const copy = useAction(async (one: SeenRecord) => {
    await copyText(messageAbout(one));
    say('The message was copied.');
  });
  const aside = useAction(async (one: SeenRecord, closed: boolean) => {
    await request('worklist.close', { keys: [one.key], closed });
    say(closed ? `${one.name} was put aside.` : `${one.name} is open again.`);
    refreshAll();
  });
  if (!record) return null;
  const state = stateOf(record);
  const problem = copy.error ?? aside.error;

  return (
    <>
      <Dialog
        open
        title={record.name}
        onClose={onClose}
        actions={
          <div className={styles.tools}>
            <Button icon="copy" busy={copy.busy} onClick={() => void copy.run(record)}>
              Copy a message
            </Button>
            <Button busy={aside.busy} onClick={() => void aside.run(record, state !== 'closed')}>
              {state === 'closed' ? 'Open again' : 'Put aside'}
            </Button>
            <Button onClick={() => setForget('record')}>Forget…</Button>
          </div>
        }
      >
        <dl className={styles.facts}>
          <Fact name="Record">
            <a href={record.url} target="_blank" rel="noreferrer noopener">
              Open in the CRM
            </a>
            , a {record.kind} at {new URL(record.origin).host}
          </Fact>
          <Fact name="Stage">{record.stage ?? '–'}</Fact>
          <Fact name="Owner">{record.owner ?? 'not read from the page'}</Fact>
          <Fact name="Partner">{record.partnerName ?? 'none named'}</Fact>
          <Fact name="Seen">
            {[...new Set([record.firstSeen, record.lastSeen].map(formatDay))].join(' to ')}
          </Fact>
        </dl>
        {record.gaps.length > 0 && (
          <div className={table.scroll}>
            <table className={table.table} aria-label="Missing fields">
              <thead>
                <tr>
                  <th scope="col">Field</th>
                  <th scope="col">Asked for by</th>
                  <th scope="col">Empty since</th>
                  <th scope="col">Filled</th>
                </tr>
              </thead>
              <tbody>
                {record.gaps.map((gap) => (
                  <tr key={gap.key}>
                    <th scope="row">
                      {gap.label}
                      <span className={table.note}>{gap.why}</span>
                    </th>
                    <td className={table.soft}>
                      {gap.sources.map((source) => SOURCE_WORDS[source]).join(', ')}
                    </td>
                    <td>{formatDay(gap.since)}</td>
                    <td>{gap.filled ? formatDay(gap.filled) : 'not yet'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <FlagRecord
          key={record.key}
          kind={record.kind}
          flag={record.flag}
          onFlag={async (note) => {
            await request('worklist.note', { key: record.key, note });
            refreshAll();
          }}
        />
        {problem && <ErrorNote title="That did not work.">{problem}</ErrorNote>}
        <p>
          <Button variant="link" size="s" onClick={() => setForget('site')}>
            Forget all records of {new URL(record.origin).host}…
          </Button>
        </p>
      </Dialog>
      <ConfirmDialog
        open={forget !== null}
        title={
          forget === 'site'
            ? `Forget all records of ${new URL(record.origin).host}?`
            : `Forget ${record.name}?`
        }
        confirm="Forget"
        onClose={() => setForget(null)}
        onConfirm={async () => {
          const { forgotten } = await request(
            'worklist.forget',
            forget === 'site' ? { origin: record.origin } : { keys: [record.key] },
          );
          say(forgotten === 1 ? 'One record was forgotten.' : `${forgotten} records were forgotten.`);
          setForget(null);
          onClose();
          refreshAll();
        }}
      >
        <p>
          What was seen and noted of {forget === 'site' ? 'them' : 'it'} is removed from this browser, notes
          included. A record comes back when someone opens it while fields are missing.
        </p>
      </ConfirmDialog>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
