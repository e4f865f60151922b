import { useState } from 'react';
import { Button } from '../../ui/Button';
import field from '../../ui/Field.module.css';
import { PartnerSearch } from '../../ui/PartnerSearch';
import styles from './PartnerPick.module.css';
import { searchPartners } from './search-partners';

/** One partner out of a directory of any size: found by name, then shown, and another one can be chosen. */
export function PartnerPick({
  label,
  chosen,
  disabled = false,
  onPick,
}: {
  label: string;
  /** Name of the partner that is chosen, null without one. */
  chosen: string | null;
  disabled?: boolean;
  onPick: (id: string) => void;
}) {
  const [again, setAgain] = useState(false);
  const searching = chosen === null || again;
  return (
    <div className={field.field}>
      <span className={field.label}>{label}</span>
      {searching ? (
        <PartnerSearch
          label={label}
          placeholder="Find a partner by name"
          search={searchPartners}
          autoFocus={again}
          onPick={({ id }) => {
            setAgain(false);
            onPick(id);
          }}
        />
      ) : (
        <div className={styles.chosen}>
          <span className={styles.name}>{chosen}</span>
          {!disabled && (
            <Button
              size="s"
              aria-label={`Change: another partner than ${chosen}`}
              onClick={() => setAgain(true)}
            >
              Change
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
