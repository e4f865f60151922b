import { useState } from 'react';
import { type Weights, weightProblems } from '@/lib/kpi/weights';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { useAction } from '../../ui/use-action';
import { NumberField } from '../parts/NumberField';
import styles from './FocusPage.module.css';

/** Weights that add up to 100, with what is out of balance as they are typed. */
export function WeightsForm<Name extends string>({
  legend,
  names,
  words,
  weights,
  note,
  what,
  isSet,
  onSave,
}: {
  legend: string;
  names: readonly Name[];
  words: Readonly<Record<Name, string>>;
  /** Those that hold now. */
  weights: Weights<Name>;
  /** Who set them, and which version they are. */
  note: string;
  /** What is saved, as the buttons call it. */
  what: string;
  /** Set at this very level, so that they can be taken back. */
  isSet: boolean;
  /** @param weights null = taken back */
  onSave: (weights: Weights<Name> | null) => Promise<void>;
}) {
  const [typed, setTyped] = useState<Record<Name, number | null>>(weights);
  const read = Object.fromEntries(names.map((name) => [name, typed[name] ?? Number.NaN])) as Weights<Name>;
  const problems = weightProblems(
    Object.fromEntries(names.map((name) => [words[name].toLowerCase(), read[name]])),
  );
  const changed = names.some((name) => read[name] !== weights[name]);
  const save = useAction(() => onSave(read));
  const reset = useAction(() => onSave(null));
  const failed = save.error ?? reset.error;
  return (
    <fieldset className={styles.weights}>
      <legend>{legend}</legend>
      <div className={styles.preset}>
        {names.map((name) => (
          <NumberField
            key={name}
            label={words[name]}
            suffix="of 100"
            className={styles.weight}
            value={typed[name]}
            onChange={(value) => setTyped({ ...typed, [name]: value })}
          />
        ))}
      </div>
      <p role="status" className={styles.balance}>
        {problems.length === 0 ? `In balance. ${note}` : problems.join(' ')}
      </p>
      {failed && <ErrorNote title="Not saved.">{failed}</ErrorNote>}
      <div className={styles.buttons}>
        <Button busy={save.busy} disabled={!changed || problems.length > 0} onClick={() => void save.run()}>
          Save {what}
        </Button>
        <Button disabled={!isSet} busy={reset.busy} onClick={() => void reset.run()}>
          Take {what} back
        </Button>
      </div>
    </fieldset>
  );
}
