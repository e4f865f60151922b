import { useCallback } from 'react';
import type { Verdict } from '@/lib/identity/types';
import { request } from '@/lib/messaging/client';
import { allVerdicts } from '@/lib/store/verdicts';
import { Button } from '../../ui/Button';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { formatDay } from '../parts/format';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import styles from './MergedPartners.module.css';

/** What was merged into a partner, and the way back. */
export function MergedPartners({ id }: { id: string }) {
  const load = useLoad(
    useCallback(
      async () =>
        (await allVerdicts()).filter(
          ({ kind, into, endedAt }) => kind === 'one' && into === id && endedAt === null,
        ),
      [id],
    ),
    useRevision(),
  );
  if (load.error) return <p className={styles.error}>Merges could not be read: {load.error.message}</p>;
  if (!load.data || load.data.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Merged into this partner">
      {load.data.map((verdict) => (
        <Merged key={verdict.from} verdict={verdict} onDone={load.reload} />
      ))}
    </ul>
  );
}

function Merged({ verdict, onDone }: { verdict: Verdict; onDone: () => void }) {
  const { from, name, because, at } = verdict;
  const undo = useAction(async () => {
    await request('partners.unmerge', { id: from });
    say(`${name} is a partner of its own again.`);
    onDone();
  });
  return (
    <li>
      <span>
        <strong>
          <bdi>{name}</bdi>
        </strong>{' '}
        counts for this partner since {formatDay(at)}
        {because.length > 0 && <span className={styles.why}>: {because.join('; ')}</span>}
      </span>
      <Button
        size="s"
        variant="quiet"
        busy={undo.busy}
        aria-label={`Undo the merge of ${name}`}
        onClick={() => undo.run()}
      >
        Undo
      </Button>
      {undo.error && <span className={styles.error}>{undo.error}</span>}
    </li>
  );
}
