import { useEffect, useState } from 'react';
import { Button } from '../../ui/Button';
import { Progress } from '../../ui/Meter';
import { formatCount, formatDuration } from '../parts/format';
import { secondsLeft, shareRead } from './progress';
import styles from './RunView.module.css';
import { cancelImport, type Run } from './session';

/** An import under way: which file, how far, how fast, how long still, and the way out. */
export function RunView({ run }: { run: Run }) {
  const now = useNow();
  const { progress, outcomes } = run;
  const at = Math.max(
    0,
    outcomes.findIndex(({ state }) => state === 'running'),
  );
  const name = outcomes[at]?.name ?? '';
  const left = secondsLeft(progress, (now - run.startedAt) / 1000);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);

  return (
    <section className={styles.run} aria-labelledby="running">
      <h2 id="running">
        Importing {name}
        {outcomes.length > 1 && ` (${at + 1} of ${outcomes.length})`}
      </h2>
      <Progress label={`Importing ${name}`} value={shareRead(progress)} />
      <p className={styles.figures}>
        <span>{formatCount(progress?.rows ?? 0)} rows</span>
        {progress && progress.rowsPerSecond > 0 && (
          <span>{formatCount(progress.rowsPerSecond)} rows a second</span>
        )}
        {left !== null && <span>{formatDuration(left)} left</span>}
        {progress?.phase === 'writing' && <span>being written</span>}
      </p>
      <div>
        <Button busy={run.cancelling} onClick={cancelImport}>
          {run.cancelling ? 'Cancelling' : 'Cancel'}
        </Button>
      </div>
      <p className={styles.hint}>
        Cancel leaves the database as it was. You can use the other sections meanwhile; keep this tab open.
      </p>
    </section>
  );
}

/** `performance.now()`, four times a second. */
function useNow(): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return now;
}
