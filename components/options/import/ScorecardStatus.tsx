import { plural } from '@/lib/kpi/format';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { Progress } from '../../ui/Meter';
import { renewScorecards, useScorecardRefresh } from '../state/scorecards';
import styles from './ScorecardStatus.module.css';

/** Whether the figures already know what was imported. */
export function ScorecardStatus() {
  const { state, computed, error } = useScorecardRefresh();
  if (state === 'idle') return null;
  if (state === 'failed')
    return (
      <ErrorNote
        title="The scorecards were not computed."
        action={
          <Button size="s" onClick={() => void renewScorecards()}>
            Compute them again
          </Button>
        }
      >
        {error} The imported rows are stored.
      </ErrorNote>
    );
  return (
    <div role="status" className={styles.status}>
      {state === 'computing' ? (
        <>
          <p>Computing the scorecards…</p>
          <Progress label="Computing the scorecards" value={null} />
        </>
      ) : (
        <p className={styles.ready}>
          {computed > 0
            ? `The scorecards of ${plural(computed, 'partner')} are ready.`
            : 'The scorecards are up to date.'}
        </p>
      )}
    </div>
  );
}
