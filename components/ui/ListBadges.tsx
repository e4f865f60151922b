import { useId } from 'react';
import { ErrorNote } from './ErrorNote';
import styles from './ListBadges.module.css';
import { useSwitch } from './use-switch';

export interface ListBadgesProps {
  on: boolean;
  /** Stores the choice; what it rests on then says so too. */
  save: (on: boolean) => Promise<unknown>;
  /** Host that it is for, where several switches stand together. */
  site?: string;
}

/** Switch for the badges on a site's lists and boards. */
export function ListBadges({ on, save, site }: ListBadgesProps) {
  const id = useId();
  const { checked, problem, change } = useSwitch(on, save);
  return (
    <>
      <label className={styles.choice}>
        <input
          type="checkbox"
          aria-label={site && `Badges on lists and boards of ${site}`}
          aria-describedby={problem ? id : undefined}
          checked={checked}
          onChange={(event) => change(event.target.checked)}
        />
        {site ? 'Badges' : 'Badges on lists and boards'}
      </label>
      {problem && (
        <div id={id}>
          <ErrorNote title="Not changed">{problem}</ErrorNote>
        </div>
      )}
    </>
  );
}
