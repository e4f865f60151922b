import { useState } from 'react';
import type { Candidate } from '@/lib/identity/candidates';
import { plural } from '@/lib/kpi/format';
import type { Partner } from '@/lib/match/types';
import { request } from '@/lib/messaging/client';
import { Button } from '../../ui/Button';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { hrefOf } from '../router';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import { askDuplicates } from './ask';
import styles from './Duplicates.module.css';

/** Pairs listed at once: each is a decision. */
const FIRST = 10;
const MORE = 50;

/** Partners that may be one, with what speaks for it, for a person to decide. */
export function Duplicates() {
  const load = useLoad(askDuplicates, useRevision());
  const [limit, setLimit] = useState(FIRST);
  const pairs = load.data ?? [];
  if (load.error) return <p className={styles.error}>Partners could not be compared: {load.error.message}</p>;
  if (pairs.length === 0) return null;
  return (
    <details className={styles.duplicates}>
      <summary>{plural(pairs.length, 'pair')} of partners may be one partner</summary>
      <p className={styles.hint}>
        Merged, all that is known of one counts for the other: its deals, names, domains and codes. Nothing
        imported is rewritten, and each merge can be undone on the partner’s page.
      </p>
      <ul className={styles.list}>
        {pairs.slice(0, limit).map((pair) => (
          <Pair key={`${pair.into.id} ${pair.from.id}`} pair={pair} onDone={load.reload} />
        ))}
      </ul>
      {pairs.length > limit && (
        <Button variant="link" onClick={() => setLimit(limit + MORE)}>
          Show more
        </Button>
      )}
    </details>
  );
}

function Pair({ pair, onDone }: { pair: Candidate; onDone: () => void }) {
  const { into, from } = pair;
  const because = pair.evidence.map(({ text }) => text);
  const decide = useAction(async (kind: 'partners.merge' | 'partners.apart') => {
    await request(kind, { from: from.id, into: into.id, because });
    say(
      kind === 'partners.merge'
        ? `${from.name} counts for ${into.name} now.`
        : `${from.name} and ${into.name} stay two partners.`,
    );
    onDone();
  });
  return (
    <li className={styles.pair}>
      <div>
        <p className={styles.names}>
          <PartnerLink partner={from} /> → <PartnerLink partner={into} />
        </p>
        <p className={styles.why}>{because.join('; ')}</p>
        {decide.error && <p className={styles.error}>{decide.error}</p>}
      </div>
      <span className={styles.buttons}>
        <Button
          size="s"
          busy={decide.busy}
          aria-label={`Merge ${from.name} (${from.id}) into ${into.name} (${into.id})`}
          onClick={() => decide.run('partners.merge')}
        >
          They are one
        </Button>
        <Button
          size="s"
          variant="quiet"
          busy={decide.busy}
          aria-label={`Keep ${from.name} (${from.id}) and ${into.name} (${into.id}) apart`}
          onClick={() => decide.run('partners.apart')}
        >
          They are two
        </Button>
      </span>
    </li>
  );
}

/** The name, and its id where a name alone would not tell two apart. */
function PartnerLink({ partner: { id, name } }: { partner: Partner }) {
  return (
    <>
      <a href={hrefOf('partners', id)}>
        <bdi>{name}</bdi>
      </a>{' '}
      <span className={styles.id}>{id.startsWith('name:') ? 'named by rows only' : id}</span>
    </>
  );
}
