import { useId } from 'react';
import { ErrorNote } from './ErrorNote';
import styles from './RememberVisits.module.css';
import { useSwitch } from './use-switch';

export interface RememberVisitsProps {
  on: boolean;
  /** Stores the choice; what it rests on then says so too. */
  save: (on: boolean) => Promise<unknown>;
  /** Host that it is for, where several switches stand together and the explanation stands above them. */
  site?: string;
}

/** What is kept, where visits are remembered. */
export const WHAT_IS_KEPT =
  'Keeps, on this machine, what changes on each record that you open: name, stage, amount, currency, owner, partner, discount and which required fields are empty. Off until you switch it on.';

/** Switch for remembering what the records of a site show. */
export function RememberVisits({ on, save, site }: RememberVisitsProps) {
  const id = useId();
  const { checked, problem, change } = useSwitch(on, save);
  return (
    <div className={styles.remember}>
      <label className={styles.choice}>
        <input
          type="checkbox"
          aria-label={site && `Remember visits on ${site}`}
          aria-describedby={site ? undefined : id}
          checked={checked}
          onChange={(event) => change(event.target.checked)}
        />
        {site ? 'Remember' : 'Remember what I see on records'}
      </label>
      {!site && (
        <p id={id} className={styles.what}>
          {WHAT_IS_KEPT}
        </p>
      )}
      {problem && <ErrorNote title="Not changed">{problem}</ErrorNote>}
    </div>
  );
}
