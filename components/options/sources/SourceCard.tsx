import { useId } from 'react';
import { request } from '@/lib/messaging/client';
import type { SourceView } from '@/lib/messaging/source-views';
import { isPolicySource } from '@/lib/policy/source-id';
import { sourceKinds } from '@/lib/sources/registry';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { useAction } from '../../ui/use-action';
import card from '../parts/card.module.css';
import { formatMoment } from '../parts/format';
import table from '../parts/table.module.css';
import { say } from '../state/status';
import { askAccess } from './access';
import styles from './Sources.module.css';
import { resultWords, SCHEDULES, stateWords, troubleTitle } from './words';

/** One source: what it is at, what its last runs did, and what can be done with it. */
export function SourceCard({
  source,
  onEdit,
  onRemove,
  onChanged,
}: {
  source: SourceView;
  onEdit: () => void;
  onRemove: () => void;
  onChanged: () => void;
}) {
  const kind = sourceKinds.find(({ id }) => id === source.kind);
  const act = useAction(async (work: () => Promise<unknown>) => {
    await work();
    onChanged();
  });
  const { id, name, paused, running, trouble, runs } = source;
  const fixed = isPolicySource(id);
  const heading = useId();
  const every = SCHEDULES.find(({ value }) => Number(value) === source.everyMinutes)?.label;
  const facts = [
    kind?.name ?? source.kind,
    source.host,
    every,
    source.required > 0 && demands(source.required),
    fixed && 'set by your administrator',
  ];

  return (
    <li className={card.card} aria-labelledby={heading}>
      <div className={card.head}>
        <h2 id={heading}>{name}</h2>
        <div className={styles.actions}>
          <Button
            size="s"
            icon="refresh"
            busy={running}
            aria-label={`Run ${name} now`}
            onClick={() => act.run(() => request('sources.run', { id }))}
          >
            Run
          </Button>
          {!fixed && (
            <>
              <Button
                size="s"
                aria-label={`${paused ? 'Resume' : 'Pause'} ${name}`}
                onClick={() =>
                  act.run(async () => {
                    await request('sources.pause', { id, paused: !paused });
                    say(paused ? `${name} runs again.` : `${name} is paused. What it brought stays.`);
                  })
                }
              >
                {paused ? 'Resume' : 'Pause'}
              </Button>
              <Button size="s" aria-label={`Change ${name}`} onClick={onEdit}>
                Change
              </Button>
              <Button size="s" variant="quiet" aria-label={`Remove ${name}`} onClick={onRemove}>
                Remove
              </Button>
            </>
          )}
        </div>
      </div>
      <p className={styles.facts}>{facts.filter(Boolean).join(' · ')}</p>
      <p role="status">{stateWords(source, new Date())}</p>
      {trouble && !running && (
        <ErrorNote
          title={troubleTitle(source)}
          action={<TroubleAction source={source} onEdit={onEdit} onChanged={onChanged} />}
        >
          {trouble.message}
        </ErrorNote>
      )}
      {act.error && <ErrorNote title="That did not work.">{act.error}</ErrorNote>}
      {runs.length > 0 && (
        <details className={styles.history}>
          <summary>History</summary>
          <div className={table.scroll}>
            <table className={table.table} aria-label={`Runs of ${name}`}>
              <thead>
                <tr>
                  <th scope="col">Begun</th>
                  <th scope="col">Result</th>
                </tr>
              </thead>
              <tbody>
                {runs.map((run) => (
                  <tr key={run.id}>
                    <th scope="row">{formatMoment(run.startedAt)}</th>
                    <td>
                      {run.endedAt === null ? 'under way' : resultWords(run)}
                      {run.trouble && <span className={table.note}>{run.trouble.message}</span>}
                      {run.bad.map(({ record, reason }) => (
                        <span key={`${record} ${reason}`} className={table.note}>
                          Record {record}: {reason}
                        </span>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </li>
  );
}

const demands = (n: number): string => `demands ${n} ${n === 1 ? 'field' : 'fields'}`;

function TroubleAction({
  source,
  onEdit,
  onChanged,
}: {
  source: SourceView;
  onEdit: () => void;
  onChanged: () => void;
}) {
  const kind = sourceKinds.find(({ id }) => id === source.kind);
  const grant = useAction(async () => {
    await askAccess(kind!, source.settings);
    await request('sources.run', { id: source.id });
    onChanged();
  });
  if (source.trouble?.kind === 'permission' && kind)
    return (
      <>
        <Button size="s" busy={grant.busy} onClick={() => grant.run()}>
          Grant access
        </Button>
        {grant.error && <p>{grant.error}</p>}
      </>
    );
  if (source.trouble?.kind === 'credential')
    return (
      <Button size="s" onClick={onEdit}>
        Enter a new one
      </Button>
    );
  return null;
}
